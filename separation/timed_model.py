"""A model at work, and how long it takes: so a separation measures the computer by the way."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from separation.lanes import Lanes
from separation.mix_level import MixLevel
from separation.recipe import Recipe
from separation.speed_records import (
    BESIDE_PLAYBACK,
    ComputingPlace,
    NetworkSpeed,
    keep_speeds,
    read_speeds,
)
from separation.stem_model import StemModel

_SAMPLE_RATE = 44100


class TimedModel:
    """A `StemModel` that does what `model` does; several threads may use it at once."""

    def __init__(self, model: StemModel) -> None:
        self._model = model
        self._costs: list[tuple[str, float]] = []

    @property
    def stems(self) -> tuple[str, ...]:
        """What it estimates."""
        return self._model.stems

    @property
    def device(self) -> str:
        """Where it computes now."""
        return self._model.device

    def cost(self, lanes: int) -> float | None:
        """Seconds until a second more of sound has been heard, in so many lanes: the median of the
        calls on the device where it is now, the first of each lane left out; None before there are
        any.
        """
        costs = [cost for device, cost in self._costs if device == self.device][lanes:]
        return statistics.median(costs) / lanes if costs else None

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        """Estimate the stems of one segment: see `StemModel`."""
        began_s = time.perf_counter()
        estimates = self._model.separate_segment(mix, level, cancelled)
        spent_s = time.perf_counter() - began_s
        self._costs.append((self.device, spent_s * _SAMPLE_RATE / mix.shape[1]))
        return estimates


def remember_cost(recipe: Recipe, model: TimedModel, lanes: Lanes) -> None:
    """Correct what is known by what a separation took, as far as the two contradict each other.

    Only the sum over the networks is known: where they are not all alike it says nothing of each.
    """
    members = recipe.members
    sizes = {(member.architecture, member.weights.megabytes) for member in members}
    took = model.cost(lanes.count)
    if took is None or len(sizes) > 1:
        return
    took /= len(members)
    place = ComputingPlace(model.device, lanes)
    records = read_speeds()
    before = records.network(members[0].weights, place)
    files = [member.weights for member in members]
    keep_speeds(records.with_speed(files, place, _corrected(before, took)))


def _corrected(before: NetworkSpeed | None, took: float) -> NetworkSpeed:
    # Whether something played meanwhile is not known: alone it would have taken what it took or,
    # beside playback, a little less. What is known stays if it lies between the two, and else moves
    # to the nearer one. So a model is found too slow only if it took longer than the song plays;
    # that may be a passing matter, and it is measured once more on a later day.
    if before is None:
        return NetworkSpeed(took, was_measured=False)
    if took < before.cost:
        return replace(before, cost=took)
    if took / BESIDE_PLAYBACK > before.cost:
        return replace(before, cost=took / BESIDE_PLAYBACK, was_measured=False)
    return before
