"""Notes saved from the window: the dialog, the file, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.reading.notes_export import NotesExport
from app.status_news import StatusNews
from app.views.status_line import StatusLine
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.reading.chord_chart import ChordChart
from player.reading.drum_hits import Drum, DrumHit, DrumHits
from player.reading.lyrics import LyricLine, Lyrics, LyricWord
from player.reading.midi_file import read_midi
from player.reading.section_map import Section, SectionMap
from player.reading.song_key import Key
from player.reading.song_notes import SongNote, SongNotes

_GRID = BeatGrid(tuple(range(0, 9 * 22_050, 22_050)), (0, 4, 8))
_BASS = SongNotes((SongNote(0, 20_000, 40.0), SongNote(44_100, 60_000, 43.0)))


@dataclass
class _Reading:
    """Of a session, what notes are saved from."""

    notes: dict[str, SongNotes] = field(default_factory=lambda: {"bass": _BASS})
    drum_hits: DrumHits | None = field(default_factory=lambda: DrumHits((DrumHit(0, Drum.KICK),)))
    key: Key | None = field(default_factory=lambda: Key(4, is_minor=True))
    chords: ChordChart | None = None
    lyrics: Lyrics | None = None
    sections: SectionMap | None = field(
        default_factory=lambda: SectionMap((Section(0, 99_000, "A", "Verse"),))
    )


@dataclass
class _Desk:
    export: NotesExport
    line: StatusLine
    window: QWidget
    reading: _Reading
    beats: SimpleNamespace

    @property
    def dialog(self) -> QFileDialog:
        found = self.window.findChild(QFileDialog)
        assert found is not None
        return found


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[_Desk]:
    window, reading = QWidget(), _Reading()
    qtbot.addWidget(window)
    line, beats = StatusLine(window), SimpleNamespace(grid=_GRID)
    session = SimpleNamespace(
        reading=reading, song_beats=beats, song=SimpleNamespace(title="What: is it?")
    )
    export = NotesExport(session, StatusNews(line, window), window)  # type: ignore[arg-type]
    yield _Desk(export, line, window, reading, beats)
    export.close()


def test_a_midi_file_has_notes_drums_and_sections(
    qtbot: QtBot, desk: _Desk, tmp_path: Path
) -> None:
    desk.export.save_midi()
    assert "What- is it-.mid" in desk.dialog.selectedFiles()[0]
    desk.dialog.fileSelected.emit(str(tmp_path / "mine.mid"))
    qtbot.waitUntil(lambda: "mine.mid" in desk.line.message.text())
    found = read_midi(tmp_path / "mine.mid", SAMPLE_RATE)
    assert [note.midi for note in found.parts["bass"].notes] == [40, 43]
    assert [hit.drum for hit in found.drum_hits.hits] == [Drum.KICK]
    assert [text for _, text in found.markers] == ["Verse"]


def test_a_midi_file_has_what_is_sung(qtbot: QtBot, desk: _Desk, tmp_path: Path) -> None:
    by_words = LyricLine(0, (LyricWord("oh ", 0), LyricWord("yes", 22_050)))
    by_line = LyricLine(44_100, (LyricWord("once "), LyricWord("more")))
    desk.reading.lyrics = Lyrics((by_words, by_line, LyricLine(None, (LyricWord("later"),))))
    desk.reading.notes["vocals"] = _BASS
    desk.export.save_midi()
    desk.dialog.fileSelected.emit(str(tmp_path / "mine.mid"))
    qtbot.waitUntil(lambda: "mine.mid" in desk.line.message.text())
    found = read_midi(tmp_path / "mine.mid", SAMPLE_RATE)
    assert [text for _, text in found.lyrics] == ["oh ", "yes", "once more"]
    assert [frame for frame, _ in found.lyrics] == pytest.approx([0, 22_050, 44_100], abs=50)


def test_a_score_has_a_part_for_each_stem(qtbot: QtBot, desk: _Desk, tmp_path: Path) -> None:
    desk.export.save_musicxml()
    desk.dialog.fileSelected.emit(str(tmp_path / "mine.musicxml"))
    qtbot.waitUntil(lambda: "mine.musicxml" in desk.line.message.text())
    text = (tmp_path / "mine.musicxml").read_text("utf-8")
    assert "<part-name>Bass</part-name>" in text
    assert "<fifths>1</fifths>" in text
    assert "<work-title>What: is it?</work-title>" in text


def test_a_score_without_beats_is_refused_with_what_to_do(desk: _Desk) -> None:
    desk.beats.grid = None
    desk.export.save_musicxml()
    assert "beats" in desk.line.message.text()
    assert desk.window.findChild(QFileDialog) is None


def test_a_song_of_which_nothing_is_known_is_said(desk: _Desk) -> None:
    desk.reading.notes.clear()
    desk.reading.drum_hits = None
    for save in (desk.export.save_midi, desk.export.save_musicxml):
        desk.line.set_message("")
        save()
        assert "No notes" in desk.line.message.text()
    assert desk.window.findChild(QFileDialog) is None


def test_a_file_that_cannot_be_written_is_said(qtbot: QtBot, desk: _Desk, tmp_path: Path) -> None:
    desk.export.save_midi()
    desk.dialog.fileSelected.emit(str(tmp_path / "not" / "there" / "mine.mid"))
    qtbot.waitUntil(lambda: bool(desk.line.message.text()))
    assert "Saved" not in desk.line.message.text()
    assert not (tmp_path / "not").exists()
