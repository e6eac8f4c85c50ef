"""The menu of beats and bars: also the list of what keys and pedals do to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.bar_loops import BAR_COUNTS, PRACTISED_BARS, PRACTISED_PERCENT
from app.grid_edits import SHIFT_MS
from app.next_choice import add_next_choice
from app.practice_session import PracticeSession
from app.shortcuts import Shortcuts
from app.views.grid_popup import METRES

_LOOP_KEYS = dict(zip(BAR_COUNTS, ("F5", "F6", "F7", "F8"), strict=True))


class GridMenu(QObject):
    """Fills the menu and keeps it true.

    open_popup: shows what is known of beats and bars. correct_pitch: makes the song sound at
    A = 440 Hz.
    """

    def __init__(
        self,
        menu: QMenu,
        session: PracticeSession,
        shortcuts: Shortcuts,
        open_popup: Callable[[], object],
        correct_pitch: Callable[[], object],
    ) -> None:
        super().__init__(menu)
        self._session = session
        self._shortcuts = shortcuts
        self._song_open = False
        self._needs_song: list[QAction] = []
        self._needs_grid: list[QAction] = []
        self._add(menu, "grid.open", self.tr("Beats, bars and t&uning …"), open_popup, "Shift+T")
        self._add(menu, "grid.tap", self.tr("&Tap the beats"), session.grid_edits.tap, "T")
        menu.addSeparator()
        self._fill_going(menu)
        menu.addSeparator()
        self._fill_edits(menu)
        menu.addSeparator()
        self._correct = shortcuts.add(
            menu,
            "grid.correct_pitch",
            self.tr("Correct the &pitch to A = 440 Hz"),
            correct_pitch,
            "Ctrl+Shift+H",
        )
        session.song_beats.grid_changed.connect(lambda _: self._show())
        session.song_beats.found_changed.connect(lambda _: self._show())
        session.song_beats.tuning_changed.connect(lambda _: self._show())
        session.grid_edits.moving_changed.connect(self._move_lines.setChecked)
        self._show()

    def set_song_open(self, is_open: bool) -> None:
        """Enable what needs a song."""
        self._song_open = is_open
        self._show()

    def _fill_going(self, menu: QMenu) -> None:
        loops = self._session.bar_loops
        self._add(menu, "grid.previous_bar", self.tr("P&revious bar"), self._back, "Alt+Left")
        self._add(menu, "grid.next_bar", self.tr("&Next bar"), partial(loops.step, 1), "Alt+Right")
        menu.addSeparator()
        for bars, keys in _LOOP_KEYS.items():
            text = self.tr("&Loop {bars} bars from here").format(bars=bars)
            if bars == 1:
                text = self.tr("Loop this &bar")
            self._add(menu, f"grid.loop_{bars}", text, partial(loops.loop_from_here, bars), keys)
        text = self.tr("Loop {bars} bars at {percent} %")
        text = text.format(bars=PRACTISED_BARS, percent=round(PRACTISED_PERCENT))
        self._add(menu, "grid.practise_four", text, loops.practise_four, "Shift+N")
        text = self.tr("Loop to &whole bars")
        self._add(menu, "grid.whole_bars", text, loops.loop_whole_bars, "N")

    def _back(self) -> None:
        self._session.bar_loops.step(-1)

    def _fill_edits(self, menu: QMenu) -> None:
        edits = self._session.grid_edits
        needs: list[tuple[str, str, Callable[[], object], str]] = [
            ("downbeat", self.tr("A bar be&gins here"), edits.set_downbeat_here, "Ctrl+Shift+T"),
            ("beat_here", self.tr("Move the nearest beat &here"), edits.set_beat_here, "J"),
            ("halve", self.tr("Hal&f the tempo"), edits.halve, "Ctrl+Shift+Down"),
            ("double", self.tr("Twi&ce the tempo"), edits.double, "Ctrl+Shift+Up"),
        ]
        for by, keys in ((-SHIFT_MS, "Alt+Shift+Left"), (SHIFT_MS, "Alt+Shift+Right")):
            text = (
                self.tr("All beats {ms} ms earlier")
                if by < 0
                else self.tr("All beats {ms} ms later")
            )
            name = "earlier" if by < 0 else "later"
            needs.append((name, text.format(ms=abs(by)), partial(edits.shift, by), keys))
        for name, text, slot, keys in needs:
            self._needs_grid.append(self._shortcuts.add(menu, f"grid.{name}", text, slot, keys))
        self._fill_metres(menu)
        self._move_lines = self._shortcuts.add(
            menu, "grid.move_lines", self.tr("&Move lines with the mouse"), self._toggle, "Shift+J"
        )
        self._move_lines.setCheckable(True)
        self._needs_grid.append(self._move_lines)
        self._found = self._shortcuts.add(
            menu,
            "grid.found",
            self.tr("Back to the beats that were f&ound"),
            edits.go_back_to_found,
            "Ctrl+J",
        )

    def _toggle(self) -> None:
        edits = self._session.grid_edits
        edits.set_moving(not edits.is_moving)
        self._move_lines.setChecked(edits.is_moving)

    def _fill_metres(self, menu: QMenu) -> None:
        metres = self._metres = menu.addMenu(self.tr("M&etre of the song"))
        group = QActionGroup(metres)
        self._by_metre: dict[tuple[int, int], QAction] = {}
        for metre, unit in METRES:
            action = metres.addAction(f"{metre}/{unit}")
            action.triggered.connect(
                lambda _, metre=metre, unit=unit: self._session.grid_edits.set_metre(metre, unit)
            )
            action.setCheckable(True)
            group.addAction(action)
            self._by_metre[metre, unit] = action
        self._needs_grid.append(
            add_next_choice(
                self._shortcuts,
                metres,
                group,
                "grid.next_metre",
                self.tr("Next &metre"),
                "Ctrl+Shift+J",
            )
        )

    def _add(
        self, menu: QMenu, name: str, text: str, slot: Callable[[], object], keys: str
    ) -> None:
        self._needs_song.append(self._shortcuts.add(menu, name, text, slot, keys))

    def _show(self) -> None:
        """Enable what can be done, and mark the metre."""
        beats = self._session.song_beats
        grid = beats.grid
        for action in self._needs_song:
            action.setEnabled(self._song_open)
        for action in (*self._needs_grid, *self._by_metre.values()):
            action.setEnabled(self._song_open and grid is not None)
        self._metres.menuAction().setEnabled(self._song_open and grid is not None)
        self._found.setEnabled(beats.is_edited and beats.found is not None)
        self._correct.setEnabled(self._song_open and beats.tuning is not None)
        for metre, action in self._by_metre.items():
            action.setChecked(grid is not None and metre == (grid.metre, grid.unit))
