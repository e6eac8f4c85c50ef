"""The network for spectra of two windows: from what is heard of a mix to one mask per stem.

Bands as in Luo & Yu 2023 (BSRNN, arXiv:2209.15174). Nearly all of it is products of large matrices,
which a CPU is quick at: bands are mixed by an MLP, time by shifting channels (Lin et al. 2019, TSM,
arXiv:1811.08383), and a recurrent network hears all bands at a quarter of the rate.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from separation.two_window_spectrum import HIGH, HIGH_FEATURES, HIGH_HOPS, LOW, LOW_FEATURES

_STEMS = 4
_CHANNELS_OF_SOUND = 2
_MASKS = _STEMS * _CHANNELS_OF_SOUND
_LOW_BANDS = 16
_HIGH_BANDS = 20
_BANDS = _LOW_BANDS + _HIGH_BANDS
_WIDTH = 96
_HEAD_WIDTH = 96
_DILATIONS = (1, 2, 4, 8, 4, 2)
_GLOBAL_AFTER = (1, 3)
_GLOBAL_WIDTH = 192
_GLOBAL_HOPS = 4


def band_edges(bands: int, bins: int, narrowest: int, curve: float) -> NDArray[np.intp]:
    """Where the bands begin and end, in bins, narrow at the bottom: (bands + 1,)."""
    ramp = np.expm1(np.linspace(0, 1, bands + 1) * curve) / np.expm1(curve)
    edges: NDArray[np.intp] = np.round(ramp * bins).astype(np.intp)
    for lower in range(bands):
        edges[lower + 1] = max(edges[lower + 1], edges[lower] + narrowest)
    edges[-1] = bins
    for upper in range(bands, 1, -1):
        edges[upper - 1] = min(edges[upper - 1], edges[upper] - narrowest)
    return edges


class TwoWindowNetwork(nn.Module):
    """Features (batch, hops, 7, low bins) and (batch, hops, 6, high bins) to mask logits.

    These are (batch, hops, 4, 2, low bins) and (batch, 2 hops, 4, 2, high bins). A softmax over the
    four stems gives the masks. The attributes' names are those in the weights.
    """

    low_mean: Tensor
    low_scale: Tensor
    high_mean: Tensor
    high_scale: Tensor

    def __init__(self) -> None:
        super().__init__()
        low_edges = band_edges(_LOW_BANDS, LOW.bins, narrowest=4, curve=1.8)
        high_edges = band_edges(_HIGH_BANDS, HIGH.bins, narrowest=10, curve=2.6)
        self._low = [slice(int(start), int(stop)) for start, stop in pairwise(low_edges)]
        self._high = [slice(int(start), int(stop)) for start, stop in pairwise(high_edges)]
        low_widths = [int(bins) for bins in np.diff(low_edges)]
        high_widths = [HIGH_HOPS * int(bins) for bins in np.diff(high_edges)]
        # What a bin is like on average: set once, from what the network is trained with.
        self.register_buffer("low_mean", torch.zeros(LOW_FEATURES, LOW.bins))
        self.register_buffer("low_scale", torch.ones(LOW_FEATURES, LOW.bins))
        self.register_buffer("high_mean", torch.zeros(HIGH_HOPS * HIGH_FEATURES, HIGH.bins))
        self.register_buffer("high_scale", torch.ones(HIGH_HOPS * HIGH_FEATURES, HIGH.bins))
        self.split = nn.ModuleList(
            [nn.Linear(LOW_FEATURES * bins, _WIDTH) for bins in low_widths]
            + [nn.Linear(HIGH_FEATURES * bins, _WIDTH) for bins in high_widths]
        )
        self.blocks = nn.ModuleList()
        for place, dilation in enumerate(_DILATIONS):
            self.blocks.append(_Block(dilation))
            if place in _GLOBAL_AFTER:
                self.blocks.append(_AllBands())
        self.norm = nn.LayerNorm(_WIDTH)
        self.head_weight = nn.Parameter(torch.randn(_BANDS, _WIDTH, _HEAD_WIDTH) / _WIDTH**0.5)
        self.head_bias = nn.Parameter(torch.zeros(_BANDS, 1, _HEAD_WIDTH))
        merges = [nn.Linear(_HEAD_WIDTH, _MASKS * bins) for bins in low_widths + high_widths]
        for merge in merges:
            nn.init.zeros_(merge.weight)
        self.merge = nn.ModuleList(merges)

    def forward(self, low: Tensor, high: Tensor) -> tuple[Tensor, Tensor]:
        """Estimate the mask logits of both windows."""
        batch, hops = low.shape[:2]
        low = (low - self.low_mean) * self.low_scale
        high = (high - self.high_mean) * self.high_scale
        inputs = [low[..., band] for band in self._low] + [high[..., band] for band in self._high]
        hidden = torch.stack(
            [split(part.flatten(2)) for split, part in zip(self.split, inputs, strict=True)]
        )
        for block in self.blocks:
            hidden = block(hidden)
        by_band = self.norm(hidden).flatten(1, 2)
        by_band = functional.relu(torch.baddbmm(self.head_bias, by_band, self.head_weight))
        logits = [merge(band) for merge, band in zip(self.merge, by_band, strict=True)]
        low_logits = _side_by_side(logits[:_LOW_BANDS], batch, hops)
        return low_logits, _side_by_side(logits[_LOW_BANDS:], batch, HIGH_HOPS * hops)


def _side_by_side(logits: list[Tensor], batch: int, hops: int) -> Tensor:
    """The logits of several bands, of every bin: (batch, hops, 4, 2, bins)."""
    masks = [part.view(batch, hops, _MASKS, -1) for part in logits]
    return torch.cat(masks, dim=-1).view(batch, hops, _STEMS, _CHANNELS_OF_SOUND, -1)


class _Block(nn.Module):
    """Residual steps over time and channels, then bands: (bands, batch, hops, width)."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self._dilation = dilation
        self.norm_channel = nn.LayerNorm(_WIDTH)
        self.channel_in = nn.Linear(_WIDTH, 2 * _WIDTH)
        self.channel_out = nn.Linear(2 * _WIDTH, _WIDTH)
        self.norm_band = nn.LayerNorm(_WIDTH)
        self.band_in = nn.Linear(_BANDS, 2 * _BANDS)
        self.band_out = nn.Linear(2 * _BANDS, _BANDS)
        nn.init.zeros_(self.channel_out.weight)
        nn.init.zeros_(self.band_out.weight)

    def forward(self, hidden: Tensor) -> Tensor:
        inner = functional.relu(self.channel_in(self._shifted(self.norm_channel(hidden))))
        hidden = hidden + self.channel_out(inner)
        # A row for each band, so that mixing bands is one product of two matrices.
        rows = self.norm_band(hidden).flatten(1)
        rows = torch.addmm(self.band_in.bias[:, None], self.band_in.weight, rows)
        rows = torch.addmm(self.band_out.bias[:, None], self.band_out.weight, functional.relu(rows))
        return hidden + rows.view_as(hidden)

    def _shifted(self, hidden: Tensor) -> Tensor:
        """Some channels from before and some from after, as far as a kernel of 5 would reach."""
        hops, width = hidden.shape[2:]
        reach = 2 * self._dilation
        padded = functional.pad(hidden, (0, 0, reach, reach))
        edges = [0, width // 8, 3 * width // 8, 5 * width // 8, 7 * width // 8, width]
        parts = [
            padded[:, :, place * self._dilation : place * self._dilation + hops, start:stop]
            for place, (start, stop) in enumerate(pairwise(edges))
        ]
        return torch.cat(parts, dim=-1)


class _AllBands(nn.Module):
    """Residual: all bands and channels at once, over time by a recurrent network, slowly."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(_WIDTH)
        self.narrow = nn.Linear(_BANDS * _WIDTH, _GLOBAL_WIDTH)
        self.time = nn.GRU(_GLOBAL_WIDTH, _GLOBAL_WIDTH // 2, batch_first=True, bidirectional=True)
        self.widen = nn.Linear(_GLOBAL_WIDTH, _BANDS * _WIDTH)
        nn.init.zeros_(self.widen.weight)

    def forward(self, hidden: Tensor) -> Tensor:
        bands, batch, hops, width = hidden.shape
        normal = functional.pad(self.norm(hidden), (0, 0, 0, -hops % _GLOBAL_HOPS))
        slow = normal.view(bands, batch, -1, _GLOBAL_HOPS, width).mean(dim=3)
        heard = self.narrow(slow.permute(1, 2, 0, 3).flatten(2))
        after = self.widen(heard + self.time(heard)[0])
        by_band = after.view(batch, -1, bands, width).permute(2, 0, 1, 3)
        held: Tensor = by_band.repeat_interleave(_GLOBAL_HOPS, dim=2)
        return hidden + held[:, :, :hops]
