"""Whether this machine stretches as fast as it plays, and which quality it gets."""

from __future__ import annotations

# A window long enough to look past one interruption, short enough to act before the ring is empty.
_WINDOW_S = 0.75
_TOO_MUCH = 0.9
_NEARLY_EMPTY = 0.5
# How many times the best quality costs as much, what it may cost to be tried again, and when.
_COST_OF_THE_BEST = 4.5
_AFFORDABLE = 0.6
_TRY_AGAIN_S = 20.0
_LATEST_TRY_S = 300.0


class StretchLoad:
    """Adds up how long stretching takes and how long what comes of it plays.

    is_light: the machine could not keep up with the best quality.
    """

    def __init__(self) -> None:
        self.is_light = False
        self._try_again_s = _TRY_AGAIN_S
        self._calm_s = self._took_s = self._lasts_s = 0.0

    def judge(self, took_s: float, lasts_s: float) -> bool:
        """Whether a stream that took so long to begin is too much, before anything is heard."""
        self.is_light = self.is_light or took_s > _TOO_MUCH * lasts_s
        return self.is_light

    def turns(self, took_s: float, lasts_s: float, filled: float) -> bool:
        """Note one block; whether the quality is another from here on.

        took_s, lasts_s: real seconds of work, and of sound. filled: share of what is to be kept
        ready that is there; while there is plenty, slow blocks do no harm.
        """
        self._took_s += took_s
        self._lasts_s += lasts_s
        if self._lasts_s < _WINDOW_S:
            return False
        load, window_s = self._took_s / self._lasts_s, self._lasts_s
        self._took_s = self._lasts_s = 0.0
        if not self.is_light:
            self.is_light = load > _TOO_MUCH and filled < _NEARLY_EMPTY
            return self.is_light
        is_calm = load * _COST_OF_THE_BEST < _AFFORDABLE
        self._calm_s = self._calm_s + window_s if is_calm else 0.0
        if self._calm_s < self._try_again_s:
            return False
        # Should it be too much again, the next try has to wait longer.
        self._try_again_s = min(2 * self._try_again_s, _LATEST_TRY_S)
        self.is_light, self._calm_s = False, 0.0
        return True
