"""The running average of the weights: quieter than any step, and what is scored and kept."""

from __future__ import annotations

import copy
from typing import Any

import torch

from separation.compact_network import CompactNetwork

_DECAY = 0.995


class WeightAverage:
    """An exponential average over about 200 steps, over fewer at the beginning."""

    def __init__(self, network: CompactNetwork) -> None:
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self._steps = 0

    @torch.no_grad()
    def add(self, network: CompactNetwork) -> None:
        """Take in the weights after a step."""
        self._steps += 1
        decay = min(_DECAY, self._steps / (self._steps + 10))
        for average, parameter in zip(self.network.parameters(), network.parameters(), strict=True):
            average.lerp_(parameter, 1 - decay)

    def state_dict(self) -> dict[str, Any]:
        """What `load_state_dict` takes."""
        return {"steps": self._steps, "network": self.network.state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from where another average was."""
        self._steps = state["steps"]
        self.network.load_state_dict(state["network"])
