"""The item below the choices of a menu that goes to the next of them.

The choices themselves have no keys: there are too many of them. One key goes through all.
"""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.shortcuts import Shortcuts


def add_next_choice(
    shortcuts: Shortcuts, menu: QMenu, choices: QActionGroup, name: str, text: str, keys: str
) -> QAction:
    """Add the item, reached by these keys, to the menu of these choices.

    It is listed under the menu above that one, where the choice would have only itself beside it.
    """

    def choose_next() -> None:
        offered = choices.actions()
        chosen = choices.checkedAction()
        place = offered.index(chosen) + 1 if chosen in offered else 0
        offered[place % len(offered)].trigger()

    menu.addSeparator()
    parent = menu.parentWidget()
    group = parent.title() if isinstance(parent, QMenu) else menu.title()
    return shortcuts.add(menu, name, text, choose_next, keys, group=group)
