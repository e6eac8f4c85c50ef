"""The chip at a box that is listened to: what it is, and the way out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app import theme as tokens
from app.listening_box import ListeningBox
from app.text_scale import fix_height
from app.theme import DARK, SPACE
from app.views.time_text import loop_length

_HEIGHT_PX = 24


class BoxChip(QPushButton):
    """Stands above the box, or inside where there is no room; always in sight. A click ends it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(tokens.font(tokens.TEXT_PX, bold=True))
        fix_height(self, _HEIGHT_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Hear everything again"))
        # Of the dark theme, as everything that stands on the picture.
        self.setStyleSheet(
            f"QPushButton {{ background: {DARK.accent}; color: {DARK.on_accent};"
            f" border: 2px solid {DARK.accent}; border-radius: {_HEIGHT_PX // 2}px;"
            f" padding: 0 {2 * SPACE}px; }}"
            f"QPushButton:focus {{ border-color: {DARK.text}; }}"
        )
        self.hide()

    def set_box(self, box: ListeningBox | None) -> None:
        """Say what is listened to, or go."""
        self.setVisible(box is not None)
        if box is not None:
            length = loop_length(box.duration_s)
            words = {"notes": box.notes, "length": length}
            self.setText(self.tr("Box {notes} · {length}  ×").format(**words))
            name = self.tr("Listening to {notes}, {length}: hear everything again")
            self.setAccessibleName(name.format(**words))
            self.resize(self.sizeHint().width(), _HEIGHT_PX)

    def stand_at(self, box: QRectF, top: int) -> None:
        """Stand at this rectangle of the parent; not higher than `top`."""
        canvas = self.parentWidget()
        assert canvas is not None
        room = canvas.width() - self.width()
        above = box.top() - _HEIGHT_PX - SPACE
        y = above if above >= top else max(box.top(), top) + SPACE
        y = min(y, canvas.height() - _HEIGHT_PX)
        self.move(round(min(max(box.left(), 0.0), max(0, room))), round(y))
