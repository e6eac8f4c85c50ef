"""A page that is a window of its own, brought before the others."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def show_in_front(window: QWidget) -> None:
    """Show it, also where it is shown already and covered, and give it the keyboard."""
    window.show()
    window.raise_()
    window.activateWindow()
