"""A thread for what may never come back: closing a dead device, looking at a disk in a network."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.background import Courier

_Task = tuple[Callable[[], Any], Callable[[Any], None]]


class LeavableThread(QObject):
    """Does one thing after another. Where a `Pool` waits for its threads, this one can be left.

    `run(work, then)` calls `then(result or exception)` on the GUI thread.
    """

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._courier = Courier(lambda done: done[0](done[1]), self)
        # A daemon: it does not keep the process from ending.
        self._thread = threading.Thread(target=self._run, name=f"woodshed-{name}", daemon=True)

    def run(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do `work` after what was asked for before, and `then` here with what came of it."""
        if self._closed.is_set():
            return
        if not self._thread.is_alive():
            self._thread.start()
        self._tasks.put((work, then))

    def close(self, limit_s: float) -> bool:
        """Deliver nothing any more and end; whether it did within so many seconds."""
        self._courier.close()
        self._closed.set()
        self._tasks.put(None)
        if self._thread.is_alive():
            self._thread.join(limit_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            work, then = task
            try:
                result = work()
            except Exception as error:  # it is handed on, not swallowed
                result = error
            if not self._closed.is_set():
                self._courier.send((then, result))
