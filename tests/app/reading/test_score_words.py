from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from app.error_messages import sentence
from app.reading.opened_score import Notation, OpenedScore
from app.reading.score_words import bar_words, event_words, onset_words, score_change, value_words
from player import errors
from player.reading.laid_part import LaidPart
from player.reading.score import NoteValue, ScoreEvent, ScoreNote, ScorePart, Technique
from player.reading.score_alignment import Anchor, ScoreAlignment
from player.reading.score_timeline import ScoreTimeline
from player.reading.written_pitch import spelled
from tests.player.reading.written_scores import score


def _laid() -> LaidPart:
    made = score(2, bars={0: {"repeat_times": 2}})
    return LaidPart(made.parts[0], ScoreTimeline(made, ScoreAlignment(), None, 1000))


def test_a_bar_is_read_note_by_note() -> None:
    assert bar_words(_laid(), 0) == (
        "bar 1: E1 (string 4, fret 0) quarter, G1 (string 4, fret 3) quarter, "
        "A1 (string 3, fret 0) quarter, rest quarter"
    )
    assert bar_words(_laid(), 1).startswith("bar 1 (2×): E1")


def test_what_begins_at_the_playhead_is_said_with_its_bar() -> None:
    assert onset_words(_laid(), 4500) == "bar 2: G1 (string 4, fret 3) quarter"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (NoteValue(1), "whole"),
        (NoteValue(8, 1), "dotted eighth"),
        (NoteValue(16, 0, (3, 2)), "sixteenth of 3 in the time of 2"),
        (NoteValue(128), "hundred-twenty-eighth"),
    ],
)
def test_values_have_their_names(value: NoteValue, words: str) -> None:
    assert value_words(value) == words


def test_how_a_note_is_played_is_said() -> None:
    part = ScorePart("Voice", ())
    note = ScoreNote(spelled(60, 0), is_tied=True)
    dead = ScoreNote(spelled(64, 0), techniques=frozenset({Technique.DEAD}))
    drum = ScoreNote(spelled(72, 0), is_unpitched=True)
    both = ScoreEvent(Fraction(0), Fraction(1), NoteValue(4), (dead, note))
    assert event_words(both, part) == "dead note and tied C4 quarter"
    grace = ScoreEvent(Fraction(0), Fraction(0), NoteValue(16), (drum,))
    assert event_words(grace, part) == "grace note drum"


def test_each_change_has_a_name() -> None:
    opened = OpenedScore(Path("a.gp5"))
    moved = OpenedScore(Path("a.gp5"), alignment=ScoreAlignment((Anchor(0, 5),)))
    other = OpenedScore(Path("a.gp5"), part=1)
    staff = OpenedScore(Path("a.gp5"), notation=Notation.STAFF)
    changes = [(None, opened), (opened, None), (opened, moved), (opened, other), (opened, staff)]
    assert [score_change(*change) for change in changes] == [
        "open a score",
        "close the score",
        "move the score",
        "other part of the score",
        "tab or staff",
    ]


def test_what_is_wrong_with_a_file_is_one_sentence_with_its_name() -> None:
    kinds = errors.ScoreFileError.__subclasses__()
    said = {sentence(kind(Path("folder/song.gp5"), "why")) for kind in kinds}
    assert len(said) == len(kinds) == 6
    for text in said:
        assert "“song.gp5”" in text
        assert "folder" not in text
        assert text.endswith((".", ")."))


def test_what_is_kept_of_a_score_comes_back() -> None:
    held = ScoreAlignment((Anchor(0, 5), Anchor(2, 9000)))
    for opened in (OpenedScore(Path("/a/b.gp5")), OpenedScore(Path("c"), 2, Notation.STAFF, held)):
        assert OpenedScore.of_fields(opened.fields()) == opened
