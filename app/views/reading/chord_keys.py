"""The keys that a view of chords takes for itself while it has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.views.own_keys import held_with

_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Escape,
)


def chord_key(event: QKeyEvent) -> Qt.Key | None:
    """Which of them is pressed, without any other; None if none is."""
    plain = not held_with(event)
    return Qt.Key(event.key()) if plain and event.key() in _KEYS else None
