"""Bars and beats are counted as the grid has them, also where it goes on by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.bar_count import BarPlace, bar_place, tempo_around_bpm
from player.beat_grid import BeatGrid
from tests.player.test_beat_grid import STEADY, grids

ONE_S = 44_100


def test_a_place_is_told_in_bars_and_beats() -> None:
    told = [bar_place(STEADY, frame) for frame in (0, 1000, 2000, 2500, 5999, 6000, 17_000)]
    assert told == [
        BarPlace(0, 3),
        BarPlace(0, 4),
        BarPlace(1, 1),
        BarPlace(1, 1),
        BarPlace(2, 1),
        BarPlace(2, 1),
        BarPlace(4, 4),
    ]
    assert bar_place(BeatGrid((0, 500)), 700) == BarPlace(0, 0)


@given(grids(), st.integers(1, 100_000))
def test_every_bar_begins_with_its_first_beat(grid: BeatGrid, song_frames: int) -> None:
    for bar in grid.bars(song_frames):
        if bar.number > 0 and bar.start < song_frames:
            assert bar_place(grid, bar.start) == BarPlace(bar.number, 1)


def test_the_tempo_is_that_of_the_beats_around() -> None:
    # 100 beats a minute, with every other beat 20 ms late, then 120.
    slow = [round(0.6 * ONE_S * beat + (beat % 2) * 0.02 * ONE_S) for beat in range(20)]
    quick = [round(12 * ONE_S + 0.5 * ONE_S * beat) for beat in range(20)]
    grid = BeatGrid((*slow, *quick))
    assert tempo_around_bpm(grid, 5 * ONE_S, ONE_S) == pytest.approx(100, abs=0.1)
    assert tempo_around_bpm(grid, -50 * ONE_S, ONE_S) == pytest.approx(100, abs=0.1)
    assert tempo_around_bpm(grid, 90 * ONE_S, ONE_S) == pytest.approx(120, abs=0.1)
    assert tempo_around_bpm(BeatGrid((0, ONE_S)), 0, ONE_S) == pytest.approx(60)
