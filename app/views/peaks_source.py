"""What a waveform is drawn from."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class PeaksSource(Protocol):
    """Lowest and highest sample of any span of a signal, at any zoom."""

    def min_max(
        self, start_frame: int, stop_frame: int, columns: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Minima and maxima, float32 (columns,) each, full scale 1.0; zeros where unknown."""
        ...
