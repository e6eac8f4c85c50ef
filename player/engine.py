"""The fill thread: takes messages, keeps the ring full, and publishes where the sound is."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass, field, replace

import numpy as np

from player.meters import Levels
from player.mixer import MixerState
from player.multitrack import EMPTY, Multitrack
from player.output_ring import OutputRing
from player.playback import Playback
from player.stem_ring import Gains, StemRing
from player.stem_stream import StemStream, needs_stretch
from player.transport import (
    LoopRegion,
    Message,
    Pause,
    Play,
    Seek,
    SetLoop,
    SetMixer,
    SetMultitrack,
    SetPitch,
    SetReadAhead,
    SetTempo,
)

FADE_S = 0.008
# How far ahead of the callback sound may be rewritten: more than one burst of a usual device.
_REMIX_MARGIN_S = 0.03
# How long it takes to get a new stream ready, without and with a stretcher, until one was timed.
_FIRST_PREPARATION_S = {False: 0.002, True: 0.05}
_SAFETY_S = 0.005
# The device may take a burst or two right after a splice, before the next block is there.
_PREPARED_FRAMES = 3072
_IDLE_WAIT_S = 0.05
_FILL_WAIT_S = 0.005


@dataclass
class _Wishes:
    """What the messages taken together ask for; acted on once, so that dragging never queues."""

    any_message: bool = False
    seek_frame: int | None = None
    play: bool | None = None
    restart: bool = False
    remix: bool = False


@dataclass(frozen=True, eq=False)
class _Settings:
    multitrack: Multitrack = EMPTY
    mixer: MixerState = field(default_factory=MixerState)
    loop: LoopRegion | None = None
    tempo_ratio: float = 1.0
    pitch_semitones: float = 0.0
    read_ahead_s: float = 0.5


class Engine:
    """Plays a multitrack into an `OutputRing` from a thread of its own.

    Every wish is a frozen message to `post`; every answer is read from `playback()` and
    `levels()`, frozen as well. Works without a sound device: whoever takes from `ring` hears it.
    """

    def __init__(self, sample_rate: int = 44_100) -> None:
        self.sample_rate = sample_rate
        self.ring = OutputRing()
        self._stems = StemRing(self.ring, fade_frames=round(FADE_S * sample_rate))
        self._settings = _Settings()
        self._inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._stream: StemStream | None = None
        self._resume_frame = 0
        self._preparation_s = dict(_FIRST_PREPARATION_S)
        self._playback = Playback.stopped_at(0)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to fill."""
        self._thread = threading.Thread(target=self._run, name="woodshed-fill", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; the ring gives silence from now on."""
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
        return self._stems.levels_at(self.ring.audible_frame())

    # Fill thread only, from here on.

    def _run(self) -> None:
        while True:
            wishes = self._take_messages()
            if wishes is None:
                self.ring.playing = False
                return
            self._act(wishes)
            self._fill()
            self._notice_end()

    def _take_messages(self) -> _Wishes | None:
        wishes = _Wishes()
        if self._stream is None:
            wait_s = _IDLE_WAIT_S
        else:
            wait_s = _FILL_WAIT_S if self.ring.lead_frames >= self._target_frames() else 0.0
        try:
            message = self._inbox.get(timeout=wait_s) if wait_s else self._inbox.get_nowait()
            while True:
                if message is None:
                    return None
                self._take(message, wishes)
                message = self._inbox.get_nowait()
        except queue.Empty:
            return wishes

    def _take(self, message: Message, wishes: _Wishes) -> None:
        wishes.any_message = True
        match message:
            case Play():
                wishes.play = True
            case Pause():
                wishes.play = False
            case Seek(frame):
                wishes.seek_frame = max(0, min(frame, self._settings.multitrack.frames))
            case SetLoop(region):
                region = self._inside_song(region)
                wishes.restart |= self._loop_matters_already(region)
                self._settings = replace(self._settings, loop=region)
                if self._stream is not None:
                    self._stream.read_ahead.loop = region
            case SetTempo(ratio):
                wishes.restart |= ratio != self._settings.tempo_ratio
                self._settings = replace(self._settings, tempo_ratio=ratio)
            case SetPitch(semitones):
                wishes.restart |= semitones != self._settings.pitch_semitones
                self._settings = replace(self._settings, pitch_semitones=semitones)
            case SetMixer(mixer):
                wishes.remix = True
                self._settings = replace(self._settings, mixer=mixer)
            case SetMultitrack(multitrack, same_song):
                self._take_multitrack(multitrack, same_song, wishes)
            case SetReadAhead(seconds):
                self._settings = replace(self._settings, read_ahead_s=seconds)

    def _take_multitrack(self, multitrack: Multitrack, same_song: bool, wishes: _Wishes) -> None:
        before = self._settings.multitrack
        self._settings = replace(self._settings, multitrack=multitrack)
        if not same_song:
            self._settings = replace(self._settings, loop=None)
            wishes.seek_frame, wishes.play, wishes.restart = 0, False, False
        elif self._stream is not None:
            if multitrack.buses != before.buses:
                wishes.restart = True
            else:
                self._stream.read_ahead.multitrack = multitrack
                wishes.restart |= self._span_in_hand_finished(before, multitrack)

    def _act(self, wishes: _Wishes) -> None:
        if wishes.play is False and self._stream is not None:
            self._pause()
        if wishes.seek_frame is not None:
            self._resume_frame = wishes.seek_frame
            if self._stream is not None and wishes.play is not False:
                self._restart(wishes.seek_frame)
        elif wishes.restart and self._stream is not None:
            self._restart(None)
        if wishes.remix and self._stream is not None:
            cut = self.ring.heard + self._frames(_REMIX_MARGIN_S)
            self._stems.remix(cut, self._gains())
        if wishes.play is True and self._stream is None and self._settings.multitrack.frames:
            self._begin()
        if wishes.any_message:
            self._publish()

    def _begin(self) -> None:
        frame = self._resume_frame
        loop = self._settings.loop
        if frame >= self._settings.multitrack.frames:
            frame = loop.start_frame if loop is not None else 0
        self._stream = self._new_stream(frame, 0)
        head = self._stems.prepare(self._stream, _PREPARED_FRAMES)
        # At the very start of a song there is nothing to fade from: its first frames are exact.
        self._stems.splice(self.ring.written, self._stream, self._gains(), head, fade=frame > 0)
        self.ring.playing = True

    def _pause(self) -> None:
        cut = min(self.ring.heard + self._frames(_REMIX_MARGIN_S), self.ring.written)
        frame = round(self._stems.song_frame_at(cut))
        self._resume_frame = min(frame, self._settings.multitrack.frames)
        self.ring.playing = False
        self._stems.fade_out(cut)
        self._stream = None

    def _restart(self, song_frame: int | None) -> None:
        """Throw away what is not heard yet and go on in the new way, cross-faded.

        song_frame: where to go; None to go on from what is audible at the cut. The cut lies ahead
        by the time it took the last times to get a stream ready; should the callback overtake it,
        the new stream is joined as far in as it is late.
        """
        settings = self._settings
        stretched = needs_stretch(settings.tempo_ratio, settings.pitch_semitones)
        cut = self._cut_ahead(_REMIX_MARGIN_S + 1.5 * self._preparation_s[stretched])
        began_s = time.perf_counter()
        stream = self._new_stream(*self._target(cut, song_frame))
        head = self._stems.prepare(stream, _PREPARED_FRAMES)
        if song_frame is not None:
            # A seek may land anywhere: as soon as it is ready.
            cut = self._cut_ahead(_REMIX_MARGIN_S)
        late = 0
        while not stream.is_dry:
            late = max(0, self.ring.heard + self._frames(_SAFETY_S) - cut)
            missing = late + _PREPARED_FRAMES - head.shape[1]
            if missing <= 0:
                break
            head = np.concatenate([head, self._stems.prepare(stream, missing)], axis=1)
        self._note_preparation(stretched, time.perf_counter() - began_s)
        self._stems.splice(
            cut + late, stream, self._gains(), head[:, late:], stream_start_frame=cut
        )
        self._stream = stream

    def _note_preparation(self, stretched: bool, took_s: float) -> None:
        # Quick to learn that it takes longer, slow to forget.
        self._preparation_s[stretched] = max(took_s, 0.7 * self._preparation_s[stretched])

    def _cut_ahead(self, margin_s: float) -> int:
        """A frame ahead of the callback, with enough of the old sound behind it to fade out."""
        assert self._stream is not None
        margin_frames = self._frames(margin_s)
        wanted = self.ring.heard + margin_frames + self._frames(FADE_S)
        while self.ring.written < wanted and self._stems.append(self._stream):
            pass
        return min(self.ring.heard + margin_frames, self.ring.written)

    def _target(self, cut: int, song_frame: int | None) -> tuple[int, int]:
        if song_frame is not None:
            return song_frame, 0
        anchor = self._stems.anchor_at(cut)
        frame = round(anchor.song_frame_at(cut))
        loop = self._settings.loop
        old = self._playback.loop
        if loop is not None and frame >= loop.end_frame and old is not None and old.contains(frame):
            # The edge was dragged in front of the playhead: it stays inside what is looped.
            frame = loop.start_frame
        return min(frame, self._settings.multitrack.frames), anchor.rounds

    def _new_stream(self, song_frame: int, rounds: int) -> StemStream:
        settings = self._settings
        return StemStream(
            settings.multitrack,
            song_frame,
            loop=settings.loop,
            tempo_ratio=settings.tempo_ratio,
            pitch_semitones=settings.pitch_semitones,
            rounds=rounds,
        )

    def _fill(self) -> None:
        while (
            self._stream is not None
            and self.ring.lead_frames < self._target_frames()
            and not self._stream.at_end
        ):
            if self._stems.append(self._stream) == 0:
                break  # Not decoded further yet.
            self._publish()
            if not self._inbox.empty():
                break

    def _notice_end(self) -> None:
        if self._stream is None:
            return
        if self._stream.at_end:
            self.ring.playing = False
            if self.ring.lead_frames <= 0:
                self._stream = None
                self._resume_frame = self._settings.multitrack.frames
                self._publish()
        else:
            # Waiting for the decoder is no underrun either.
            readable = self._settings.multitrack.readable_frames
            self.ring.playing = self._stream.read_ahead.song_frame < readable

    def _inside_song(self, region: LoopRegion | None) -> LoopRegion | None:
        frames = self._settings.multitrack.frames
        if region is None or region.start_frame >= frames:
            return None
        return LoopRegion(region.start_frame, min(region.end_frame, frames))

    def _loop_matters_already(self, region: LoopRegion | None) -> bool:
        """Whether sound that is read but not heard would be different with this loop."""
        if self._stream is None or region == self._settings.loop:
            return False
        here = self._stems.anchor_at(self.ring.heard)
        newest = self._stems.anchor_at(self.ring.written)
        if newest.rounds != here.rounds:
            return True
        audible = here.song_frame_at(self.ring.heard)
        end = None if region is None else region.end_frame
        old = self._settings.loop
        was_inside = old is not None and old.contains(audible)
        if end is not None and end <= audible and was_inside:
            return True
        return end is not None and audible < end <= self._stream.read_ahead.song_frame

    def _span_in_hand_finished(self, before: Multitrack, now: Multitrack) -> bool:
        """Whether a span that was read as the unfinished mix is finished now and not heard yet."""
        audible = self._stems.song_frame_at(self.ring.heard)
        assert self._stream is not None
        read_to = self._stream.read_ahead.song_frame
        lo, hi = round(audible), read_to
        if hi < lo and self._settings.loop is not None:
            lo, hi = self._settings.loop.start_frame, self._settings.loop.end_frame
        return before.finished_within(lo, hi) != now.finished_within(lo, hi)

    def _publish(self) -> None:
        settings = self._settings
        playing = self._stream is not None
        self._playback = Playback(
            playing=playing,
            resume_frame=self._resume_frame,
            anchors=self._stems.recent_anchors() if playing else (),
            loop=settings.loop,
            tempo_ratio=settings.tempo_ratio,
            pitch_semitones=settings.pitch_semitones,
        )

    def _gains(self) -> Gains:
        return self._settings.mixer.gains(self._settings.multitrack.buses)

    def _frames(self, seconds: float) -> int:
        return round(seconds * self.sample_rate)

    def _target_frames(self) -> int:
        return self._frames(self._settings.read_ahead_s)
