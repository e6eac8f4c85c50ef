"""A grid says where beats, bars and what lies between them are, inside the song and outside."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.beat_grid import Bar, BeatGrid
from tests.player.grid_ticks import Tick, bpm_at, ticks_between

STEADY = BeatGrid(tuple(range(1000, 13000, 1000)), (1, 5, 9))


@st.composite
def grids(draw: st.DrawFn) -> BeatGrid:
    gaps = draw(st.lists(st.integers(200, 3000), min_size=1, max_size=40))
    beats = [draw(st.integers(0, 5000))]
    for gap in gaps:
        beats.append(beats[-1] + gap)
    downbeats = draw(st.sets(st.integers(0, len(beats) - 1)))
    return BeatGrid(tuple(beats), tuple(sorted(downbeats)))


def test_bars_begin_at_downbeats_and_go_on_past_the_last_beat() -> None:
    assert STEADY.metre == 4
    assert STEADY.bars(15500) == (
        Bar(0, 0, 2000, 2),
        Bar(1, 2000, 6000, 4),
        Bar(2, 6000, 10000, 4),
        Bar(3, 10000, 14000, 4),
        Bar(4, 14000, 15500, 4),
    )
    assert BeatGrid((0, 500)).bars(4000) == ()


def test_a_metre_that_changes_is_followed() -> None:
    grid = BeatGrid(tuple(range(0, 14000, 1000)), (0, 4, 7, 11))
    assert [bar.beats for bar in grid.bars(15000)] == [4, 3, 4, 4]
    assert [grid.place_in_bar(beat) for beat in range(-2, 9)] == [2, 3, 0, 1, 2, 3, 0, 1, 2, 0, 1]


def test_ticks_are_beats_and_their_parts() -> None:
    assert ticks_between(STEADY, 1500, 3000, parts=2) == (
        Tick(1500, 3, 1),
        Tick(2000, 0, 0),
        Tick(2500, 0, 1),
    )
    # Before the first beat and after the last it goes on as it was.
    assert ticks_between(STEADY, -2000, 0) == (Tick(-2000, 0, 0), Tick(-1000, 1, 0))
    assert ticks_between(STEADY, 13000, 15000) == (Tick(13000, 3, 0), Tick(14000, 0, 0))


def test_the_tempo_is_that_of_the_place() -> None:
    grid = BeatGrid((0, 22050, 66150))
    assert bpm_at(grid, 100, 44100) == pytest.approx(120)
    assert bpm_at(grid, 30000, 44100) == pytest.approx(60)
    assert bpm_at(grid, 90000, 44100) == pytest.approx(60)
    assert bpm_at(grid, -5, 44100) == pytest.approx(120)


@given(grids(), st.floats(-20_000, 200_000))
def test_a_place_in_beats_comes_back_as_its_frame(grid: BeatGrid, frame: float) -> None:
    assert grid.frame_at(grid.position(frame)) == pytest.approx(frame, abs=1e-6)


@given(grids(), st.integers(1, 200_000))
def test_bars_follow_each_other_to_the_end(grid: BeatGrid, song_frames: int) -> None:
    bars = grid.bars(song_frames)
    assert bool(bars) == bool(grid.downbeats)
    for bar, following in pairwise(bars):
        if following.start < song_frames:
            assert bar.stop == following.start


@given(grids(), st.integers(1, 4), st.floats(-5000, 50_000), st.floats(0, 20_000))
def test_spans_side_by_side_have_the_ticks_of_the_whole(
    grid: BeatGrid, parts: int, start: float, length: float
) -> None:
    middle, stop = start + length / 3, start + length
    both = ticks_between(grid, start, middle, parts) + ticks_between(grid, middle, stop, parts)
    assert both == ticks_between(grid, start, stop, parts)
    frames = [tick.frame for tick in both]
    assert frames == sorted(frames)


@pytest.mark.parametrize(
    ("beats", "downbeats"),
    [((5,), ()), ((5, 5), ()), ((9, 5), ()), ((1, 2), (2,)), ((1, 2), (1, 0)), ((1, 2), (-1,))],
)
def test_what_is_no_grid_is_refused(beats: tuple[int, ...], downbeats: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"beats?|downbeats"):
        BeatGrid(beats, downbeats)
