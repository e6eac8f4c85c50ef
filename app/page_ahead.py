"""The page of the first song, made ready while nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.stem_groups import StemGroups

if TYPE_CHECKING:
    from app.main_window import MainWindow

# The window itself has been painted by then.
_BEGIN_MS = 300


def make_page_ahead(window: MainWindow) -> None:
    """Build, lay out and paint what the first song will most likely need: when it opens, the window
    would stand still for as long.
    """
    page, session = window.song_page, window.session

    def build() -> None:
        if session.song is None:
            page.set_groups(StemGroups(session.next_stems))
            QTimer.singleShot(0, window, paint)

    def paint() -> None:
        if session.song is None:
            page.resize(window.pages.size())
            page.grab()

    QTimer.singleShot(_BEGIN_MS, window, build)
