"""Sections that are named, moved, split and joined."""

from __future__ import annotations

import contextlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.reading.section_edits import joined, labelled, named, split, with_border
from player.reading.section_map import Section, SectionMap

SONG = SectionMap(
    (
        Section(0, 100, "A", "Intro", 1.0),
        Section(100, 300, "B", "", 0.9),
        Section(300, 500, "C", "", 0.4),
        Section(500, 700, "B", "", 0.8),
    )
)


def names(sections: SectionMap) -> list[str]:
    return [each.name for each in sections.sections]


def test_a_name_is_for_all_of_a_letter_or_for_one() -> None:
    assert names(named(SONG, 1, "Verse")) == ["Intro", "Verse", "", "Verse"]
    assert names(named(SONG, 1, "Verse", only_this=True)) == ["Intro", "Verse", "", ""]
    assert names(named(SONG, 0, "")) == ["", "", "", ""]


def test_another_letter_brings_its_name_along() -> None:
    called = labelled(named(SONG, 1, "Verse"), 2, "B").sections[2]
    assert (called.label, called.name, called.confidence) == ("B", "Verse", 1.0)
    assert labelled(SONG, 0, "D").sections[0].name == ""


def test_a_border_is_moved_between_its_neighbours() -> None:
    moved = with_border(SONG, 2, 350).sections
    assert moved[1].stop_frame == moved[2].start_frame == 350
    assert moved[2].confidence == 1.0, "what a person has set is sure"
    for index, frame in ((2, 500), (2, 100), (0, 50)):
        with pytest.raises(ValueError, match="section"):
            with_border(SONG, index, frame)


def test_split_in_two_and_joined_again() -> None:
    parts = split(SONG, 200)
    assert [each.start_frame for each in parts.sections] == [0, 100, 200, 300, 500]
    assert parts.sections[2].label == "B"
    assert joined(parts, 1) == SONG
    for frame in (-1, 300, 700):
        with pytest.raises(ValueError, match="section"):
            split(SONG, frame)
    with pytest.raises(ValueError, match="behind"):
        joined(SONG, 3)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 9), st.integers(-10, 710))))
def test_whatever_is_done_they_cover_the_song(edits: list[tuple[int, int, int]]) -> None:
    sections = SONG
    for kind, index, frame in edits:
        index %= len(sections.sections)
        with contextlib.suppress(ValueError):
            if kind == 0:
                sections = joined(sections, index)
            elif kind == 1:
                sections = split(sections, frame)
            elif kind == 2:
                sections = with_border(sections, index, frame)
            else:
                sections = labelled(sections, index, "Z")
    assert (sections.sections[0].start_frame, sections.sections[-1].stop_frame) == (0, 700)
    assert all(one.stop_frame == other.start_frame for one, other in pairwise(sections.sections))
