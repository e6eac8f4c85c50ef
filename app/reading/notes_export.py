"""Saves the notes of the open song, and its drums, as a MIDI file or as a score."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.error_messages import sentence
from app.file_names import safe_name
from app.leavable_thread import LeavableThread
from app.practice_session import PracticeSession
from app.status_news import StatusNews
from app.views.stem_text import stem_title
from player.multitrack import SAMPLE_RATE
from player.reading.drum_hits import DrumHits
from player.reading.midi_file import MidiSong, write_midi
from player.reading.musicxml_file import SheetMusic, write_musicxml
from player.reading.song_notes import SongNotes

# A disk in a network that does not answer is left.
_DISK_LIMIT_S = 0.5


class NotesExport(QObject):
    """Asks where to, writes in a thread of its own, and says in the status line what came of it.

    What is written is what counts: corrected notes where there are some, else those that were
    found; as the song is recorded, at its own tempo and pitch.
    """

    def __init__(self, session: PracticeSession, news: StatusNews, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._news = news
        self._window = parent
        self._disk = LeavableThread("notes", self)

    def save_midi(self) -> None:
        """Ask for a file and write every note and every drum hit to it."""
        song = self._midi_song()
        if not any(notes.notes for notes in song.parts.values()) and not song.drum_hits.hits:
            self._say_nothing_found()
            return
        self._ask(
            self.tr("Save notes as MIDI"),
            self.tr("MIDI files (*.mid)"),
            "mid",
            lambda path: write_midi(path, song, SAMPLE_RATE),
        )

    def save_musicxml(self) -> None:
        """Ask for a file and write the notes to it, as a score with a part for each stem."""
        reading, grid = self._session.reading, self._session.song_beats.grid
        parts = self._parts()
        if not parts:
            self._say_nothing_found()
            return
        if grid is None:
            self._news.say(
                self.tr(
                    "A score needs the song's beats, and none were found. Tap them with T first."
                ),
                "warning",
            )
            return
        title = self._session.song.title if self._session.song is not None else ""
        named = {stem_title(stem): notes for stem, notes in parts.items()}
        sheet = SheetMusic(title, grid, named, reading.key, reading.chords, self._sections())
        self._ask(
            self.tr("Save notes as MusicXML"),
            self.tr("MusicXML files (*.musicxml)"),
            "musicxml",
            lambda path: write_musicxml(path, sheet, SAMPLE_RATE),
        )

    def close(self) -> None:
        """Finish what is being written, unless its disk does not answer."""
        self._disk.close(_DISK_LIMIT_S)

    def _midi_song(self) -> MidiSong:
        reading = self._session.reading
        return MidiSong(
            self._parts(),
            reading.drum_hits or DrumHits(),
            self._session.song_beats.grid,
            self._sections(),
            self._sung(),
        )

    def _parts(self) -> dict[str, SongNotes]:
        notes = self._session.reading.notes
        return {stem: some for stem, some in notes.items() if some.notes}

    def _sections(self) -> tuple[tuple[int, str], ...]:
        sections = self._session.reading.sections
        found = () if sections is None else sections.sections
        return tuple((each.start_frame, each.name or each.label) for each in found)

    def _sung(self) -> tuple[tuple[int, str], ...]:
        """The words that have times, and the lines of which only the beginning is known."""
        lyrics = self._session.reading.lyrics
        sung: list[tuple[int, str]] = []
        for line in () if lyrics is None else lyrics.lines:
            timed = [(word.frame, word.text) for word in line.words if word.frame is not None]
            if not timed and line.frame is not None and line.words:
                timed = [(line.frame, "".join(word.text for word in line.words))]
            sung += timed
        return tuple(sung)

    def _say_nothing_found(self) -> None:
        self._news.say(self.tr("No notes of this song are known yet."), "warning")

    def _ask(self, title: str, pattern: str, ending: str, write: Callable[[Path], None]) -> None:
        song = self._session.song
        name = safe_name("" if song is None else song.title)
        dialog = QFileDialog(self._window, title, str(Path.home() / f"{name}.{ending}"), pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self._write(Path(chosen), write))
        dialog.open()

    def _write(self, path: Path, write: Callable[[Path], None]) -> None:
        def then(result: object) -> None:
            if isinstance(result, BaseException):
                self._news.say(sentence(result), "error")
            else:
                self._news.say(self.tr("Saved as “{name}”.").format(name=path.name), "info")

        self._disk.run(lambda: write(path), then)
