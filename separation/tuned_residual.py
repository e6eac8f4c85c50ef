"""The residual branch of Demucs' layers, in a form that keeps to the processor's cache.

The branch squeezes its input to an eighth of the channels, convolves it over time, widens it again
to twice the channels, normalises that over all channels and frames, and gates it. The wide tensor
is the costly one: written, read for its mean, read for its variance, read to be normalised. Here
it is never normalised. Its mean and variance follow from the mean and covariance of the narrow
tensor before it, so they are known beforehand and go into the widening weights.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

_CACHED_FLOATS = 1 << 17  # 512 KiB stay in the cache of one core


def cached_pieces(floats: int) -> int:
    """How many pieces of so many floats each thread can take through all steps at a time."""
    return max(1, _CACHED_FLOATS * torch.get_num_threads() // floats)


class _TunedResidual(nn.Module):
    """One residual layer: convolution, norm, GELU, widening, norm, GLU, layer scale.

    layer: the seven modules of one layer of `demucs.demucs.DConv`, without LSTM or attention.
    """

    def __init__(self, layer: nn.Sequential) -> None:
        super().__init__()
        # Any: to the type checker a module's attributes are tensors or modules.
        narrowing: Any
        widening: Any
        norm: Any
        wide_norm: Any
        layer_scale: Any
        narrowing, norm, _gelu, widening, wide_norm, _glu, layer_scale = layer
        self._dilation: int = narrowing.dilation[0]
        self._hidden: int = narrowing.out_channels
        # The three taps one below the other, so that one product serves them all.
        taps = narrowing.weight.permute(2, 0, 1)
        self._taps = taps.reshape(-1, narrowing.in_channels).contiguous()
        self._narrow_bias = narrowing.bias.detach()
        self._norm = (norm.weight.detach(), norm.bias.detach(), norm.eps)
        self._weight = widening.weight[:, :, 0].contiguous()
        self._bias = widening.bias.detach()
        self._gram = self._weight.T @ self._weight / len(self._weight)
        self._wide_norm = (wide_norm.weight.detach(), wide_norm.bias.detach(), wide_norm.eps)
        # Layer scale follows the gate, so it belongs to the half of the channels that is gated.
        self._scale = torch.cat([layer_scale.scale, torch.ones_like(layer_scale.scale)])

    def _activated(self, narrow: Tensor) -> Tensor:
        weight, bias, eps = self._norm
        return functional.gelu(functional.group_norm(narrow, 1, weight, bias, eps))

    def _folded_weights(self, moments: Tensor) -> Tensor:
        """The widening weights with norm and layer scale in them, for every row its own.

        moments: (rows, hidden + 1, hidden + 1), the mean products of the narrow channels and of
        a last one that is all ones. Returns: (rows, 2 channels, hidden + 1), the last column the
        bias.
        """
        mean = moments[:, :-1, -1]
        covariance = moments[:, :-1, :-1] - mean[:, :, None] * mean[:, None]
        means = mean @ self._weight.T + self._bias
        mean_of_all = means.mean(dim=1, keepdim=True)
        variance = (means - mean_of_all).square().mean(dim=1)
        variance += (covariance * self._gram).sum(dim=(1, 2))
        weight, bias, eps = self._wide_norm
        gain = (variance + eps).rsqrt()[:, None] * weight
        offset = (self._bias - mean_of_all) * gain + bias
        gain, offset = gain * self._scale, offset * self._scale
        return torch.cat([gain[:, :, None] * self._weight, offset[:, :, None]], dim=2)


class RowsResidual(_TunedResidual):
    """A residual layer of the spectrum branch: every row of one frequency by itself."""

    def forward(self, rows: Tensor) -> None:
        """Add the branch to float32 (rows, channels, hops), in place."""
        hidden, step = self._hidden, self._dilation
        channels = rows.shape[1]
        taps = torch.bmm(self._taps.expand(len(rows), -1, -1), rows)
        narrow = taps[:, hidden : 2 * hidden] + self._narrow_bias[:, None]
        narrow[..., step:] += taps[:, :hidden, :-step]
        narrow[..., :-step] += taps[:, 2 * hidden :, step:]
        ones = rows.new_ones((len(rows), 1, rows.shape[2]))
        narrow = torch.cat([self._activated(narrow), ones], dim=1)
        moments = torch.bmm(narrow, narrow.transpose(1, 2)) / rows.shape[2]
        wide = torch.bmm(self._folded_weights(moments), narrow)
        rows.addcmul_(wide[:, :channels], wide[:, channels:].sigmoid_())


class FramesResidual(_TunedResidual):
    """A residual layer of the waveform branch."""

    def forward(self, frames: Tensor) -> None:
        """Add the branch to float32 (frames, channels), in place."""
        hidden, step = self._hidden, self._dilation
        channels = frames.shape[1]
        taps = frames @ self._taps.T
        narrow = taps[:, hidden : 2 * hidden] + self._narrow_bias
        narrow[step:] += taps[:-step, :hidden]
        narrow[:-step] += taps[step:, 2 * hidden :]
        activated = self._activated(narrow.T[None])[0].T
        narrow = torch.cat([activated, frames.new_ones((len(frames), 1))], dim=1)
        moments = narrow.T @ narrow / len(frames)
        weight = self._folded_weights(moments[None])[0].T
        values, gates = weight[:, :channels].contiguous(), weight[:, channels:].contiguous()
        count = cached_pieces(channels)
        for some, few in zip(torch.split(frames, count), torch.split(narrow, count), strict=True):
            some.addcmul_(few @ values, (few @ gates).sigmoid_())
