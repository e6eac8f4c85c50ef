"""What the menus and the keys do to the click and the count-in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.click_desk import ClickDesk
from app.next_choice import add_next_choice
from app.shortcuts import Shortcuts
from app.views.click_text import count_in_words
from player.click import MOST_COUNT_IN_BARS, Click


class ClickMenu(QObject):
    """Adds to a menu and keeps it true. open_popup: shows everything that can be chosen."""

    def __init__(
        self, menu: QMenu, desk: ClickDesk, shortcuts: Shortcuts, open_popup: Callable[[], object]
    ) -> None:
        super().__init__(menu)
        self._click = shortcuts.add(menu, "click.toggle", self.tr("&Click"), desk.toggle, "M")
        self._click.setCheckable(True)
        counted = menu.addMenu(self.tr("Cou&nt-in"))
        group = QActionGroup(counted)
        self._bars: list[QAction] = []
        for bars in range(MOST_COUNT_IN_BARS + 1):
            action = counted.addAction(count_in_words(bars))
            action.triggered.connect(partial(self._choose, desk, bars))
            action.setCheckable(True)
            group.addAction(action)
            self._bars.append(action)
        text = self.tr("Another &count-in")
        add_next_choice(shortcuts, counted, group, "click.next_count_in", text, "C")
        self._rounds = shortcuts.add(
            counted,
            "click.count_in_rounds",
            self.tr("Before each &round of the loop"),
            lambda: desk.set_counts_in_rounds(not desk.click.counts_in_rounds),
            "Ctrl+Shift+C",
            group=menu.title(),
        )
        self._rounds.setCheckable(True)
        text = self.tr("How it clic&ks …")
        self._popup = shortcuts.add(menu, "click.popup", text, open_popup, "Shift+M")
        desk.changed.connect(self._show)
        self._show(desk.click)

    @property
    def needs_song(self) -> tuple[QAction, ...]:
        """What does nothing without a song."""
        return (self._click, self._popup)

    def _choose(self, desk: ClickDesk, bars: int, _: bool = False) -> None:
        desk.set_count_in(bars)

    def _show(self, click: Click) -> None:
        self._click.setChecked(not click.mix.muted)
        self._bars[click.count_in_bars].setChecked(True)
        self._rounds.setChecked(click.counts_in_rounds)
        self._rounds.setEnabled(click.count_in_bars > 0)
