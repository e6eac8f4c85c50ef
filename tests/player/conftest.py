"""A clock for what the engine measures of itself that no other program can make late."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest


class WorkClock:
    """Stands in for `time` where the engine times its own work: it goes while this thread computes.

    A machine that is busy with something else would be taken for one that is too slow.
    """

    def __init__(self) -> None:
        self._waited_s = 0.0

    def perf_counter(self) -> float:
        """The processor time of this thread and the seconds that were to pass besides."""
        return time.thread_time() + self._waited_s

    def wait(self, seconds: float) -> None:
        """Let so many seconds have passed."""
        self._waited_s += seconds


@pytest.fixture(scope="module")
def work_clock() -> Iterator[WorkClock]:
    """The clock of every `Performance`, for the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        clock = WorkClock()
        patch.setattr("player.performance.time", clock)
        yield clock
