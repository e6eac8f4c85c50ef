"""What a person corrected: kept, shared with another window, never lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.reading.edits_file import EditsFile
from app.reading.errors import EditsDamagedError, EditsNotKeptError, EditsNotReadError
from app.reading.reading_edits import ReadingEdits
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import Chord
from player.reading.section_map import Section, SectionMap
from player.reading.song_key import Key
from player.reading.song_notes import SongNote, SongNotes

EDITS = ReadingEdits(
    Key(9, is_minor=True),
    3,
    ChordChart((ChordSpan(0, 10, Chord(0)),)),
    SectionMap((Section(0, 10, "A", "Verse"),)),
    (("bass", SongNotes((SongNote(0, 10, 40),))),),
)


@pytest.fixture
def file(tmp_path: Path) -> EditsFile:
    return EditsFile(tmp_path / "readings" / "song.json")


def test_everything_is_kept(file: EditsFile) -> None:
    assert file.read() == ReadingEdits()
    file.write(EDITS)
    assert EditsFile(file.path).read() == EDITS


def test_what_another_window_has_set_stays(file: EditsFile) -> None:
    other = EditsFile(file.path)
    file.read()
    other.read()
    file.write(replace(ReadingEdits(), capo=2))
    other.write(replace(ReadingEdits(), key=Key(7)))
    assert EditsFile(file.path).read() == ReadingEdits(Key(7), 2)


def test_what_a_person_took_back_is_gone(file: EditsFile) -> None:
    file.write(EDITS)
    file.write(replace(EDITS, chords=None))
    assert EditsFile(file.path).read() == replace(EDITS, chords=None)


def test_what_others_keep_in_the_file_stays(file: EditsFile) -> None:
    file.write(EDITS)
    fields = json.loads(file.path.read_text("utf-8"))
    file.path.write_text(json.dumps({**fields, "from tomorrow": [1]}), "utf-8")
    file.write(replace(EDITS, capo=0))
    assert json.loads(file.path.read_text("utf-8"))["from tomorrow"] == [1]


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"version": 1, "key": 3}', '{"version": 1, "chords": {"spans": [[5, 1]]}}']
)
def test_a_damaged_file_is_put_aside(file: EditsFile, text: str) -> None:
    file.path.parent.mkdir()
    file.path.write_text(text, "utf-8")
    with pytest.raises(EditsDamagedError) as damaged:
        file.write(EDITS)
    assert damaged.value.aside.read_text("utf-8") == text
    assert EditsFile(file.path).read() == EDITS


def test_a_newer_file_is_left_alone(file: EditsFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text('{"version": 2}', "utf-8")
    for do in (file.read, lambda: file.write(EDITS)):
        with pytest.raises(EditsNotReadError):
            do()
    assert file.path.read_text("utf-8") == '{"version": 2}'


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "readings").write_text("in the way")
    with pytest.raises(EditsNotKeptError):
        EditsFile(tmp_path / "readings" / "song.json").write(EDITS)
