"""Where the sections of a song begin, from how alike its bars are.

Source: Marmoret, Cohen & Bimbot 2023, "Barwise Music Structure Analysis with the Correlation
Block-Matching Segmentation Algorithm", TISMIR 6(1): the segmentation of the bars by dynamic
programming whose segments are most alike in themselves, with lengths that music likes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.reading.bar_features import BarFeatures

LIFTS = (1, 2)
"""By so many semitones a part may be higher when it comes again."""

_SHORTEST, _LONGEST = 2, 24
_CHROMA_SHARE = 0.5
# Of the usual distance of two bars.
_WIDTH = 0.8
_LAGS = 7
_USUAL = 8
# What a length costs, of the likeness of the song's most homogeneous eight bars.
_REGULARITY = 0.2
_NOVELTY_BARS = 4
# Bars that differ by less than this are as good as the same: dB, and of the length of a chroma.
_SAME_TIMBRE_DB = 3.0
_SAME_CHROMA = 0.25


@dataclass(frozen=True, eq=False)
class Likeness:
    """How alike each two bars are: float32 (bars, bars), 0 to 1. lifted: chroma, where the bar of
    the column is played so many semitones higher than that of the row, of LIFTS.
    """

    chroma: NDArray[np.float32]
    timbre: NDArray[np.float32]
    lifted: tuple[NDArray[np.float32], ...]

    @property
    def both(self) -> NDArray[np.float32]:
        """Of notes and colour together."""
        mean: NDArray[np.float32] = _CHROMA_SHARE * self.chroma + (1 - _CHROMA_SHARE) * self.timbre
        return mean


def likeness(features: BarFeatures) -> Likeness:
    """Of every bar to every other: a Gaussian of their distance, as wide as is usual here."""
    apart = _distances(features.chroma, features.chroma)
    width = _usual_width(apart, _SAME_CHROMA)
    colours = _distances(features.timbre, features.timbre)
    lowered = [np.roll(features.chroma, -lift, axis=2) for lift in LIFTS]
    return Likeness(
        _gaussian(apart, width),
        _gaussian(colours, _usual_width(colours, _SAME_TIMBRE_DB)),
        tuple(_gaussian(_distances(features.chroma, each), width) for each in lowered),
    )


def _distances(rows: NDArray[np.float32], columns: NDArray[np.float32]) -> NDArray[np.float64]:
    """Squared, of each bar to each, by the mean over their parts."""
    bars, parts = rows.shape[:2]
    one, other = (values.reshape(bars, -1).astype(np.float64) for values in (rows, columns))
    squares = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)
    distances: NDArray[np.float64] = np.maximum(squares - 2 * one @ other.T, 0) / parts
    return distances


def _usual_width(distances: NDArray[np.float64], same: float) -> float:
    others = distances[~np.eye(len(distances), dtype=bool)]
    return max(_WIDTH * float(np.median(others)) if len(others) else 0.0, same**2)


def _gaussian(distances: NDArray[np.float64], width: float) -> NDArray[np.float32]:
    alike: NDArray[np.float32] = np.exp(-distances / width).astype(np.float32)
    return alike


def section_borders(alike: NDArray[np.float32], *, are_bars: bool) -> list[int]:
    """The bars at which sections begin, and the number of bars, at least two, at the end.

    alike: (bars, bars). are_bars: whether eight of them are a length that music likes.
    """
    bars = len(alike)
    scores = _segment_scores(alike)
    best = np.full(bars + 1, -np.inf)
    best[0] = 0.0
    came_from = np.zeros(bars + 1, int)
    costs = _length_costs(scores, are_bars=are_bars)
    for stop in range(_SHORTEST, bars + 1):
        lengths = np.arange(_SHORTEST, min(_LONGEST, stop) + 1)
        totals = best[stop - lengths] + scores[lengths, stop - lengths] - costs[lengths]
        chosen = int(np.argmax(totals))
        best[stop], came_from[stop] = totals[chosen], stop - lengths[chosen]
    borders = [bars]
    while borders[-1] > 0:
        borders.append(int(came_from[borders[-1]]))
    return borders[::-1]


def _segment_scores(alike: NDArray[np.float32]) -> NDArray[np.float64]:
    """[length, start]: the likeness within each segment, of bars up to _LAGS apart, per bar."""
    bars = len(alike)
    scores = np.zeros((_LONGEST + 1, bars))
    sums = [
        np.concatenate([[0.0], np.cumsum(np.diagonal(alike, lag), dtype=np.float64)])
        for lag in range(_LAGS + 1)
    ]
    for length in range(1, min(_LONGEST, bars) + 1):
        starts = np.arange(bars - length + 1)
        for lag in range(1, min(_LAGS, length - 1) + 1):
            scores[length, starts] += 2 * (sums[lag][starts + length - lag] - sums[lag][starts])
        scores[length] /= length
    return scores


def _length_costs(scores: NDArray[np.float64], *, are_bars: bool) -> NDArray[np.float64]:
    """Nothing for eight bars, little for other multiples of four, most for odd ones."""
    lengths = np.arange(_LONGEST + 1)
    if not are_bars:
        return np.zeros(len(lengths))
    irregular = np.where(lengths % 4 == 0, 0.25, np.where(lengths % 2 == 0, 0.5, 1.0))
    irregular[_USUAL] = 0.0
    costs: NDArray[np.float64] = _REGULARITY * float(scores[_USUAL].max()) * irregular
    return costs


def novelty(alike: NDArray[np.float32], border: int) -> float:
    """How much more the bars on either side of a border are alike among themselves than with those
    of the other side, -1 to 1 (Foote 2000: the checkerboard kernel).
    """
    before = slice(max(0, border - _NOVELTY_BARS), border)
    after = slice(border, border + _NOVELTY_BARS)
    within = (_mean_of_others(alike[before, before]) + _mean_of_others(alike[after, after])) / 2
    return within - float(alike[before, after].mean())


def _mean_of_others(alike: NDArray[np.float32]) -> float:
    """Without the likeness of each bar to itself."""
    bars = len(alike)
    if bars < 2:
        return 1.0
    return float((alike.sum() - np.trace(alike)) / (bars * (bars - 1)))
