"""A page in a window of its own: what scrolls, and under it a row of buttons that stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.theme import SPACE


class ScrolledPage(QDialog):
    """Lays itself out by `lay_out`; scroll_area: what scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = QWidget()
        self.content.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 4 * SPACE)
        self.column.setSpacing(2 * SPACE)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def lay_out(self, bottom: QFrame) -> None:
        """Let the content scroll over this; once, when all is in its column."""
        self.scroll_area.setWidget(self.content)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.scroll_area, 1)
        rows.addWidget(bottom)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, so that no button has it that nobody has chosen."""
        super().showEvent(event)
        if not event.spontaneous():
            self.content.setFocus(Qt.FocusReason.OtherFocusReason)


def page_bottom(left: Sequence[QPushButton], right: Sequence[QPushButton]) -> QFrame:
    """A row of buttons, some at its beginning and some at its end."""
    bottom = QFrame()
    bottom.setObjectName("StatusLine")
    row = QHBoxLayout(bottom)
    row.setContentsMargins(5 * SPACE, 2 * SPACE, 5 * SPACE, 2 * SPACE)
    row.setSpacing(3 * SPACE)
    for button in left:
        row.addWidget(button)
    row.addStretch(1)
    for button in right:
        row.addWidget(button)
    return bottom
