"""Keeps what is practised of the open song: counted here, written off the GUI thread."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from app.background import Pool
from app.bookmarks import Bookmarks
from app.errors import PracticeDamagedError, PracticeNotKeptError
from app.practice_file import Added, Change, Moved, Practice, PracticeFile, TrainerKept
from app.practice_log import LoopDay, PracticeLog
from app.song_bookmarks import SongBookmarks
from player.transport import LoopRegion

_KEEP_EVERY_MS = 5000


class PracticeDiary(QObject):
    """Holds the open song's log and adds to it. A loop is known by its bounds; when a kept loop is
    given others, what was practised of it moves along.

    `changed()`: rounds or clean marks are others. `read()`: what was kept is there.
    `failed(error)`: it cannot be kept; told once for each song.
    """

    changed = Signal()
    read = Signal()
    failed = Signal(object)

    def __init__(self, bookmarks: SongBookmarks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One thread: what is written last stays, and a song is read after it was written.
        self._pool = Pool(1, self)
        self._file: PracticeFile | None = None
        self._has_failed = False
        self._is_trainer_set = False
        self._waiting: list[Change] = []
        self._being_written: list[tuple[Change, ...]] = []
        self._seconds = PracticeLog()
        self.log = PracticeLog()
        self.trainer = TrainerKept()
        self.is_read = False
        self._bookmarks = bookmarks
        self._known = bookmarks.state
        bookmarks.changed.connect(self._on_bookmarks_changed)
        bookmarks.edited.connect(self._on_bookmarks_edited)
        self._before_edit = self._known
        self._clock = QTimer(self, interval=_KEEP_EVERY_MS)
        self._clock.timeout.connect(self.keep)
        self._clock.start()

    def open(self, key: str) -> None:
        """That of another song, which comes a moment later."""
        self.keep()
        file = self._file = PracticeFile.of_song(key)
        self._waiting, self._being_written = [], []
        self.is_read = self._has_failed = self._is_trainer_set = False
        self.log, self.trainer = PracticeLog(), TrainerKept()
        self._pool.run(file.read, lambda result: self._on_read(file, result))
        self.changed.emit()

    def close(self) -> None:
        """Wait until everything is written; nothing is kept any more."""
        self._clock.stop()
        self.keep()
        self._file = None
        self._pool.finish()

    # Counting.

    def count_seconds(
        self, day: date, seconds: float, loop: LoopRegion | None, inside_s: float
    ) -> None:
        """So long the song sounded, and so long of that the loop; told with the next change."""
        loops = {loop: {day: LoopDay(inside_s)}} if loop is not None and inside_s else {}
        self._seconds = self._seconds.plus(PracticeLog({day: seconds}, loops))

    def count_round(self, day: date, loop: LoopRegion, percent: int) -> None:
        """A whole round was heard at this tempo."""
        self._add(PracticeLog({}, {loop: {day: LoopDay(rounds={percent: 1})}}))

    def mark_clean(
        self, day: date, loop: LoopRegion, percent: int, *, taken_back: bool = False
    ) -> None:
        """A round at this tempo was clean, or was not after all."""
        count = -1 if taken_back else 1
        self._add(PracticeLog({}, {loop: {day: LoopDay(clean={percent: count})}}))

    def set_trainer(self, trainer: TrainerKept) -> None:
        """How the speed trainer is now."""
        if trainer != self.trainer:
            self.trainer = trainer
            self._is_trainer_set = True

    def _add(self, log: PracticeLog) -> None:
        self._take_seconds()
        self._change(Added(log))

    def _take_seconds(self) -> None:
        if self._seconds.days:
            added, self._seconds = Added(self._seconds), PracticeLog()
            self._waiting.append(added)
            self.log = added.applied(self.log)

    def _change(self, change: Change) -> None:
        self._waiting.append(change)
        self.log = change.applied(self.log)
        self.changed.emit()

    # Kept loops that get other bounds.

    def _on_bookmarks_changed(self, bookmarks: Bookmarks) -> None:
        self._before_edit, self._known = self._known, bookmarks

    def _on_bookmarks_edited(self) -> None:
        before = {loop.name: loop.region for loop in self._before_edit.loops}
        regions = {loop.region for loop in self._known.loops}
        for loop in self._known.loops:
            region = before.get(loop.name, loop.region)
            if region != loop.region and region not in regions:
                self._take_seconds()
                self._change(Moved(region, loop.region))

    # Keeping.

    def keep(self) -> None:
        """Write what was counted since the last time, if anything was."""
        self._take_seconds()
        file, changes = self._file, tuple(self._waiting)
        if file is None or not (changes or self._is_trainer_set):
            return
        trainer = self.trainer if self._is_trainer_set else None
        self._waiting, self._is_trainer_set = [], False
        self._being_written.append(changes)
        self._pool.run(
            lambda: file.change(changes, trainer), lambda result: self._on_kept(file, result)
        )

    def _on_kept(self, file: PracticeFile, result: Practice | Exception) -> None:
        if file is not self._file:
            return
        changes = self._being_written.pop(0)
        if isinstance(result, Exception):
            if isinstance(result, PracticeNotKeptError):
                self._waiting = [*changes, *self._waiting]
            self._fail(result)
            return
        # What other windows have counted is there too; what was counted since is added again.
        log = result.log
        for change in (*(each for part in self._being_written for each in part), *self._waiting):
            log = change.applied(log)
        if log != self.log:
            self.log = log
            self.changed.emit()

    def _on_read(self, file: PracticeFile, result: Practice | Exception) -> None:
        if file is not self._file:
            return
        if isinstance(result, Exception):
            self._fail(result)
            if not isinstance(result, PracticeDamagedError):
                # What cannot be read must not be replaced.
                self._file = None
            result = Practice()
        early = self.log
        self.log = result.log.plus(early)
        if not self._is_trainer_set:
            self.trainer = result.trainer
        self.is_read = True
        self.changed.emit()
        self.read.emit()

    def _fail(self, error: Exception) -> None:
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(error)
