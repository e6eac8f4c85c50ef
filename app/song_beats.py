"""The open song's beats: what was found in it, or what a person has made of that."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.loop_edits import LoopEdits
from player.beat_grid import BeatGrid


class FoundTuning(Protocol):
    """How far the song is from A = 440 Hz. cents: positive where it is higher."""

    cents: float
    confidence: float


class SongBeats(QObject):
    """Where the open song's beats are.

    A grid that a person has set wins over one that is found, whenever it is found.

    `grid_changed(grid or None)`: the one that counts. `found_changed(grid or None)`: the one that
    was found in the song.
    """

    grid_changed = Signal(object)
    found_changed = Signal(object)
    tuning_changed = Signal(object)

    def __init__(self, loop_edits: LoopEdits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop_edits = loop_edits
        self.found: BeatGrid | None = None
        self.tuning: FoundTuning | None = None
        self._set: BeatGrid | None = None
        self._told: BeatGrid | None = None

    @property
    def grid(self) -> BeatGrid | None:
        """The grid that counts: the one a person has set, else the one that was found, if any."""
        return self.found if self._set is None else self._set

    @property
    def is_edited(self) -> bool:
        """Whether a person has set it."""
        return self._set is not None

    def set_grid(self, grid: BeatGrid | None) -> None:
        """Take this grid instead of the one that is found; with None, the found one again."""
        self._set = grid
        self._tell()

    def begin_song(self) -> None:
        """Forget the last song's."""
        self._set = None
        self._take_found(None)

    def _take_found(self, grid: BeatGrid | None) -> None:
        if grid != self.found:
            self.found = grid
            self.found_changed.emit(grid)
        self._tell()

    def _tell(self) -> None:
        grid = self.grid
        if grid != self._told:
            self._told = grid
            self._loop_edits.set_beats(np.zeros(0, np.int64) if grid is None else grid.frames)
            self.grid_changed.emit(grid)
