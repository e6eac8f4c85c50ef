"""When a sound begins: where its energy rises most."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE

_WINDOW_FRAMES = 44
_SEARCHED_FRAMES = round(0.06 * SAMPLE_RATE)


def onset_near(signal: NDArray[np.float32], frame: float) -> int:
    """The frame within 60 ms of `frame` behind which there is most energy against before it.

    signal: float32 (frames,). Compared are the millisecond before and the millisecond after.
    """
    start = max(0, round(frame) - _SEARCHED_FRAMES)
    piece = signal[start : round(frame) + _SEARCHED_FRAMES].astype(np.float64)
    energy = np.concatenate([[0.0], np.cumsum(piece**2)])
    middle = np.arange(_WINDOW_FRAMES, len(piece) - _WINDOW_FRAMES)
    after = energy[middle + _WINDOW_FRAMES] - energy[middle]
    before = energy[middle] - energy[middle - _WINDOW_FRAMES]
    rise = after - before
    # Several frames rise alike before a click: it stands at the last of them.
    best = np.flatnonzero(rise >= rise.max() * (1 - 1e-9))
    return start + int(middle[best[-1]])


def onsets(signal: NDArray[np.float32], near: Iterable[float]) -> NDArray[np.int64]:
    """The onset near each of these frames."""
    return np.array([onset_near(signal, frame) for frame in near], np.int64)
