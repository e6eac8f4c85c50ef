"""Sections in a row that are the same: parts of a longer one, or rounds of what is played again."""

from __future__ import annotations

from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

_LONGEST = 16
_SHORTEST_ROUND = 6
# By so much more alike is what comes again than what goes on within it.
_AGAIN = 0.08
# Rounds of two lengths that are as alike as this are told apart by nothing.
_AS_ALIKE = 0.03


def rounds(
    alike: NDArray[np.float32], borders: list[int], labels: list[int]
) -> tuple[list[int], list[int]]:
    """Borders and labels, where those of one label in a row become one section of up to sixteen
    bars, or as many as it is played rounds.

    alike: (bars, bars). borders: bars, one more than labels.
    """
    starts: list[int] = []
    kept: list[int] = []
    place = 0
    for label, run in groupby(labels):
        parts = sum(1 for _ in run)
        inner = _starts(alike, borders[place : place + parts + 1])
        starts += inner
        kept += [label] * len(inner)
        place += parts
    return [*starts, borders[-1]], kept


def _starts(alike: NDArray[np.float32], borders: list[int]) -> list[int]:
    """Where the sections of a run begin."""
    first, last = borders[0], borders[-1]
    length = last - first
    again = {
        bars: float(np.diagonal(alike[first:last, first:last], bars).mean())
        for bars in range(2, length // 2 + 1)
    }
    whole = [bars for bars in again if length % bars == 0 and _SHORTEST_ROUND <= bars <= _LONGEST]
    if length <= _LONGEST:
        # A phrase that is repeated all through says nothing about rounds.
        whole = [bars for bars in whole if again[bars] > _within(again, bars) + _AGAIN]
        if not whole:
            return [first]
    if whole:
        best = max(again[bars] for bars in whole)
        bars = max(bars for bars in whole if again[bars] > best - _AS_ALIKE)
        return list(range(first, last, bars))
    return _gathered(borders)


def _within(again: dict[int, float], bars: int) -> float:
    """How alike what follows after a half or a quarter of so many bars is."""
    return max((again[bars // part] for part in (2, 4) if bars // part in again), default=0.0)


def _gathered(borders: list[int]) -> list[int]:
    """As many parts together as are not too long."""
    starts = [borders[0]]
    for start, stop in pairwise(borders[1:]):
        if stop - starts[-1] > _LONGEST:
            starts.append(start)
    return starts
