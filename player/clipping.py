"""Where a recording was too loud: the input could not go further, and the wave is cut off there."""

from __future__ import annotations

import numpy as np

from player.multitrack import Samples

FULL_SCALE = 0.999
"""From here on an input is taken to be at its end."""
APART_S = 0.1
"""Within this it is one place."""


def clipped_frames(samples: Samples, sample_rate: int) -> list[int]:
    """The first frame of every place that is too loud. samples: float32 (frames, channels)."""
    loud = np.flatnonzero(np.abs(samples).max(axis=1) >= FULL_SCALE)
    places: list[int] = []
    while len(loud):
        places.append(int(loud[0]))
        loud = loud[loud >= loud[0] + APART_S * sample_rate]
    return places
