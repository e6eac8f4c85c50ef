"""The cell beside the lane of loops and markers: one menu that lists them all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from app import theme as tokens
from app.bookmarks import Bookmarks
from app.text_scale import fix_icon, fix_size
from app.theme import SPACE, Theme
from app.views.bookmark_text import for_menu, times
from app.views.icons import icon

_BUTTON_PX = 20


class BookmarkCell(QFrame):
    """Signals, all from a person's hand: `keep_loop_requested()`, `marker_requested()`,
    `bookmark_chosen(bookmark)`.
    """

    keep_loop_requested = Signal()
    marker_requested = Signal()
    bookmark_chosen = Signal(object)

    def __init__(self, theme: Theme, sample_rate: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sample_rate = sample_rate
        self._can_keep = False
        self._bookmarks = Bookmarks()
        self._keep_keys = self._mark_keys = ""
        self.setObjectName("SideCell")
        fix_size(self, tokens.SIDE_COLUMN_PX, tokens.BOOKMARKS_PX)
        title = QLabel(self.tr("Loops, markers"))
        title.setProperty("tone", "muted")
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Loops, markers"))
        self.button = QToolButton()
        self._dress_button()
        row = QHBoxLayout(self)
        row.setContentsMargins(5 + 3 * SPACE, 0, 4 * SPACE - 1, 1)
        row.addWidget(title, 1)
        row.addWidget(self.button)
        self.set_bookmarks(self._bookmarks)
        self.set_theme(theme)

    def _dress_button(self) -> None:
        says = self.tr("Go to a loop or marker, or keep one")
        button = self.button
        button.setProperty("shape", "quiet")
        fix_size(button, _BUTTON_PX + SPACE, _BUTTON_PX)
        fix_icon(button, 16)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self.menu)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(says)
        button.setToolTip(says)

    def set_keys(self, keep: str, mark: str) -> None:
        """Say which keys keep a loop and set a marker, as this system writes them."""
        self._keep_keys, self._mark_keys = keep, mark
        self.set_bookmarks(self._bookmarks)

    @staticmethod
    def _behind_tab(keys: str) -> str:
        return f"\t{keys}" if keys else ""

    def set_bookmarks(self, bookmarks: Bookmarks) -> None:
        """List these, in the order of the song."""
        self._bookmarks = bookmarks
        self.menu.clear()
        # Behind the tab only the menu bar's key is shown: two actions may not share one.
        self._keep = self.menu.addAction(
            self.tr("Keep this loop") + self._behind_tab(self._keep_keys)
        )
        self._keep.setEnabled(self._can_keep)
        self._keep.triggered.connect(self.keep_loop_requested)
        mark = self.menu.addAction(self.tr("Marker here") + self._behind_tab(self._mark_keys))
        mark.triggered.connect(self.marker_requested)
        self.menu.addSeparator()
        for bookmark in bookmarks.in_order:
            text = f"{for_menu(bookmark.name)}\t{times(bookmark, self._sample_rate)}"
            action = self.menu.addAction(text)
            action.triggered.connect(
                lambda _=False, bookmark=bookmark: self.bookmark_chosen.emit(bookmark)
            )

    def set_can_keep(self, can_keep: bool) -> None:
        """Say whether there is a loop to keep."""
        self._can_keep = can_keep
        self._keep.setEnabled(can_keep)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.button.setIcon(icon("chevron_down", theme, size_px=16))
