"""The shapes of the published networks, with random weights."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeVar

import torch
from demucs.hdemucs import HDemucs
from demucs.htdemucs import HTDemucs
from torch import nn

_Network = TypeVar("_Network", bound=nn.Module)

SOURCES = ("drums", "bass", "other", "vocals")
SIX_SOURCES = (*SOURCES, "guitar", "piano")

# What is not named is as the package has it. With two bytes for each parameter these have the size
# of the published files: 84, 55 and 167 MB.
HTDEMUCS: dict[str, Any] = {
    "sources": list(SOURCES),
    "dconv_mode": 3,
    "bottom_channels": 512,
    "segment": Fraction(39, 5),
}
HTDEMUCS_6S: dict[str, Any] = {
    "sources": list(SIX_SOURCES),
    "dconv_mode": 3,
    "segment": Fraction(39, 5),
}
HDEMUCS_MMI: dict[str, Any] = {"sources": list(SOURCES)}


def htdemucs(**changes: Any) -> HTDemucs:
    """An HTDemucs like the published one, but for `changes`."""
    return _with_loud_branches(HTDemucs(**{**HTDEMUCS, **changes}))


def htdemucs_6s(**changes: Any) -> HTDemucs:
    """An HTDemucs like the published one of six stems, but for `changes`."""
    return _with_loud_branches(HTDemucs(**{**HTDEMUCS_6S, **changes}))


def hdemucs(**changes: Any) -> HDemucs:
    """An HDemucs like the published one, but for `changes`."""
    return _with_loud_branches(HDemucs(**{**HDEMUCS_MMI, **changes}))


def _with_loud_branches(network: _Network) -> _Network:
    """Untrained, norms are neutral and residual branches a thousandth of what they join."""
    random = torch.Generator().manual_seed(1)
    for name, parameter in network.named_parameters():
        if name.endswith("scale"):
            parameter.data.uniform_(0.3, 1.0, generator=random)
        elif parameter.dim() == 1:
            parameter.data += 0.2 * torch.randn(parameter.shape, generator=random)
    return network.eval()
