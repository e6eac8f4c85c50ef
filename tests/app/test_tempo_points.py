"""Tempo points against the grid that they were made of."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.tempo_points import TempoPoint, tempo_points
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE

HALF_A_SECOND = SAMPLE_RATE // 2
STEADY = BeatGrid(tuple(range(10_000, 10_000 + 32 * HALF_A_SECOND, HALF_A_SECOND)), (1, 5, 9))


def beats_until(points: tuple[TempoPoint, ...], time_s: float) -> float:
    """How many beats of the points have passed at a time."""
    ends = [point.time_s for point in points[1:]] + [float("inf")]
    return sum(
        max(0.0, min(time_s, end) - point.time_s) * point.beats_per_minute / 60
        for point, end in zip(points, ends, strict=True)
    )


def test_a_steady_song_has_one_tempo_and_begins_with_a_part_of_a_bar() -> None:
    points = tempo_points(STEADY, 0, 700_000, SAMPLE_RATE)
    first_bar_s = (10_000 + HALF_A_SECOND) / SAMPLE_RATE
    assert [point.time_s for point in points] == pytest.approx([0.0, first_bar_s])
    assert [point.beats_per_minute for point in points] == pytest.approx([120, 120])
    assert [(point.metre, point.unit) for point in points] == [(4, 4), (4, 4)]
    assert [point.cuts_bar for point in points] == [False, True]


def test_at_another_tempo_and_from_another_place() -> None:
    start = STEADY.beats[5] + HALF_A_SECOND // 2
    points = tempo_points(STEADY, start, 700_000, SAMPLE_RATE * 0.5)
    assert [point.beats_per_minute for point in points] == pytest.approx([60, 60])
    # Half a beat and then three more, until the bar that begins with the tenth beat.
    assert points[1].time_s == pytest.approx(3.5)


def test_a_part_that_begins_with_a_bar_needs_no_point_before() -> None:
    (point,) = tempo_points(STEADY, STEADY.beats[5], 700_000, SAMPLE_RATE)
    assert (point.time_s, point.begins_metre, point.cuts_bar) == (0.0, True, False)


def test_metres_change_where_bars_do() -> None:
    beats = tuple(range(0, 16 * HALF_A_SECOND, HALF_A_SECOND))
    points = tempo_points(BeatGrid(beats, (0, 4, 8, 11, 14)), 0, beats[-1], SAMPLE_RATE)
    assert [(point.time_s, point.metre) for point in points] == [(0.0, 4), (4.0, 3)]
    assert all(point.begins_metre and not point.cuts_bar for point in points)


def test_where_bars_are_not_known_they_have_four_beats() -> None:
    points = tempo_points(BeatGrid(STEADY.beats), 0, 700_000, SAMPLE_RATE)
    assert points[1].time_s == pytest.approx(10_000 / SAMPLE_RATE)
    assert points[1].metre == 4


def test_a_part_with_hardly_a_beat() -> None:
    points = tempo_points(STEADY, 0, 5_000, SAMPLE_RATE)
    assert all(point.beats_per_minute == pytest.approx(120) for point in points)
    assert points[0].time_s == 0.0


@settings(max_examples=60)
@given(
    st.integers(9_000, 60_000),
    st.lists(st.sampled_from([-2_000, -60, -20, 0, 0, 20, 60, 2_000]), min_size=8, max_size=60),
    st.integers(0, 100_000),
    st.integers(2, 7),
)
def test_every_beat_is_where_the_grid_has_it(
    usual: int, changes: list[int], begin: int, metre: int
) -> None:
    beats = tuple(accumulate((usual + change for change in changes), initial=begin))
    grid = BeatGrid(beats, tuple(range(0, len(beats), metre)))
    points = tempo_points(grid, 0, beats[-1], SAMPLE_RATE)
    first = beats_until(points, beats[0] / SAMPLE_RATE)
    quickest = max(point.beats_per_minute for point in points)
    for beat, frame in enumerate(beats):
        counted = beats_until(points, frame / SAMPLE_RATE) - first
        assert abs(counted - beat) <= 0.0011 * quickest / 60
    for point in points[1:]:
        counted = beats_until(points, point.time_s) - first
        assert counted == pytest.approx(round(counted), abs=1e-6), "bars stay bars"
