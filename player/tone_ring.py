"""Tones between the fill thread and the audio callback, which adds them to the song."""

from __future__ import annotations

import numpy as np

from player.multitrack import Samples


class ToneRing:
    """A ring of stereo frames with one writer and one reader, as the `OutputRing` is.

    It has a count of frames of its own, which goes on only while there is something in it: a tone
    sounds while the song stands still, and nothing of it is left when the song is cut or mixed
    anew. The reader owns `heard`, the writer `written`.
    """

    def __init__(self, capacity_frames: int = 1 << 16) -> None:
        self.capacity_frames = capacity_frames
        self._frames = np.zeros((capacity_frames, 2), np.float32)
        self.heard = 0
        self.written = 0

    def write(self, start_frame: int, block: Samples) -> None:
        """Put float32 (frames,) on both sides, at a frame; `written` is the caller's to move."""
        at = start_frame % self.capacity_frames
        first = min(len(block), self.capacity_frames - at)
        self._frames[at : at + first] = block[:first, None]
        self._frames[: len(block) - first] = block[first:, None]

    def add_to(self, out: Samples) -> None:
        """Real-time safe: add what is ready to float32 (frames, 2), in place.

        No lock, no sample buffer allocated, no logging: two slices are added at most.
        """
        ready = self.written - self.heard
        if ready <= 0:
            return
        count = min(ready, len(out))
        at = self.heard % self.capacity_frames
        first = min(count, self.capacity_frames - at)
        out[:first] += self._frames[at : at + first]
        if first < count:
            out[first:count] += self._frames[: count - first]
        self.heard += count
