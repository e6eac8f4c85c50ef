"""Where the border between two chords comes to rest when it is dragged."""

from __future__ import annotations

import math

from player.beat_grid import BeatGrid
from player.reading.chord_chart import ChordSpan

# A frame is on a beat that is nearer than this, in beats.
_SAME_BEAT = 0.01


def nearest_beat(grid: BeatGrid | None, frame: float) -> int:
    """The frame of the beat that is nearest; the frame itself where no beats are known."""
    return round(frame if grid is None else grid.frame_at(round(grid.position(frame))))


def resting_border(
    frame: float, before: ChordSpan, after: ChordSpan, grid: BeatGrid | None
) -> int | None:
    """The beat nearest to `frame` that leaves both chords something, as near as there is one; None
    where there is no beat between their outer ends. grid: None to let it rest anywhere.
    """
    rest = nearest_beat(grid, frame)
    if rest <= before.start_frame:
        rest = _beside(before.start_frame, 1, grid)
    elif rest >= after.stop_frame:
        rest = _beside(after.stop_frame, -1, grid)
    return rest if before.start_frame < rest < after.stop_frame else None


def _beside(frame: int, by: int, grid: BeatGrid | None) -> int:
    """The first beat after a frame, or with -1 the last before it."""
    if grid is None:
        return frame + by
    position = grid.position(frame)
    beat = round(position) + by
    if abs(position - round(position)) >= _SAME_BEAT:
        beat = math.ceil(position) if by > 0 else math.floor(position)
    return round(grid.frame_at(beat))
