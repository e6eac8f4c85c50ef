"""Several models as one: the weighted mean of what they say of each stem."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from separation.mix_level import MixLevel
from separation.stem_model import StemModel


class WeightedModels:
    """A `StemModel` made of others. All estimate the same stems.

    weighs: for each of them how much it counts for each stem; any sum but 0.
    """

    def __init__(self, models: Sequence[StemModel], weighs: Sequence[Sequence[float]]) -> None:
        self.stems = models[0].stems
        self.device = models[0].device
        self._models = tuple(models)
        weights = np.array(weighs, np.float64)
        self._weights = (weights / weights.sum(axis=0)).astype(np.float32)

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        """Estimate the stems of one segment: see `StemModel`."""
        total = np.zeros((len(self.stems), *mix.shape), np.float32)
        for model, weights in zip(self._models, self._weights, strict=True):
            total += weights[:, None, None] * model.separate_segment(mix, level, cancelled)
        return total
