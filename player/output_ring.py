"""The finished sound between the fill thread and the audio callback."""

from __future__ import annotations

import time

import numpy as np

from player.monitor_ring import MonitorRing
from player.multitrack import SAMPLE_RATE, Samples
from player.tone_ring import ToneRing


class OutputRing:
    """A ring of stereo frames with one writer and one reader, addressed by output frame.

    Output frames are counted from when the engine started and never go back. The reader owns
    `heard`, the writer `written`; both are plain ints, exchanged in one step under the GIL. The
    writer may rewrite frames the reader has not come near yet: that is how a mute is heard at
    once however deep the ring is.
    """

    def __init__(self, capacity_frames: int = 1 << 17) -> None:
        self.capacity_frames = capacity_frames
        # Hz of what is in it. A device that runs at another rate must not take.
        self.sample_rate = SAMPLE_RATE
        self._frames = np.zeros((capacity_frames, 2), np.float32)
        # What is heard beside it, whether it plays or not; at the same sample rate.
        self.tones = ToneRing()
        self.monitor = MonitorRing()
        self.heard = 0
        self.written = 0
        self.underrun_frames = 0
        # What the device was given beside it, because nothing was ready.
        self.silent_frames = 0
        # How often the device itself ran out while playing, because nobody asked the ring in time.
        self.device_underruns = 0
        # Where the device that takes now began: what comes before it, no one has heard from it.
        self.begun_frame = 0
        # While nothing plays an empty ring is no underrun.
        self.playing = False
        # (heard, when, seconds until the last block's first frame leaves the device, its frames)
        self.clock: tuple[int, float, float, int] = (0, time.perf_counter(), 0.0, 0)

    @property
    def lead_frames(self) -> int:
        """How much is ready and not taken yet."""
        return self.written - self.heard

    def write(self, start_frame: int, block: Samples) -> None:
        """Put float32 (frames, 2) at an output frame; `written` is the caller's to move."""
        at = start_frame % self.capacity_frames
        first = min(len(block), self.capacity_frames - at)
        self._frames[at : at + first] = block[:first]
        self._frames[: len(block) - first] = block[first:]

    def read(self, start_frame: int, frames: int) -> Samples:
        """Copy of float32 (frames, 2) from an output frame on."""
        at = np.arange(start_frame, start_frame + frames) % self.capacity_frames
        return self._frames[at]

    def take(self, out: Samples, latency_s: float = 0.0) -> None:
        """Real-time safe: fill float32 (frames, 2) from the ring, with silence where it is empty.

        A tone that sounds is added. No lock, no sample buffer allocated, no logging: two slice
        copies at most, and two sums beside a tone.
        """
        wanted = len(out)
        ready = self.written - self.heard
        count = wanted if ready >= wanted else max(0, ready)
        at = self.heard % self.capacity_frames
        first = min(count, self.capacity_frames - at)
        out[:first] = self._frames[at : at + first]
        if first < count:
            out[first:count] = self._frames[: count - first]
        if count < wanted:
            out[count:] = 0.0
            self.silent_frames += wanted - count
            if self.playing:
                self.underrun_frames += wanted - count
        self.tones.add_to(out)
        self.monitor.add_to(out)
        self.heard += count
        self.clock = (self.heard, time.perf_counter(), latency_s, count)

    def audible_frame(self) -> float:
        """The output frame that leaves the loudspeaker now, as well as the device tells."""
        heard, when, latency_s, block_frames = self.clock
        elapsed_s = time.perf_counter() - when
        estimate = heard - block_frames + (elapsed_s - latency_s) * self.sample_rate
        return max(0.0, min(float(heard), estimate))
