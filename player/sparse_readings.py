"""Thins the readings of a stream's clock to what an hour of recording needs."""

from __future__ import annotations

from player.stream_clock import ClockReading

_SPAN_S = 0.05


class SparseReadings:
    """One reading for every twentieth of a second, and every one that follows a break.

    Of those that came together the one of middling lateness stands for all: so the median of a few
    seconds stays what it is.

    sample_rate: what the device promises, in Hz.
    """

    def __init__(self, sample_rate: int) -> None:
        self._rate = sample_rate
        self._together: list[ClockReading] = []

    def add(self, reading: ClockReading) -> list[ClockReading]:
        """One more; returns those that are settled by it, in order."""
        if reading.follows_break:
            return [*self.rest(), reading]
        begun = not self._together or (
            reading.frame - self._together[0].frame < _SPAN_S * self._rate
        )
        settled = [] if begun else self.rest()
        self._together.append(reading)
        return settled

    def rest(self) -> list[ClockReading]:
        """What stands for those that are not settled, because nothing follows."""
        together, self._together = self._together, []
        if not together:
            return []
        together.sort(key=lambda each: each.at_s - each.frame / self._rate)
        return [together[(len(together) - 1) // 2]]
