"""Where sections can begin."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from player.beat_grid import BeatGrid
from player.reading.bar_raster import bar_raster

RATE = 1000


def grid(first: int, beats: int, step: int = 500, downbeats: range | None = None) -> BeatGrid:
    frames = tuple(range(first, first + beats * step, step))
    return BeatGrid(frames, tuple(range(0, beats, 4) if downbeats is None else downbeats))


def test_bars_go_on_before_the_first_and_after_the_last() -> None:
    lines = bar_raster(grid(4100, 16), 20_000, RATE).lines
    assert lines.tolist() == [0, 2100, 4100, 6100, 8100, 10100, 12100, 14100, 16100, 18100, 20000]


def test_a_short_rest_is_no_bar_of_its_own() -> None:
    lines = bar_raster(grid(350, 16), 9000, RATE).lines
    assert lines.tolist() == [0, 2350, 4350, 6350, 9000]


def test_without_bars_four_beats_each_and_without_beats_two_seconds() -> None:
    raster = bar_raster(grid(0, 12, downbeats=range(0)), 7000, RATE)
    assert raster.lines.tolist() == [0, 2000, 4000, 6000, 7000]
    assert not raster.are_bars
    assert bar_raster(None, 7000, RATE).lines.tolist() == [0, 2000, 4000, 6000, 7000]
    assert bar_raster(grid(0, 12), 7000, RATE).are_bars


@given(
    st.integers(0, 5000), st.integers(2, 40), st.integers(1, 900), st.integers(0, 30_000), st.data()
)
def test_lines_always_lead_from_the_beginning_to_the_end(
    first: int, beats: int, step: int, frames: int, data: st.DataObject
) -> None:
    chosen = data.draw(st.sets(st.integers(0, beats - 1), max_size=8))
    given_grid = BeatGrid(tuple(range(first, first + beats * step, step)), tuple(sorted(chosen)))
    raster = bar_raster(given_grid, frames, RATE)
    assert (raster.lines[0], raster.lines[-1]) == (0, frames)
    assert (np.diff(raster.lines) > 0).all()
    assert raster.bars == len(raster.lines) - 1
