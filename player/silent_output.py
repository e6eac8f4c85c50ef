"""Takes sound at its pace and drops it: the playhead moves where there is no sound device."""

from __future__ import annotations

import threading
import time

import numpy as np

from player.output_ring import OutputRing

_BLOCK_S = 0.02
# More than that behind, the computer was asleep: what was missed is not made up for.
_LATE_LIMIT_S = 1.0


class SilentOutput:
    """Stands in for a device that is not there, or does not answer. Any thread may call.

    Two must never take from one ring: from `give_way` to `may_return`, `start` does nothing.
    """

    name = ""
    latency_s = 0.0
    is_alive = True

    def __init__(self, ring: OutputRing) -> None:
        self._ring = ring
        self._lock = threading.Lock()
        self._gives_way = False
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to take, unless it does already."""
        with self._lock:
            if self._thread is not None or self._gives_way:
                return
            self._ended.clear()
            self._ring.begun_frame = self._ring.heard
            self._thread = threading.Thread(target=self._run, name="woodshed-silence", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End, and wait for it."""
        with self._lock:
            self._end()

    def give_way(self) -> None:
        """End, and wait for it: a device is about to take."""
        with self._lock:
            self._gives_way = True
            self._end()

    def may_return(self) -> None:
        """No device takes any more."""
        with self._lock:
            self._gives_way = False

    def _end(self) -> None:
        if self._thread is not None:
            self._ended.set()
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        taken_until_s = time.monotonic()
        while not self._ended.wait(_BLOCK_S):
            now_s = time.monotonic()
            taken_until_s = max(taken_until_s, now_s - _LATE_LIMIT_S)
            rate = self._ring.sample_rate
            due = int((now_s - taken_until_s) * rate)
            self._ring.take(np.empty((due, 2), np.float32))
            taken_until_s += due / rate
