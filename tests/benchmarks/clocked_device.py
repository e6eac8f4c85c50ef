"""A sound device that is not there: takes from an engine's ring at the clock's pace."""

from __future__ import annotations

import threading
import time

import numpy as np

from player.engine import Engine
from player.multitrack import SAMPLE_RATE, Samples

BURST_FRAMES = 1102


class ClockedDevice:
    """Takes 25 ms at a time. keeps: whether `stop` gives back what was heard."""

    def __init__(self, engine: Engine, *, keeps: bool = True) -> None:
        self._engine = engine
        self._keeps = keeps
        self._ended = threading.Event()
        self._blocks = [np.zeros((0, 2), np.float32)]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> Samples:
        """End; what was heard, float32 (frames, 2)."""
        self._ended.set()
        self._thread.join()
        return np.concatenate(self._blocks)

    def _run(self) -> None:
        began = time.monotonic()
        count = 0
        block = np.zeros((BURST_FRAMES, 2), np.float32)
        while not self._ended.is_set():
            self._engine.ring.take(block)
            if self._keeps:
                self._blocks.append(block.copy())
            count += 1
            time.sleep(max(0.0, began + count * BURST_FRAMES / SAMPLE_RATE - time.monotonic()))
