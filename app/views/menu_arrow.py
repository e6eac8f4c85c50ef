"""What a button has in common with others that open a menu: its text, and an arrow behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from app.text_scale import fix_icon
from app.theme import Theme
from app.views.icons import icon

ARROW_PX = 10


def open_menu(button: QToolButton, menu: QMenu) -> None:
    """Let a click open this menu; Tab reaches the button."""
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    # The text first, and then what says that it opens something.
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    fix_icon(button, ARROW_PX)


def show_arrow(button: QToolButton, theme: Theme) -> None:
    """Draw the arrow in the colours of this theme."""
    button.setIcon(icon("chevron_down", theme, size_px=ARROW_PX))
