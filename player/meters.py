"""Peaks of every bus in short slots, so that a meter can show what is audible now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from player.multitrack import Samples

SLOT_FRAMES = 512


@dataclass(frozen=True)
class Levels:
    """Peaks, full scale 1.0: one per bus after its fader, and the master's."""

    buses: tuple[float, ...] = ()
    master: float = 0.0


class PeakSlots:
    """Peaks of the last few seconds, written by the fill thread ahead of what is heard.

    Each slot is a frozen value, put in its place in one step: any thread may ask for it.
    """

    def __init__(self, rows: int, slots: int) -> None:
        self._slots: list[tuple[float, ...]] = [(0.0,) * rows] * slots

    def write(self, start_frame: int, block: Samples) -> None:
        """Take the peaks of float32 (rows, frames) that stand at an output frame."""
        frame, stop = start_frame, start_frame + block.shape[1]
        while frame < stop:
            slot_stop = min(stop, (frame // SLOT_FRAMES + 1) * SLOT_FRAMES)
            piece = np.abs(block[:, frame - start_frame : slot_stop - start_frame])
            peaks = tuple(piece.max(axis=1).tolist())
            slot = frame // SLOT_FRAMES % len(self._slots)
            if frame % SLOT_FRAMES:
                peaks = tuple(map(max, self._slots[slot], peaks))
            self._slots[slot] = peaks
            frame = slot_stop

    def at(self, frame: float) -> tuple[float, ...]:
        """Peaks, one per row, around an output frame."""
        return self._slots[int(frame) // SLOT_FRAMES % len(self._slots)]
