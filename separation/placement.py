"""Where a model's networks are kept, and where they move to when memory runs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from separation.errors import NotEnoughMemoryError
from separation.events import MemoryShort
from separation.mix_level import MixLevel
from separation.stem_model import StemModel

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Placement:
    """device: "cpu", "cuda", "mps". one_at_a_time: only the network at work is on the device, the
    others wait in main memory.
    """

    device: str
    one_at_a_time: bool = False


def placements(device: str, networks: int) -> tuple[Placement, ...]:
    """Where a model of so many networks shall compute, and where next when memory runs out."""
    if device == "cpu":
        return (Placement("cpu"),)
    smaller = (Placement(device, one_at_a_time=True),) if networks > 1 else ()
    return (Placement(device), *smaller, Placement("cpu"))


class PlacedModel:
    """A `StemModel` that is loaded anew at the next placement when memory runs out at one.

    Raises: NotEnoughMemoryError when it runs out at the last, and whatever `load` raises.
    """

    def __init__(
        self,
        load: Callable[[Placement], StemModel],
        places: Sequence[Placement],
        on_memory_short: Callable[[MemoryShort], None],
    ) -> None:
        self._load = load
        self._place, *self._next = places
        self._on_memory_short = on_memory_short
        self._model: StemModel | None = None
        self._with_model(lambda model: None)

    @property
    def stems(self) -> tuple[str, ...]:
        """What it estimates."""
        return self._with_model(lambda model: model.stems)

    @property
    def device(self) -> str:
        """Where it computes now."""
        return self._place.device

    def separate_segment(
        self, mix: NDArray[np.float32], level: MixLevel, cancelled: Callable[[], bool]
    ) -> NDArray[np.float32]:
        """Estimate the stems of one segment: see `StemModel`."""
        return self._with_model(lambda model: model.separate_segment(mix, level, cancelled))

    def _with_model(self, work: Callable[[StemModel], _Result]) -> _Result:
        while True:
            try:
                if self._model is None:
                    self._model = self._load(self._place)
                return work(self._model)
            except NotEnoughMemoryError:
                if not self._next:
                    raise
            # Outside the handler: the error still holds on to what filled the memory.
            self._model = None
            before, self._place = self._place, self._next.pop(0)
            self._on_memory_short(MemoryShort(before.device, self._place.device))
