"""Sections in the window: the band over the overview, the menu, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.reading.section_desk import SectionDesk
from app.views.reading.section_band import SectionBand
from player.multitrack import SAMPLE_RATE

if TYPE_CHECKING:
    from app.main_window import MainWindow


class SectionHand(QObject):
    """Ties the song's sections to the page, the menu and the status line of a window.

    `desk` does what is asked for; what it tells is also for screen readers.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._session = window.session
        self._window = window
        self.desk = SectionDesk(window.session, self)
        page = window.song_page
        self.band = SectionBand(page.axis, window.looks.theme, SAMPLE_RATE)
        page.whole_song.insertWidget(page.whole_song.indexOf(page.overview), self.band)
        page.add_canvas(self.band)
        window.looks.theme_changed.connect(self.band.set_theme)
        self._connect()
        self._fill_menu()
        self._show()
        self._show_bars()

    def _connect(self) -> None:
        band, desk, session = self.band, self.desk, self._session
        band.section_chosen.connect(desk.go_to)
        band.renamed.connect(lambda index, text, only: desk.rename(index, text, only_this=only))
        band.relabelled.connect(desk.relabel)
        band.border_moved.connect(
            lambda index, time_s: desk.move_border(index, round(time_s * SAMPLE_RATE))
        )
        band.loop_requested.connect(desk.loop)
        band.keep_requested.connect(desk.keep)
        band.split_requested.connect(lambda time_s: desk.split(time_s * SAMPLE_RATE))
        band.join_requested.connect(desk.join)
        band.found_requested.connect(desk.go_back_to_found)
        desk.told.connect(self._window.news.mention)
        session.reading.sections_changed.connect(self._show)
        session.reading.looking_changed.connect(lambda _: self._show_hint())
        session.reading.edited.connect(self._show)
        session.song_beats.grid_changed.connect(lambda _: self._show_bars())
        session.song_grown.connect(lambda _: self._show_bars())
        session.history.about_to_go.connect(band.let_go)

    def _fill_menu(self) -> None:
        menus, desk = self._window.menus, self.desk
        menu = menus.read_menu.addMenu(self.tr("&Sections"))
        items: list[tuple[str, str, Callable[[], object], str]] = [
            ("loop", self.tr("&Loop the section"), desk.loop_here, "F9"),
            ("keep", self.tr("&Keep the section as a loop"), desk.keep_here, "Shift+F9"),
            ("previous", self.tr("&Previous section"), partial(desk.step, -1), "Alt+PgUp"),
            ("next", self.tr("&Next section"), partial(desk.step, 1), "Alt+PgDown"),
            ("rename", self.tr("Na&me the section …"), self._rename, "Ctrl+F9"),
            ("split", self.tr("&Split it at the nearest bar"), desk.split_here, "Ctrl+Shift+F9"),
            ("join", self.tr("&Join it with the next"), desk.join_here, "Ctrl+Shift+F8"),
            (
                "found",
                self.tr("&Back to the sections that were found"),
                desk.go_back_to_found,
                "Ctrl+Shift+F7",
            ),
        ]
        for name, text, slot, keys in items:
            if name in ("previous", "rename", "found"):
                menu.addSeparator()
            action = menus.shortcuts.add(menu, f"section.{name}", text, slot, keys)
            if name == "found":
                self._found = action
            else:
                menus.need_song(action)

    def _rename(self) -> None:
        here = self.desk.here
        if here is not None:
            self.band.rename(here)

    # What is shown.

    def _show(self) -> None:
        reading = self._session.reading
        is_edited = reading.edits.sections is not None
        self.band.set_sections(self.desk.sections, is_edited=is_edited)
        self._found.setEnabled(is_edited)
        self._show_hint()

    def _show_hint(self) -> None:
        """Why there are none, as far as that is known."""
        reading = self._session.reading
        text = "" if reading.sections is None else self.tr("No sections were found in this song.")
        if reading.sections is None and reading.is_looking:
            text = self.tr("Looking for sections …")
        self.band.set_hint(text)

    def _show_bars(self) -> None:
        lines_s = self.desk.bar_lines() / SAMPLE_RATE
        self.band.set_bars(self._session.song_beats.grid, lines_s)
