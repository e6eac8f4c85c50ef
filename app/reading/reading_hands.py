"""Ties everything that a song says to the window: a hand for each subject."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction, QActionGroup

from app.reading.chord_hand import ChordHand
from app.reading.chord_menu import ChordMenu
from app.reading.lyrics_hand import LyricsHand
from app.reading.note_hand import NoteHand
from app.reading.score_hand import ScoreHand
from app.reading.section_hand import SectionHand
from app.views.lower_panel import SPECTROGRAM

if TYPE_CHECKING:
    from app.main_window import MainWindow

_PAGE_KEYS = {SPECTROGRAM: "Ctrl+F5", "chords": "Ctrl+F6", "lyrics": "Ctrl+F7", "score": "Ctrl+F8"}


class ReadingHands(QObject):
    """Made once the window has its menus."""

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        super().__init__(window)
        self._window = window
        self._pages: dict[str, QAction] = {}
        # Their pages first: the menu begins with them.
        self.chords = ChordHand(window, settings)
        self.lyrics = LyricsHand(window)
        self.score = ScoreHand(window)
        self._fill_menu()
        window.menus.read_menu.addSeparator()
        self.sections = SectionHand(window)
        ChordMenu(self.chords, window.session.reading, window.menus)
        self.notes = NoteHand(window, settings)
        self.lyrics.fill_menu(window.menus.read_menu)
        self.score.fill_menu(window.menus)

    def close(self) -> None:
        """The window closes."""
        self.chords.close()
        self.lyrics.close()
        self.notes.close()
        self.score.close()

    def _fill_menu(self) -> None:
        menus, lower = self._window.menus, self._window.song_page.lower_panel
        group = QActionGroup(menus.read_menu)
        for name, title in lower.titles.items():
            action = menus.shortcuts.add(
                menus.read_menu,
                f"read.{name}",
                # Below them stand menus of the same names.
                self.tr("Page: {title}").format(title=title),
                partial(lower.choose_page, name),
                _PAGE_KEYS[name],
            )
            action.setCheckable(True)
            group.addAction(action)
            menus.need_song(action)
            self._pages[name] = action
        lower.page_changed.connect(lambda name: self._pages[name].setChecked(True))
        self._pages[lower.page_name].setChecked(True)
