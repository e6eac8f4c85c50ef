"""Peaks of every bus in short slots, so that a meter can show what is audible now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.multitrack import Samples

SLOT_FRAMES = 512


@dataclass(frozen=True)
class Levels:
    """Peaks, full scale 1.0: one per bus after its fader, and the master's."""

    buses: tuple[float, ...] = ()
    master: float = 0.0


class PeakSlots:
    """Peaks of the last few seconds, written by the fill thread ahead of what is heard.

    A slot the sound has reached is not written again before the ring comes round, so another
    thread may read it.
    """

    def __init__(self, rows: int, slots: int) -> None:
        self._peaks = np.zeros((slots, rows), np.float32)

    def write(self, start_frame: int, block: Samples) -> None:
        """Take the peaks of float32 (rows, frames) that stand at an output frame."""
        frame, stop = start_frame, start_frame + block.shape[1]
        while frame < stop:
            slot_stop = min(stop, (frame // SLOT_FRAMES + 1) * SLOT_FRAMES)
            piece = block[:, frame - start_frame : slot_stop - start_frame]
            row = self._peaks[frame // SLOT_FRAMES % len(self._peaks)]
            if frame % SLOT_FRAMES == 0:
                row[:] = 0.0
            np.maximum(row, np.abs(piece).max(axis=1), out=row)
            frame = slot_stop

    def at(self, frame: float) -> NDArray[np.float32]:
        """Peaks (rows,) around an output frame."""
        peaks: NDArray[np.float32] = self._peaks[int(frame) // SLOT_FRAMES % len(self._peaks)]
        return peaks
