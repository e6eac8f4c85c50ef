"""What is measured is the device where the model ends up, with all the lanes it has there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from separation import speed_measurement
from separation.lanes import Lanes
from separation.mix_level import MixLevel
from separation.speed_measurement import _measure
from separation.worker_protocol import MeasureOrder
from tests.separation.conftest import TinyModel


class Moving(TinyModel):
    """Leaves the card in its first segment."""

    device = "cuda"

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        self.device = "cpu"
        return super().separate_segment(mix, level, cancelled)


def test_a_model_that_moves_is_measured_where_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []
    taken: list[Lanes] = []

    def seconds_per_second(model: TinyModel, info: object, lanes: int) -> float:
        model.separate_segment(np.zeros((2, 10), np.float32), MixLevel(1, 0, 1), lambda: False)
        rounds.append(lanes)
        return 7.0 / len(rounds)

    monkeypatch.setattr("separation.model_loading.load_model", lambda *_: Moving())
    monkeypatch.setattr(speed_measurement, "seconds_per_second", seconds_per_second)
    monkeypatch.setattr(Lanes, "take_threads", lambda lanes: taken.append(lanes))
    monkeypatch.setattr("separation.lanes._usable_cores", lambda: 16)
    measured = _measure(MeasureOrder("compact", "auto"))
    assert (measured.device, measured.cost) == ("cpu", 3.5)
    assert taken == [Lanes(1, 1), Lanes(4, 3)]
    assert rounds == [1, 4]
