"""The buttons at the end of a bar: where room is short they become icons, then a menu."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from app.text_scale import fix_height, fix_icon
from app.theme import SPACE, Theme
from app.views.icons import icon
from app.views.keyboard_focus import give_up_keyboard

_ICON = "icon_name"
_BUTTON_PX, _ICON_PX = 36, 20
_PADDING_PX = 30  # what the stylesheet puts around a button's text
_UNBOUNDED_PX = 16_777_215

Tool = QPushButton | QToolButton


class Room(IntEnum):
    """How the buttons are shown, from the widest to the narrowest."""

    TEXTS = 0
    ICONS = 1
    MENU = 2


class BarTools(QWidget):
    """Holds buttons in a row: push buttons, and tool buttons with a menu of their own.

    A button with text may name an icon to stand in for it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tools: list[Tool] = []
        self._texts: dict[Tool, str] = {}
        self._room = Room.TEXTS
        self.more = QToolButton()
        self.menu = QMenu(self)
        self._dress_more()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * SPACE)
        self._row.addWidget(self.more)
        self.more.hide()
        self.menu.aboutToShow.connect(self._fill_menu)

    def _dress_more(self) -> None:
        says = self.tr("More")
        self.menu.setAccessibleName(says)
        self.more.setFixedWidth(_BUTTON_PX)
        fix_height(self.more, _BUTTON_PX)
        fix_icon(self.more, _ICON_PX)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self.menu)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setProperty("shape", "icon")
        self.more.setAccessibleName(says)
        self.more.setToolTip(says)

    def add(self, tool: Tool, icon_name: str = "") -> None:
        """Add a button at the end. icon_name: what is shown when there is no room for its text."""
        tool.setProperty(_ICON, icon_name)
        fix_icon(tool, _ICON_PX)
        self._tools.append(tool)
        as_it_is = tool.minimumWidth() == tool.maximumWidth()
        self._texts[tool] = "" if as_it_is else tool.text()
        self._row.insertWidget(len(self._tools) - 1, tool)

    @property
    def room(self) -> Room:
        """How they are shown."""
        return self._room

    def width_px(self, room: Room) -> int:
        """How wide they are when they are shown like this."""
        if room == Room.MENU:
            return _BUTTON_PX
        widths = [self._tool_px(tool, room) for tool in self._tools]
        return sum(widths) + max(0, len(widths) - 1) * self._row.spacing()

    def _tool_px(self, tool: Tool, room: Room) -> int:
        text = self._texts[tool]
        if not text or (room == Room.ICONS and tool.property(_ICON)):
            return _BUTTON_PX
        return tool.fontMetrics().horizontalAdvance(text) + _PADDING_PX

    def set_room(self, room: Room) -> None:
        """Show them like this."""
        self._room = room
        for tool in self._tools:
            if room == Room.MENU and tool.hasFocus():
                give_up_keyboard(tool)
            tool.setVisible(room != Room.MENU)
            if self._texts[tool]:
                self._show_text(tool)
        if room != Room.MENU and self.more.hasFocus():
            give_up_keyboard(self.more)
        self.more.setVisible(room == Room.MENU)

    def _show_text(self, tool: Tool) -> None:
        """A button with a text has that, or its icon."""
        name = str(tool.property(_ICON) or "")
        as_icon = self._room == Room.ICONS and bool(name)
        tool.setText("" if as_icon else self._texts[tool])
        tool.setIcon(icon(name, self._theme) if as_icon else QIcon())
        tool.setMinimumWidth(_BUTTON_PX)
        tool.setMaximumWidth(_BUTTON_PX if as_icon else _UNBOUNDED_PX)
        tool.setProperty("shape", "icon" if as_icon else "")
        tool.style().polish(tool)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.more.setIcon(icon("more", theme))
        self.set_room(self._room)

    def _fill_menu(self) -> None:
        self.menu.clear()
        for tool in self._tools:
            if isinstance(tool, QToolButton):
                action = self.menu.addMenu(tool.menu())
            else:
                action = self.menu.addAction(tool.accessibleName())
                action.triggered.connect(tool.click)
            action.setEnabled(tool.isEnabled())
