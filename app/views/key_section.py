"""The keys of one menu: a title with a line for every action."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import theme as tokens
from app.theme import SPACE


class KeySection(QFrame):
    """A box with a title. What stands in it and is not found is hidden, and so is an empty box."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("KeySection")
        self._lines: list[QWidget] = []
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(tokens.font(tokens.SMALL_PX, bold=True))
        heading.setProperty("tone", "muted")
        heading.setContentsMargins(2 * SPACE, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE, 2 * SPACE, SPACE, 2 * SPACE)
        self._column.setSpacing(0)
        self._column.addWidget(heading)

    def set_lines(self, lines: list[QWidget]) -> None:
        """Show these, in this order; the others are not its own any more."""
        if lines == self._lines:
            return
        for line in self._lines:
            self._column.removeWidget(line)
        self._lines = lines
        for line in lines:
            self._column.addWidget(line)

    def found_height(self) -> int:
        """How high it is with what is found in it, in px; 0 with nothing."""
        found = [line for line in self._lines if not line.isHidden()]
        return sum(line.sizeHint().height() for line in found) + 8 * SPACE if found else 0


class HintLine(QWidget):
    """What is done with the hand, and what comes of it: to be read only."""

    def __init__(self, gesture: str, effect: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(3 * SPACE)
        self.words = (gesture, effect)
        for text, tone, stretch in ((gesture, "plain", 2), (effect, "muted", 3)):
            label = QLabel(text)
            label.setFont(tokens.font(tokens.TEXT_PX))
            label.setProperty("tone", tone)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, stretch)
