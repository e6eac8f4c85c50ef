"""The loop changed by keys: its edges a little earlier or later, its length, its place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app import loop_shapes
from app.transport_controls import TransportControls
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion

FINE_FRAMES = 1
SMALL_FRAMES = SAMPLE_RATE // 100
_COARSE_FRAMES = SAMPLE_RATE // 10


class LoopEdits(QObject):
    """Reshapes the transport's loop; without one, nothing happens.

    `edited(region)`: it has other edges now. `refused(sentence)`: and why. `beats_changed()`.
    """

    edited = Signal(object)
    refused = Signal(str)
    beats_changed = Signal()

    def __init__(self, transport: TransportControls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._transport = transport
        self.beats: NDArray[np.int64] = np.zeros(0, np.int64)

    def set_beats(self, beats: NDArray[np.int64]) -> None:
        """Where the song's beats are: frames, sorted; none while they are not known."""
        self.beats = beats
        self.beats_changed.emit()

    def nudge_start(self, frames: int) -> None:
        """Let it start so many frames later, or earlier where that is negative."""
        loop = self._transport.loop
        if loop is not None:
            self._reshape(loop_shapes.with_start(loop, loop.start_frame + frames))

    def nudge_end(self, frames: int) -> None:
        """Let it end so many frames later, or earlier where that is negative."""
        loop = self._transport.loop
        if loop is not None:
            frame = loop.end_frame + frames
            self._reshape(loop_shapes.with_end(loop, frame, self._transport.song_frames))

    def step_start(self, direction: int) -> None:
        """Let it start at the next beat, or with -1 at the one before; 100 ms without beats."""
        loop = self._transport.loop
        if loop is not None:
            self.nudge_start(self._step(loop.start_frame, direction))

    def step_end(self, direction: int) -> None:
        """Let it end at the next beat, or with -1 at the one before; 100 ms without beats."""
        loop = self._transport.loop
        if loop is not None:
            self.nudge_end(self._step(loop.end_frame, direction))

    def double(self) -> None:
        """Twice as long, from the same start."""
        loop = self._transport.loop
        if loop is not None:
            self._reshape(
                loop_shapes.doubled(loop, self._transport.song_frames),
                self.tr("The song ends before twice the loop."),
            )

    def halve(self) -> None:
        """Half as long, from the same start."""
        loop = self._transport.loop
        if loop is not None:
            self._reshape(loop_shapes.halved(loop), self.tr("A loop cannot be shorter than 50 ms."))

    def move(self, by_lengths: int) -> None:
        """Further on in the song by its own length, or with -1 back."""
        loop = self._transport.loop
        if loop is None:
            return
        why_not = (
            self.tr("The song ends before the next loop of this length.")
            if by_lengths > 0
            else self.tr("The song has no room for a loop of this length before this one.")
        )
        self._reshape(loop_shapes.moved(loop, by_lengths, self._transport.song_frames), why_not)

    def _step(self, frame: int, direction: int) -> int:
        if not len(self.beats):
            return direction * _COARSE_FRAMES
        beat = loop_shapes.next_beat(self.beats, frame, direction)
        return 0 if beat is None else beat - frame

    def _reshape(self, loop: LoopRegion | None, why_not: str = "") -> None:
        if loop is None:
            self.refused.emit(why_not)
            return
        self._transport.reshape_loop(loop)
        self.edited.emit(loop)
