"""The rounds of a recording while it goes on: what each looks like, and where in the song it is.

For the eye only. Every reading of a clock is off by milliseconds, so what becomes of the recording
is computed anew from all of them when it is over (take_timeline.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.clipping import APART_S, clipped_frames
from player.input_ring import InputBlock
from player.multitrack import SAMPLE_RATE, Samples
from player.playback import anchor_at
from player.recording_log import HeardAnchor, RecordingHead
from player.stem_stream import Anchor
from player.stream_clock import ClockReading
from player.take_timeline import SHORTEST_S, goes_on
from player.waveform_peaks import BIN_FRAMES, MinMax, min_max_of

_FIRST_BINS = 1024
# Without a clock nobody knows where it belongs; this much waits for one.
_MOST_WAITING = 200
# What is off by less is the clock's doing.
_UNSTEADY_S = 0.03


@dataclass(frozen=True, eq=False)
class RoundSoFar:
    """One round, which may go on. Frames are the song's; a picture as `WaveformPeaks` is.

    ratio: song seconds per real second. dropouts: how often the input lost something. clips: where
    it was too loud. first_bin: number of the first of the minima and maxima, each of `BIN_FRAMES`,
    which are float32 (bins,), with their minimum above their maximum where nothing came in.
    """

    start_frame: int
    stop_frame: int
    ratio: float
    dropouts: int
    clips: tuple[int, ...]
    first_bin: int
    minima: NDArray[np.float32]
    maxima: NDArray[np.float32]

    def min_max(self, start_frame: int, stop_frame: int, columns: int) -> MinMax:
        """Lowest and highest sample of each of `columns` equal parts of a span of the song.

        Returns (minima, maxima), each float32 (columns,); 0 where nothing came in.
        """
        begin = self.first_bin * BIN_FRAMES
        return min_max_of(
            np.append(self.minima, np.float32(np.inf)),
            np.append(self.maxima, np.float32(-np.inf)),
            BIN_FRAMES,
            start_frame - begin,
            stop_frame - begin,
            columns,
        )


class RoundsSoFar:
    """Follows one recording, in the thread that writes it. `shown` may be read in any.

    name: of the recording. shown: the rounds, replaced as more comes in.
    """

    def __init__(self, name: str, head: RecordingHead) -> None:
        self.name = name
        self.shown: tuple[RoundSoFar, ...] = ()
        self._head = head
        self._over: list[RoundSoFar] = []
        self._rounds: list[_Round] = []
        self._last: HeardAnchor | None = None
        self._reading: ClockReading | None = None
        self._heard_frame = 0
        self._waiting: list[tuple[Samples, InputBlock]] = []

    def hear(
        self, reading: ClockReading | None, anchors: Sequence[HeardAnchor], heard_frame: int
    ) -> None:
        """What the output has done since the last time."""
        rate = self._head.output_rate
        for each in anchors:
            is_new = self._last is None or not goes_on(self._last, each, rate)
            if is_new and self._rounds:
                self._rounds[-1].stop_at(each.anchor.output_frame)
            if is_new:
                self._rounds.append(_Round(each.anchor, self._head))
            else:
                self._rounds[-1].go_on(each.anchor)
            self._last = each
        self._reading = reading or self._reading
        self._heard_frame = heard_frame

    def come_in(self, samples: Samples, blocks: Sequence[InputBlock]) -> None:
        """What has come in since the last time: float32 (frames, channels), and its blocks."""
        begin = blocks[0].frame if blocks else 0
        self._waiting += [
            (samples[block.frame - begin : block.frame - begin + block.frames], block)
            for block in blocks
        ]
        del self._waiting[:-_MOST_WAITING]
        if self._reading is None or not self._rounds:
            return
        waiting, self._waiting = self._waiting, []
        for sound, block in waiting:
            self._take(sound, block)
        self._show()

    def _take(self, sound: Samples, block: InputBlock) -> None:
        assert self._reading is not None
        head, reading = self._head, self._reading
        since_s = block.at_s - head.round_trip_s - reading.at_s
        heard = reading.frame + since_s * head.output_rate
        step = head.output_rate / head.sample_rate
        for each in self._rounds:
            stop = min(each.stop_frame, self._heard_frame)
            first = max(0, round((each.start_frame - heard) / step))
            last = min(len(sound), round((stop - heard) / step))
            if first < last:
                lost = block.follows_loss and first == 0
                each.take(sound[first:last], heard + first * step, step, lost=lost)

    def _show(self) -> None:
        while len(self._rounds) > 2:
            self._over += self._rounds.pop(0).shown
        now = [shown for each in self._rounds for shown in each.shown]
        self.shown = (*self._over, *now)


class _Round:
    """A round that grows. start_frame, stop_frame: of the output."""

    def __init__(self, anchor: Anchor, head: RecordingHead) -> None:
        self.start_frame = max(anchor.output_frame, head.output_begun_frame)
        self.stop_frame = np.inf
        self._anchors = [anchor]
        self._head = head
        self._minima = np.full(_FIRST_BINS, np.inf, np.float32)
        self._maxima = np.full(_FIRST_BINS, -np.inf, np.float32)
        self._song_start: float | None = None
        self._song_stop = 0.0
        self._frames = 0
        self._dropouts = 0
        self._clips: list[int] = []

    @property
    def shown(self) -> tuple[RoundSoFar, ...]:
        """The round as it is now, if it is long enough to become a take."""
        if self._song_start is None or self._frames < SHORTEST_S * self._head.sample_rate:
            return ()
        # The last bin changes still; those before it do not any more, and need no copy.
        first = int(self._song_start) // BIN_FRAMES
        bins = int(self._song_stop) // BIN_FRAMES - first
        return (
            RoundSoFar(
                round(self._song_start),
                round(self._song_stop),
                self._anchors[0].ratio * self._head.output_rate / SAMPLE_RATE,
                self._dropouts,
                tuple(self._clips),
                first,
                self._minima[:bins],
                self._maxima[:bins],
            ),
        )

    def go_on(self, anchor: Anchor) -> None:
        """From this anchor on the song is heard a little elsewhere."""
        self._anchors.append(anchor)

    def stop_at(self, output_frame: float) -> None:
        """It does not go further than this."""
        self.stop_frame = output_frame

    def take(self, sound: Samples, output_frame: float, step: float, *, lost: bool) -> None:
        """More of it, which was heard from an output frame on, `step` of them for each frame."""
        anchor = anchor_at(self._anchors, output_frame)
        if anchor.ratio == 0.0:
            return  # nothing is heard of the song, or it is counted in
        begin = anchor.song_frame_at(output_frame)
        stop = begin + len(sound) * anchor.ratio * step
        if self._song_start is None:
            self._song_start = self._song_stop = max(0.0, begin)
        # The clock is told anew all the time: what it is off by is no hole, and nothing goes back.
        if lost or begin > self._song_stop + _UNSTEADY_S * SAMPLE_RATE:
            self._song_stop = max(begin, self._song_stop)
        self._put(sound, self._song_stop, max(stop, self._song_stop))
        self._dropouts += lost
        self._frames += len(sound)
        self._song_stop = max(stop, self._song_stop)

    def _put(self, sound: Samples, begin: float, stop: float) -> None:
        """Its peaks, between two song frames, and where it is too loud."""
        assert self._song_start is not None
        places = np.linspace(begin, stop, len(sound), endpoint=False)
        for frame in clipped_frames(sound, self._head.sample_rate):
            apart = APART_S * SAMPLE_RATE * self._anchors[0].ratio
            if not self._clips or places[frame] >= self._clips[-1] + apart:
                self._clips.append(round(places[frame]))
        first = int(self._song_start) // BIN_FRAMES
        bins = (places // BIN_FRAMES).astype(np.int64) - first
        if bins[-1] >= len(self._minima):
            self._grow(int(bins[-1]) + 1)
        edges = np.concatenate([[0], np.flatnonzero(np.diff(bins)) + 1])
        there = bins[edges]
        low = np.minimum.reduceat(sound.min(axis=1), edges)
        high = np.maximum.reduceat(sound.max(axis=1), edges)
        self._minima[there] = np.minimum(self._minima[there], low)
        self._maxima[there] = np.maximum(self._maxima[there], high)

    def _grow(self, bins: int) -> None:
        """Room for more, elsewhere: who looks at what there was goes on looking at it."""
        more = np.full(max(bins, len(self._minima)), np.inf, np.float32)
        self._minima = np.concatenate([self._minima, more])
        self._maxima = np.concatenate([self._maxima, -more])
