"""What the buttons of pages and popups with words on them have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app import theme as tokens
from app.text_scale import fix_height

_HEIGHT_PX = 28


def dress_page_button(button: QPushButton) -> None:
    """Give it its height and text; Tab reaches it and the return key presses it."""
    fix_height(button, _HEIGHT_PX)
    button.setFont(tokens.font(tokens.TEXT_PX))
    button.setAutoDefault(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
