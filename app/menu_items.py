"""One item of a menu: its text, what it does and its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

Keys = str | QKeySequence.StandardKey | None


def add_item(menu: QMenu, text: str, slot: Callable[[], object], keys: Keys = None) -> QAction:
    """Add an item; its key works in the whole window."""
    action = menu.addAction(text)
    action.triggered.connect(lambda: slot())
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    return action
