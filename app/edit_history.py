"""Undo and redo of everything that is set for a song."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.click_desk import ClickDesk
from app.edit_names import edit_name
from app.mixing_desk import MixingDesk
from app.practice_state import PracticeState
from app.reading.song_reading import SongReading
from app.song_beats import SongBeats
from app.song_bookmarks import SongBookmarks
from app.take_desk import TakeDesk
from app.transport_controls import TransportControls

# A drag, or a wheel that is turned, is one change.
_ONE_MOVE_S = 1.0
_EDIT_ID = 1


class EditHistory(QObject):
    """Watches what a musician sets, and can go back to it.

    `stack` has the changes under their names; `state` is how everything is set now. What was not
    set by a hand, like bookmarks that come from the disk, is not undone with what was.

    `about_to_go()`: something is undone or done again; what was begun before is complete.
    `undoing(name)`, `redoing(name)`: of a change, before it is gone back to or forward again.
    `names_changed()`: another change is the next to be undone or done again.
    """

    about_to_go = Signal()
    names_changed = Signal()
    undoing = Signal(str)
    redoing = Signal(str)

    def __init__(
        self,
        desk: MixingDesk,
        transport: TransportControls,
        bookmarks: SongBookmarks,
        click: ClickDesk,
        beats: SongBeats,
        takes: TakeDesk,
        reading: SongReading,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._transport = transport
        self._bookmarks = bookmarks
        self._click = click
        self._beats = beats
        self._takes = takes
        self._reading = reading
        self._restoring = False
        self._gathered: tuple[str, ...] = ()
        self._move_number = 0
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(500)
        for changed in (self.stack.indexChanged, self.stack.undoTextChanged):
            changed.connect(self.names_changed)
        self._known = self.state
        for changed in (
            desk.changed,
            transport.loop_changed,
            transport.tempo_changed,
            transport.pitch_changed,
            transport.tuning_changed,
            bookmarks.edited,
            click.mix_changed,
            beats.grid_changed,
            takes.edited,
            reading.edited,
        ):
            changed.connect(self._on_edit)
        # What was read stands there already.
        for read in (bookmarks.read, takes.grown, reading.read):
            read.connect(lambda: self.rebase(lambda: None))

    @property
    def state(self) -> PracticeState:
        """How everything is set now."""
        transport = self._transport
        return PracticeState(
            self._desk.mix,
            transport.loop,
            transport.loop_enabled,
            transport.tempo_percent,
            transport.pitch_semitones,
            transport.tuning_hz,
            self._bookmarks.state,
            self._click.mix,
            self._beats.grid if self._beats.is_edited else None,
            self._takes.state,
            self._reading.edits,
        )

    @property
    def undo_name(self) -> str:
        """What would be undone, also while it is not complete yet; "" for nothing."""
        now = self._with_gathered(self.state)
        return self.stack.undoText() if now == self._known else self._name_to(now)

    @property
    def redo_name(self) -> str:
        """What would be done again; "" for nothing."""
        is_complete = self._with_gathered(self.state) == self._known
        return self.stack.redoText() if is_complete else ""

    def undo(self) -> None:
        """Go back by one change."""
        self.about_to_go.emit()
        self.stack.undo()

    def redo(self) -> None:
        """Do what was undone last again."""
        self.about_to_go.emit()
        self.stack.redo()

    def begin(self) -> None:
        """Forget everything before now: there is another song, or it has other stems."""
        self.stack.clear()
        self._known = self.state

    def end_move(self) -> None:
        """The mouse has let go: whatever comes next is an edit of its own."""
        self._move_number += 1

    def gather(self, *names: str) -> None:
        """Whatever is set of these fields of the state is one edit, until `take_gathered`. Where
        something else is set meanwhile, what was gathered before that is an edit of its own.
        """
        if names != self._gathered:
            self.take_gathered()
            self._gathered = names

    def take_gathered(self) -> None:
        """It is complete, and an edit of its own."""
        self._gathered = ()
        self.end_move()
        self._on_edit()

    def close(self) -> None:
        """Tell nobody anything any more: the stack does, while it is deleted."""
        self.stack.blockSignals(True)

    def rebase(self, change: Callable[[], None]) -> None:
        """Do what is no edit. What was edited before can be undone still, and leaves it alone; so
        does what is being gathered.
        """
        before, gathered = self._known, self._gathered_by(self._known)
        self._restoring = True
        try:
            change()
        finally:
            self._restoring = False
            self._known = replace(self.state, **gathered)
        for index in range(self.stack.count()):
            edit = self.stack.command(index)
            assert isinstance(edit, _Edit)
            edit.rebase(before, self._known)

    def restore(self, state: PracticeState) -> None:
        """Set everything as it was. This is no edit."""
        transport = self._transport
        self._restoring = True
        try:
            self._desk.set_mix(state.mix)
            transport.restore_loop(state.loop, state.loop_enabled)
            transport.set_tempo(state.tempo_percent)
            transport.set_pitch(state.pitch_semitones)
            transport.set_tuning(state.tuning_hz)
            self._bookmarks.restore(state.bookmarks)
            self._click.set_mix(state.click)
            self._beats.set_grid(state.grid)
            self._takes.restore(state.takes)
            self._reading.restore(state.reading)
        finally:
            self._restoring = False
            self._known = self.state

    def _on_edit(self) -> None:
        if self._restoring:
            return
        now = self.state
        gathered = self._with_gathered(now)
        if now == gathered:
            if self._gathered:
                self.names_changed.emit()
            return
        if gathered != self._known:
            self.end_move()
            self._push(gathered)
            self.end_move()
        self._push(now)

    def _push(self, now: PracticeState) -> None:
        name, before = self._name_to(now), self._known
        self._known = now
        self.stack.push(_Edit(name, before, now, self, self._move_number))

    def _name_to(self, now: PracticeState) -> str:
        shown = self._known
        if shown.grid is None and now.grid is not None:
            shown = replace(shown, grid=self._beats.found)
        return edit_name(shown, now)

    def _gathered_by(self, state: PracticeState) -> dict[str, Any]:
        return {name: getattr(state, name) for name in self._gathered}

    def _with_gathered(self, now: PracticeState) -> PracticeState:
        """What was known, and what is gathered on top of it."""
        return replace(self._known, **self._gathered_by(now))

    def go_to(self, state: PracticeState) -> None:
        """Restore what was; the song may have turned out shorter since."""
        loop = state.loop and state.loop.within(self._transport.song_frames)
        self.restore(
            replace(state, loop=loop, loop_enabled=state.loop_enabled and loop is not None)
        )


class _Edit(QUndoCommand):
    """From one state to another. Changes of the same name in one move are one edit."""

    def __init__(
        self,
        name: str,
        before: PracticeState,
        after: PracticeState,
        history: EditHistory,
        move_number: int,
    ) -> None:
        super().__init__(name)
        self._before = before
        self._after = after
        self._history = history
        self._made_at_s = time.monotonic()
        self._move_number = move_number
        self._is_done = True

    def id(self) -> int:
        """All edits may become one with the next."""
        return _EDIT_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next change in, if it goes on with this one."""
        if not isinstance(other, _Edit) or not self._goes_on_with(other):
            return False
        is_same_move = other._move_number == self._move_number
        if not is_same_move or other._made_at_s > self._made_at_s + _ONE_MOVE_S:
            return False
        self._after = other._after
        self._made_at_s = other._made_at_s
        self.setObsolete(self._before == self._after)
        return True

    def _goes_on_with(self, other: _Edit) -> bool:
        """Whether it is the same change; a new loop goes on being drawn."""
        is_new_loop = self._before.loop is None and self._before.differs_in_loop(self._after)
        draws_on = is_new_loop and other._before.differs_in_loop(other._after)
        return other.text() == self.text() or draws_on

    def rebase(self, before: PracticeState, onto: PracticeState) -> None:
        """What led to both states from `before` leads there from `onto` now."""
        self._before = self._before.rebased(before, onto)
        self._after = self._after.rebased(before, onto)

    def undo(self) -> None:
        """Back."""
        self._is_done = False
        self._history.undoing.emit(self.text())
        self._history.go_to(self._before)

    def redo(self) -> None:
        """There again; a change that is new has been made already."""
        if not self._is_done:
            self._is_done = True
            self._history.redoing.emit(self.text())
            self._history.go_to(self._after)
