"""Which frames are heard: reads the song onward, wraps the loop, and logs where it jumped."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from player.band_pass import BandPass
from player.multitrack import Multitrack, Samples
from player.transport import LoopRegion

SEAM_FADE_S = 0.0075
# After a pause the first hit of a round stands alone: no more is taken from it than a click needs.
_ENTRY_FADE_S = 0.002


@dataclass(frozen=True)
class Jump:
    """From input frame `input_frame` of this reading on, the song is read from `song_frame`.

    waits: it stands still there, in the pause between two rounds.
    """

    input_frame: int
    song_frame: int
    waits: bool = False


class SongPiece(NamedTuple):
    """So many frames of the song from `start_frame` on, or of silence before that frame."""

    start_frame: int
    frames: int
    is_pause: bool = False


@dataclass
class _Seam:
    """A fade that is under way: from what would have followed `tail_frame` into what is read."""

    fade_out: Samples
    fade_in: Samples
    tail_frame: int | None
    position: int = 0

    @property
    def frames_left(self) -> int:
        return len(self.fade_in) - self.position


class ReadAhead:
    """Reads a multitrack from a frame on, around a loop when there is one.

    At the loop's end the tail that would have followed is cross-faded into the head. That happens
    before the time-stretch, so the seam has no click and the stretcher needs no reset. A round
    always takes exactly `loop.frames`, and the pause between two rounds `pause_frames`.

    band_pass: lets a band of the song through and nothing else, if there is one.
    pause_left: how many frames of silence come before anything else.
    """

    def __init__(
        self,
        multitrack: Multitrack,
        song_frame: int,
        loop: LoopRegion | None,
        *,
        band_pass: BandPass | None = None,
        pause_frames: int = 0,
        pause_left: int = 0,
    ) -> None:
        self.multitrack = multitrack
        self.loop = loop
        self.pause_frames = pause_frames
        self.song_frame = song_frame
        self.frames_read = 0
        self._band_pass = band_pass
        self._pause_left = pause_left
        self._seam: _Seam | None = None

    @property
    def at_end(self) -> bool:
        """Whether the song is over for this reading."""
        return self.song_frame >= self.multitrack.frames and not self._wraps_here()

    def read(self, frames: int) -> tuple[Samples, tuple[Jump, ...]]:
        """Read up to `frames` more.

        Returns float32 (channels, n) and the jumps made inside; the end of a pause is told with its
        beginning. n is smaller at the song's end and where decoding has not come further yet.
        """
        pieces: list[Samples] = []
        jumps: list[Jump] = []
        while frames > 0:
            if self._wraps_here():
                jumps += self._wrap()
            if self._pause_left:
                piece = self._read_pause(min(frames, self._pause_left))
            else:
                count = min(frames, self._frames_until_edge())
                if count <= 0:
                    break
                piece = self._read_straight(count)
            pieces.append(piece)
            frames -= piece.shape[1]
        if not pieces:
            return np.zeros((self.multitrack.channels, 0), np.float32), tuple(jumps)
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis=1), tuple(jumps)

    def lead_in(self, frames: int) -> Samples:
        """What stands in the song just before the reading position: float32 (channels, frames)."""
        if self._pause_left:
            return np.zeros((self.multitrack.channels, frames), np.float32)
        return self._song(self.song_frame - frames, frames)

    def _wraps_here(self) -> bool:
        return self.loop is not None and self.song_frame == self.loop.end_frame

    def _frames_until_edge(self) -> int:
        stop = self.multitrack.readable_frames
        if self.loop is not None and self.song_frame < self.loop.end_frame:
            stop = min(stop, self.loop.end_frame)
        return stop - self.song_frame

    def _wrap(self) -> list[Jump]:
        assert self.loop is not None
        tail_frame, self.song_frame = self.song_frame, self.loop.start_frame
        self._pause_left = self.pause_frames
        frames = min(self._frames(SEAM_FADE_S), self.loop.frames // 2)
        if self._pause_left:
            frames = min(frames, self._pause_left)
            self._seam = _Seam(*crossfade_gains(frames, 0.0), tail_frame)
            pause_end = self.frames_read + self._pause_left
            return [
                Jump(self.frames_read, self.song_frame, waits=True),
                Jump(pause_end, self.song_frame),
            ]
        if frames:
            head = self._song(self.song_frame, frames)
            tail = self._song(tail_frame, frames)
            alike = correlation(bus_sum(tail), bus_sum(head))
            self._seam = _Seam(*crossfade_gains(frames, alike), tail_frame)
        return [Jump(self.frames_read, self.song_frame)]

    def _read_pause(self, frames: int) -> Samples:
        block = np.zeros((self.multitrack.channels, frames), np.float32)
        self._blend_seam(block)
        self._pause_left -= frames
        self.frames_read += frames
        if not self._pause_left:
            self._seam = _Seam(*crossfade_gains(self._frames(_ENTRY_FADE_S), 0.0), None)
        return block

    def _read_straight(self, frames: int) -> Samples:
        block = self._song(self.song_frame, frames)
        self._blend_seam(block)
        self.song_frame += frames
        self.frames_read += frames
        return block

    def _blend_seam(self, block: Samples) -> None:
        """Cross-fade the tail of the last round into the block, in place."""
        seam = self._seam
        if seam is None:
            return
        frames = min(seam.frames_left, block.shape[1])
        part = slice(seam.position, seam.position + frames)
        head = block[:, :frames]
        head *= seam.fade_in[part]
        if seam.tail_frame is not None:
            tail = self._song(seam.tail_frame + seam.position, frames)
            head += tail * seam.fade_out[part]
        seam.position += frames
        if not seam.frames_left:
            self._seam = None

    def _song(self, start_frame: int, frames: int) -> Samples:
        if self._band_pass is None:
            return self.multitrack.read(start_frame, frames)
        return self._band_pass.read(self.multitrack, start_frame, frames)

    def _frames(self, seconds: float) -> int:
        return round(seconds * self.multitrack.sample_rate)


def song_path(
    song_frame: int,
    frames: int,
    loop: LoopRegion | None,
    song_frames: int,
    *,
    pause_frames: int = 0,
    pause_left: int = 0,
) -> list[SongPiece]:
    """The pieces of the song that `frames` from `song_frame` on are read from."""
    pieces = []
    while frames > 0:
        if loop is not None and song_frame == loop.end_frame:
            song_frame, pause_left = loop.start_frame, pause_frames
        if pause_left:
            count = min(frames, pause_left)
            pieces.append(SongPiece(song_frame, count, is_pause=True))
            pause_left -= count
        else:
            wraps = loop is not None and song_frame < loop.end_frame
            ends = loop.end_frame if loop is not None and wraps else song_frames
            count = min(frames, ends - song_frame)
            if count <= 0:
                break
            pieces.append(SongPiece(song_frame, count))
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
