"""The mean weighs every model as it was told, stem by stem."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from separation.mix_level import MixLevel
from separation.weighted_models import WeightedModels

LEVEL = MixLevel(1.0, 0.0, 1.0)


class Constant:
    stems = ("vocals", "bass")
    device = "cpu"

    def __init__(self, vocals: float, bass: float) -> None:
        self._says = np.array([vocals, bass], np.float32)[:, None, None]

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        assert level is LEVEL
        return np.broadcast_to(self._says, (2, *mix.shape)).copy()


def test_specialists_speak_for_their_stem_and_the_others_share() -> None:
    models = [Constant(1, 10), Constant(2, 20), Constant(4, 40)]
    together = WeightedModels(models, [(1.0, 0.0), (0.0, 1.0), (0.0, 3.0)])
    assert together.stems == ("vocals", "bass")
    said = together.separate_segment(np.zeros((2, 5), np.float32), LEVEL, lambda: False)
    assert said.dtype == np.float32
    np.testing.assert_allclose(said[0], 1)
    np.testing.assert_allclose(said[1], (20 + 3 * 40) / 4)
