"""Letters that stand for stems."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.stem_groups import StemGroups
from app.stem_keys import stem_keys

USUAL = ("vocals", "drums", "bass", "other", "guitar", "piano")
LETTERS = set("ABDEGOPUV")


def test_the_usual_stems_have_their_first_letters() -> None:
    assert stem_keys(USUAL) == dict(zip(USUAL, "VDBOGP", strict=True))


def test_a_stem_beside_the_rest_keeps_its_letter() -> None:
    strips = StemGroups(USUAL, "bass").strips
    assert list(stem_keys(strips).values()) == ["B", "E"]


def test_another_takes_no_letter_of_a_usual_one() -> None:
    keys = stem_keys(("Bagpipe", "bass", "Bass"))
    assert keys == {"bass": "B", "Bagpipe": "A", "Bass": "D"}


def test_a_name_without_a_letter_of_these_gets_one_that_is_left() -> None:
    assert stem_keys(("click", "123", "кларнет")) == {"click": "A", "123": "B", "кларнет": "D"}


@given(st.lists(st.text(min_size=1) | st.sampled_from(USUAL), unique=True, max_size=20))
def test_no_letter_twice_and_none_wasted(stems: list[str]) -> None:
    keys = stem_keys(stems)
    letters = list(keys.values())
    assert len(set(letters)) == len(letters) == min(len(stems), len(LETTERS))
    assert set(letters) <= LETTERS
    assert all(keys[stem] == stem_keys(USUAL)[stem] for stem in stems if stem in USUAL)
