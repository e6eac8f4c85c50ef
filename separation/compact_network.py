"""The compact network: from the features of a mix's spectrum to one mask per stem.

Band splitting after Luo & Yu 2023 (BSRNN, arXiv:2209.15174), much smaller, with an MLP over bands.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

BINS = 2048
FEATURES = 6
_STEMS = 4
_CHANNELS_OF_SOUND = 2
_BANDS = 40
_WIDTH = 96
_DILATIONS = (1, 1, 2, 2, 4, 4)
_NARROWEST_BAND_BINS = 3
_EDGE_CURVE = 5.2


def band_edges() -> NDArray[np.intp]:
    """Where the bands begin and end, in bins, narrow at the bottom: (bands + 1,)."""
    curve = np.expm1(np.linspace(0, 1, _BANDS + 1) * _EDGE_CURVE) / np.expm1(_EDGE_CURVE)
    edges: NDArray[np.intp] = np.round(curve * BINS).astype(np.intp)
    for lower in range(_BANDS):
        edges[lower + 1] = max(edges[lower + 1], edges[lower] + _NARROWEST_BAND_BINS)
    edges[-1] = BINS
    for upper in range(_BANDS, 1, -1):
        edges[upper - 1] = min(edges[upper - 1], edges[upper] - _NARROWEST_BAND_BINS)
    return edges


class CompactNetwork(nn.Module):
    """Features (batch, 6, hops, 2048) to mask logits (batch, 4, 2, hops, 2048).

    A softmax over the four stems gives the masks. The attributes' names are those in the weights.
    """

    def __init__(self) -> None:
        super().__init__()
        edges = band_edges()
        self._bands = [slice(int(low), int(high)) for low, high in pairwise(edges)]
        widths = [int(bins) for bins in np.diff(edges)]
        self.mean = nn.Parameter(torch.zeros(FEATURES, BINS))
        self.scale = nn.Parameter(torch.ones(FEATURES, BINS))
        self.split = nn.ModuleList(nn.Linear(FEATURES * bins, _WIDTH) for bins in widths)
        self.blocks = nn.ModuleList(
            _Block(dilation, recurrent=place % 2 == 1) for place, dilation in enumerate(_DILATIONS)
        )
        self.norm = nn.LayerNorm(_WIDTH)
        self.head_weight = nn.Parameter(torch.zeros(_BANDS, _WIDTH, _WIDTH))
        self.head_bias = nn.Parameter(torch.zeros(_BANDS, 1, _WIDTH))
        masks = _STEMS * _CHANNELS_OF_SOUND
        self.merge = nn.ModuleList(nn.Linear(_WIDTH, masks * bins) for bins in widths)

    def forward(self, features: Tensor) -> Tensor:
        """Estimate the mask logits."""
        batch, _, hops, _ = features.shape
        normal = (features - self.mean[:, None]) * self.scale[:, None]
        hidden = torch.stack(
            [
                split(normal[..., band].transpose(1, 2).flatten(2))
                for split, band in zip(self.split, self._bands, strict=True)
            ],
            dim=2,
        )
        for block in self.blocks:
            hidden = block(hidden)
        by_band = self.norm(hidden).permute(2, 0, 1, 3).flatten(1, 2)
        by_band = functional.gelu(by_band @ self.head_weight + self.head_bias)
        logits = [
            merge(band).view(batch, hops, _STEMS, _CHANNELS_OF_SOUND, -1)
            for merge, band in zip(self.merge, by_band, strict=True)
        ]
        return torch.cat(logits, dim=-1).permute(0, 2, 3, 1, 4)


class _Block(nn.Module):
    """Residual steps over time, bands and channels: (batch, hops, bands, width) to the same."""

    def __init__(self, dilation: int, *, recurrent: bool) -> None:
        super().__init__()
        self.norm_time = nn.LayerNorm(_WIDTH)
        self.time: nn.Module
        if recurrent:
            self.time = nn.GRU(_WIDTH, _WIDTH // 2, batch_first=True, bidirectional=True)
        else:
            self.time = nn.Conv2d(
                _WIDTH, _WIDTH, (3, 1), padding=(dilation, 0), dilation=(dilation, 1)
            )
        self.time_out = nn.Linear(_WIDTH, _WIDTH)
        self.norm_band = nn.LayerNorm(_WIDTH)
        self.band_in = nn.Linear(_BANDS, 2 * _BANDS)
        self.band_out = nn.Linear(2 * _BANDS, _BANDS)
        self.norm_channel = nn.LayerNorm(_WIDTH)
        self.channel_in = nn.Linear(_WIDTH, 2 * _WIDTH)
        self.channel_out = nn.Linear(2 * _WIDTH, _WIDTH)

    def forward(self, hidden: Tensor) -> Tensor:
        hidden = hidden + self.time_out(self._over_time(self.norm_time(hidden)))
        across = self.norm_band(hidden).transpose(2, 3)
        across = self.band_out(functional.gelu(self.band_in(across)))
        hidden = hidden + across.transpose(2, 3)
        inner = functional.gelu(self.channel_in(self.norm_channel(hidden)))
        outer: Tensor = self.channel_out(inner)
        return hidden + outer

    def _over_time(self, hidden: Tensor) -> Tensor:
        after: Tensor
        if isinstance(self.time, nn.GRU):
            batch, hops, bands, width = hidden.shape
            after, _ = self.time(hidden.transpose(1, 2).reshape(batch * bands, hops, width))
            return after.view(batch, bands, hops, width).transpose(1, 2)
        after = self.time(hidden.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
        return functional.gelu(after)
