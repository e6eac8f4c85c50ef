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
    """Stands in for an `AudioInput`; every block that is fed is ten milliseconds."""

    def __init__(self, channels: int = 1) -> None:
        self.ring = InputRing(channels)
        self.sample_rate = SAMPLE_RATE
        self.is_alive = True

    def feed(self, block: Samples, *, lost: bool = False) -> None:
        """It came in just now."""
        self.ring.put(block, time.perf_counter(), overflowed=lost)


class HandFedSong:
    """A song that is played from its start; `heard` so much."""

    def __init__(self) -> None:
        self.ring = OutputRing()
        self.ring.playing = True

    def hear(self) -> None:
        """One block of it."""
        self.ring.written += BLOCK
        self.ring.take(np.empty((BLOCK, 2), np.float32))

    def playback(self) -> Playback:
        """It plays at its own tempo."""
        return Playback(True, 0, (Anchor(0.0, 0.0, 1.0),))


def play(song: HandFedSong, source: HandFedInput, seconds: float, level: float = 0.25) -> None:
    """Both, in real time; what is recorded counts its blocks."""
    block = np.full((BLOCK, source.ring.channels), level, np.float32)
    begun_s = time.perf_counter()
    for number in range(round(seconds * SAMPLE_RATE / BLOCK)):
        song.hear()
        source.feed(block)
        time.sleep(max(0.0, begun_s + (number + 1) * BLOCK / SAMPLE_RATE - time.perf_counter()))
