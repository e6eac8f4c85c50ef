"""Looks for a song's beats in a child process, and waits for its answer."""

from __future__ import annotations

from contextlib import closing

from app.analysis_child import AnalysisChild
from app.beats_order import BeatsOrder, FoundBeats
from app.errors import BeatsUnknownError


class BeatsSearch:
    """One search. `run` blocks, in any thread; `cancel` ends it from any other, at once."""

    def __init__(self, order: BeatsOrder) -> None:
        self._order = order
        self._child = AnalysisChild("app.beats_worker")

    def run(self) -> FoundBeats:
        """Wait for what is found. Raises: BeatsUnknownError, also when it is cancelled."""
        try:
            with closing(self._child.answers(self._order.encode())) as answers:
                fields = next(answers, None)
            if fields is None:
                raise BeatsUnknownError("it has ended without an answer")
            return FoundBeats.of_fields(fields)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise BeatsUnknownError(str(error)) from error

    def cancel(self) -> None:
        """Let nothing be found any more; returns at once."""
        self._child.cancel()
