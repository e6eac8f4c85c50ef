"""How high a tone is, to a thousandth of a cent."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE

_SMOOTHED_FRAMES = 4410


def tone_frequency(tone: NDArray[np.float32], near_hz: float) -> float:
    """The frequency, in Hz, of what is a single tone in its middle half: float32 (frames,).

    Measured by how fast its phase turns against a tone of `near_hz`, which may be off by 2 %.
    """
    middle = tone[len(tone) // 4 : 3 * len(tone) // 4]
    frames = np.arange(len(middle))
    turned = middle * np.exp(-2j * np.pi * near_hz * frames / SAMPLE_RATE)
    smoothed = np.convolve(turned, np.hanning(_SMOOTHED_FRAMES), mode="valid")
    phase = np.unwrap(np.angle(smoothed))
    slope = np.polyfit(np.arange(len(phase)), phase, 1)[0]
    return near_hz + float(slope) * SAMPLE_RATE / (2 * np.pi)
