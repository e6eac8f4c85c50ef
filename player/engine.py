"""The fill thread: takes messages, keeps the ring full, and publishes where the sound is."""

from __future__ import annotations

import logging
import queue
import threading
from contextlib import suppress
from dataclasses import dataclass, replace

from player import time_stretch
from player.meters import Levels
from player.mixer import gain_factor
from player.multitrack import Multitrack
from player.output_ring import OutputRing
from player.performance import Performance
from player.pitch_names import midi_to_frequency
from player.playback import Playback
from player.settings import Settings
from player.tone_player import TonePlayer
from player.transport import (
    EndTone,
    LoopRegion,
    Message,
    Pause,
    Play,
    Seek,
    SetBand,
    SetClick,
    SetFormants,
    SetLoop,
    SetMixer,
    SetMultitrack,
    SetOutputRate,
    SetPitch,
    SetReadAhead,
    SetTempo,
    SoundChord,
    StartTone,
)

_IDLE_WAIT_S = 0.05
_FULL_WAIT_S = 0.005

_log = logging.getLogger(__name__)


@dataclass
class _Wishes:
    """What the messages taken together ask for; acted on once, so that dragging never queues."""

    any_message: bool = False
    seek_frame: int | None = None
    play: bool | None = None
    remix: bool = False
    from_loop_head: bool = False


class Engine:
    """Plays a multitrack into an `OutputRing` from a thread of its own.

    Every wish is a frozen message to `post`; every answer is read from `playback()` and
    `levels()`, frozen as well. Works without a sound device: whoever takes from `ring` hears it.
    """

    def __init__(self) -> None:
        self.ring = OutputRing()
        self._performance = Performance(self.ring)
        self._tones = TonePlayer(self.ring.tones)
        self._settings = Settings()
        self._inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._failure: Exception | None = None
        self._playback = Playback.stopped_at(0)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to fill."""
        self._thread = threading.Thread(target=self._run, name="woodshed-fill", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; nothing is added to the ring any more."""
        if self._thread is not None:
            self._inbox.put(None)
            self._thread.join()
            self._thread = None

    def post(self, message: Message) -> None:
        """Ask for something; returns at once and is done in order."""
        self._inbox.put(message)

    def playback(self) -> Playback:
        """What plays and where, as of the last block."""
        return self._playback

    def position_frame(self) -> float:
        """The song frame that is audible now."""
        return self._playback.song_frame_at(self.ring.audible_frame())

    def levels(self) -> Levels:
        """Peaks of stems and master as they are audible now."""
        if not self._playback.playing:
            return Levels()
        return self._performance.levels_at(self.ring.audible_frame())

    # Fill thread only, from here on.

    def _run(self) -> None:
        # Where it is missing, who changes the tempo is told.
        with suppress(ImportError):
            time_stretch.load()
        wait_s = _IDLE_WAIT_S
        while True:
            try:
                wishes = self._take_messages(wait_s)
                if wishes is None:
                    self._performance.drop()
                    return
                added = self._act(wishes)
            except Exception as error:  # a thread that dies in silence would be worse than any
                _log.exception("playback stopped")
                self._performance.drop()
                self._failure = error
                self._publish()
                added = False
            if not self._performance.is_playing:
                wait_s = _IDLE_WAIT_S
            else:
                wait_s = 0.0 if added else _FULL_WAIT_S

    def _take_messages(self, wait_s: float) -> _Wishes | None:
        wishes = _Wishes()
        try:
            message = self._inbox.get(timeout=wait_s) if wait_s else self._inbox.get_nowait()
            while message is not None:
                wishes.any_message = True
                self._take(message, wishes)
                message = self._inbox.get_nowait()
        except queue.Empty:
            return wishes
        return None

    def _take(self, message: Message, wishes: _Wishes) -> None:
        settings = self._settings
        match message:
            case Play():
                wishes.play = True
            case Pause():
                wishes.play = False
            case Seek(frame):
                wishes.seek_frame = max(0, min(frame, settings.multitrack.frames))
            case SetLoop(region, pause_s):
                loop = _inside(region, settings.multitrack)
                self._settings = replace(settings, loop=loop, pause_s=pause_s)
            case SetTempo(ratio, from_loop_head):
                wishes.from_loop_head = from_loop_head
                treatment = replace(settings.treatment, tempo_ratio=ratio)
                self._settings = replace(settings, treatment=treatment)
            case SetPitch(semitones):
                treatment = replace(settings.treatment, pitch_semitones=semitones)
                self._settings = replace(settings, treatment=treatment)
            case SetFormants(kept):
                treatment = replace(settings.treatment, formants_kept=kept)
                self._settings = replace(settings, treatment=treatment)
            case SetMixer(mixer):
                wishes.remix = True
                self._settings = replace(settings, mixer=mixer)
            case SetClick(click):
                self._settings = replace(settings, click=click)
            case SetBand(band):
                self._settings = replace(settings, band=band)
            case StartTone(midi):
                self._tones.start(self._tone_hz(midi), *self._tone_settings)
            case SoundChord(midi=notes):
                chord_hz = [self._tone_hz(midi) for midi in notes]
                self._tones.sound_chord(chord_hz, *self._tone_settings)
            case EndTone(at_once):
                self._tones.end(at_once=at_once)
            case SetOutputRate(sample_rate):
                self._tones.drop()
                self._settings = replace(settings, output_rate=sample_rate)
            case SetReadAhead(seconds):
                self._settings = replace(settings, read_ahead_s=seconds)
            case SetMultitrack(multitrack, same_song=True):
                loop = _inside(settings.loop, multitrack)
                self._settings = replace(settings, multitrack=multitrack, loop=loop)
            case SetMultitrack(multitrack):
                # At once: nothing of the old song may follow settings of the new one.
                self._performance.pause()
                self._performance.resume_frame = 0
                # Its beats are not known yet.
                click = replace(settings.click, grid=None)
                self._settings = replace(
                    settings, multitrack=multitrack, loop=None, band=None, click=click
                )
                wishes.seek_frame = wishes.play = None

    def _tone_hz(self, midi: float) -> float:
        return midi_to_frequency(midi + self._settings.treatment.pitch_semitones)

    @property
    def _tone_settings(self) -> tuple[float, int]:
        """The gain of tones, a factor, and the rate at which they are heard."""
        settings = self._settings
        return gain_factor(settings.mixer.master_gain_db), settings.output_rate

    def _act(self, wishes: _Wishes) -> bool:
        """Do what was asked for and read a block on; whether one was read."""
        performance, settings = self._performance, self._settings
        performance.change_rate(settings)
        if wishes.play is False:
            performance.pause()
        if wishes.seek_frame is not None:
            performance.seek(settings, wishes.seek_frame)
        elif wishes.any_message:
            performance.follow(settings, from_loop_head=wishes.from_loop_head)
        if wishes.remix:
            performance.remix(settings)
        if wishes.play and not performance.is_playing and settings.multitrack.frames:
            self._failure = None
            performance.begin(settings)
        self._tones.fill()
        was_playing = performance.is_playing
        added = performance.fill(settings)
        if wishes.any_message or added or performance.is_playing != was_playing:
            self._publish()
        return added

    def _publish(self) -> None:
        self._playback = self._performance.playback(self._settings, self._failure)


def _inside(region: LoopRegion | None, multitrack: Multitrack) -> LoopRegion | None:
    """A loop, cut to the song."""
    if region is None or region.start_frame >= multitrack.frames:
        return None
    return LoopRegion(region.start_frame, min(region.end_frame, multitrack.frames))
