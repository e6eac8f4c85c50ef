"""What is played into the input, on its way to the loudspeaker: direct monitoring."""

from __future__ import annotations

import numpy as np

from player.multitrack import Samples

# What may always wait, so that an input that comes in blocks is not heard in pieces.
_CUSHION_FRAMES = 128
# More than this is left out at once: it would be heard as an echo.
_LONGEST_WAIT_FRAMES = 4096
# So long nothing of what waited was needed: then it is too much. About a second.
_LOOK_FRAMES = 48_000
_FADE_FRAMES = 128


class MonitorRing:
    """A ring of stereo frames from the input's callback to the output's; each owns its own count.

    Two devices never go equally fast, and either may stall: what waits and is never needed is left
    out, cross-faded, so that who plays hears himself no later than he has to. Nothing goes through
    it unless an input is opened with it.
    """

    def __init__(self, capacity_frames: int = 1 << 14) -> None:
        self.capacity_frames = capacity_frames
        self._frames = np.zeros((capacity_frames, 2), np.float32)
        self._fade_in = np.linspace(0.0, 1.0, _FADE_FRAMES, dtype=np.float32)[:, None]
        self._fade_out = self._fade_in[::-1]
        self._faded = np.zeros((_FADE_FRAMES, 2), np.float32)
        self.written = 0
        self.heard = 0
        self._looked_frames = 0
        self._least_left = capacity_frames

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
        too_much = self._too_much(ready - len(out), len(out))
        if ready <= 0:
            return
        begin = 0
        if too_much:
            begin = min(_FADE_FRAMES, len(out), ready - too_much)
            self._add_faded(out[:begin], self._fade_out)
            self.heard += too_much
            self._add_faded(out[:begin], self._fade_in)
            ready -= too_much
        count = min(ready, len(out))
        self._add(out[begin:count], self.heard + begin)
        self.heard += count

    def _too_much(self, left: int, frames: int) -> int:
        """How much of what will be left waiting can go, if it is time to look."""
        self._least_left = min(self._least_left, max(0, left))
        self._looked_frames += frames
        if left > _LONGEST_WAIT_FRAMES:
            spare = left - _CUSHION_FRAMES
        elif self._looked_frames >= _LOOK_FRAMES:
            spare = max(0, self._least_left - _CUSHION_FRAMES)
        else:
            return 0
        self._looked_frames = 0
        self._least_left = self.capacity_frames
        return spare

    def _add(self, out: Samples, start_frame: int) -> None:
        at = start_frame % self.capacity_frames
        first = min(len(out), self.capacity_frames - at)
        out[:first] += self._frames[at : at + first]
        if first < len(out):
            out[first:] += self._frames[: len(out) - first]

    def _add_faded(self, out: Samples, gains: Samples) -> None:
        """What is due next, at gains of float32 (_FADE_FRAMES, 1)."""
        faded = self._faded[: len(out)]
        faded[:] = 0.0
        self._add(faded, self.heard)
        faded *= gains[: len(out)]
        out += faded
