"""What a page below the lanes shows while it has nothing to show: how to get some."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import theme as tokens
from app.theme import SPACE
from app.views.page_button import dress_page_button

_LEAST_LINES = 2


class EmptyPage(QWidget):
    """A title, words and buttons in the middle; the first button is what most people want.

    On a low page the title goes before the words are cut off.
    """

    def __init__(self, title: str, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.words = QLabel(title), QLabel()
        self.title.setFont(tokens.font(tokens.TITLE_PX, bold=True))
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setFont(tokens.font())
        self.words.setProperty("tone", "muted")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        row = self._row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addStretch(1)
        for button in buttons:
            dress_page_button(button)
            row.addWidget(button)
        row.addStretch(1)
        if buttons:
            buttons[0].setProperty("shape", "primary")
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 2 * SPACE, 6 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addStretch(1)

    def set_words(self, words: str) -> None:
        """Say this below the title."""
        self.words.setText(words)
        self._show_title()

    def minimumSizeHint(self) -> QSize:
        """As low as with two lines of words, and without the title."""
        words_px = _LEAST_LINES * self.words.fontMetrics().lineSpacing()
        buttons, margins = self._row.minimumSize(), self._column.contentsMargins()
        around_px = margins.top() + margins.bottom() + self._column.spacing()
        return QSize(buttons.width(), words_px + buttons.height() + around_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title has room, or has not."""
        super().resizeEvent(event)
        self._show_title()

    def _title_px(self) -> int:
        if self.title.isHidden():
            return 0
        return self.title.sizeHint().height() + self._column.spacing()

    def _show_title(self) -> None:
        others_px = self._column.totalHeightForWidth(self.width()) - self._title_px()
        wanted = others_px + self.title.sizeHint().height() + self._column.spacing()
        self.title.setVisible(self.height() >= wanted)
