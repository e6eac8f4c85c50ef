"""When a sound begins: where it first is half as loud as it will be."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE

_WINDOW_FRAMES = 221
_SEARCHED_FRAMES = round(0.06 * SAMPLE_RATE)
_PART_OF_PEAK = 0.5


def onset_near(signal: NDArray[np.float32], frame: float) -> int:
    """The first frame, within 60 ms of `frame`, at half of the loudest there.

    signal: float32 (frames,). Loudness is the root of the mean energy in 5 ms.
    """
    start = max(0, round(frame) - _SEARCHED_FRAMES)
    piece = signal[start : round(frame) + _SEARCHED_FRAMES].astype(np.float64)
    loudness = np.sqrt(np.convolve(piece**2, np.hanning(_WINDOW_FRAMES), mode="same"))
    return start + int(np.argmax(loudness >= _PART_OF_PEAK * loudness.max()))


def onsets(signal: NDArray[np.float32], near: Iterable[float]) -> NDArray[np.int64]:
    """The onset near each of these frames."""
    return np.array([onset_near(signal, frame) for frame in near], np.int64)
