"""Takes sound at its pace and drops it: the playhead moves where there is no sound device."""

from __future__ import annotations

import threading
import time

import numpy as np

from player.output_ring import OutputRing

_BLOCK_S = 0.02


class SilentOutput:
    """Stands in for a device that is not there."""

    name = ""
    latency_s = 0.0
    is_alive = True

    def __init__(self, ring: OutputRing) -> None:
        self._ring = ring
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="woodshed-silence", daemon=True)

    def start(self) -> None:
        """Begin to take."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for it."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        taken_until_s = time.monotonic()
        while not self._ended.wait(_BLOCK_S):
            rate = self._ring.sample_rate
            due = int((time.monotonic() - taken_until_s) * rate)
            self._ring.take(np.empty((due, 2), np.float32))
            taken_until_s += due / rate
