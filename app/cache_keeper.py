"""Keeps the cache within its limit, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.background import Pool
from app.cache_limit import choose_limit
from app.cached_songs import (
    keep_within_limit,
    make_room,
    remove_key,
    remove_song,
    report_cache,
)


class CacheKeeper(QObject):
    """Every method returns at once; one thing is done after another.

    `reported(report)`: a `CacheReport`, after everything that was asked for. `failed(error)`: an
    OSError, where the disk refused.
    """

    reported = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = Pool(1, self)
        self._closing = threading.Event()

    def look(self) -> None:
        """Only report."""
        self._do(lambda: None)

    def tidy(self) -> None:
        """Remove what is beyond the limit."""
        self._do(lambda: keep_within_limit(self._is_wanted))

    def set_limit(self, limit_bytes: int) -> None:
        """Choose another limit, and remove what is beyond it."""

        def work() -> None:
            choose_limit(limit_bytes)
            keep_within_limit(self._is_wanted)

        self._do(work)

    def forget_songs(self) -> None:
        """Remove every song that is not open."""

        def work() -> None:
            for song in report_cache().songs:
                if self._is_wanted():
                    remove_song(song)

        self._do(work)

    def forget_song(self, key: str, then: Callable[[bool], None]) -> None:
        """Remove the song whose folder has this name, also where no report has told of it yet;
        `then(whether it is gone)` is called here. One that is open stays.
        """

        def tell(answer: object) -> None:
            then(answer is True)
            self._on_done(answer)

        self._pool.run(lambda: remove_key(key), tell)

    def make_room(self, needed_bytes: int, then: Callable[[bool], None]) -> None:
        """Remove songs of so many bytes; `then(whether anything went)` is called here."""
        self._pool.run(lambda: make_room(needed_bytes), lambda answer: then(answer is True))

    def close(self) -> None:
        """Stop, and wait for the removal that has begun."""
        self._closing.set()
        self._pool.close()

    def _is_wanted(self) -> bool:
        return not self._closing.is_set()

    def _do(self, work: Callable[[], object]) -> None:
        self._pool.run(work, self._on_done)

    def _on_done(self, outcome: object) -> None:
        if isinstance(outcome, OSError):
            self.failed.emit(outcome)
        self._pool.run(report_cache, self._on_report)

    def _on_report(self, report: object) -> None:
        if isinstance(report, OSError):
            self.failed.emit(report)
        else:
            self.reported.emit(report)
