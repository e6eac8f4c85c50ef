"""The part of the View menu that says what everything looks like."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.looks import Looks, ThemeChoice
from app.shortcuts import Shortcuts
from app.text_scale import TEXT_PERCENTS

_FIRST_SIZE_KEY = 5


class LooksMenu(QObject):
    """Adds the themes and the sizes of text, and marks those that are chosen."""

    def __init__(self, menu: QMenu, looks: Looks, shortcuts: Shortcuts) -> None:
        super().__init__(menu)
        self._looks = looks
        self._shortcuts = shortcuts
        shortcuts.add(menu, "view.theme", self.tr("&Dark or light"), looks.toggle_theme, "Ctrl+D")
        self._themes = self._fill_themes(menu.addMenu(self.tr("&Theme")))
        self._sizes = self._fill_sizes(menu.addMenu(self.tr("Te&xt size")))
        looks.theme_changed.connect(self._show)
        looks.text_percent_changed.connect(self._show)
        self._show()

    def _fill_themes(self, menu: QMenu) -> dict[ThemeChoice, QAction]:
        together = QActionGroup(menu)
        choices: tuple[tuple[ThemeChoice, str, str], ...] = (
            ("system", self.tr("As the &system"), "Ctrl+7"),
            ("dark", self.tr("&Dark"), "Ctrl+8"),
            ("light", self.tr("&Light"), "Ctrl+9"),
        )
        return {
            choice: self._item(
                menu,
                together,
                f"view.theme_{choice}",
                text,
                partial(self._looks.choose_theme, choice),
                keys,
            )
            for choice, text, keys in choices
        }

    def _fill_sizes(self, menu: QMenu) -> dict[int, QAction]:
        together = QActionGroup(menu)
        return {
            percent: self._item(
                menu,
                together,
                f"view.text_{percent}",
                self.tr("{percent} %").format(percent=percent),
                partial(self._looks.choose_text_percent, percent),
                f"Shift+F{number}",
            )
            for number, percent in enumerate(TEXT_PERCENTS, start=_FIRST_SIZE_KEY)
        }

    def _item(
        self,
        menu: QMenu,
        together: QActionGroup,
        name: str,
        text: str,
        slot: partial[None],
        keys: str,
    ) -> QAction:
        action = self._shortcuts.add(menu, name, text, slot, keys)
        action.setCheckable(True)
        together.addAction(action)
        return action

    def _show(self) -> None:
        self._themes[self._looks.choice].setChecked(True)
        self._sizes[self._looks.text_percent].setChecked(True)
