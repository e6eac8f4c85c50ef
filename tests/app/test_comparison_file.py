"""What was found of a take is read again as it was written, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.compared_take import ComparedTake
from app.comparison_file import ComparisonFile
from player.note_events import NoteEvent, Part
from player.note_pitch import NotePitch
from player.take_comparison import MatchedNote, TakeComparison

PITCHED = NoteEvent(12.5, -20.25, 6.5, True, NotePitch(40.125, 0.9, 0.1))
HIT = NoteEvent(44_100.75, -30.0, 2.0, False)
COMPARED = ComparedTake(
    "bass",
    True,
    TakeComparison(
        Part.MELODY,
        0.8,
        10,
        90_000,
        (
            MatchedNote(PITCHED, PITCHED, -12.25, 3.5, 1, 0.5),
            MatchedNote(PITCHED, HIT, 2.0, None, 0, -1.0),
        ),
        (HIT,),
        (PITCHED, HIT),
        -6.0,
    ),
)


@pytest.fixture
def file(tmp_path: Path) -> ComparisonFile:
    """One in an empty folder."""
    return ComparisonFile.of(tmp_path, "20260101_120000_1-0")


def test_it_is_read_as_it_was_written(file: ComparisonFile) -> None:
    assert file.read() is None
    file.write(COMPARED)
    assert file.read() == COMPARED
    assert [path.name for path in file.path.parent.iterdir()] == ["20260101_120000_1-0.beside.json"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"version": 99}', "[1, 2", '{"version": 1}']
)
def test_what_makes_no_sense_is_no_comparison(file: ComparisonFile, text: str) -> None:
    file.path.write_text(text)
    with pytest.raises(ValueError):  # noqa: PT011 (every kind of nonsense is one)
        file.read()


@pytest.mark.parametrize("field", ["stem", "part", "matched", "gain_db"])
def test_a_field_that_is_missing_or_of_another_kind_is_damage(
    file: ComparisonFile, field: str
) -> None:
    file.write(COMPARED)
    whole = json.loads(file.path.read_text())
    for fields in (
        {key: value for key, value in whole.items() if key != field},
        whole | {"matched": [{"stem": [1]}]},
        whole | {"missed": [[1, 2, 3]]},
        whole | {"part": "kazoo"},
    ):
        file.path.write_text(json.dumps(fields))
        with pytest.raises(ValueError):  # noqa: PT011
            file.read()


def test_a_disk_that_refuses_leaves_what_was_there(
    file: ComparisonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write(COMPARED)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.kept_file.os.fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        file.write(COMPARED)
    assert file.read() == COMPARED
    assert len(list(file.path.parent.iterdir())) == 1
