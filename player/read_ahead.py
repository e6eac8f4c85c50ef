"""Which frames are heard: reads the song onward, wraps the loop, and logs where it jumped."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.multitrack import Multitrack, Samples
from player.transport import LoopRegion

SEAM_FADE_S = 0.0075


@dataclass(frozen=True)
class Jump:
    """From input frame `input_frame` of this reading on, the song is read from `song_frame`."""

    input_frame: int
    song_frame: int


class ReadAhead:
    """Reads a multitrack from a frame on, around a loop when there is one.

    At the loop's end the tail that would have followed is cross-faded into the head. That happens
    before the time-stretch, so the seam has no click and the stretcher needs no reset. A round
    always takes exactly `loop.frames`.
    """

    def __init__(self, multitrack: Multitrack, song_frame: int, loop: LoopRegion | None) -> None:
        self.multitrack = multitrack
        self.loop = loop
        self.song_frame = song_frame
        self.frames_read = 0
        self._tail_frame = 0
        self._seam_position = 0
        self._seam_frames = 0
        self._seam_gains: tuple[Samples, Samples] | None = None

    @property
    def at_end(self) -> bool:
        """Whether the song is over for this reading."""
        return self.song_frame >= self.multitrack.frames and not self._wraps_here()

    def read(self, frames: int) -> tuple[Samples, tuple[Jump, ...]]:
        """Read up to `frames` more.

        Returns float32 (channels, n) and the jumps made inside. n is smaller at the song's end
        and where decoding has not come further yet.
        """
        pieces: list[Samples] = []
        jumps: list[Jump] = []
        while frames > 0:
            if self._wraps_here():
                self._wrap()
                jumps.append(Jump(self.frames_read, self.song_frame))
            count = min(frames, self._frames_until_edge())
            if count <= 0:
                break
            pieces.append(self._read_straight(count))
            frames -= count
        if not pieces:
            return np.zeros((self.multitrack.channels, 0), np.float32), tuple(jumps)
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis=1), tuple(jumps)

    def lead_in(self, frames: int) -> Samples:
        """What stands in the song just before the reading position: float32 (channels, frames)."""
        return self.multitrack.read(self.song_frame - frames, frames)

    def _wraps_here(self) -> bool:
        return self.loop is not None and self.song_frame == self.loop.end_frame

    def _frames_until_edge(self) -> int:
        stop = self.multitrack.readable_frames
        if self.loop is not None and self.song_frame < self.loop.end_frame:
            stop = min(stop, self.loop.end_frame)
        return stop - self.song_frame

    def _wrap(self) -> None:
        assert self.loop is not None
        self._tail_frame = self.song_frame
        self.song_frame = self.loop.start_frame
        sample_rate = self.multitrack.sample_rate
        self._seam_frames = min(round(SEAM_FADE_S * sample_rate), self.loop.frames // 2)
        self._seam_position = 0
        self._seam_gains = None

    def _read_straight(self, frames: int) -> Samples:
        block = self.multitrack.read(self.song_frame, frames)
        seam_left = self._seam_frames - self._seam_position
        if seam_left > 0:
            self._blend_seam(block[:, : min(seam_left, frames)])
        self.song_frame += frames
        self.frames_read += frames
        return block

    def _blend_seam(self, head: Samples) -> None:
        """Cross-fade the tail of the last round into `head`, in place."""
        if self._seam_gains is None:
            whole_head = self.multitrack.read(self.song_frame, self._seam_frames)
            whole_tail = self.multitrack.read(self._tail_frame, self._seam_frames)
            self._seam_gains = crossfade_gains(
                self._seam_frames, correlation(bus_sum(whole_tail), bus_sum(whole_head))
            )
        lo, hi = self._seam_position, self._seam_position + head.shape[1]
        tail = self.multitrack.read(self._tail_frame + lo, hi - lo)
        fade_out, fade_in = self._seam_gains
        head *= fade_in[lo:hi]
        head += tail * fade_out[lo:hi]
        self._seam_position = hi


def song_path(
    song_frame: int, frames: int, loop: LoopRegion | None, song_frames: int
) -> list[tuple[int, int]]:
    """The (start, stop) pieces of the song that `frames` from `song_frame` on are read from."""
    pieces = []
    while frames > 0:
        if loop is not None and song_frame == loop.end_frame:
            song_frame = loop.start_frame
        ends = loop.end_frame if loop is not None and song_frame < loop.end_frame else song_frames
        count = min(frames, ends - song_frame)
        if count <= 0:
            break
        pieces.append((song_frame, song_frame + count))
        song_frame += count
        frames -= count
    return pieces


def bus_sum(block: Samples) -> Samples:
    """The sum of all buses: float32 (channels, frames) -> (2, frames)."""
    total: Samples = block.reshape(-1, 2, block.shape[1]).sum(axis=0)
    return total


def correlation(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """How alike two signals are, 0 (or opposed) to 1 (the same)."""
    energy = math.sqrt(float(np.vdot(a, a)) * float(np.vdot(b, b)))
    return 0.0 if energy == 0.0 else min(1.0, max(0.0, float(np.vdot(a, b)) / energy))


def crossfade_gains(frames: int, alike: float) -> tuple[Samples, Samples]:
    """Fade-out and fade-in of `frames` that keep the power for signals of correlation `alike`.

    Linear for equal signals, equal-power for unrelated ones, and what lies between for the rest:
    a pair of ramps divided by the level their sum would have.
    """
    ramp = (np.arange(frames) + 0.5) / max(1, frames)
    level = np.sqrt(ramp**2 + (1 - ramp) ** 2 + 2 * alike * ramp * (1 - ramp))
    return ((1 - ramp) / level).astype(np.float32), (ramp / level).astype(np.float32)
