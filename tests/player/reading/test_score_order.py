from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from player.reading.score import Jump, ScoreBar, Sign
from player.reading.score_order import MOST_PLAYED_BARS, played_order


def _bar(**what: Any) -> ScoreBar:
    return ScoreBar("", Fraction(4), **what)


def _letters(bars: dict[str, ScoreBar]) -> str:
    return "".join("".join(bars)[index] for index in played_order(list(bars.values())))


def test_without_signs_bars_follow_each_other() -> None:
    assert _letters({"a": _bar(), "b": _bar(), "c": _bar()}) == "abc"


def test_a_repeat_goes_back_to_its_sign_or_to_the_beginning() -> None:
    close = _bar(repeat_times=2)
    assert _letters({"a": _bar(), "b": close, "c": _bar()}) == "ababc"
    begun = _bar(repeat_begins=True)
    assert _letters({"a": _bar(), "b": begun, "c": _bar(repeat_times=3)}) == "abcbcbc"
    alone = _bar(repeat_begins=True, repeat_times=2)
    assert _letters({"a": alone, "b": alone}) == "aabb"
    assert _letters({"a": close, "b": _bar(), "c": close}) == "aabcbc"


def test_endings_are_played_in_their_rounds() -> None:
    first = _bar(endings=frozenset({1}), repeat_times=2)
    second = _bar(endings=frozenset({2}))
    assert _letters({"a": _bar(), "b": first, "c": second, "d": _bar()}) == "abacd"
    both = _bar(endings=frozenset({1, 2}), repeat_times=2)
    third = _bar(endings=frozenset({3}))
    assert _letters({"a": _bar(), "b": both, "c": third, "d": _bar()}) == "abab" + "acd"
    closed = _bar(endings=frozenset({2}), repeat_times=2)
    assert _letters({"a": _bar(), "b": first, "c": closed, "d": _bar()}) == "abacd"
    twice = {"a": _bar(), "b": first, "c": second, "d": _bar(), "e": first, "f": second}
    assert _letters(twice) == "abac" + "dedf"


def test_jumps_go_once_and_on_to_fine_or_coda() -> None:
    fine = _bar(signs=frozenset({Sign.FINE}))
    back = _bar(jump=Jump.DA_CAPO)
    assert _letters({"a": _bar(), "b": fine, "c": back, "d": _bar()}) == "abcab"
    segno, coda = _bar(signs=frozenset({Sign.SEGNO})), _bar(signs=frozenset({Sign.CODA}))
    bars = {
        "a": _bar(),
        "b": segno,
        "c": _bar(signs=frozenset({Sign.TO_CODA})),
        "d": _bar(jump=Jump.DAL_SEGNO),
        "e": coda,
    }
    assert _letters(bars) == "abcdbce"
    assert _letters({"a": _bar(), "b": back, "c": _bar()}) == "ababc"
    assert _letters({"a": _bar(), "b": _bar(jump=Jump.DAL_SEGNO)}) == "ab"


def test_after_a_jump_nothing_is_repeated_and_the_last_ending_is_played() -> None:
    bars = {
        "a": _bar(),
        "b": _bar(endings=frozenset({1}), repeat_times=2),
        "c": _bar(endings=frozenset({2})),
        "d": _bar(repeat_begins=True, repeat_times=2),
        "e": _bar(jump=Jump.DA_CAPO),
    }
    assert _letters(bars) == "abac" + "dde" + "acde"


_BARS = st.builds(
    ScoreBar,
    st.just(""),
    st.just(Fraction(4)),
    repeat_begins=st.booleans(),
    repeat_times=st.sampled_from([0, 0, 2, 3, 99]),
    endings=st.frozensets(st.integers(1, 3), max_size=2),
    signs=st.frozensets(st.sampled_from(list(Sign)), max_size=2),
    jump=st.sampled_from([None, None, *Jump]),
)


@given(st.lists(_BARS, min_size=1, max_size=12))
def test_whatever_the_signs_there_is_an_end(bars: list[ScoreBar]) -> None:
    order = played_order(bars)
    assert len(order) <= MOST_PLAYED_BARS
    assert all(0 <= index < len(bars) for index in order)
