"""The tempo of a song as programs for music keep it: a few points, constant between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from player.beat_grid import BeatGrid, metre_changes

# A beat that is no further from where the points say it is needs no point of its own.
_SLACK_S = 0.001
_USUAL_METRE = 4


@dataclass(frozen=True)
class TempoPoint:
    """From here on, up to the next one. beats_per_minute: of the beats that the metre counts.

    metre, unit: as 3 and 4 in 3/4. begins_metre: whether it is told here, where a bar begins.
    cuts_bar: whether the one before is not over there.
    """

    time_s: float
    beats_per_minute: float
    metre: int
    unit: int
    begins_metre: bool
    cuts_bar: bool = False


def tempo_points(
    grid: BeatGrid, start_frame: int, stop_frame: int, frames_per_s: float
) -> tuple[TempoPoint, ...]:
    """The points of a part of a song, whose times count from its start. frames_per_s: how many of
    the song's frames a second takes, at the tempo that it is played at.

    Every point but the first lies on a beat, and between two of them lies a whole number of beats:
    so bars stay bars, and no error adds up. Every beat is where the grid has it, within a
    millisecond. Where the bars of a song are not known they have four beats.
    """
    first, last = ceil(grid.position(start_frame)), floor(grid.position(stop_frame))
    downbeats = [beat for beat in range(first, last + 1) if grid.place_in_bar(beat) == 0]
    if not grid.downbeats:
        downbeats = list(range(first, last + 1, _USUAL_METRE))
    # Where nothing begins, the tempo is that of the beats around it.
    begin = downbeats[0] if downbeats else first
    beats = np.arange(begin - 1, max(last, begin) + 2)
    times_s = (grid.frames_at(beats) - start_frame) / frames_per_s
    usual = grid.metre or _USUAL_METRE
    # How long the last one is may be beyond the part.
    lengths = np.diff(downbeats).tolist()
    changes = metre_changes(downbeats, lengths[-1] if lengths else usual)
    metre = changes.get(begin, usual)
    points = []
    if times_s[1] > 0:
        points.append(TempoPoint(0.0, 60 / float(times_s[1] - times_s[0]), metre, grid.unit, True))
    knot = 1
    while knot < len(beats) - 1:
        beat = int(beats[knot])
        metre = changes.get(beat, metre)
        end = _reach(times_s, knot, {each - begin + 1 for each in changes})
        tempo = 60 * (end - knot) / float(times_s[end] - times_s[knot])
        begins = beat == begin or beat in changes
        time_s = max(0.0, float(times_s[knot]))
        cuts = beat == begin and time_s > 0
        points.append(TempoPoint(time_s, tempo, metre, grid.unit, begins, cuts))
        knot = end
    return tuple(points)


def _reach(times_s: NDArray[np.float64], knot: int, stops: set[int]) -> int:
    """How far one tempo goes from a beat on: all beats until there are where they are heard."""
    end = knot + 1
    while end + 1 < len(times_s) and end not in stops:
        further = end + 1
        even_s = np.linspace(times_s[knot], times_s[further], further - knot + 1)
        if np.abs(even_s - times_s[knot : further + 1]).max() > _SLACK_S:
            break
        end = further
    return end
