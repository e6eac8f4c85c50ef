"""The time steps in which chords are looked for, and how readily a chord begins at each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.beat_grid import BeatGrid

# A slower beat is two steps: a chord may change within it. A quicker one is no step of its own.
_LONGEST_S = 0.75
_SHORTEST_S = 0.22
_WITHOUT_GRID_S = 0.25
# How often a chord is new: where a bar begins, in its middle, on another beat, between beats.
_AT_BAR, _AT_MIDDLE, _AT_BEAT, _BETWEEN = 0.6, 0.3, 0.12, 0.03
# Where bars are not known: on average over those of a bar of four.
_AT_ANY_BEAT = 0.28
_PER_S = 0.45


@dataclass(frozen=True, eq=False)
class HarmonicSteps:
    """frames: int64 (steps + 1,), song frames at which steps begin, and the song's end. change:
    float64 (steps,), how probably a new chord begins with each.
    """

    frames: NDArray[np.int64]
    change: NDArray[np.float64]


def harmonic_steps(grid: BeatGrid | None, song_frames: int, sample_rate: int) -> HarmonicSteps:
    """Beats, or halves of slow ones, all through the song; a quarter of a second without a grid."""
    if grid is None:
        length = round(_WITHOUT_GRID_S * sample_rate)
        starts = np.arange(0, song_frames, length)
        change = np.full(len(starts), 1 - np.exp(-_PER_S * _WITHOUT_GRID_S))
        return HarmonicSteps(np.append(starts, song_frames), change)
    beat_s = float(np.median(np.diff(grid.frames))) / sample_rate
    first = int(np.floor(grid.position(0)))
    last = int(np.ceil(grid.position(song_frames)))
    if beat_s > _LONGEST_S:
        places = np.arange(2 * first, 2 * last) / 2
    elif beat_s < _SHORTEST_S:
        places = np.array([beat for beat in range(first, last) if grid.place_in_bar(beat) % 2 == 0])
    else:
        places = np.arange(first, last).astype(float)
    frames = np.round(grid.frames_at(places)).astype(np.int64)
    change = np.array([_change(grid, place) for place in places.tolist()])
    inside = (frames > 0) & (frames < song_frames)
    starts = np.concatenate([[0], frames[inside], [song_frames]])
    return HarmonicSteps(starts, np.concatenate([[_AT_BAR], change[inside]]))


def _change(grid: BeatGrid, place: float) -> float:
    if place % 1:
        return _BETWEEN
    if not grid.metre:
        return _AT_ANY_BEAT
    in_bar = grid.place_in_bar(int(place))
    known = _AT_BEAT
    if in_bar == 0:
        known = _AT_BAR
    elif in_bar == round(grid.metre / 2):
        known = _AT_MIDDLE
    sure = grid.downbeat_confidence
    return sure * known + (1 - sure) * _AT_ANY_BEAT
