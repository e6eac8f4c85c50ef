"""Ties the page of progress to what is practised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.background import Pool
from app.practice_file import read_days
from app.progress_report import report
from app.theme import Theme
from app.views.in_front import show_in_front
from player.transport import LoopRegion

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.trainer_hand import TrainerHand
    from app.views.progress_page import ProgressPage


class ProgressDesk(QObject):
    """The page is made when it is first opened. All songs are read again whenever it is asked for
    their minutes.
    """

    def __init__(self, window: MainWindow, hand: TrainerHand, theme: Theme) -> None:
        super().__init__(hand)
        self._hand = hand
        self._window = window
        self._session = window.session
        self._theme = theme
        self._page: ProgressPage | None = None
        self._pool = Pool(1, self)
        self._all_songs = False
        self._all_days: Mapping[date, float] = {}
        window.looks.theme_changed.connect(self._set_theme)
        session = self._session
        session.diary.changed.connect(self._show_where_seen)
        session.bookmarks.changed.connect(lambda _: self._show_where_seen())
        session.song_begun.connect(lambda *_: self._show_where_seen())

    @property
    def page(self) -> ProgressPage | None:
        """The page, once it was opened."""
        return self._page

    def open_page(self) -> None:
        """Show the page, in front."""
        if self._page is None:
            self._page = self._new_page()
        # What sounds now is counted too.
        self._session.diary.keep()
        self._choose(self._all_songs or self._session.song is None)
        show_in_front(self._page)

    def _set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._page is not None:
            self._page.set_theme(theme)

    def close(self) -> None:
        """End with the window."""
        if self._page is not None:
            self._page.close()
        self._pool.close()

    def _new_page(self) -> ProgressPage:
        from app.views.progress_page import ProgressPage

        page = ProgressPage(self._theme, self._window)
        page.all_songs_chosen.connect(self._choose)
        page.practise_clicked.connect(self._practise)
        page.trainer_clicked.connect(self._on_trainer)
        return page

    def _choose(self, all_songs: bool) -> None:
        self._all_songs = all_songs
        if all_songs:
            self._pool.run(read_days, self._on_days)
        self._show()

    def _on_days(self, days: Mapping[date, float] | Exception) -> None:
        if not isinstance(days, Exception):
            self._all_days = days
            self._show()

    def _practise(self, region: LoopRegion) -> None:
        """Loop it, as its kept loop if there is one."""
        bookmarks, transport = self._session.bookmarks, self._session.transport
        kept = next((loop for loop in bookmarks.state.loops if loop.region == region), None)
        if kept is not None:
            bookmarks.go_to(kept)
        elif region.end_frame <= transport.song_frames:
            transport.jump_to_loop(region)
        self._window.activateWindow()

    def _on_trainer(self) -> None:
        self._window.activateWindow()
        self._hand.open_popup()

    def _show_where_seen(self) -> None:
        # Who opens it again is shown it anew.
        if self._page is not None and self._page.isVisible():
            self._show()

    def _show(self) -> None:
        assert self._page is not None
        session = self._session
        self._page.set_report(
            report(
                "" if session.song is None else session.song.title,
                session.diary.log,
                session.bookmarks.state,
                date.today(),
                self._all_days if self._all_songs else None,
            )
        )
