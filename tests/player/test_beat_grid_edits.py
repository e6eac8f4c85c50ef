"""What hands make of grids: where beats and bars are afterwards, whatever they were before."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player import beat_grid_edits as edits
from player.beat_grid import BeatGrid
from player.beat_grid_edits import Section
from tests.player.grid_ticks import bpm_at
from tests.player.test_beat_grid import grids

ONE_S = 44_100
SONG_FRAMES = 60 * ONE_S
STEADY = BeatGrid(tuple(range(0, 32_000, 1000)), tuple(range(1, 32, 4)), 4, 0.5, 0.4)


def lengths(grid: BeatGrid) -> list[int]:
    return [later - earlier for earlier, later in pairwise(grid.downbeats)]


@given(grids(), st.data())
def test_whatever_is_done_gives_a_grid_that_is_sure(grid: BeatGrid, data: st.DataObject) -> None:
    beat = data.draw(st.integers(0, len(grid.beats) - 1))
    frame = data.draw(st.integers(-10_000, 200_000))
    metre = data.draw(st.integers(1, 12))
    doings: tuple[Callable[[], BeatGrid], ...] = (
        lambda: edits.beat_moved(grid, beat, frame),
        lambda: edits.shifted(grid, frame),
        lambda: edits.downbeat_set(grid, beat),
        lambda: edits.metre_set(grid, metre, 8),
        lambda: edits.metre_set(grid, metre, from_beat=beat),
        lambda: edits.halved(grid),
        lambda: edits.doubled(grid),
    )
    for do in doings:
        done = do()
        assert (done.beat_confidence, done.downbeat_confidence) == (1.0, 1.0)


# A line that is moved.


def test_a_line_takes_its_neighbours_along() -> None:
    moved = edits.beat_moved(STEADY, 10, 10_400)
    by = np.array(moved.beats) - STEADY.frames
    assert list(by[5:16]) == [0, 0, 100, 200, 300, 400, 300, 200, 100, 0, 0]
    assert moved.downbeats == STEADY.downbeats


@given(grids(), st.data())
def test_no_gap_closes_under_a_moved_line(grid: BeatGrid, data: st.DataObject) -> None:
    beat = data.draw(st.integers(0, len(grid.beats) - 1))
    frame = data.draw(st.integers(-50_000, 200_000))
    moved = edits.beat_moved(grid, beat, frame)
    least = 0.25 * np.diff(grid.frames) - 2
    assert np.all(np.diff(moved.frames) >= least)
    wanted, got = frame - grid.beats[beat], moved.beats[beat] - grid.beats[beat]
    assert abs(got) <= abs(wanted)
    assert got * wanted >= 0


@given(grids(), st.integers(-10_000, 10_000))
def test_a_shift_is_taken_back_by_its_opposite(grid: BeatGrid, frames: int) -> None:
    there = edits.shifted(grid, frames)
    assert np.array_equal(there.frames, grid.frames + frames)
    assert edits.shifted(there, -frames).beats == grid.beats


# Bars.


def test_sections_are_bars_of_one_length() -> None:
    grid = BeatGrid(tuple(range(0, 40_000, 1000)), (2, 6, 10, 14, 17, 20, 23))
    assert edits.sections(grid) == (Section(2, 2, 4), Section(14, 14, 3))
    assert [edits.metre_at(grid, beat) for beat in (0, 13, 14, 39)] == [4, 4, 3, 3]
    assert edits.sections(BeatGrid((0, 5))) == ()


def test_an_odd_bar_is_no_section() -> None:
    # One of five where a beat too many was found, and a short one to begin with.
    grid = BeatGrid(tuple(range(0, 40_000, 1000)), (1, 3, 7, 11, 16, 20, 24))
    assert edits.sections(grid) == (Section(1, 3, 4),)
    assert lengths(edits.downbeat_set(grid, 20)) == [4] * 9


def test_a_downbeat_takes_the_bars_around_it_along() -> None:
    moved = edits.downbeat_set(STEADY, 11)
    assert moved.downbeats == tuple(range(3, 32, 4))
    assert moved.beats == STEADY.beats


def test_a_downbeat_leaves_bars_of_another_metre_alone() -> None:
    grid = BeatGrid(tuple(range(0, 30_000, 1000)), (0, 4, 8, 12, 15, 18, 21, 24, 27))
    moved = edits.downbeat_set(grid, 5)
    assert moved.downbeats == (1, 5, 9, 12, 15, 18, 21, 24, 27)
    # The change of metre moves along, where it is in the bars that move.
    assert edits.downbeat_set(grid, 16).downbeats == (0, 4, 8, 13, 16, 19, 22, 25, 28)


def test_whatever_is_done_bars_keep_their_numbers() -> None:
    """The bars of a song with a long intro without any."""
    late = BeatGrid(tuple(range(20_000, 60_000, 1000)), tuple(range(10, 40, 4)), 4, 0.5, 0.4)
    whole = edits.covering(late, 60_000)
    bar_7 = late.beats[late.downbeats[6]]
    for done in (
        whole,
        edits.beat_moved(whole, 3, 3200),
        edits.shifted(whole, 400),
        edits.downbeat_set(whole, 55),
        edits.downbeat_set(whole, 53),
        edits.metre_set(whole, 4, 8),
        edits.metre_set(whole, 3, from_beat=58),
    ):
        starts = [done.beats[each] for each in done.downbeats]
        nearest = min(range(len(starts)), key=lambda place: abs(starts[place] - bar_7))
        assert nearest == 6


def test_a_downbeat_before_the_first_one_is_the_first_now() -> None:
    late = BeatGrid(tuple(range(0, 60_000, 1000)), tuple(range(30, 60, 4)))
    assert edits.downbeat_set(late, 9).downbeats == tuple(range(9, 60, 4))
    assert edits.downbeat_set(late, 41).downbeats == tuple(range(29, 60, 4))
    assert edits.downbeat_set(late, 40).downbeats == tuple(range(32, 60, 4))


def test_where_bars_are_not_known_a_downbeat_begins_them() -> None:
    assert edits.downbeat_set(BeatGrid(tuple(range(0, 12_000, 1000))), 2).downbeats == (2, 6, 10)


@given(grids(), st.data())
def test_a_downbeat_is_one_afterwards(grid: BeatGrid, data: st.DataObject) -> None:
    beat = data.draw(st.integers(0, len(grid.beats) - 1))
    assert beat in edits.downbeat_set(grid, beat).downbeats


def test_a_metre_is_everywhere_or_from_here_on() -> None:
    everywhere = edits.metre_set(STEADY, 3, 8)
    assert (everywhere.downbeats[:3], everywhere.unit) == ((1, 4, 7), 8)
    from_here = edits.metre_set(STEADY, 3, from_beat=11)
    assert from_here.downbeats == (1, 5, 9, 12, 15, 18, 21, 24, 27, 30)
    assert edits.metre_set(STEADY, 3, from_beat=2).downbeats == everywhere.downbeats
    unknown = BeatGrid(STEADY.beats)
    assert edits.metre_set(unknown, 4, from_beat=2).downbeats == tuple(range(2, 32, 4))


# Half and double.


def test_half_the_tempo_keeps_the_first_of_the_bar() -> None:
    half = edits.halved(STEADY)
    assert half.beats == STEADY.beats[1::2]
    assert half.downbeats == (0, 4, 8, 12)
    assert edits.halved(BeatGrid((0, 5))).beats == (0, 5)


def test_twice_the_tempo_has_a_beat_between_any_two() -> None:
    twice = edits.doubled(STEADY)
    assert twice.beats[:4] == (0, 500, 1000, 1500)
    assert twice.downbeats[:3] == (2, 6, 10)


@given(grids())
def test_half_of_twice_the_tempo_is_what_was(grid: BeatGrid) -> None:
    assert set(edits.halved(edits.doubled(grid)).beats) <= set(edits.doubled(grid).beats)
    plain = BeatGrid(grid.beats)
    assert edits.halved(edits.doubled(plain)).beats == plain.beats


def test_changes_of_metre_stay_where_they_are_heard() -> None:
    grid = BeatGrid(tuple(range(0, 40_000, 1000)), (0, 4, 8, 12, 16, 19, 22, 25, 28, 31, 34, 37))
    twice = edits.doubled(grid)
    assert [section.start for section in edits.sections(twice)] == [0, 32]
    assert twice.beats[32] == grid.beats[16]
    back = edits.halved(twice)
    assert back.beats == grid.beats
    assert back.downbeats == grid.downbeats


# Two points.


def test_two_points_are_a_tempo_for_the_whole_song() -> None:
    grid = edits.steady(ONE_S, 3 * ONE_S, 4, 10 * ONE_S, metre=3, unit=8)
    assert grid.beats == tuple(range(0, 10 * ONE_S, ONE_S // 2))
    assert grid.downbeats[:3] == (2, 5, 8)
    assert grid.unit == 8
    assert edits.steady(3 * ONE_S, ONE_S, 4, 10 * ONE_S, metre=3, unit=8) == grid
    for one, other, beats in ((5, 5, 4), (0, 3, 8), (0, ONE_S, 0)):
        with pytest.raises(ValueError, match="two points"):
            edits.steady(one, other, beats, 10 * ONE_S)


# Taps.


def heard(tempo_bpm: float, count: int, start_s: float = 5.0) -> np.ndarray:
    return (start_s + np.arange(count) * 60 / tempo_bpm) * ONE_S


def unsteady(taps: np.ndarray, seed: int) -> np.ndarray:
    """As a hand does it: 20 ms around where it should be."""
    return taps + np.random.default_rng(seed).normal(0, 0.02, len(taps)) * ONE_S


@given(st.floats(40, 220), st.integers(2, 8))
def test_a_few_even_taps_are_their_tempo(tempo_bpm: float, count: int) -> None:
    grid = edits.tapped(heard(tempo_bpm, count), SONG_FRAMES, metre=3)
    assert bpm_at(grid, 30 * ONE_S, ONE_S) == pytest.approx(tempo_bpm, rel=1e-3)
    bar = (5 * ONE_S - grid.beats[grid.downbeats[0]]) / (3 * 60 / tempo_bpm * ONE_S)
    assert bar == pytest.approx(round(bar), abs=1e-3)
    period = 60 / tempo_bpm * ONE_S
    assert grid.beats[0] < period + 1
    assert SONG_FRAMES - period - 1 <= grid.beats[-1] <= SONG_FRAMES
    assert lengths(grid) == [3] * len(lengths(grid))


@pytest.mark.parametrize("seed", range(5))
def test_a_tempo_that_drifts_is_followed(seed: int) -> None:
    # From 100 to 120 beats a minute.
    gaps_s = 60 / np.linspace(100, 120, 64)
    true = (5 + np.concatenate([[0], np.cumsum(gaps_s)])) * ONE_S
    grid = edits.tapped(unsteady(true, seed), SONG_FRAMES)
    errors_s = [np.min(np.abs(grid.frames - beat)) / ONE_S for beat in true]
    assert np.mean(errors_s) < 0.012
    assert max(errors_s) < 0.035
    assert bpm_at(grid, 0, ONE_S) == pytest.approx(100, rel=0.04)
    assert bpm_at(grid, 55 * ONE_S, ONE_S) == pytest.approx(120, rel=0.04)


def test_beats_that_were_not_tapped_are_there() -> None:
    taps = np.delete(heard(120, 24), [6, 7, 15])
    grid = edits.tapped(taps, SONG_FRAMES)
    assert set(np.diff(grid.frames)) <= {22049, 22050, 22051}


def test_a_finger_that_bounces_has_tapped_once() -> None:
    taps = heard(120, 16)
    bounced = np.sort(np.concatenate([taps, taps[5:6] + 0.04 * ONE_S]))
    assert edits.tapped(bounced, SONG_FRAMES) == edits.tapped(taps, SONG_FRAMES)


def test_one_tap_far_off_does_no_harm() -> None:
    taps = heard(120, 20)
    taps[9] += 0.15 * ONE_S
    grid = edits.tapped(taps, SONG_FRAMES)
    errors_s = [np.min(np.abs(grid.frames - beat)) / ONE_S for beat in heard(120, 20)]
    assert max(errors_s) < 0.01


@given(st.lists(st.integers(2000, 90_000), min_size=1, max_size=40))
def test_whatever_is_tapped_is_a_grid_over_the_song(gaps: list[int]) -> None:
    taps = np.cumsum([ONE_S, *gaps]).astype(float)
    song_frames = int(taps[-1]) + ONE_S
    grid = edits.tapped(taps, song_frames)
    assert grid.beats[0] < song_frames
    assert grid.metre in (0, 1, 2, 3, 4)


def test_one_tap_is_none() -> None:
    for taps in ([5.0], [5.0, 5.0], [9.0, 5.0]):
        with pytest.raises(ValueError, match="taps"):
            edits.tapped(taps, SONG_FRAMES)


# On to both ends.


@given(grids(), st.integers(1, 100_000))
def test_a_grid_that_covers_the_song_says_the_same(grid: BeatGrid, song_frames: int) -> None:
    whole = edits.covering(grid, song_frames)
    first = edits.first_beat(grid)
    assert whole.beats[-first : len(grid.beats) - first] == grid.beats
    assert whole.beats[0] <= max(grid.beats[0], int(np.diff(grid.frames)[0]))
    assert whole.position(song_frames) <= len(whole.beats)
    for beat in range(len(whole.beats)):
        if grid.downbeats and beat + first >= len(grid.beats):
            is_first = grid.place_in_bar(beat + first) == 0
            assert is_first == (beat in whole.downbeats)
