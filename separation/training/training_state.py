"""All that training needs to go on as if it had never stopped, and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import nn

from separation.compact_network import CompactNetwork
from separation.training.muon import Muon
from separation.training.weight_average import WeightAverage

VERSION = 1
_WEIGHT_DECAY = 0.01
_ADAM_BETAS = (0.9, 0.98)


@dataclass
class Progress:
    """How far training has come in all sittings."""

    step: int = 0
    audio_s: float = 0.0
    minutes: float = 0.0


class TrainingState:
    """Network, average, optimizers and progress.

    The matrices inside the blocks take Muon's steps, everything else AdamW's.
    """

    def __init__(self, device: torch.device, learning_rate: float, seed: int) -> None:
        torch.manual_seed(seed)
        self.network = CompactNetwork().to(device)
        self.average = WeightAverage(self.network)
        self.progress = Progress()
        matrices = [p for p in self.network.blocks.parameters() if _is_small_matrix(p)]
        chosen = {id(parameter) for parameter in matrices}
        others = [p for p in self.network.parameters() if id(p) not in chosen]
        self.optimizers: tuple[torch.optim.Optimizer, ...] = (
            Muon(matrices, learning_rate, _WEIGHT_DECAY),
            torch.optim.AdamW(others, learning_rate, betas=_ADAM_BETAS, weight_decay=_WEIGHT_DECAY),
        )
        self.seed = seed

    def begin_with(self, weights: Path) -> None:
        """Take exported weights instead of random ones.

        Raises: OSError, RuntimeError if they are of another network.
        """
        state = load_file(weights)
        for network in (self.network, self.average.network):
            network.load_state_dict(state)

    def save(self, path: Path) -> None:
        """Write everything to a temporary name, then move it to `path`."""
        unfinished = path.with_suffix(".part")
        torch.save(
            {
                "version": VERSION,
                "seed": self.seed,
                "network": self.network.state_dict(),
                "average": self.average.state_dict(),
                "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
                "progress": vars(self.progress),
            },
            unfinished,
        )
        unfinished.replace(path)

    def load(self, path: Path) -> None:
        """Go on from what `save` wrote, perhaps on another device.

        Raises: OSError, ValueError if it is of another version.
        """
        content = read_checkpoint(path)
        self.seed = content["seed"]
        self.network.load_state_dict(content["network"])
        self.average.load_state_dict(content["average"])
        for optimizer, state in zip(self.optimizers, content["optimizers"], strict=True):
            optimizer.load_state_dict(state)
        self.progress = Progress(**content["progress"])


def read_checkpoint(path: Path) -> dict[str, Any]:
    """What `TrainingState.save` wrote, on the CPU.

    Raises: OSError, ValueError if it is of another version.
    """
    content: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    if content.get("version") != VERSION:
        raise ValueError(f"{path} was written by another version")
    return content


def _is_small_matrix(parameter: nn.Parameter) -> bool:
    return parameter.dim() == 2 and max(parameter.shape) <= 512
