"""A border between chords rests on beats, and takes neither chord away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.beat_grid import BeatGrid
from player.reading.chord_borders import nearest_beat, resting_border
from player.reading.chord_chart import ChordSpan

GRID = BeatGrid(tuple(range(0, 20_000, 500)))
BEFORE, AFTER = ChordSpan(2000, 4000, None), ChordSpan(4000, 6000, None)


def test_it_rests_on_the_nearest_beat() -> None:
    assert resting_border(4240, BEFORE, AFTER, GRID) == 4000
    assert resting_border(4260, BEFORE, AFTER, GRID) == 4500
    assert resting_border(4260, BEFORE, AFTER, None) == 4260
    assert nearest_beat(GRID, 760) == 1000
    assert nearest_beat(None, 760.4) == 760


def test_both_chords_keep_a_beat() -> None:
    assert resting_border(0, BEFORE, AFTER, GRID) == 2500
    assert resting_border(9000, BEFORE, AFTER, GRID) == 5500
    assert resting_border(9000, BEFORE, AFTER, None) == 5999


def test_where_there_is_no_beat_between_them_it_stays() -> None:
    narrow = ChordSpan(2100, 2200, None), ChordSpan(2200, 2400, None)
    assert resting_border(2300, *narrow, GRID) is None


@given(
    st.floats(-5000, 30_000), st.lists(st.integers(0, 20_000), min_size=3, max_size=3, unique=True)
)
def test_it_is_always_a_beat_between(frame: float, ends: list[int]) -> None:
    start, middle, stop = sorted(ends)
    before, after = ChordSpan(start, middle, None), ChordSpan(middle, stop, None)
    rest = resting_border(frame, before, after, GRID)
    inside = [beat for beat in range(0, 20_000, 500) if start < beat < stop]
    if rest is None:
        assert not inside
    else:
        assert rest in inside
        assert abs(rest - frame) <= min(abs(beat - frame) for beat in inside) + 1
