"""The title of a page of the lower panel: opens the list of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app import theme as tokens
from app.theme import Theme
from app.views.menu_arrow import open_menu, show_arrow

# Between the text and the arrow, and around both.
_GAP_PX, _AROUND_PX = 4, 2


class PanelTitle(QToolButton):
    """Signal, from a person's hand: `page_chosen(name)`."""

    page_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        says = self.tr("What is shown below the stems")
        self._pages = QMenu(says, self)
        self._group = QActionGroup(self)
        self._group.triggered.connect(lambda action: self.page_chosen.emit(action.data()))
        self.setFont(tokens.font(tokens.TEXT_PX, bold=True))
        open_menu(self, self._pages)
        self.setProperty("shape", "title")
        self.setToolTip(says)

    def set_pages(self, pages: Sequence[tuple[str, str]], shown: str) -> None:
        """Offer these pages, each with its name and its title; `shown` is the name of this one."""
        for action in self._group.actions():
            self._group.removeAction(action)
        self._pages.clear()
        for name, title in pages:
            action = self._pages.addAction(title)
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == shown)
            self._group.addAction(action)
            if name == shown:
                self.setText(title)
                says = self.tr("Below the stems: {title}").format(title=title)
                self.setAccessibleName(says)

    def sizeHint(self) -> QSize:
        """No wider than its text and its arrow: what stands beside it needs the room."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + self.iconSize().width()
        return QSize(width + _GAP_PX + _AROUND_PX, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same: it is never cut off."""
        return self.sizeHint()

    def set_theme(self, theme: Theme) -> None:
        """Draw the arrow in the colours of this theme."""
        show_arrow(self, theme)
