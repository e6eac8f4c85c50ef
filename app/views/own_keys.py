"""Keys that are a view's own while it has the keyboard, before they are shortcuts of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def claims_key(event: QEvent, is_own: Callable[[QKeyEvent], bool]) -> bool:
    """Whether an event asks who wants a key, and the view does; it is accepted then.

    Qt sends the key itself afterwards: to the view if it is claimed, else to the shortcuts first.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not is_own(event):
        return False
    event.accept()
    return True


def held_with(event: QKeyEvent) -> Qt.KeyboardModifier:
    """Shift and the like, as they are held with a key. One of the keypad is a key as any other."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
