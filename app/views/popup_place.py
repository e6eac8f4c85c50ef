"""Where a popup opens: below its button, on the button's screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.theme import SPACE


def popup_place(button: QWidget, popup: QWidget) -> QPoint:
    """The top left corner, on the screen, of a popup that has its size already."""
    place = button.mapToGlobal(QPoint(0, button.height() + SPACE))
    room = button.screen().availableGeometry()
    return QPoint(
        max(room.left(), min(place.x(), room.right() - popup.width())),
        max(room.top(), min(place.y(), room.bottom() - popup.height())),
    )
