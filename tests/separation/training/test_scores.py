from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from separation.training.notes import Note
from separation.training.scores import read_score

_NOTE = (
    "<note>{more}<pitch><step>{step}</step><octave>4</octave></pitch>"
    "<duration>{length}</duration>{tie}</note>"
)


def note(step: str, length: int, more: str = "", tie: str = "") -> str:
    return _NOTE.format(step=step, length=length, more=more, tie=tie)


def test_reads_chords_ties_voices_and_tempo(tmp_path: Path) -> None:
    first = (
        "<measure><attributes><divisions>2</divisions></attributes>"
        '<direction><sound tempo="120"/></direction>'
        + note("C", 2)
        + note("E", 2, more="<chord/>")
        + note("G", 2, tie='<tie type="start"/>')
        + "<backup><duration>4</duration></backup><forward><duration>2</duration></forward>"
        + note("A", 2)
        + "</measure>"
    )
    second = "<measure>" + note("G", 4, tie='<tie type="stop"/>') + "</measure>"
    score = (
        "<score-partwise><part-list><score-part id='P1'><score-instrument id='I'>"
        "<instrument-sound>voice.alto</instrument-sound></score-instrument></score-part></part-list>"
        f"<part id='P1'>{first}{second}</part></score-partwise>"
    )
    path = tmp_path / "a.mxl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", "<container/>")
        archive.writestr("score.xml", score)
    (part,) = read_score(path)
    assert part.sound == "voice.alto"
    assert part.notes == (
        Note(0.0, 0.5, 60, 88),
        Note(0.0, 0.5, 64, 88),
        Note(0.5, 2.0, 67, 88),
        Note(0.5, 1.0, 69, 88),
    )


def test_an_archive_without_a_score_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.mxl", "w") as archive:
        archive.writestr("readme.txt", "")
    with pytest.raises(KeyError):
        read_score(tmp_path / "a.mxl")
