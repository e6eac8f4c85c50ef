"""Keys of the window that do the same in a popup, which the window's shortcuts do not reach."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def presses(event: QEvent, keys: QKeySequence) -> bool:
    """Whether an event is the press of these keys, and not that they are held down."""
    return (
        event.type() == QEvent.Type.KeyPress
        and isinstance(event, QKeyEvent)
        and not event.isAutoRepeat()
        and not keys.isEmpty()
        and QKeySequence(event.keyCombination()) == keys
    )
