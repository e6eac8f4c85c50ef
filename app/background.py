"""Work off the GUI thread: the result, or the error, comes back on it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

_NICENESS = 10


class Courier(QObject):
    """Takes values in any thread and hands them to `receive` in the thread it was made in."""

    _sent = Signal(object)

    def __init__(self, receive: Callable[[Any], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receive = receive
        self._closed = False
        # A slot of a QObject, so that Qt knows the thread it belongs to.
        self._sent.connect(self._deliver)

    def send(self, value: Any) -> None:
        """Hand over a value; any thread may."""
        self._sent.emit(value)

    def close(self) -> None:
        """Deliver nothing any more."""
        self._closed = True

    @Slot(object)
    def _deliver(self, value: Any) -> None:
        if not self._closed:
            self._receive(value)


class Pool(QObject):
    """A few threads. `run(work, then)` calls `then(result or exception)` on the GUI thread.

    can_wait: its work gives way to the sound and the window where there is too much to do.
    """

    def __init__(
        self, threads: int, parent: QObject | None = None, *, can_wait: bool = False
    ) -> None:
        super().__init__(parent)
        # Not QThreadPool: what it has not run when it ends, it does not free.
        self._executor = ThreadPoolExecutor(
            threads, "woodshed-pool", initializer=_give_way if can_wait else None
        )
        # Who starts a thread waits until it runs: now that is soon, while a song opens it is not.
        self._executor.submit(_nothing)
        # One for all, which lives as long as the threads: what is deleted as soon as it has
        # delivered may still be sending in another thread.
        self._courier = Courier(_call, self)

    def run(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do `work` in the pool, and `then` here with what it returned or raised."""

        def task() -> None:
            try:
                result = work()
            except Exception as error:  # it is handed on, not swallowed
                result = error
            self._courier.send((then, result))

        self._executor.submit(task)

    def close(self) -> None:
        """Forget what has not begun, wait for what has, and deliver nothing any more."""
        self._end(forget=True)

    def finish(self) -> None:
        """Wait for everything that was asked for, and deliver nothing any more."""
        self._end(forget=False)

    def _end(self, *, forget: bool) -> None:
        self._courier.close()
        self._executor.shutdown(cancel_futures=forget)


def _give_way() -> None:
    # Only Linux has a niceness of threads; the others' systems favour the window by themselves.
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


def _nothing() -> None:
    pass


def _call(delivery: tuple[Callable[[Any], None], Any]) -> None:
    then, result = delivery
    then(result)
