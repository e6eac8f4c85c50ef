"""Where a song's sections may begin: its bars, or what stands for them where they are not known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.beat_grid import BeatGrid

_BEATS_WITHOUT_BARS = 4
_STEP_S = 2.0
# Less of a bar at either end of the song belongs to its neighbour.
_LEAST_OF_A_BAR = 0.5


@dataclass(frozen=True, eq=False)
class BarRaster:
    """lines: int64 (bars + 1,), song frames from 0 to the end of the song, each later than the one
    before. are_bars: whether they are bars as a musician counts them.
    """

    lines: NDArray[np.int64]
    are_bars: bool

    @property
    def bars(self) -> int:
        """How many steps there are."""
        return len(self.lines) - 1


def bar_raster(grid: BeatGrid | None, song_frames: int, sample_rate: int) -> BarRaster:
    """The bars of a grid, also in what comes before its first; four beats each where it has none;
    steps of two seconds without a grid.
    """
    if not song_frames:
        return BarRaster(np.zeros(1, np.int64), are_bars=False)
    if grid is None:
        step = round(_STEP_S * sample_rate)
        inner = np.arange(step, song_frames, step, dtype=np.int64)
        return BarRaster(_with_ends(inner, song_frames), are_bars=False)
    if grid.downbeats:
        metre = grid.metre
        lines = [*_before(grid, grid.downbeats[0], metre), *_starts(grid, song_frames)]
    else:
        metre = _BEATS_WITHOUT_BARS
        last = int(np.ceil(grid.position(song_frames)))
        beats = np.arange(0, last, metre)
        lines = [*_before(grid, 0, metre), *np.round(grid.frames_at(beats)).astype(int).tolist()]
    inner = np.unique(np.array(lines, np.int64))
    inner = inner[(inner > 0) & (inner < song_frames)]
    return BarRaster(_with_ends(inner, song_frames), are_bars=bool(grid.downbeats))


def _starts(grid: BeatGrid, song_frames: int) -> list[int]:
    return [bar.start for bar in grid.bars(song_frames) if bar.number > 0]


def _before(grid: BeatGrid, first: int, metre: int) -> list[int]:
    """Where bars would begin before the first, at its tempo."""
    beats = np.arange(first - metre, np.ceil(grid.position(0)) - 1, -metre)
    return np.round(grid.frames_at(beats)).astype(int).tolist() if len(beats) else []


def _with_ends(inner: NDArray[np.int64], song_frames: int) -> NDArray[np.int64]:
    """From the song's first frame to its last; a short rest at either end is no bar of its own."""
    if len(inner) > 1:
        usual = float(np.median(np.diff(inner)))
        if inner[0] < _LEAST_OF_A_BAR * usual:
            inner = inner[1:]
        if len(inner) and song_frames - inner[-1] < _LEAST_OF_A_BAR * usual:
            inner = inner[:-1]
    return np.concatenate([[0], inner, [song_frames]]).astype(np.int64)
