"""Keeps a song and its click within full scale: where a click would clip, both go down for a
moment and come back; everywhere else every frame stays as it is, to the bit.

The gain that each frame needs is looked ahead for: the lowest around it, smoothed, so that it is
reached without a step before it is needed. What the song clips by itself is not this one's concern.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from player.multitrack import Samples
from player.output_ring import OutputRing

_HALF_FRAMES = 96
REACH_FRAMES = 2 * _HALF_FRAMES
"""So far before and after a frame that clips others are turned down too."""
# Less than full scale by what rounding may bring back.
_CEILING = 1.0 - 1e-6
_WINDOW: NDArray[np.float64] = np.hanning(2 * _HALF_FRAMES + 3)[1:-1]
_WINDOW /= _WINDOW.sum()


def needed_gains(mix: Samples, clicks: Samples) -> NDArray[np.float32]:
    """What each frame has to be turned down by, (frames,): 1.0 where no click makes it clip.

    mix: float32 (frames, 2), with the clicks. clicks: float32 (2, frames), what they bring to it.
    """
    if not clicks.any():
        return np.ones(len(mix), np.float32)
    peaks = np.where(clicks.any(axis=0), np.abs(mix).max(axis=1), 0.0)
    return np.where(peaks > 1.0, _CEILING / np.maximum(peaks, 1.0), 1.0).astype(np.float32)


def smooth_gains(needed: NDArray[np.float32]) -> NDArray[np.float32]:
    """Gains that are no higher than needed, and move slowly: float32 (n + 2 * REACH_FRAMES,) to
    (n,). Exactly 1.0 where nothing in reach needs less.
    """
    around = np.lib.stride_tricks.sliding_window_view(1.0 - needed, len(_WINDOW))
    less = np.convolve(around.max(axis=-1), _WINDOW, "valid")
    return (1.0 - less).astype(np.float32)


class ClickLimiter:
    """Limits a sum that comes block after block, and holds back as much as it looks ahead."""

    def __init__(self) -> None:
        self._held = np.zeros((0, 2), np.float32)
        # Of what is held back, and of what was given before it as far as it reaches.
        self._needed = np.ones(REACH_FRAMES, np.float32)

    def push(self, mix: Samples, clicks: Samples) -> Samples:
        """Take the next frames; returns those that are settled, float32 (n, 2), n may be 0.

        mix, clicks: as for `needed_gains`.
        """
        return self._settle(mix, needed_gains(mix, clicks), REACH_FRAMES)

    def rest(self) -> Samples:
        """What is held back: nothing follows."""
        return self._settle(np.zeros((0, 2), np.float32), np.ones(REACH_FRAMES, np.float32), 0)

    def _settle(self, mix: Samples, needed: NDArray[np.float32], held_frames: int) -> Samples:
        held = np.concatenate([self._held, mix])
        self._needed = np.concatenate([self._needed, needed])
        count = max(0, len(held) - held_frames)
        if not count:
            self._held = held
            return held[:0]
        given: Samples = held[:count]
        reached = self._needed[: count + 2 * REACH_FRAMES]
        if reached.min() < 1.0:
            given = given * smooth_gains(reached)[:, None]
        self._held, self._needed = held[count:], self._needed[count:]
        return given


class RingLimiter:
    """Limits what is written into a ring, also where it is written over. What comes next is not
    known yet: when it comes, it may turn down what stands before it and is not heard yet.
    """

    def __init__(self, ring: OutputRing) -> None:
        self._ring = ring
        self._needed = np.ones(ring.capacity_frames, np.float32)
        self._given = np.ones(ring.capacity_frames, np.float32)

    def limit(self, start_frame: int, mix: Samples, clicks: Samples) -> None:
        """Turn down, in place, what is about to be written at an output frame, where it has to be.

        mix, clicks: as for `needed_gains`; nothing stands behind them in the ring.
        """
        here = self._at(start_frame, start_frame + len(mix))
        needed = needed_gains(mix, clicks)
        self._needed[here] = needed
        before = self._needed[self._at(start_frame - 2 * REACH_FRAMES, start_frame)]
        reached = np.concatenate([before, needed, np.ones(REACH_FRAMES, np.float32)])
        given = self._given[self._at(start_frame - REACH_FRAMES, start_frame)]
        if reached.min() == given.min() == 1.0:
            self._given[here] = 1.0
            return
        gains = smooth_gains(reached)
        self._change_before(start_frame, gains[:REACH_FRAMES])
        self._given[here] = gains[REACH_FRAMES:]
        mix *= gains[REACH_FRAMES:, None]

    def undone(self, start_frame: int, block: Samples) -> Samples:
        """What stood in the ring from an output frame on, as it was before it was turned down."""
        given = self._given[self._at(start_frame, start_frame + len(block))]
        return block / given[:, None]

    def _change_before(self, stop_frame: int, gains: NDArray[np.float32]) -> None:
        """What stands in the ring until `stop_frame`, and is not heard yet, is to have these."""
        first = max(stop_frame - REACH_FRAMES, self._ring.heard)
        if first >= stop_frame:
            return
        gains = gains[first - stop_frame :]
        at = self._at(first, stop_frame)
        change = gains / self._given[at]
        if (change != 1.0).any():
            self._given[at] = gains
            block = self._ring.read(first, stop_frame - first)
            self._ring.write(first, block * change[:, None])

    def _at(self, start_frame: int, stop_frame: int) -> NDArray[np.int64]:
        return np.arange(start_frame, stop_frame) % self._ring.capacity_frames
