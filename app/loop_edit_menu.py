"""The part of the loop's menu that changes its edges, its length, its place and its colour."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.bookmarks import LOOP_COLOURS, NamedLoop
from app.loop_edits import FINE_FRAMES, SMALL_FRAMES, LoopEdits
from app.practice_session import PracticeSession
from app.shortcuts import Shortcuts
from app.views.bookmark_text import colour_name

_EARLIER, _LATER = -1, 1


class LoopEditMenu(QObject):
    """Fills its part of the menu; what needs a loop can be used while there is one.

    `,` is earlier and `.` is later, `<` and `>` are the same for the end; with Ctrl by one frame,
    with Alt by a beat.
    """

    def __init__(self, menu: QMenu, session: PracticeSession, shortcuts: Shortcuts) -> None:
        super().__init__(menu)
        self._session = session
        self._shortcuts = shortcuts
        self._needs_loop: list[QAction] = []
        self._steps: list[tuple[QAction, str]] = []
        self._group = menu.title().replace("&", "")
        self._fill_nudges(menu.addMenu(self.tr("Nud&ge an edge")), session.loop_edits)
        self._fill_shapes(menu, session.loop_edits)
        session.transport.loop_changed.connect(lambda loop, _: self._show_loop(loop is not None))
        session.loop_edits.beats_changed.connect(self._show_beats)
        self._show_loop(False)
        self._show_beats()

    def add_colours(self, menu: QMenu) -> None:
        """Offer the colours of the chosen loop."""
        text = self.tr("Next c&olour")
        self._colours = menu.addMenu(self.tr("Co&lour"))
        self._next_colour = self._shortcuts.add(
            self._colours,
            "loop.next_colour",
            text,
            self._take_next_colour,
            "Shift+C",
            group=self._group,
        )
        self._colours.addSeparator()
        group = QActionGroup(self._colours)
        self._colour_actions = {}
        for colour in LOOP_COLOURS:
            # No keys of their own: the key of the next colour reaches them all.
            action = self._colours.addAction(colour_name(colour))
            action.triggered.connect(lambda _, colour=colour: self._recolour(colour))
            action.setCheckable(True)
            group.addAction(action)
            self._colour_actions[colour] = action
        self._session.bookmarks.chosen_changed.connect(self._show_colour)
        self._show_colour(self._session.bookmarks.chosen)

    def _fill_nudges(self, menu: QMenu, edits: LoopEdits) -> None:
        for modifiers, frames, by in (
            ("", SMALL_FRAMES, self.tr("10 ms")),
            ("Ctrl+", FINE_FRAMES, self.tr("one frame")),
        ):
            for name, text, slot, keys in self._edges(edits.nudge_start, edits.nudge_end, frames):
                size = "small" if frames == SMALL_FRAMES else "fine"
                self._add(menu, f"{name}_{size}", text.format(by=by), slot, modifiers + keys)
            menu.addSeparator()
        for name, text, slot, keys in self._edges(edits.step_start, edits.step_end, 1):
            action = self._add(menu, f"{name}_beat", text, slot, "Alt+" + keys)
            self._steps.append((action, text))

    def _edges(
        self, start: Callable[[int], None], end: Callable[[int], None], amount: int
    ) -> tuple[tuple[str, str, Callable[[], None], str], ...]:
        """Both edges, both ways: the action's name, its text with a gap for how much, what it does,
        and its keys.
        """
        return (
            (
                "loop.start_earlier",
                self.tr("Start {by} earlier"),
                partial(start, amount * _EARLIER),
                ",",
            ),
            ("loop.start_later", self.tr("Start {by} later"), partial(start, amount * _LATER), "."),
            (
                "loop.end_earlier",
                self.tr("End {by} earlier"),
                partial(end, amount * _EARLIER),
                "<",
            ),
            ("loop.end_later", self.tr("End {by} later"), partial(end, amount * _LATER), ">"),
        )

    def _fill_shapes(self, menu: QMenu, edits: LoopEdits) -> None:
        self._add(menu, "loop.double", self.tr("&Double the loop"), edits.double, "Ctrl+Up")
        self._add(menu, "loop.halve", self.tr("&Halve the loop"), edits.halve, "Ctrl+Down")
        text = self.tr("Mo&ve on by its length")
        self._add(menu, "loop.move_on", text, partial(edits.move, _LATER), "Ctrl+Shift+Right")
        text = self.tr("Move &back by its length")
        self._add(menu, "loop.move_back", text, partial(edits.move, _EARLIER), "Ctrl+Shift+Left")

    def _add(
        self, menu: QMenu, name: str, text: str, slot: Callable[[], None], keys: str
    ) -> QAction:
        action = self._shortcuts.add(menu, name, text, slot, keys, group=self._group)
        self._needs_loop.append(action)
        return action

    def _show_loop(self, has_loop: bool) -> None:
        for action in self._needs_loop:
            action.setEnabled(has_loop)

    def _show_beats(self) -> None:
        """The coarse step is a beat where beats are known, and says what it is where not."""
        by = self.tr("one beat") if len(self._session.loop_edits.beats) else self.tr("100 ms")
        for action, text in self._steps:
            action.setText(text.format(by=by))

    def _show_colour(self, chosen: object) -> None:
        is_loop = isinstance(chosen, NamedLoop)
        self._colours.menuAction().setEnabled(is_loop)
        self._next_colour.setEnabled(is_loop)
        for colour, action in self._colour_actions.items():
            action.setEnabled(is_loop)
            action.setChecked(isinstance(chosen, NamedLoop) and chosen.colour == colour)

    def _recolour(self, colour: str) -> None:
        chosen = self._session.bookmarks.chosen
        if isinstance(chosen, NamedLoop):
            self._session.bookmarks.recolour(chosen, colour)

    def _take_next_colour(self) -> None:
        chosen = self._session.bookmarks.chosen
        if isinstance(chosen, NamedLoop):
            known = chosen.colour in LOOP_COLOURS
            after = LOOP_COLOURS.index(chosen.colour) + 1 if known else 0
            self._recolour(LOOP_COLOURS[after % len(LOOP_COLOURS)])
