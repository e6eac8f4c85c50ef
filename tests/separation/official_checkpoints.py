"""Checkpoints in the official layout: random weights, or whatever else a test wants in one."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import torch
from demucs.demucs import Demucs
from demucs.hdemucs import HDemucs
from demucs.htdemucs import HTDemucs
from torch import nn

STEMS = ["drums", "bass", "other", "vocals"]
SMALL: dict[str, tuple[type[nn.Module], dict[str, Any]]] = {
    "HTDemucs": (
        HTDemucs,
        {
            "channels": 8,
            "bottom_channels": 16,
            "t_layers": 1,
            "t_heads": 2,
            "segment": Fraction(39, 50),
        },
    ),
    "HDemucs": (HDemucs, {"channels": 8, "segment": 44}),
    "Demucs": (Demucs, {"channels": 8, "depth": 3, "segment": 44}),
}


def small_network(architecture: str, seed: int = 1) -> nn.Module:
    """A small network of random weights, in eval mode."""
    kind, kwargs = SMALL[architecture]
    torch.manual_seed(seed)
    return kind(STEMS, **kwargs).eval()


def official_package(network: nn.Module, **changed: Any) -> dict[str, Any]:
    """What the official training saves of `network`; `changed` replaces some of it."""
    args, kwargs = network._init_args_kwargs  # type: ignore[misc]
    return {
        "klass": type(network),
        "args": args,
        "kwargs": kwargs,
        "state": {name: tensor.half() for name, tensor in network.state_dict().items()},
        "training_args": {"seed": 42, "optim": {"lr": 3e-4}, "batch_size": None},
        **changed,
    }


def save_checkpoint(path: Path, package: object) -> str:
    """Save it as torch does, and return the file's full digest."""
    torch.save(package, path)
    return digest_of(path)


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
