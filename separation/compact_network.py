"""The compact network: from the features of a mix's spectrum to one mask per stem.

Band splitting after Luo & Yu 2023 (BSRNN, arXiv:2209.15174), much smaller, with an MLP over bands.
What is recurrent runs at a quarter of the rate: its steps follow each other, and no core can help.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from separation.compact_spectrum import BINS, FEATURES

_STEMS = 4
_CHANNELS_OF_SOUND = 2
_BANDS = 40
_WIDTH = 96
_DILATIONS = (1, 1, 2, 2, 4, 4)
_NARROWEST_BAND_BINS = 3
_EDGE_CURVE = 5.2
_SLOW_HOPS = 4


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
    """Features (batch, hops, 6, 2048) to mask logits (batch, hops, 4, 2, 2048).

    A softmax over the four stems gives the masks. The attributes' names are those in the weights.
    """

    def __init__(self) -> None:
        super().__init__()
        widths = [int(bins) for bins in np.diff(band_edges())]
        self._widths = widths
        self.mean = nn.Parameter(torch.zeros(FEATURES, BINS))
        self.scale = nn.Parameter(torch.ones(FEATURES, BINS))
        self.split = nn.ModuleList(nn.Linear(FEATURES * bins, _WIDTH) for bins in widths)
        self.blocks = nn.ModuleList(
            _Block(dilation, recurrent=place % 2 == 1) for place, dilation in enumerate(_DILATIONS)
        )
        self.norm = nn.LayerNorm(_WIDTH)
        self.head_weight = nn.Parameter(torch.randn(_BANDS, _WIDTH, _WIDTH) / _WIDTH**0.5)
        self.head_bias = nn.Parameter(torch.zeros(_BANDS, 1, _WIDTH))
        masks = _STEMS * _CHANNELS_OF_SOUND
        merges = [nn.Linear(_WIDTH, masks * bins) for bins in widths]
        for merge in merges:
            nn.init.normal_(merge.weight, std=0.02)
            nn.init.zeros_(merge.bias)
        self.merge = nn.ModuleList(merges)

    def forward(self, features: Tensor) -> Tensor:
        """Estimate the mask logits."""
        batch, hops = features.shape[:2]
        normal = (features - self.mean) * self.scale
        hidden = torch.stack(
            [
                split(band.flatten(2))
                # Its slope is put together at once; that of forty slices would be added up.
                for split, band in zip(
                    self.split, torch.split(normal, self._widths, dim=-1), strict=True
                )
            ]
        )
        for block in self.blocks:
            hidden = block(hidden)
        by_band = self.norm(hidden).flatten(1, 2)
        by_band = functional.gelu(torch.baddbmm(self.head_bias, by_band, self.head_weight))
        logits = [
            merge(band).view(batch, hops, _STEMS, _CHANNELS_OF_SOUND, -1)
            for merge, band in zip(self.merge, by_band, strict=True)
        ]
        return torch.cat(logits, dim=-1)


class _Block(nn.Module):
    """Residual steps over time, bands and channels: (bands, batch, hops, width) to the same."""

    def __init__(self, dilation: int, *, recurrent: bool) -> None:
        super().__init__()
        self._dilation = dilation
        self.norm_time = nn.LayerNorm(_WIDTH)
        self.slow = (
            nn.GRU(_WIDTH, _WIDTH // 2, batch_first=True, bidirectional=True) if recurrent else None
        )
        self.time = nn.Linear(3 * _WIDTH, _WIDTH)
        self.time_out = nn.Linear(_WIDTH, _WIDTH)
        self.norm_band = nn.LayerNorm(_WIDTH)
        self.band_in = nn.Linear(_BANDS, 2 * _BANDS)
        self.band_out = nn.Linear(2 * _BANDS, _BANDS)
        self.norm_channel = nn.LayerNorm(_WIDTH)
        self.channel_in = nn.Linear(_WIDTH, 2 * _WIDTH)
        self.channel_out = nn.Linear(2 * _WIDTH, _WIDTH)

    def forward(self, hidden: Tensor) -> Tensor:
        hidden = hidden + self.time_out(self._over_time(self.norm_time(hidden)))
        # A row for each band, so that mixing bands is one product of two matrices.
        rows = self.norm_band(hidden).flatten(1)
        rows = torch.addmm(self.band_in.bias[:, None], self.band_in.weight, rows)
        rows = torch.addmm(self.band_out.bias[:, None], self.band_out.weight, functional.gelu(rows))
        hidden = hidden + rows.view_as(hidden)
        inner = functional.gelu(self.channel_in(self.norm_channel(hidden)))
        outer: Tensor = self.channel_out(inner)
        return hidden + outer

    def _over_time(self, hidden: Tensor) -> Tensor:
        bands, batch, hops, width = hidden.shape
        lines = hidden.view(bands * batch, hops, width)
        # A dilated convolution as one product of matrices: several times quicker on a CPU.
        padded = functional.pad(lines, (0, 0, self._dilation, self._dilation))
        starts = (0, self._dilation, 2 * self._dilation)
        near = torch.cat([padded[:, start : start + hops] for start in starts], dim=-1)
        after: Tensor = functional.gelu(self.time(near))
        if self.slow is not None:
            after = after + self._slowly(self.slow, lines)
        return after.reshape(hidden.shape)

    def _slowly(self, recurrent: nn.GRU, lines: Tensor) -> Tensor:
        """What has been heard so far and will be, held for some hops: (lines, hops, width)."""
        hops, width = lines.shape[1:]
        whole = functional.pad(lines, (0, 0, 0, -hops % _SLOW_HOPS))
        heard, _ = recurrent(whole.view(len(lines), -1, _SLOW_HOPS, width).mean(dim=2))
        held: Tensor = heard.repeat_interleave(_SLOW_HOPS, dim=1)
        return held[:, :hops]
