"""What is played into the input, on its way to the loudspeaker: direct monitoring."""

from __future__ import annotations

import numpy as np

from player.multitrack import Samples

# Two devices never go equally fast: with more than this waiting, what waits longest is left out.
_LONGEST_WAIT_FRAMES = 4096


class MonitorRing:
    """A ring of stereo frames from the input's callback to the output's; each owns its own count.

    Nothing goes through it unless an input is opened with it.
    """

    def __init__(self, capacity_frames: int = 1 << 14) -> None:
        self.capacity_frames = capacity_frames
        self._frames = np.zeros((capacity_frames, 2), np.float32)
        self.written = 0
        self.heard = 0

    def put(self, block: Samples) -> None:
        """Real-time safe, the input's: float32 (frames, 1 or 2); one channel goes to both sides."""
        frames = len(block)
        if frames > self.capacity_frames // 2:
            return
        at = self.written % self.capacity_frames
        first = min(frames, self.capacity_frames - at)
        self._frames[at : at + first] = block[:first]
        if first < frames:
            self._frames[: frames - first] = block[first:]
        self.written += frames

    def add_to(self, out: Samples) -> None:
        """Real-time safe, the output's: add what waits to float32 (frames, 2), in place."""
        ready = self.written - self.heard
        if ready <= 0:
            return
        if ready > _LONGEST_WAIT_FRAMES + len(out):
            self.heard = self.written - len(out)
        count = min(self.written - self.heard, len(out))
        at = self.heard % self.capacity_frames
        first = min(count, self.capacity_frames - at)
        out[:first] += self._frames[at : at + first]
        if first < count:
            out[first:count] += self._frames[: count - first]
        self.heard += count
