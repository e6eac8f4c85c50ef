"""Whatever is done to the axis, what is visible stays inside the song and in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.views.time_axis import MINIMUM_SPAN_S, TimeAxis

TIMES_S = st.floats(-1e4, 1e4)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("show"), TIMES_S, TIMES_S),
        st.tuples(st.just("zoom"), st.floats(1e-3, 1e3), TIMES_S),
        st.tuples(st.just("scroll"), TIMES_S),
        st.tuples(st.just("set_duration"), st.floats(-1, 1e4)),
        st.tuples(st.just("keep_in_view"), TIMES_S),
        st.tuples(st.just("reveal"), TIMES_S),
    ),
    max_size=12,
)


def axis_of(duration_s: float) -> TimeAxis:
    axis = TimeAxis()
    axis.set_duration(duration_s)
    return axis


@given(MOVES)
def test_what_is_visible_is_always_a_part_of_the_song(moves: list[tuple[object, ...]]) -> None:
    axis = axis_of(200.0)
    for name, *arguments in moves:
        getattr(axis, str(name))(*arguments)
        assert 0 <= axis.start_s <= axis.stop_s <= axis.duration_s
        assert axis.span_s >= min(MINIMUM_SPAN_S, axis.duration_s) - 1e-9


@given(st.floats(0, 190), st.floats(0.1, 10), st.floats(-50, 1500), st.integers(1, 4000))
def test_times_and_places_are_each_others_inverse(
    start_s: float, span_s: float, x: float, width: int
) -> None:
    axis = axis_of(200.0)
    axis.show(start_s, start_s + span_s)
    assert axis.x_at(axis.time_at(x, width), width) == pytest.approx(x, abs=1e-3)


@given(st.floats(0.5, 2), st.floats(95, 105))
def test_zooming_keeps_the_time_under_the_mouse(factor: float, around_s: float) -> None:
    axis = axis_of(200.0)
    axis.show(90.0, 110.0)
    before = axis.x_at(around_s, 1000)
    axis.zoom(factor, around_s)
    assert axis.x_at(around_s, 1000) == pytest.approx(before, abs=1e-6)
    assert axis.span_s == pytest.approx(20.0 / factor)


def test_a_change_is_announced_once_and_no_change_never() -> None:
    axis = axis_of(100.0)
    announced: list[float] = []
    axis.changed.connect(lambda: announced.append(axis.start_s))
    axis.show(10.0, 20.0)
    axis.show(10.0, 20.0)
    axis.set_duration(100.0)
    axis.scroll(0.0)
    assert announced == [10.0]


def test_who_sees_the_whole_song_goes_on_seeing_it_while_it_is_decoded() -> None:
    axis = axis_of(10.0)
    axis.set_duration(20.0)
    assert (axis.start_s, axis.stop_s) == (0.0, 20.0)
    axis.show(5.0, 15.0)
    axis.set_duration(30.0)
    assert (axis.start_s, axis.stop_s) == (5.0, 15.0)


def test_the_page_is_turned_when_the_playhead_leaves_it() -> None:
    axis = axis_of(100.0)
    axis.show(0.0, 10.0)
    axis.keep_in_view(9.9)
    assert axis.start_s == 0.0
    axis.keep_in_view(10.1)
    assert axis.start_s == pytest.approx(9.6)
    assert axis.span_s == pytest.approx(10.0)


def test_the_page_is_turned_back_when_the_loop_begins_again() -> None:
    axis = axis_of(100.0)
    axis.show(50.0, 60.0)
    axis.keep_in_view(55.0)
    axis.keep_in_view(45.0)
    assert axis.start_s < 45.0 < axis.stop_s


def test_who_scrolls_away_is_left_in_peace_until_the_playhead_is_back() -> None:
    axis = axis_of(100.0)
    axis.show(0.0, 10.0)
    axis.keep_in_view(5.0)
    axis.show(50.0, 60.0)
    axis.keep_in_view(5.1)
    axis.keep_in_view(5.2)
    assert axis.start_s == 50.0
    axis.keep_in_view(55.0)
    axis.keep_in_view(60.5)
    assert axis.start_s == pytest.approx(60.0)


def test_an_axis_without_a_song_answers_too() -> None:
    axis = TimeAxis()
    axis.zoom(2.0, 1.0)
    axis.scroll(3.0)
    assert (axis.x_at(1.0, 100), axis.time_at(50, 100), axis.span_s) == (0.0, 0.0, 0.0)


def test_no_page_is_turned_while_something_is_dragged() -> None:
    axis = TimeAxis()
    axis.set_duration(100.0)
    axis.show(10.0, 30.0)
    axis.set_held(True)
    axis.keep_in_view(29.0)
    axis.keep_in_view(31.0)
    assert axis.start_s == 10.0
    axis.set_held(False)
    axis.keep_in_view(29.0)
    axis.keep_in_view(31.0)
    assert axis.start_s == pytest.approx(30.0)
