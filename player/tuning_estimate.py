"""How far a song's A is from 440 Hz, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tuning:
    """cents: how much higher than A4 = 440 Hz the song is, above -50, at most 50. confidence: 0 to
    1.
    """

    cents: float
    confidence: float

    @property
    def a4_hz(self) -> float:
        """What its A4 is."""
        return float(440 * 2 ** (self.cents / 1200))
