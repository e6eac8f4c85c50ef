"""The stems of one song as the engine reads them: arrays, and which spans of them are finished."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]

SAMPLE_RATE = 44_100

# Where a finished span meets an unfinished one the stems are faded into the mix over this long, so
# that a muted stem does not begin or stop with a click there.
_SPAN_FADE_FRAMES = 441


@dataclass(frozen=True, eq=False)
class PlacedTrack:
    """A track that is shorter than the song, as a take is.

    name: of its bus; no stem has it. start_frame: where in the song it begins. samples: float32
    (frames, 2), full scale 1.0.
    """

    name: str
    start_frame: int
    samples: Samples

    def copy_into(self, block: Samples, start_frame: int) -> None:
        """Put what of it lies there into silent float32 (2, frames), from a song frame on."""
        first = max(self.start_frame, start_frame)
        last = min(self.start_frame + len(self.samples), start_frame + block.shape[1])
        if first < last:
            there = self.samples[first - self.start_frame : last - self.start_frame]
            block[:, first - start_frame : last - start_frame] = there.T


@dataclass(frozen=True, eq=False)
class Multitrack:
    """A song as named stems, and the mix for where they are not finished.

    names: one name per stem.
    stems: float32 (frames, 2) each, full scale 1.0; memory-mapped files will do.
    mix: float32 (frames, 2), heard where no stem is finished yet; None when all of it is finished.
    finished: disjoint, sorted (start_frame, stop_frame) in which the stems may be heard.
    frames: length of the song.
    decoded_frames: how far `mix` can be read already; the engine waits there.
    placed: what is heard beside the stems, finished or not.
    """

    names: tuple[str, ...]
    stems: tuple[Samples, ...]
    frames: int
    mix: Samples | None = None
    finished: tuple[tuple[int, int], ...] = ()
    decoded_frames: int | None = None
    placed: tuple[PlacedTrack, ...] = ()
    sample_rate: int = SAMPLE_RATE
    _starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.names) != len(self.stems):
            raise ValueError(f"{len(self.names)} names for {len(self.stems)} stems")
        object.__setattr__(self, "_starts", tuple(start for start, _ in self.finished))

    @property
    def buses(self) -> tuple[str | None, ...]:
        """What the engine carries side by side: the stems, what is placed beside them, and None for
        the unfinished mix.
        """
        named = (*self.names, *(track.name for track in self.placed))
        return named if self.mix is None else (*named, None)

    @property
    def channels(self) -> int:
        """Two for every bus."""
        return 2 * len(self.buses)

    @property
    def readable_frames(self) -> int:
        """How far the song can be read now."""
        if self.decoded_frames is None:
            return self.frames
        return min(self.frames, self.decoded_frames)

    def finished_within(self, start_frame: int, stop_frame: int) -> tuple[tuple[int, int], ...]:
        """The finished spans, cut to a window."""
        return tuple(
            (max(start, start_frame), min(stop, stop_frame))
            for start, stop in self.finished
            if start < stop_frame and stop > start_frame
        )

    def is_finished(self, start_frame: int, stop_frame: int) -> bool:
        """Whether nothing but the stems is heard there, not even a fade into the mix."""
        return self.mix is None or any(
            (start == 0 or start + _SPAN_FADE_FRAMES <= start_frame)
            and (stop == self.frames or stop_frame <= stop - _SPAN_FADE_FRAMES)
            for start, stop in self.finished
        )

    def read(self, start_frame: int, frames: int) -> Samples:
        """Copy a piece of every bus; silence before the start and past the end of the song.

        Returns float32 (channels, frames), the two channels of each bus next to each other.
        """
        block = np.zeros((self.channels, frames), np.float32)
        lo = max(0, start_frame)
        # Not past what is decoded: the file may yet turn out shorter than it promised.
        hi = min(self.readable_frames, start_frame + frames)
        if hi <= lo:
            return block
        inside = slice(lo - start_frame, hi - start_frame)
        for index, track in enumerate(self.placed, len(self.names)):
            track.copy_into(block[2 * index : 2 * index + 2, inside], lo)
        if self.mix is None:
            self._copy_stems(block, inside, lo, hi)
            return block
        share = self._finished_share(lo, hi)
        if share.any():
            self._copy_stems(block, inside, lo, hi)
            if (share < 1).any():
                block[: 2 * len(self.names), inside] *= share
        if (share < 1).any():
            block[-2:, inside] = self.mix[lo:hi].T * (1 - share)
        return block

    def _copy_stems(self, block: Samples, inside: slice, lo: int, hi: int) -> None:
        for index, stem in enumerate(self.stems):
            block[2 * index : 2 * index + 2, inside] = stem[lo:hi].T

    def _finished_share(self, lo: int, hi: int) -> Samples:
        """1 where the stems are heard, 0 where the mix is, a ramp inside each finished edge."""
        share = np.zeros(hi - lo, np.float32)
        first = max(0, bisect_right(self._starts, lo) - 1)
        for start, stop in self.finished[first:]:
            if start >= hi:
                break
            a, b = max(start, lo), min(stop, hi)
            if a >= b:
                continue
            frames = np.arange(a, b)
            ramp = np.ones(b - a, np.float32)
            if start > 0:
                np.minimum(ramp, (frames - start) / _SPAN_FADE_FRAMES, out=ramp)
            if stop < self.frames:
                np.minimum(ramp, (stop - frames) / _SPAN_FADE_FRAMES, out=ramp)
            share[a - lo : b - lo] = ramp
        return share


EMPTY = Multitrack(names=(), stems=(), frames=0)
