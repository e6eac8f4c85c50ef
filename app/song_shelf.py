"""The songs there were, on the start page and in the menu: read, opened again, forgotten."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu

from app.cached_songs import CacheReport
from app.error_messages import sentence
from app.forgotten_takes import KEPT_DAYS, remove_old
from app.leavable_thread import LeavableThread
from app.library import (
    Forgotten,
    LibrarySong,
    bring_back,
    forget,
    looked_up,
    recent_first,
    remembered_songs,
)
from app.shortcuts import Shortcuts
from app.views.bookmark_text import for_menu

if TYPE_CHECKING:
    from app.main_window import MainWindow

_HAD_SONGS_KEY = "had_songs"
_RECENT_SONGS = 5
# A record that is just written is; a disk that does not answer is left.
_CLOSE_LIMIT_S = 0.5


class SongShelf(QObject):
    """Ties the library to the start page, which can be seen and left again while a song is open.

    The library is read in a thread, at first what is remembered, then with what the disk says of
    it. Songs may lie in a network, where looking takes as long as it likes: nobody waits for that.

    `noted(text)`: what was done to a song. `forgotten_changed()`: another song, or none, can be
    brought back.
    """

    noted = Signal(str)
    forgotten_changed = Signal()

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        super().__init__(window)
        self.songs: tuple[LibrarySong, ...] = ()
        self._session = window.session
        self._opener = window.opener
        self._news = window.news
        self._pages = window.pages
        self._page = window.start_page
        self._song_page = window.song_page
        self._settings = settings
        # One thread: what was asked for last is shown last.
        self._disk = LeavableThread("songs", self)
        self._closing = threading.Event()
        self._opened_at_s = 0.0
        self._looked_for: LibrarySong | None = None
        self._forgotten: Forgotten | None = None
        self._recent: list[QAction] = []
        self._page.set_has_songs(settings.value(_HAD_SONGS_KEY) == "yes")
        self._connect()
        window.transport_bar.songs_clicked.connect(self.toggle)
        # The window is seen first.
        self._beginning = QTimer(self, singleShot=True, interval=0)
        self._beginning.timeout.connect(self._read)
        self._beginning.start()

    def _connect(self) -> None:
        session, page = self._session, self._page
        page.open_clicked.connect(self._opener.choose_song)
        page.demo_clicked.connect(self._opener.open_demo)
        page.back_clicked.connect(self.go_back)
        page.bring_back_clicked.connect(self.bring_back)
        page.list.song_clicked.connect(self.open)
        buttons = page.list.buttons
        buttons.look_for_clicked.connect(self._look_for)
        buttons.folder_clicked.connect(_show_folder)
        buttons.stems_refused.connect(lambda song: self._remove(song, self._on_stems_removed))
        buttons.song_refused.connect(lambda song: self._remove(song, self._on_song_removed))
        session.song_begun.connect(lambda *_: self._on_song_begun())
        session.activity_changed.connect(lambda _: self._show_open())
        session.open_failed.connect(self._on_open_failed)
        session.cache.reported.connect(self._on_report)
        self._pages.currentChanged.connect(lambda _: self._on_page_changed())

    def fill_menu(self, menu: QMenu, shortcuts: Shortcuts) -> None:
        """Add the ways to the songs to the menu of songs."""
        add = shortcuts.add
        add(menu, "song.songs", self.tr("Son&gs"), self.toggle, "Ctrl+B")
        add(menu, "song.find", self.tr("F&ind a song"), self.find, "Ctrl+F")
        recent = menu.addMenu(self.tr("Re&cent songs"))
        for place in range(_RECENT_SONGS):
            name, keys = f"song.recent_{place + 1}", f"Ctrl+{place + 1}"
            self._recent.append(add(recent, name, "", partial(self._open_recent, place), keys))
        self._show_recent()

    def close(self) -> None:
        """Stop, and wait a moment for what has begun."""
        self._beginning.stop()
        self._closing.set()
        self._disk.close(_CLOSE_LIMIT_S)

    # Going there and back.

    @property
    def is_shown(self) -> bool:
        """Whether the start page is what is seen."""
        return self._pages.currentWidget() is self._page

    def toggle(self) -> None:
        """To the songs; from there back to the open one."""
        if self.is_shown:
            self.go_back()
        else:
            self._pages.setCurrentWidget(self._page)

    def go_back(self) -> None:
        """Back to the open song, if there is one."""
        if self._session.song is not None:
            self._pages.setCurrentWidget(self._song_page)

    def find(self) -> None:
        """To the songs, and let the next letters be searched for."""
        self._pages.setCurrentWidget(self._page)
        self._page.start_search()

    def open(self, song: LibrarySong) -> None:
        """Open it again, or go back to it; ask where it is if it is not where it was."""
        self._looked_for = None
        if song.key == self._open_key:
            self.go_back()
        elif song.path is None or song.is_missing:
            self._look_for(song)
        else:
            self._session.open(song.path)

    def _look_for(self, song: LibrarySong) -> None:
        def open_found(path: Path) -> None:
            self._looked_for = song
            self._session.open(path)

        self._opener.look_for(song.title, open_found, is_folder=song.is_folder)

    @property
    def _open_key(self) -> str | None:
        song = self._session.song
        return None if song is None else song.folder.path.name

    def _on_page_changed(self) -> None:
        if self.is_shown:
            self._read()
        else:
            # No button of the bar has the keyboard that nobody has chosen.
            self._song_page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_open(self) -> None:
        song = self._session.song
        if song is not None:
            is_separating = self._session.is_separating
            self._page.set_open_song(self._open_key, song.title, is_separating=is_separating)

    def _on_song_begun(self) -> None:
        self._opened_at_s = time.time()
        self._show_open()
        self._show(self.songs)
        looked_for, self._looked_for = self._looked_for, None
        if looked_for is not None and looked_for.key != self._open_key:
            text = self.tr("This is not “{title}” but another recording, with loops of its own.")
            self._news.say(text.format(title=looked_for.title), "info")

    def _on_open_failed(self) -> None:
        self._looked_for = None
        if self.is_shown:
            # Perhaps its file went away.
            self._read()

    # Reading.

    def _is_wanted(self) -> bool:
        return not self._closing.is_set()

    def _read(self) -> None:
        if not self.songs:
            # Titles do not wait for sizes.
            self._disk.run(lambda: remembered_songs(self._is_wanted), self._on_remembered)
            self._disk.run(remove_old, lambda _: None)
        self._session.cache.look()

    def _on_remembered(self, songs: tuple[LibrarySong, ...] | Exception) -> None:
        if not self.songs:
            self._on_looked_up(songs)

    def _on_report(self, report: CacheReport) -> None:
        if self.is_shown:
            self._disk.run(
                lambda: looked_up(remembered_songs(self._is_wanted), report, self._is_wanted),
                self._on_looked_up,
            )

    def _on_looked_up(self, songs: tuple[LibrarySong, ...] | Exception) -> None:
        if isinstance(songs, Exception):
            self._news.say(sentence(songs), "warning")
        else:
            self._show(songs)

    def _show(self, songs: tuple[LibrarySong, ...]) -> None:
        """There are these songs, and the open one, whose record may not be written yet."""
        song, key = self._session.song, self._open_key
        if song is not None and key is not None:
            known = next((each for each in songs if each.key == key), None)
            path = song.path.absolute()
            on_disk = None if known is None else known.on_disk
            if known is not None and on_disk is not None and known.path != path:
                # It was found elsewhere.
                on_disk = replace(on_disk, is_found=True)
            opened = LibrarySong(key, song.title, path, song.duration_s, self._opened_at_s, on_disk)
            songs = recent_first([*(each for each in songs if each is not known), opened])
        self.songs = songs
        self._page.set_songs(songs)
        had_songs = "yes" if songs else "no"
        if self._settings.value(_HAD_SONGS_KEY) != had_songs:
            self._settings.setValue(_HAD_SONGS_KEY, had_songs)
        self._show_recent()

    # The menu.

    def _recent_songs(self) -> list[LibrarySong]:
        others = (song for song in self.songs if song.key != self._open_key)
        return [song for song in others if not song.is_missing][:_RECENT_SONGS]

    def _open_recent(self, place: int) -> None:
        self.open(self._recent_songs()[place])

    def _show_recent(self) -> None:
        songs = self._recent_songs()
        for place, action in enumerate(self._recent):
            has_song = place < len(songs)
            action.setEnabled(has_song)
            action.setVisible(has_song or place == 0)
            if has_song:
                action.setText(for_menu(songs[place].title))
            else:
                action.setText(self.tr("Recent song {number}").format(number=place + 1))

    # Removing.

    def _remove(self, song: LibrarySong, then: Callable[[LibrarySong], None]) -> None:
        """Remove a song from the cache, and go on with `then` if it went."""

        def on_done(went: bool) -> None:
            if went:
                then(song)
            else:
                text = self.tr("“{title}” is still in use, and stays.")
                self._news.say(text.format(title=song.title), "warning")

        self._note("")
        self._session.cache.forget_song(song.key, on_done)

    def _on_stems_removed(self, song: LibrarySong) -> None:
        text = self.tr("The stems of “{title}” were removed. Its loops, takes and settings stay.")
        self._note(text.format(title=song.title))

    def _on_song_removed(self, song: LibrarySong) -> None:
        self._disk.run(lambda: forget(song), self._on_forgotten)

    def _on_forgotten(self, result: Forgotten | Exception) -> None:
        if isinstance(result, Exception):
            self._news.say(sentence(result), "warning")
            return
        # First the way back: the keyboard may need it when the last song goes.
        text = self.tr("“{title}” was forgotten.").format(title=result.song.title)
        if result.takes:
            kept = self.tr(
                "Its %n takes are kept for {days} days, for when it is opened again.",
                "",
                result.takes,
            )
            text = f"{text} {kept.format(days=KEPT_DAYS)}"
        self._note(text, result if result.is_anything else None)
        self._show(tuple(song for song in self.songs if song.key != result.song.key))

    def _note(self, text: str, forgotten: Forgotten | None = None) -> None:
        """Say what was done to a song, and offer to bring back what was forgotten of it."""
        self._forgotten = forgotten
        self._page.set_note(text, can_bring_back=forgotten is not None)
        self.forgotten_changed.emit()
        if text:
            self.noted.emit(text)

    @property
    def forgotten(self) -> LibrarySong | None:
        """The song that can be brought back."""
        return None if self._forgotten is None else self._forgotten.song

    def bring_back(self) -> None:
        """Remember again what was just forgotten, if anything was."""
        forgotten = self._forgotten
        if forgotten is not None:
            self._note("")
            self._disk.run(
                lambda: bring_back(forgotten),
                lambda result: self._on_brought_back(forgotten, result),
            )

    def _on_brought_back(self, forgotten: Forgotten, result: Exception | None) -> None:
        if result is not None:
            self._news.say(sentence(result), "warning")
            return
        song = forgotten.song
        if song.on_disk is not None:
            # Its stems are gone.
            song = replace(song, on_disk=replace(song.on_disk, disk_bytes=0, models=()))
        if song.key not in {each.key for each in self.songs}:
            self._show(recent_first([*self.songs, song]))
        self._page.list.set_current_song(song.key)
        self._read()


def _show_folder(song: LibrarySong) -> None:
    if song.path is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(song.path.parent)))
