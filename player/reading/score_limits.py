"""What no score goes beyond: so that a damaged file ends in a sentence, not in a full memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction

MOST_BARS = 4000
MOST_EVENTS = 400_000
MOST_STRINGS = 12
LONGEST_BAR = Fraction(256)
"""In quarters: the longest bar there is."""
LONGEST_NAME = 200


class TooLargeError(Exception):
    """A file goes beyond what a score can be."""


class Deadline:
    """Ends a reading that takes too long, or that nobody wants any more."""

    def __init__(self, seconds: float, is_wanted: Callable[[], bool]) -> None:
        self._ends_s = time.monotonic() + seconds
        self._is_wanted = is_wanted

    def check(self) -> None:
        """To be called again and again. Raises: TooLargeError, when time is up."""
        if time.monotonic() > self._ends_s or not self._is_wanted():
            raise TooLargeError("it takes too long")


def within_limits(bars: int, events: int) -> None:
    """Raises: TooLargeError, where there are more than a score has."""
    if bars > MOST_BARS or events > MOST_EVENTS:
        raise TooLargeError(f"{bars} bars, {events} events")


def metre(beats: int, unit: int) -> tuple[int, int]:
    """A time signature. Raises: ValueError, where it is none."""
    if not (0 < beats <= 64 and unit in (1, 2, 4, 8, 16, 32, 64)):
        raise ValueError(f"no metre: {beats}/{unit}")
    return beats, unit


def one_line(text: str | None) -> str:
    """A name from a file as it can be shown: in one line, and not without end."""
    return " ".join((text or "").split())[:LONGEST_NAME]
