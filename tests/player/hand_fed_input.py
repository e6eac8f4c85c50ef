"""An input that a test feeds, and an output that is heard in step with it."""

from __future__ import annotations

import time

import numpy as np

from player.input_ring import InputRing
from player.multitrack import SAMPLE_RATE, Samples
from player.output_ring import OutputRing
from player.playback import Playback
from player.stem_stream import Anchor

BLOCK = 441


class HandFedInput:
    """Stands in for an `AudioInput`; every block that is fed is ten milliseconds.

    latency_s: how long ago its first frame came in at the device.
    """

    def __init__(self, channels: int = 1, latency_s: float = 0.0) -> None:
        self.latency_s = latency_s
        self.ring = InputRing(channels)
        self.sample_rate = SAMPLE_RATE
        self.is_alive = True
        self.started_at_s = time.perf_counter() - latency_s

    def feed(self, block: Samples, *, lost: bool = False, at_s: float | None = None) -> None:
        """The ring has it at `at_s`, or now."""
        at_s = time.perf_counter() if at_s is None else at_s
        self.ring.put(block, at_s - self.latency_s, overflowed=lost)


class HandFedSong:
    """A song that is played from its start; `heard` so much. at_s: when its next block is."""

    def __init__(self) -> None:
        self.at_s = time.perf_counter()
        self.ring = OutputRing()
        self.ring.playing = True

    def hear(self) -> None:
        """One block of it."""
        self.ring.written += BLOCK
        self.ring.take(np.empty((BLOCK, 2), np.float32), self.at_s - time.perf_counter())

    def playback(self) -> Playback:
        """It plays at its own tempo."""
        return Playback(True, 0, (Anchor(0.0, 0.0, 1.0),))


def play(song: HandFedSong, source: HandFedInput, seconds: float, level: float = 0.25) -> None:
    """Both, in real time; what is recorded counts its blocks."""
    block = np.full((BLOCK, source.ring.channels), level, np.float32)
    for _ in range(round(seconds * SAMPLE_RATE / BLOCK)):
        # A device's clock goes on evenly, however late this thread is.
        song.hear()
        source.feed(block, at_s=song.at_s)
        song.at_s += BLOCK / SAMPLE_RATE
        time.sleep(max(0.0, song.at_s - time.perf_counter()))
