"""What the menu and the keys do to the score."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.reading.score_desk import ScoreDesk
from app.window_menus import WindowMenus


class ScoreMenu(QObject):
    """A menu of its own in the menu of what a song says; keeps it true.

    choose_file: asks for a file. step_note: goes to the next note or, with -1, to the one before.
    say_bar: says what stands in the bar at the playhead.
    """

    def __init__(
        self,
        menus: WindowMenus,
        desk: ScoreDesk,
        choose_file: Callable[[], object],
        step_note: Callable[[int], object],
        say_bar: Callable[[], object],
        toggle_notation: Callable[[], object],
    ) -> None:
        super().__init__(menus)
        self._desk = desk
        menu, add = menus.read_menu.addMenu(self.tr("Sco&re")), menus.shortcuts.add
        text = self.tr("Open a sco&re …")
        menus.need_song(add(menu, "score.open", text, choose_file, "Ctrl+Shift+Y"))
        actions: list[tuple[str, str, Callable[[], object], str]] = [
            ("begin", self.tr("The score's first &bar is here"), desk.begin_here, "Shift+Y"),
            ("hold", self.tr("The nearest bar line is &here"), desk.hold_here, "Alt+W"),
            ("say", self.tr("&Say the bar of the score"), say_bar, "Y"),
            ("next_note", self.tr("&Next note of the score"), lambda: step_note(1), "Shift+W"),
            ("previous_note", self.tr("Pre&vious note of the score"), lambda: step_note(-1), "W"),
            ("next_part", self.tr("Next &part of the score"), lambda: desk.step_part(1), "Alt+Y"),
            (
                "previous_part",
                self.tr("Previous p&art of the score"),
                lambda: desk.step_part(-1),
                "Alt+Shift+Y",
            ),
            ("notation", self.tr("&Tab or staff"), toggle_notation, "Ctrl+Shift+W"),
            ("close", self.tr("C&lose the score"), desk.close_score, "Alt+Shift+W"),
        ]
        self._needs_score: list[QAction] = []
        for name, text, slot, keys in actions:
            if name in ("begin", "say", "next_part", "close"):
                menu.addSeparator()
            self._needs_score.append(add(menu, f"score.{name}", text, slot, keys))
        desk.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        for action in self._needs_score[:-1]:
            action.setEnabled(self._desk.laid is not None)
        # Also one that cannot be read can be closed.
        self._needs_score[-1].setEnabled(self._desk.choice is not None)
