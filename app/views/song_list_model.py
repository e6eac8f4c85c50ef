"""The songs of the library as rows of a list, in words for the eye and for the ear."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.library import LibrarySong, find
from app.views.size_text import size_words
from app.views.time_text import minutes_and_seconds

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class SongListModel(QAbstractListModel):
    """Holds all songs and shows those that are searched for.

    now_s: tells the time, in seconds since 1970.
    """

    def __init__(
        self, parent: QObject | None = None, now_s: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._now_s = now_s
        self._open_key: str | None = None
        self._is_separating = False
        self._query = ""
        self.songs: tuple[LibrarySong, ...] = ()
        self.shown: tuple[LibrarySong, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many songs are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, what is told of the song at once, or where it is."""
        if not index.isValid():
            return None
        song = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return song.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(song)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{song.path or ''}\n{self.separated(song)}".strip()
            case _:
                return None

    def song(self, index: Index) -> LibrarySong | None:
        """The song of a row."""
        return self.shown[index.row()] if index.isValid() else None

    def row_of(self, key: str | None) -> int | None:
        """Where a song is shown, if it is."""
        return next((row for row, song in enumerate(self.shown) if song.key == key), None)

    def set_songs(self, songs: tuple[LibrarySong, ...]) -> None:
        """There are these songs."""
        self._show(songs, self._query)

    def set_query(self, query: str) -> None:
        """Show only those that are found so; all of them by an empty query."""
        self._show(self.songs, query)

    def set_open(self, key: str | None, *, is_separating: bool) -> None:
        """This song is open in this window, and perhaps being separated."""
        if (key, is_separating) != (self._open_key, self._is_separating):
            self._open_key, self._is_separating = key, is_separating
            self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1))

    def _show(self, songs: tuple[LibrarySong, ...], query: str) -> None:
        shown = find(songs, query)
        self.songs, self._query = songs, query
        if shown != self.shown:
            self.beginResetModel()
            self.shown = shown
            self.endResetModel()

    # In words.

    def is_open(self, song: LibrarySong) -> bool:
        """Whether it is open in this window."""
        return song.key == self._open_key

    def place(self, song: LibrarySong) -> str:
        """Its file and folder, or that it is not there."""
        if song.path is None:
            return self.tr("△ not known where its file is")
        place = _from_home(song.path)
        return self.tr("△ not found: {place}").format(place=place) if song.is_missing else place

    def length(self, song: LibrarySong) -> str:
        """4:09, or nothing if it is not known."""
        return minutes_and_seconds(song.duration_s) if song.duration_s else ""

    def opened(self, song: LibrarySong) -> str:
        """When it was opened last: open now, today, yesterday, 12 March, 12 Mar 2024."""
        if self.is_open(song):
            return self.tr("open now")
        day = date.fromtimestamp(song.opened_at_s)
        today = datetime.fromtimestamp(self._now_s()).date()
        match (today - day).days:
            case 0:
                return self.tr("today")
            case 1:
                return self.tr("yesterday")
        pattern = self.tr("d MMMM") if day.year == today.year else self.tr("d MMM yyyy")
        return QLocale().toString(QDate(day.year, day.month, day.day), pattern)

    def separated(self, song: LibrarySong) -> str:
        """By which models, or that it is not, or is just being."""
        if song.is_ready_stems:
            return self.tr("ready stems")
        if self._is_separating and self.is_open(song):
            return self.tr("separating …")
        if song.on_disk is None:
            return ""
        if not song.on_disk.models:
            return self.tr("not separated")
        models = ", ".join(song.on_disk.models)
        return (
            self.tr("partly: {models}").format(models=models) if song.on_disk.is_partly else models
        )

    def size(self, song: LibrarySong) -> str:
        """What it takes on the disk, or nothing if it takes nothing."""
        if song.on_disk is None or not song.on_disk.disk_bytes:
            return ""
        return size_words(song.on_disk.disk_bytes)

    def spoken(self, song: LibrarySong) -> str:
        """Potassium, 4 minutes 9, separated with Compact, opened yesterday."""
        words = [song.title, self._spoken_length(song), self._spoken_separated(song)]
        if self.is_open(song):
            words.append(self.tr("open now"))
        else:
            words.append(self.tr("opened {when}").format(when=self.opened(song)))
        if song.is_missing:
            words.append(self.tr("its file is not found"))
        return ", ".join(word for word in words if word)

    def _spoken_length(self, song: LibrarySong) -> str:
        if not song.duration_s:
            return ""
        minutes, seconds = divmod(int(song.duration_s), 60)
        if not minutes:
            return self.tr("{seconds} seconds").format(seconds=seconds)
        words = self.tr("1 minute") if minutes == 1 else self.tr("{minutes} minutes")
        words = words.format(minutes=minutes)
        return f"{words} {seconds}" if seconds else words

    def _spoken_separated(self, song: LibrarySong) -> str:
        is_separating = self._is_separating and self.is_open(song)
        if is_separating or song.is_ready_stems or not (song.on_disk and song.on_disk.models):
            return self.separated(song)
        text = (
            self.tr("partly separated with {models}")
            if song.on_disk.is_partly
            else self.tr("separated with {models}")
        )
        return text.format(models=", ".join(song.on_disk.models))


def _from_home(path: Path) -> str:
    """A path as people know it, the home folder as ~."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
