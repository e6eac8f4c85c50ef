"""What an input device gives, between its callback and the thread that writes it down."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from player.multitrack import Samples

_MOST_BLOCKS = 4096


class InputBlock(NamedTuple):
    """One block as the device gave it.

    frame: of its first frame, counted from when the device was opened, without what was lost.
    at_s: when this first frame came in at the device, on the clock of time.perf_counter().
    follows_loss: whether something was lost just before it.
    """

    frame: int
    frames: int
    at_s: float
    follows_loss: bool


class InputRing:
    """A ring of frames with one writer, the callback, and one reader.

    The writer owns `written` and `blocks_written`, the reader `read_frames` and `blocks_read`; all
    are plain ints, exchanged in one step under the GIL. What finds no room is lost, like what the
    device has lost: the block behind it says so.
    """

    def __init__(self, channels: int, capacity_frames: int = 1 << 18) -> None:
        self.channels = channels
        self.capacity_frames = capacity_frames
        self._frames = np.zeros((capacity_frames, channels), np.float32)
        self._block_frame = np.zeros(_MOST_BLOCKS, np.int64)
        self._block_stop = np.zeros(_MOST_BLOCKS, np.int64)
        self._block_at_s = np.zeros(_MOST_BLOCKS, np.float64)
        self._block_follows_loss = np.zeros(_MOST_BLOCKS, np.bool_)
        self._has_lost = False
        self.written = 0
        self.blocks_written = 0
        self.read_frames = 0
        self.blocks_read = 0

    def put(self, block: Samples, at_s: float, *, overflowed: bool) -> None:
        """Real-time safe: keep float32 (frames, channels), or lose them.

        No lock, no sample buffer allocated, no logging: two slice copies at most.
        """
        frames = len(block)
        if overflowed:
            self._has_lost = True
        is_full = self.written + frames - self.read_frames > self.capacity_frames
        if is_full or self.blocks_written - self.blocks_read >= _MOST_BLOCKS:
            self._has_lost = True
            return
        at = self.written % self.capacity_frames
        first = min(frames, self.capacity_frames - at)
        self._frames[at : at + first] = block[:first]
        if first < frames:
            self._frames[: frames - first] = block[first:]
        slot = self.blocks_written % _MOST_BLOCKS
        self._block_frame[slot] = self.written
        self._block_stop[slot] = self.written + frames
        self._block_at_s[slot] = at_s
        self._block_follows_loss[slot] = self._has_lost
        self._has_lost = False
        self.written += frames
        self.blocks_written += 1

    def take(self) -> tuple[Samples, list[InputBlock]]:
        """The reader's: everything that is there, float32 (frames, channels), and its blocks."""
        # The writer counts a block last: all of it is there. What it puts from now on is for later.
        last = self.blocks_written
        if last == self.blocks_read:
            return np.zeros((0, self.channels), np.float32), []
        slots = np.arange(self.blocks_read, last) % _MOST_BLOCKS
        starts = self._block_frame[slots].tolist()
        stop = int(self._block_stop[slots[-1]])
        stops = [*starts[1:], stop]
        blocks = [
            InputBlock(start, end - start, at_s, follows)
            for start, end, at_s, follows in zip(
                starts,
                stops,
                self._block_at_s[slots].tolist(),
                self._block_follows_loss[slots].tolist(),
                strict=True,
            )
        ]
        samples = self._frames[np.arange(starts[0], stop) % self.capacity_frames]
        self.read_frames, self.blocks_read = stop, last
        return samples, blocks
