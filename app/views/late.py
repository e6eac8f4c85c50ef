"""What is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Late(Generic[Made]):
    """A popup, or another part of a window that few people open in a day.

    Popups were a third of all controls of a window, which took as much of the time until it is
    there. `make` gives it, showing everything as it is by then; what changes before need not be
    told to anybody.
    """

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self.made: Made | None = None

    def wanted(self) -> Made:
        """It, made now if it never was."""
        if self.made is None:
            self.made = self._make()
        return self.made
