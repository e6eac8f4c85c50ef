"""Undo and redo of everything that is set for a song."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.click_desk import ClickDesk
from app.edit_names import edit_name
from app.mixing_desk import MixingDesk
from app.practice_state import PracticeState
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

    `undoing(name)`, `redoing(name)`: of a change, before it is gone back to or forward again.
    """

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
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._transport = transport
        self._bookmarks = bookmarks
        self._click = click
        self._beats = beats
        self._takes = takes
        self._restoring = self._is_gathering = False
        self._move_number = 0
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(500)
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
        ):
            changed.connect(self._on_edit)
        # What was read stands there already.
        for read in (bookmarks.read, takes.grown):
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
        )

    def begin(self) -> None:
        """Forget everything before now: there is another song, or it has other stems."""
        self.stack.clear()
        self._known = self.state

    def end_move(self) -> None:
        """The mouse has let go: whatever comes next is an edit of its own."""
        self._move_number += 1

    def gather(self) -> None:
        """Whatever is set from now on is one edit, until `take_gathered`."""
        self._is_gathering = True

    def take_gathered(self) -> None:
        """It is complete, and an edit of its own."""
        self._is_gathering = False
        self.end_move()
        self._on_edit()

    def close(self) -> None:
        """Tell nobody anything any more: the stack does, while it is deleted."""
        self.stack.blockSignals(True)

    def rebase(self, change: Callable[[], None]) -> None:
        """Do what is no edit. What was edited before can be undone still, and leaves it alone."""
        before = self._known
        self._restoring = True
        try:
            change()
        finally:
            self._restoring = False
            self._known = self.state
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
        finally:
            self._restoring = False
            self._known = self.state

    def _on_edit(self) -> None:
        now = self.state
        if self._restoring or self._is_gathering or now == self._known:
            return
        before, self._known = self._known, now
        shown = before
        if before.grid is None and now.grid is not None:
            shown = replace(before, grid=self._beats.found)
        self.stack.push(_Edit(edit_name(shown, now), before, now, self, self._move_number))

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
