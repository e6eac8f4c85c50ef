"""In which bar a frame is, and on which beat of it: cheap enough to be asked with every picture."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from player.beat_grid import BeatGrid

# Where a beat is put by hand the playhead stands a fraction of a frame before it.
_SLACK_FRAMES = 1.0
# A tempo is that of so many beats around: between two alone it trembles.
_TEMPO_BEATS = 8


@dataclass(frozen=True)
class BarPlace:
    """bar: as `Bar.number` has it, 0 in a pickup. beat: 1 for the first of the bar.

    Both are 0 while bars are not known.
    """

    bar: int
    beat: int


def bar_place(grid: BeatGrid, frame: float) -> BarPlace:
    """The bar and the beat in which a frame of the song is."""
    if not grid.downbeats:
        return BarPlace(0, 0)
    frame += _SLACK_FRAMES
    beat = bisect_right(grid.beats, frame) - 1
    if beat < 0 or beat == len(grid.beats) - 1:
        beat = int(grid.position(frame) // 1)
    bar = bisect_right(grid.downbeats, beat)
    last = grid.downbeats[-1]
    if beat >= last:
        more, place = divmod(beat - last, grid.metre)
        return BarPlace(bar + more, place + 1)
    if bar == 0:
        return BarPlace(0, (beat - grid.downbeats[0]) % grid.metre + 1)
    return BarPlace(bar, beat - grid.downbeats[bar - 1] + 1)


def tempo_around_bpm(grid: BeatGrid, frame: float, sample_rate: int) -> float:
    """Beats per minute of the recording around a frame, as a musician would count them."""
    count = len(grid.beats)
    beats = min(_TEMPO_BEATS, count - 1)
    middle = round(grid.position(frame))
    first = min(max(middle - beats // 2, 0), count - 1 - beats)
    return 60.0 * sample_rate * beats / (grid.beats[first + beats] - grid.beats[first])
