"""Notices that the sound output plays no more: unplugged, stalled, or asleep."""

from __future__ import annotations

import time
from collections.abc import Callable

from player.errors import ComputerSleptError, OutputError, OutputGoneError, OutputStalledError
from player.output_ring import OutputRing

# Bluetooth loudspeakers take a while to wake up; after that nothing should interrupt them.
_FIRST_SOUND_LIMIT_S = 5.0
_STALL_LIMIT_S = 2.0
_SLEEP_LIMIT_S = 5.0
_LOOK_LIMIT_S = 1.0

Clock = Callable[[], float]


def _through_sleep() -> float:
    """Seconds that go on while the computer sleeps.

    Where the system has such a clock, somebody who sets the time of day does not move it.
    """
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if boottime is None else time.clock_gettime(boottime)


class OutputWatch:
    """Looks at the ring from time to time to see whether somebody takes from it.

    awake: a clock that stands still while the computer sleeps; through_sleep: one that does not.
    On Windows both go on, and a device that did not survive the sleep is found stalled or gone.
    has_taken: whether the device took anything since `begin`, as of the last look.
    """

    def __init__(
        self,
        ring: OutputRing,
        awake: Clock = time.monotonic,
        through_sleep: Clock = _through_sleep,
    ) -> None:
        self._ring = ring
        self._awake = awake
        self._through_sleep = through_sleep
        self.begin()

    def begin(self) -> None:
        """A device was opened; it has time to wake up. A sleep before that is none of its."""
        self.has_taken = False
        self._seen = self._ring.clock
        self._seen_at_s = self._looked_at_s = self._awake()
        self._lead_s = self._through_sleep() - self._seen_at_s

    def look(self, is_alive: bool) -> OutputError | None:
        """What has happened to the device since the last look; None when it is well.

        is_alive: what it says of itself. A device that never took anything since `begin` is only
        stalled when there is something to play.
        """
        now_s = self._awake()
        lead_s, before_s = self._through_sleep() - now_s, self._lead_s
        self._lead_s = lead_s
        if now_s - self._looked_at_s > _LOOK_LIMIT_S:
            # Nobody looked, so nobody knows how long it has been.
            self._seen_at_s = now_s
        self._looked_at_s = now_s
        clock = self._ring.clock
        if clock is not self._seen:
            self._seen, self._seen_at_s, self.has_taken = clock, now_s, True
        if lead_s - before_s > _SLEEP_LIMIT_S:
            return ComputerSleptError()
        if not is_alive:
            return OutputGoneError()
        limit_s = _STALL_LIMIT_S if self.has_taken else _FIRST_SOUND_LIMIT_S
        if now_s - self._seen_at_s > limit_s and (self.has_taken or self._ring.playing):
            return OutputStalledError()
        return None
