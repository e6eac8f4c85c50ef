"""Looks for parts of what a song says: in the cache first, then in a child process."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from app.analysis_child import AnalysisChild
from app.reading.errors import ReadingFailedError
from app.reading.found_reading import Part, PartValue
from app.reading.reading_order import ReadingOrder


class ReadingSearch:
    """One search. `run` blocks, in any thread; `cancel` ends it from any other, at once."""

    def __init__(self, order: ReadingOrder) -> None:
        self._order = order
        self._child = AnalysisChild("app.reading.worker")

    def run(self, found: Callable[[Part, PartValue], None]) -> None:
        """Tell every part as soon as it is there; nothing more once it is cancelled.

        Raises: ReadingFailedError where not all of it is found, when the rest has been told.
        """
        store, missing = self._order.store, list[Part]()
        for part in self._order.parts:
            kept = store.read(part)
            if kept is None:
                missing.append(part)
            else:
                found(part, kept)
        if missing:
            self._look(tuple(missing), found)

    def _look(self, parts: tuple[Part, ...], found: Callable[[Part, PartValue], None]) -> None:
        missing, reasons = set(parts), list[str]()
        try:
            order = replace(self._order, parts=parts).encode()
            with closing(self._child.answers(order)) as answers:
                for answer in answers:
                    part = Part(answer["part"])
                    value = self._order.store.read(part)
                    if value is None:
                        reasons.append(str(answer.get("error")))
                    else:
                        found(part, value)
                        missing.discard(part)
        except (OSError, ValueError, TypeError, KeyError) as error:
            reasons.append(str(error))
        if missing and not self._child.is_cancelled:
            raise ReadingFailedError("; ".join(reasons) or "it has ended without an answer")

    def cancel(self) -> None:
        """Let nothing be found any more; returns at once."""
        self._child.cancel()
