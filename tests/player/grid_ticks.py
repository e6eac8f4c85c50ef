"""What a grid means, said beat by beat: what the quick ways of the player are held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from player.beat_grid import BeatGrid


@dataclass(frozen=True)
class Tick:
    """A moment of the grid. `frame`: of the song, not always a whole one. `place`: 0 for the first
    beat of a bar. `part`: 0 on a beat, then the subdivisions after it.
    """

    frame: float
    place: int
    part: int


def ticks_between(grid: BeatGrid, start: float, stop: float, parts: int = 1) -> tuple[Tick, ...]:
    """The beats, each in so many `parts`, from frame `start` until before `stop`."""
    first = int(np.floor(grid.position(start)))
    last = int(np.ceil(grid.position(stop)))
    moments = (
        Tick(grid.frame_at(beat + part / parts), grid.place_in_bar(beat), part)
        for beat in range(first, last + 1)
        for part in range(parts)
    )
    return tuple(tick for tick in moments if start <= tick.frame < stop)


def bpm_at(grid: BeatGrid, frame: float, sample_rate: int) -> float:
    """Beats per minute of the recording where `frame` is."""
    beat = int(np.floor(grid.position(frame)))
    return 60.0 * sample_rate / (grid.frame_at(beat + 1) - grid.frame_at(beat))
