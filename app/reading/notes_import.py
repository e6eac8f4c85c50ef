"""Opens a MIDI file as the notes of a stem: what was corrected elsewhere comes back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.error_messages import sentence
from app.leavable_thread import LeavableThread
from app.practice_session import PracticeSession
from app.status_news import StatusNews
from app.views.stem_text import stem_title
from player.multitrack import SAMPLE_RATE
from player.reading.midi_file import MidiSong, read_midi
from player.reading.song_notes import SongNotes

# A disk in a network that does not answer is left.
_DISK_LIMIT_S = 0.5


class NotesImport(QObject):
    """Asks which file, reads it in a thread of its own, and says in the status line what came of
    it. The notes replace those of the stem, which can be undone.
    """

    def __init__(self, session: PracticeSession, news: StatusNews, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._news = news
        self._window = parent
        self._disk = LeavableThread("notes from a file", self)

    def open_midi(self, stem: str) -> None:
        """Ask for a file, and take the notes of this stem from it."""
        dialog = QFileDialog(
            self._window,
            self.tr("Open the notes of a stem: {stem}").format(stem=stem_title(stem)),
            str(Path.home()),
            self.tr("MIDI files (*.mid *.midi)"),
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self._read(stem, Path(chosen)))
        dialog.open()

    def close(self) -> None:
        """End, whether its disk answers or not."""
        self._disk.close(_DISK_LIMIT_S)

    def _read(self, stem: str, path: Path) -> None:
        song = self._session.song

        def then(result: MidiSong | BaseException) -> None:
            if song is None or self._session.song is None:
                return
            if song.folder.path != self._session.song.folder.path:
                return  # it was meant for another song
            if isinstance(result, BaseException):
                self._news.say(sentence(result), "error")
            else:
                self._take(stem, path, result)

        self._disk.run(lambda: read_midi(path, SAMPLE_RATE), then)

    def _take(self, stem: str, path: Path, found: MidiSong) -> None:
        name, notes = _part_for(stem, found)
        if not notes.notes:
            text = self.tr("There are no notes in “{name}”, only drums or nothing at all.")
            self._news.say(text.format(name=path.name), "warning")
            return
        self._session.reading.set_notes(stem, notes)
        text = self.tr(
            "%n notes of “{part}” are the notes of a stem now: {stem}.", "", len(notes.notes)
        )
        self._news.say(text.format(part=name, stem=stem_title(stem)), "info")


def _part_for(stem: str, found: MidiSong) -> tuple[str, SongNotes]:
    """The part that is called as the stem, or the one with most notes."""
    names = {stem.casefold(), stem_title(stem).casefold()}
    parts = sorted(found.parts.items(), key=lambda part: -len(part[1].notes))
    named = [part for part in parts if part[0].strip().casefold() in names]
    return next(iter((*named, *parts)), ("", SongNotes()))
