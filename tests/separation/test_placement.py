"""When memory runs out the work moves on, is not lost, and is said to have moved."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from separation.errors import NotEnoughMemoryError, SeparationCancelledError
from separation.events import MemoryShort
from separation.mix_level import MixLevel
from separation.placement import PlacedModel, Placement, placements

LEVEL = MixLevel(1.0, 0.0, 1.0)
MIX = np.ones((2, 10), np.float32)


class Crowded:
    """A model that finds no memory at some places: when loaded, or on its nth segment."""

    stems = ("vocals",)

    def __init__(self, placement: Placement, fails_at: dict[Placement, int]) -> None:
        self.device = placement.device
        self._left = fails_at.get(placement, 10**9)
        self._count_down()

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        if cancelled():
            raise SeparationCancelledError
        self._count_down()
        return mix[None] * 2

    def _count_down(self) -> None:
        if self._left == 0:
            raise NotEnoughMemoryError(self.device)
        self._left -= 1


GPU, GPU_ONE, CPU = Placement("cuda"), Placement("cuda", one_at_a_time=True), Placement("cpu")


def test_a_card_is_left_in_steps_and_the_cpu_has_none() -> None:
    assert placements("cuda", 4) == (GPU, GPU_ONE, CPU)
    assert placements("mps", 1) == (Placement("mps"), CPU)
    assert placements("cpu", 4) == (CPU,)


@pytest.mark.parametrize("fails_after", [0, 1, 3])
def test_it_goes_on_where_there_is_room(fails_after: int) -> None:
    loaded: list[Placement] = []
    said: list[MemoryShort] = []

    def load(placement: Placement) -> Crowded:
        loaded.append(placement)
        return Crowded(placement, {GPU: fails_after, GPU_ONE: 0})

    model = PlacedModel(load, (GPU, GPU_ONE, CPU), said.append)
    for _ in range(4):
        result = model.separate_segment(MIX, LEVEL, lambda: False)
        np.testing.assert_array_equal(result, MIX[None] * 2)
    assert model.device == "cpu"
    assert model.stems == ("vocals",)
    assert loaded == [GPU, GPU_ONE, CPU]
    assert said == [MemoryShort("cuda", "cuda"), MemoryShort("cuda", "cpu")]


def test_where_there_is_room_nothing_moves() -> None:
    said: list[MemoryShort] = []
    model = PlacedModel(lambda placement: Crowded(placement, {}), (GPU, CPU), said.append)
    model.separate_segment(MIX, LEVEL, lambda: False)
    assert model.device == "cuda"
    assert not said


def test_at_the_end_of_the_memory_it_is_said() -> None:
    with pytest.raises(NotEnoughMemoryError) as full:
        PlacedModel(lambda place: Crowded(place, {GPU: 0, CPU: 0}), (GPU, CPU), lambda event: None)
    assert full.value.device == "cpu"


def test_a_cancel_moves_nothing() -> None:
    model = PlacedModel(lambda place: Crowded(place, {}), (GPU, CPU), lambda event: None)
    with pytest.raises(SeparationCancelledError):
        model.separate_segment(MIX, LEVEL, lambda: True)
    assert model.device == "cuda"
