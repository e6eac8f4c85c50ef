"""Notes that come from a MIDI file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.practice_session import PracticeSession
from app.reading.notes_import import NotesImport
from app.status_news import StatusNews
from app.views.status_line import StatusLine
from player.multitrack import SAMPLE_RATE
from player.reading.drum_hits import Drum, DrumHit, DrumHits
from player.reading.midi_file import MidiSong, write_midi
from player.reading.song_notes import SongNote, SongNotes

LOW = SongNotes((SongNote(0, 22_050, 40.0), SongNote(44_100, 66_150, 43.0)))
HIGH = SongNotes(tuple(SongNote(start, start + 9000, 72.0) for start in (0, 10_000, 20_000)))


@dataclass
class Desk:
    imports: NotesImport
    session: PracticeSession
    line: StatusLine
    window: QWidget

    def open(self, stem: str, path: Path) -> None:
        self.imports.open_midi(stem)
        dialog = self.window.findChild(QFileDialog)
        assert dialog is not None
        dialog.fileSelected.emit(str(path))


@pytest.fixture
def desk(qtbot: QtBot, session: PracticeSession, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    window = QWidget()
    qtbot.addWidget(window)
    line = StatusLine(window)
    song: Any = SimpleNamespace(folder=SimpleNamespace(path=Path("this")))
    monkeypatch.setattr(session, "song", song)
    imports = NotesImport(session, StatusNews(line, window), window)
    yield Desk(imports, session, line, window)
    imports.close()
    monkeypatch.undo()


def written(folder: Path, **parts: SongNotes) -> Path:
    path = folder / "mine.mid"
    hits = DrumHits((DrumHit(0, Drum.KICK),))
    write_midi(path, MidiSong(parts, hits), SAMPLE_RATE)
    return path


def pitches(notes: SongNotes | None) -> list[float]:
    return [] if notes is None else [note.midi for note in notes.notes]


def test_the_part_that_is_called_as_the_stem_is_taken_and_that_is_undone(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    reading = desk.session.reading
    with qtbot.waitSignal(reading.notes_changed):
        desk.open("bass", written(tmp_path, Lead=HIGH, Bass=LOW))
    assert pitches(reading.notes["bass"]) == [40, 43]
    first = reading.notes["bass"].notes[0]
    assert (first.start_frame, first.stop_frame) == pytest.approx((0, 22_050), abs=50)
    assert desk.line.message.text() == "2 notes of “Bass” are the notes of a stem now: Bass."
    desk.session.history.undo()
    assert "bass" not in reading.notes


def test_without_such_a_part_the_one_with_most_notes_is_taken(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    with qtbot.waitSignal(desk.session.reading.notes_changed):
        desk.open("vocals", written(tmp_path, Left=LOW, Right=HIGH))
    assert pitches(desk.session.reading.notes["vocals"]) == [72, 72, 72]


@pytest.mark.parametrize(
    ("content", "says"), [(None, "There are no notes in “mine.mid”"), (b"no", "not a MIDI file")]
)
def test_a_file_without_notes_is_said(
    qtbot: QtBot, desk: Desk, tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = written(tmp_path)
    if content is not None:
        path.write_bytes(content)
    desk.open("bass", path)
    qtbot.waitUntil(lambda: says in desk.line.message.text())
    assert not desk.session.reading.notes


def test_what_was_meant_for_another_song_is_dropped(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song: Any = SimpleNamespace(folder=SimpleNamespace(path=Path("that")))
    desk.open("bass", written(tmp_path, Bass=LOW))
    monkeypatch.setattr(desk.session, "song", song)
    desk.imports.close()
    qtbot.wait(50)
    assert not desk.session.reading.notes
