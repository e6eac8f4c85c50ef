"""Sixteenth notes of a grid: the nearest, the next, the one before."""

from __future__ import annotations

from player.beat_grid import BeatGrid
from player.reading.sixteenths import nearest_sixteenth, next_sixteenth, parts_of_a_beat

GRID = BeatGrid((1000, 2000, 3200, 4000), (0,))


def test_a_beat_has_as_many_sixteenths_as_its_unit_says() -> None:
    assert parts_of_a_beat(GRID) == 4
    assert parts_of_a_beat(BeatGrid((0, 10), (0,), 8)) == 2
    assert parts_of_a_beat(BeatGrid((0, 10), (0,), 2)) == 8


def test_the_nearest_follows_beats_that_are_not_even() -> None:
    assert nearest_sixteenth(GRID, 1100) == 1000
    assert nearest_sixteenth(GRID, 1130) == 1250
    assert nearest_sixteenth(GRID, 2280) == 2300
    assert nearest_sixteenth(GRID, 4380) == 4400


def test_a_step_goes_to_the_next_line_from_a_line_and_from_between() -> None:
    assert next_sixteenth(GRID, 1000, 1) == 1250
    assert next_sixteenth(GRID, 1100, 1) == 1250
    assert next_sixteenth(GRID, 1250, -1) == 1000
    assert next_sixteenth(GRID, 1100, -1) == 1000
    # A frame beside a line is on it: frames are whole, lines are not.
    assert next_sixteenth(GRID, 1252, 1) == 1500


def test_none_is_before_the_song() -> None:
    assert nearest_sixteenth(GRID, 0) == 0
    assert next_sixteenth(GRID, 40, -1) == 0
