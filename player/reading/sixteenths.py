"""The sixteenth notes of a beat grid: where a note that is moved comes to rest."""

from __future__ import annotations

import math

from player.beat_grid import BeatGrid

# Nearer than this to a line, in parts of a sixteenth, a place is on it.
_SLACK = 0.02


def parts_of_a_beat(grid: BeatGrid) -> int:
    """How many sixteenths a beat has: 4 where it is a quarter note, 2 where it is an eighth."""
    return max(1, 16 // grid.unit)


def nearest_sixteenth(grid: BeatGrid, frame: float) -> int:
    """The song frame of the line that is nearest to a frame."""
    parts = parts_of_a_beat(grid)
    return _frame(grid, round(grid.position(frame) * parts))


def next_sixteenth(grid: BeatGrid, frame: float, step: int) -> int:
    """The first line behind a frame with a `step` of 1, the last before it with -1."""
    place = grid.position(frame) * parts_of_a_beat(grid)
    line = math.floor(place + _SLACK) + 1 if step > 0 else math.ceil(place - _SLACK) - 1
    return _frame(grid, line)


def _frame(grid: BeatGrid, line: int) -> int:
    """Not before the song."""
    return max(0, round(grid.frame_at(line / parts_of_a_beat(grid))))
