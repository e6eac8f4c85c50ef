"""A song's chords: which is where, and what a hand makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import Chord, Quality

C, G = Chord(0), Chord(7, Quality.SEVENTH, 11)
CHART = ChordChart(
    (ChordSpan(0, 100, C, 0.9), ChordSpan(100, 150, None, 0.4), ChordSpan(150, 300, G, 0.5))
)


def test_what_is_where() -> None:
    assert CHART.at(0) == CHART.spans[0]
    assert CHART.at(99.9) == CHART.spans[0]
    assert CHART.at(100) == CHART.spans[1]
    assert CHART.at(300) is None
    assert CHART.at(-1) is None
    assert CHART.next_after(0) == CHART.spans[2]
    assert CHART.next_after(150) is None
    assert ChordChart().at(0) is None
    assert list(CHART.between(-5, 99)) == [0]
    assert list(CHART.between(99, 150)) == [0, 1, 2]
    assert list(CHART.between(300, 400)) == [2]
    assert not ChordChart().between(0, 100)


def test_a_chord_that_is_set_splits_what_was_there() -> None:
    chart = CHART.with_chord(50, 160, G)
    assert chart.spans == (
        ChordSpan(0, 50, C, 0.9),
        ChordSpan(50, 300, G, 1.0),
    )


def test_one_in_the_middle_leaves_both_ends() -> None:
    chart = CHART.with_chord(20, 30, None)
    assert [span.chord for span in chart.spans] == [C, None, C, None, G]
    assert chart.spans[2] == ChordSpan(30, 100, C, 0.9)


def test_a_border_stays_between_its_neighbours() -> None:
    moved = CHART.with_border(1, 80)
    assert [span.start_frame for span in moved.spans] == [0, 80, 150]
    assert CHART.with_border(1, 150) == CHART
    assert CHART.with_border(1, 0) == CHART
    assert CHART.with_border(0, 10) == CHART


@given(st.integers(0, 299), st.integers(1, 300), st.sampled_from([C, G, None]))
def test_whatever_is_set_is_there_and_nothing_else_changes(
    start: int, length: int, chord: Chord | None
) -> None:
    stop = min(300, start + length)
    chart = CHART.with_chord(start, stop, chord)
    for frame in range(0, 300, 7):
        before, now = CHART.at(frame), chart.at(frame)
        assert before is not None
        assert now is not None
        assert now.chord == (chord if start <= frame < stop else before.chord)


def test_kept_and_read_it_is_the_same() -> None:
    assert ChordChart.of_fields(CHART.fields()) == CHART


@pytest.mark.parametrize("spans", [[(0, 0)], [(0, 10), (11, 20)], [(0, 10), (9, 20)], [(10, 5)]])
def test_gaps_and_overlaps_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="chord"):
        ChordChart(tuple(ChordSpan(start, stop, C) for start, stop in spans))
