"""Playing, the playhead, the loop, tempo and pitch as the musician sets them."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QObject, Signal

from app.listening_box import ListeningBox
from player.engine import Engine
from player.multitrack import SAMPLE_RATE
from player.transport import (
    MAXIMUM_PAUSE_S,
    MAXIMUM_TEMPO_RATIO,
    MINIMUM_LOOP_S,
    MINIMUM_TEMPO_RATIO,
    LoopRegion,
    Pause,
    Play,
    Seek,
    SetBand,
    SetFormants,
    SetLoop,
    SetPitch,
    SetTempo,
)

RECORDED_TUNING_HZ = 440.0
# What a person may set; together with the tuning it stays within what the engine takes.
_MAXIMUM_PITCH_SEMITONES = 12.5
_MINIMUM_TUNING_HZ, _MAXIMUM_TUNING_HZ = 415.0, 466.0
_SHORTEST_LOOP_FRAMES = round(MINIMUM_LOOP_S * SAMPLE_RATE)
_SHORTEST_MARKED_FRAMES = SAMPLE_RATE // 4
# Four bars at 120 beats a minute.
_DEFAULT_LOOP_FRAMES = 8 * SAMPLE_RATE
# No seek takes the engine longer; what is heard of it by then is still at the same place.
_SEEK_S = 0.25
# The engine takes a moment to say the same as the button.
_AGREEMENT_S = 0.25


class TransportControls(QObject):
    """Holds what is asked of the transport and tells the engine. Frames are the song's.

    `loop_changed(region or None, enabled)`: a loop that is off is remembered. `box_changed(box or
    None)`: what is listened to alone, in place of the loop. `sought(frame)`: the
    playhead was put there by hand. `pre_roll_changed(seconds)`, `pause_changed(seconds)`: as they
    are heard, whatever the tempo. `failed(error)`: playback stopped by itself.
    `light_stretch_changed(light)`: whether tempo and pitch run in a lighter quality.
    """

    sought = Signal(int)
    playing_changed = Signal(bool)
    loop_changed = Signal(object, bool)
    box_changed = Signal(object)
    pre_roll_changed = Signal(float)
    pause_changed = Signal(float)
    tempo_changed = Signal(float)
    pitch_changed = Signal(float)
    tuning_changed = Signal(float)
    formants_changed = Signal(bool)
    light_stretch_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._frames = 0
        self._toggled_at_s = 0.0
        self._failure: Exception | None = None
        # Where the playhead was put last, and until which output frame that may not be heard.
        self._sought_frame, self._unheard_until = 0, 0.0
        self.playing = False
        self.loop: LoopRegion | None = None
        self.loop_enabled = False
        self.box: ListeningBox | None = None
        self.pre_roll_s = 0.0
        self.pause_s = 0.0
        self.tempo_percent = 100.0
        self.pitch_semitones = 0.0
        self.tuning_hz = RECORDED_TUNING_HZ
        self.formants_kept = False
        self.light_stretch = False

    @property
    def song_frames(self) -> int:
        """How long the song is; 0 without one."""
        return self._frames

    @property
    def active_loop(self) -> LoopRegion | None:
        """What goes round: the box that is listened to, or the loop, if it is on."""
        if self.box is not None:
            return self.box.region
        return self.loop if self.loop_enabled else None

    def reset(self) -> None:
        """As it is for a new song: no loop, its own tempo, pitch and tuning."""
        self._unheard_until = 0.0
        self.set_box(None)
        self._change_loop(None, False)
        self.set_tempo(100.0)
        self.set_pitch(0.0)
        self.set_tuning(RECORDED_TUNING_HZ)

    def set_song_frames(self, frames: int) -> None:
        """How long the song is; 0 without one, and then nothing can be done."""
        self._frames = frames
        if self.box is not None and self.box.region.end_frame > frames:
            self.set_box(None)
        if self.loop is not None and self.loop.end_frame > frames:
            loop = self.loop.within(frames)
            self._change_loop(loop, self.loop_enabled and loop is not None)

    @property
    def sounding_semitones(self) -> float:
        """How much higher it sounds than recorded: the pitch and the tuning together."""
        return self.pitch_semitones + 12 * math.log2(self.tuning_hz / RECORDED_TUNING_HZ)

    def position_frame(self) -> float:
        """The frame of the song that is audible now."""
        return min(self._engine.position_frame(), float(self._frames))

    def wanted_frame(self) -> float:
        """Where the playhead is to be: where it was put last, if that is not audible yet."""
        is_playing = self._engine.playback().playing
        if is_playing and self._engine.ring.audible_frame() < self._unheard_until:
            return float(self._sought_frame)
        return self.position_frame()

    def tick(self) -> None:
        """Notice what the engine does by itself: stop, or stretch in a lighter quality."""
        playback = self._engine.playback()
        playing = playback.playing
        if playback.failure is not None and playback.failure is not self._failure:
            self._failure = playback.failure
            self.failed.emit(playback.failure)
        if playing != self.playing and time.monotonic() > self._toggled_at_s + _AGREEMENT_S:
            self.playing = playing
            self.playing_changed.emit(playing)
        is_stretched = playback.tempo_ratio != 1.0 or playback.pitch_semitones != 0.0
        light_stretch = playback.light_stretch and is_stretched
        if light_stretch != self.light_stretch:
            self.light_stretch = light_stretch
            self.light_stretch_changed.emit(light_stretch)

    def set_playing(self, playing: bool) -> None:
        """Play or pause."""
        if self._frames == 0 or playing == self.playing:
            return
        if playing:
            self._step_back_from_loop_start()
        self.playing = playing
        self._toggled_at_s = time.monotonic()
        self._engine.post(Play() if playing else Pause())
        self.playing_changed.emit(playing)

    def toggle_playing(self) -> None:
        """Play, or pause."""
        self.set_playing(not self.playing)

    def seek(self, frame: int) -> None:
        """Put the playhead there."""
        frame = max(0, min(frame, self._frames))
        ring = self._engine.ring
        self._sought_frame = frame
        self._unheard_until = ring.heard + _SEEK_S * ring.sample_rate
        self._engine.post(Seek(frame))
        self.sought.emit(frame)

    def to_start(self) -> None:
        """Back to the start of the loop that is on, less the pre-roll, or of the song."""
        self.seek(0 if self.active_loop is None else self._entry_frame(self.active_loop))

    def set_loop(self, start_frame: int, end_frame: int) -> None:
        """Loop these frames, at least 50 ms of them. A box that is listened to ends."""
        self.set_box(None)
        if self._frames < _SHORTEST_LOOP_FRAMES:
            return
        start = max(0, min(start_frame, self._frames - _SHORTEST_LOOP_FRAMES))
        end = max(start + _SHORTEST_LOOP_FRAMES, min(end_frame, self._frames))
        self._change_loop(LoopRegion(start, end), True)

    def reshape_loop(self, loop: LoopRegion) -> None:
        """Give the loop other edges; it stays on or off. The playhead enters a loop that is on."""
        if loop.end_frame <= self._frames:
            self._change_loop(loop, self.loop_enabled)
            self.enter_loop()

    def restore_loop(self, loop: LoopRegion | None, enabled: bool) -> None:
        """The loop as it was, or none. The playhead stays where it is, unless it was inside."""
        was_inside = self._is_in_loop()
        if loop is None:
            self._change_loop(None, False)
        elif loop.end_frame <= self._frames:
            self._change_loop(loop, enabled)
        if was_inside:
            self.enter_loop()

    def set_loop_enabled(self, enabled: bool) -> None:
        """Loop or play on. Where there is no loop yet: eight seconds from the playhead on."""
        position = round(self.position_frame())
        if enabled and self.loop is None:
            self.set_loop(position, position + _DEFAULT_LOOP_FRAMES)
            return
        self._change_loop(self.loop, enabled)
        self.enter_loop()

    def enter_loop(self) -> None:
        """Put the playhead before the loop that is on, by the pre-roll, if it is outside."""
        if self.active_loop is not None and not self._is_in_loop():
            self.seek(self._entry_frame(self.active_loop))

    def jump_to_loop(self, loop: LoopRegion) -> None:
        """Loop these frames, from their start, less the pre-roll, on."""
        self.set_loop(loop.start_frame, loop.end_frame)
        self.to_start()

    def toggle_loop(self) -> None:
        """Loop, or play on."""
        self.set_loop_enabled(not self.loop_enabled)

    def start_loop_here(self) -> None:
        """Let the loop start at the playhead."""
        here = round(self.position_frame())
        if self.loop is not None and self.loop.end_frame > here:
            self.set_loop(here, self.loop.end_frame)
        else:
            self.set_loop(here, here + _DEFAULT_LOOP_FRAMES)

    def end_loop_here(self) -> None:
        """Let the loop end at the playhead, and go round at once."""
        here = round(self.position_frame())
        start = here - _DEFAULT_LOOP_FRAMES
        if self.loop is not None and self.loop.start_frame < here:
            start = self.loop.start_frame
        if here - start < _SHORTEST_MARKED_FRAMES:
            # The round has just begun again: nobody means a loop that short.
            return
        self.set_loop(start, here)
        # A round like all others: no pre-roll.
        self.seek(start)

    def clear_loop(self) -> None:
        """Forget the loop."""
        self._change_loop(None, False)

    def set_box(self, box: ListeningBox | None) -> None:
        """Let nothing but this box be heard, round and round, or with None everything again.

        The loop is remembered meanwhile; one that is set ends the box.
        """
        if box != self.box:
            self.box = box
            self._engine.post(SetBand(None if box is None else box.band))
            self._engine.post(SetLoop(self.active_loop, self.pause_s))
            self.box_changed.emit(box)

    def set_pre_roll(self, seconds: float) -> None:
        """How much is heard before a loop that is gone to, at the tempo that is set."""
        seconds = max(0.0, seconds)
        if seconds != self.pre_roll_s:
            self.pre_roll_s = seconds
            self.pre_roll_changed.emit(seconds)

    def set_pause(self, seconds: float) -> None:
        """How long to be silent between two rounds of the loop."""
        seconds = min(MAXIMUM_PAUSE_S, max(0.0, seconds))
        if seconds != self.pause_s:
            self.pause_s = seconds
            self._engine.post(SetLoop(self.active_loop, seconds))
            self.pause_changed.emit(seconds)

    def set_tempo(self, percent: float, *, from_loop_head: bool = False) -> None:
        """How fast, 25 to 200 %.

        from_loop_head: the round of the loop that is on stays as it is, if little is left of it.
        """
        ratio = min(MAXIMUM_TEMPO_RATIO, max(MINIMUM_TEMPO_RATIO, percent / 100))
        if ratio != self.tempo_percent / 100:
            self.tempo_percent = ratio * 100
            self._engine.post(SetTempo(ratio, from_loop_head))
            self.tempo_changed.emit(self.tempo_percent)

    def set_pitch(self, semitones: float) -> None:
        """How high, in semitones; fractions are cents."""
        semitones = min(_MAXIMUM_PITCH_SEMITONES, max(-_MAXIMUM_PITCH_SEMITONES, semitones))
        if semitones != self.pitch_semitones:
            self.pitch_semitones = semitones
            self._post_pitch()
            self.pitch_changed.emit(semitones)

    def set_tuning(self, hz: float) -> None:
        """What the song's A sounds as, 415 to 466 Hz; at 440 Hz it sounds as recorded."""
        hz = min(_MAXIMUM_TUNING_HZ, max(_MINIMUM_TUNING_HZ, hz))
        if hz != self.tuning_hz:
            self.tuning_hz = hz
            self._post_pitch()
            self.tuning_changed.emit(hz)

    def set_formants_kept(self, kept: bool) -> None:
        """Keep the character of voices at another pitch, or let it move along."""
        if kept != self.formants_kept:
            self.formants_kept = kept
            self._engine.post(SetFormants(kept))
            self.formants_changed.emit(kept)

    def _post_pitch(self) -> None:
        self._engine.post(SetPitch(self.sounding_semitones))

    def _change_loop(self, loop: LoopRegion | None, enabled: bool) -> None:
        if (loop, enabled) != (self.loop, self.loop_enabled):
            self.loop, self.loop_enabled = loop, enabled
            self.set_box(None)
            self._engine.post(SetLoop(self.active_loop, self.pause_s))
            self.loop_changed.emit(loop, enabled)

    def _is_in_loop(self) -> bool:
        """Whether the playhead is in the loop that is on, or in the pre-roll before it."""
        loop = self.active_loop
        return loop is not None and (
            self._entry_frame(loop) <= self.position_frame() < loop.end_frame
        )

    def _entry_frame(self, loop: LoopRegion) -> int:
        if self.box is not None:
            return loop.start_frame
        pre_roll_frames = round(self.pre_roll_s * self.tempo_percent / 100 * SAMPLE_RATE)
        return max(0, loop.start_frame - pre_roll_frames)

    def _step_back_from_loop_start(self) -> None:
        loop = self.active_loop
        if loop is None or self.pre_roll_s == 0:
            return
        # At the song's end, playing begins with the loop.
        if self.position_frame() in (loop.start_frame, self._frames):
            self.seek(self._entry_frame(loop))
