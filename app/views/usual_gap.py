"""How far apart neighbours usually are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def usual_gap(places: NDArray[np.generic]) -> float:
    """The middle one of the gaps between neighbours, in the unit of the places; 0 for fewer than
    two places, (n,), sorted.

    Not np.median: with its first call it imports a part of NumPy for so long that the window
    would be seen to stand still.
    """
    if len(places) < 2:
        return 0.0
    gaps = np.sort(np.diff(places))
    low, high = gaps[(len(gaps) - 1) // 2], gaps[len(gaps) // 2]
    return (float(low) + float(high)) / 2
