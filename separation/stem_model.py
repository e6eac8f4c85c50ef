"""What every loaded model can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from separation.mix_level import MixLevel


class StemModel(Protocol):
    """A loaded model."""

    @property
    def stems(self) -> tuple[str, ...]:
        """What it estimates, in the order in which it does."""
        ...

    @property
    def device(self) -> str:
        """Where it computes: "cpu", "cuda", "mps"."""
        ...

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        """Estimate the stems of one segment.

        mix: float32 (2, frames), left as it is. level: of the *whole* song, so that a segment's
        result does not depend on which others were done before. cancelled: asked often enough to
        answer within a second.

        Returns: float32 (stems, 2, frames).
        Raises: SeparationCancelledError, NotEnoughMemoryError.
        """
        ...
