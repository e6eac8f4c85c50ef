"""Whether this machine stretches as fast as it plays."""

from __future__ import annotations

# A window long enough to look past one interruption, short enough to act before the ring is empty.
_WINDOW_S = 0.75
_TOO_MUCH = 0.9
_NEARLY_EMPTY = 0.5


class StretchLoad:
    """Adds up how long stretching takes and how long what comes of it plays.

    was_too_much: it has been found that the machine cannot keep up, and not been forgotten yet.
    """

    def __init__(self) -> None:
        self.was_too_much = False
        self._took_s = 0.0
        self._lasts_s = 0.0

    def is_too_much(self, took_s: float, lasts_s: float, filled: float) -> bool:
        """Note one block; whether it is time for something lighter.

        took_s, lasts_s: real seconds of work, and of sound. filled: share of what is to be kept
        ready that is there; while there is plenty, slow blocks do no harm.
        """
        self._took_s += took_s
        self._lasts_s += lasts_s
        if self._lasts_s < _WINDOW_S:
            return False
        load = self._took_s / self._lasts_s
        self._took_s = self._lasts_s = 0.0
        self.was_too_much = load > _TOO_MUCH and filled < _NEARLY_EMPTY
        return self.was_too_much

    def forget(self) -> None:
        """Try the best quality again."""
        self.was_too_much = False
        self._took_s = self._lasts_s = 0.0
