"""Named loops and markers: whatever is done to them, their order and their names hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bookmarks import LOOP_COLOURS, Bookmark, Bookmarks, Marker, NamedLoop
from player.transport import LoopRegion

VERSE = NamedLoop("Verse", 1000, 5000)
CHORUS = NamedLoop("Chorus", 3000, 9000)
BRIDGE = Marker("Bridge", 4000)

names = st.sampled_from(["A", "B", "A 2", "Loop 1", "Strophe é"])
frames = st.integers(0, 50)
loops = st.builds(
    lambda name, start, length: NamedLoop(name, start, start + length),
    names,
    frames,
    st.integers(1, 50),
)
markers = st.builds(Marker, names, frames)


@given(st.data())
def test_any_changes_keep_order_and_names(data: st.DataObject) -> None:
    bookmarks = Bookmarks()
    expected: list[Bookmark] = []
    for _ in range(data.draw(st.integers(0, 12))):
        new = data.draw(loops | markers)
        step = data.draw(st.sampled_from(["add", "rename", "remove", "move"]))
        if step == "add" or not expected:
            new = bookmarks.renamed(new, new.name)
            if new in bookmarks:
                continue
            bookmarks = bookmarks.add(new)
            expected.append(new)
            continue
        chosen = data.draw(st.sampled_from(expected))
        expected.remove(chosen)
        if step == "remove":
            bookmarks = bookmarks.remove(chosen)
        elif step == "rename":
            renamed = bookmarks.renamed(chosen, new.name)
            bookmarks = bookmarks.update(chosen, renamed)
            expected.append(renamed)
        elif isinstance(chosen, NamedLoop):
            moved = replace(chosen, start_frame=new.frame, end_frame=new.frame + 7)
            bookmarks = bookmarks.update(chosen, moved)
            expected.append(moved)
        else:
            there = replace(chosen, frame=new.frame)
            bookmarks = bookmarks.update(chosen, there)
            expected.append(there)
    assert set(bookmarks.in_order) == set(expected)
    for kind in (bookmarks.loops, bookmarks.markers):
        assert [each.frame for each in kind] == sorted(each.frame for each in kind)
        assert len({each.name for each in kind}) == len(kind)
    assert [each.frame for each in bookmarks.in_order] == sorted(each.frame for each in expected)


def test_they_come_in_the_order_of_the_song() -> None:
    bookmarks = Bookmarks().add(CHORUS).add(BRIDGE).add(VERSE)
    assert bookmarks.loops == (VERSE, CHORUS)
    assert bookmarks.in_order == (VERSE, CHORUS, BRIDGE)


def test_a_taken_name_gets_a_number() -> None:
    bookmarks = Bookmarks().add(VERSE).add(CHORUS)
    assert bookmarks.renamed(CHORUS, "Verse").name == "Verse 2"
    assert bookmarks.renamed(VERSE, "Verse") == VERSE
    # A loop and a marker may share one: nobody takes one for the other.
    assert bookmarks.renamed(BRIDGE, "Verse").name == "Verse"


def test_new_names_fill_the_gaps() -> None:
    bookmarks = Bookmarks().add(NamedLoop("Loop 1", 0, 9)).add(NamedLoop("Loop 3", 9, 99))
    assert bookmarks.next_name("Loop {number}", NamedLoop) == "Loop 2"
    assert bookmarks.next_name("Loop {number}", Marker) == "Loop 1"


def test_the_next_colour_is_the_one_used_least() -> None:
    bookmarks = Bookmarks()
    elsewhere, there = LoopRegion(1000, 2000), LoopRegion(8, 9)
    assert bookmarks.next_colour(there) == LOOP_COLOURS[0]
    for number, colour in enumerate((*LOOP_COLOURS, LOOP_COLOURS[0], LOOP_COLOURS[2])):
        bookmarks = bookmarks.add(NamedLoop(f"Loop {number}", number, 99, colour))
    assert bookmarks.next_colour(there) == LOOP_COLOURS[1]
    # What it lies over counts first.
    bookmarks = Bookmarks((NamedLoop("Verse", 0, 99, LOOP_COLOURS[1]),)).add(
        NamedLoop("Outro", 100, 101, LOOP_COLOURS[0])
    )
    assert bookmarks.next_colour(there) == LOOP_COLOURS[2]
    assert bookmarks.next_colour(elsewhere) == LOOP_COLOURS[2]
    assert bookmarks.next_colour(LoopRegion(100, 200)) == LOOP_COLOURS[2]


def test_two_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="share a name"):
        Bookmarks().add(VERSE).add(replace(VERSE, end_frame=7000))


@pytest.mark.parametrize(
    "nonsense",
    [
        lambda: NamedLoop("", 0, 1),
        lambda: NamedLoop("A", 5, 5),
        lambda: NamedLoop("A", -1, 5),
        lambda: Marker("A", -1),
        lambda: Marker("", 1),
        lambda: Bookmarks(loops=(CHORUS, VERSE)),
    ],
)
def test_what_cannot_be_is_refused(nonsense: type) -> None:
    with pytest.raises(ValueError, match=r"no loop|no marker|order"):
        nonsense()


def test_changes_are_made_to_what_another_has_changed() -> None:
    solo, verse = Marker("Solo", 50), Marker("Verse", 70)
    before = Bookmarks(markers=(solo, verse))
    mine = before.remove(verse).add(Marker("End", 90))
    theirs = before.remove(solo).add(Marker("End", 95))
    assert mine.rebased(before, theirs).markers == (Marker("End 2", 90), Marker("End", 95))
    assert before.rebased(before, theirs) == theirs
    assert mine.rebased(before, before) == mine
