"""Writes the keys of some actions on the controls that do the same."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.shortcuts import Shortcuts
from app.views.key_caps import native_keys
from app.views.song_page import SongPage
from app.views.transport_bar import TransportBar


class KeyHints(QObject):
    """Keeps them true when the musician chooses other keys."""

    def __init__(
        self, shortcuts: Shortcuts, bar: TransportBar, page: SongPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self._bar = bar
        self._page = page
        self._shown: tuple[str, ...] = ()
        # Menus that are filled anew tell of every item.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._show)
        shortcuts.changed.connect(self._soon.start)
        self._show()

    def _show(self) -> None:
        names = ("loop.toggle", "loop.keep", "loop.mark", "click.toggle", "click.popup")
        shown = tuple(native_keys(self._shortcuts.keys(name)) for name in names)
        toggle, keep, mark, click, popup = shown
        if shown != self._shown:
            self._shown = shown
            self._bar.set_loop_keys(toggle)
            self._page.bookmark_lane.set_keys(keep, mark)
            self._page.bookmark_cell.set_keys(keep, mark)
            self._page.click_strip.set_keys(click, popup)
