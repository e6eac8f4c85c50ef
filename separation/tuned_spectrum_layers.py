"""The layers of Demucs' spectrum branch as matrix products over rows of one frequency.

A tensor that is (1, channels, bins, hops) to the network lies in memory as (bins, channels, hops).
So the bins under a kernel are one block of memory, a strided convolution over frequency is a
product with a view of it, and a few rows go through a whole layer before the next ones are read.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from separation.tuned_residual import RowsResidual, cached_pieces

_gelu_ = torch.ops.aten.gelu_


class TunedSpectrumEncoder(nn.Module):
    """A `demucs.hdemucs.HEncLayer` of the spectrum branch, without norm, LSTM and attention.

    emphasis: added to the result if it is set, float32 (bins, channels, 1).
    """

    empty = False

    def __init__(self, layer: Any) -> None:
        super().__init__()
        self._kernel_bins: int = layer.kernel_size
        self._stride: int = layer.stride
        self._pad: int = layer.pad
        weight = layer.conv.weight[..., 0]
        self._channels: int = weight.shape[0]
        self._weight = weight.permute(0, 2, 1).reshape(self._channels, -1).contiguous()
        self._bias = layer.conv.bias[:, None]
        self.residuals = _residuals(layer)
        self._rewrite = layer.rewrite.weight[:, :, 0, 0].contiguous()
        self._rewrite_bias = layer.rewrite.bias[:, None]
        self.emphasis: Tensor | None = None

    def forward(self, x: Tensor, _inject: None = None) -> Tensor:
        """(1, channels in, bins, hops) to (1, channels, bins / stride, hops)."""
        _, channels_in, bins, hops = x.shape
        padded = x.new_empty((bins + 2 * self._pad, channels_in, hops))
        padded[: self._pad] = 0
        padded[self._pad : self._pad + bins] = x[0].transpose(0, 1)
        padded[self._pad + bins :] = 0
        row = channels_in * hops
        rows = (len(padded) - self._kernel_bins) // self._stride + 1
        windows = padded.as_strided(
            (rows, self._kernel_bins * channels_in, hops), (self._stride * row, hops, 1)
        )
        channels = self._channels
        result = x.new_empty((rows, channels, hops))
        step = cached_pieces(channels * hops)
        for start in range(0, rows, step):
            some = slice(start, min(start + step, rows))
            y = torch.bmm(_for_rows(self._weight, some), windows[some])
            y += self._bias
            _gelu_(y)
            for residual in self.residuals:
                residual(y)
            gated = torch.bmm(_for_rows(self._rewrite, some), y)
            gated += self._rewrite_bias
            torch.mul(gated[:, :channels], gated[:, channels:].sigmoid_(), out=result[some])
            if self.emphasis is not None:
                result[some] += self.emphasis[some]
        return result.transpose(0, 1)[None]


class TunedSpectrumDecoder(nn.Module):
    """A `demucs.hdemucs.HDecLayer` of the spectrum branch, without norm, LSTM and attention."""

    empty = False

    def __init__(self, layer: Any) -> None:
        super().__init__()
        self._last: bool = layer.last
        self._stride: int = layer.stride
        self._pad: int = layer.pad
        channels: int = layer.chin
        # One product for each of the three hops: three bins of all channels are one block.
        rewrite = layer.rewrite.weight.permute(3, 0, 2, 1)
        self._rewrites = tuple(rewrite.reshape(3, 2 * channels, 3 * channels).contiguous())
        self._rewrite_bias = layer.rewrite.bias[:, None]
        self.residuals = _residuals(layer)
        # A kernel twice as long as the stride reaches every row from two neighbours.
        weight = layer.conv_tr.weight[..., 0]
        self._channels_out: int = weight.shape[1]
        far = weight[:, :, self._stride :].permute(2, 1, 0).reshape(-1, channels)
        near = weight[:, :, : self._stride].permute(2, 1, 0).reshape(-1, channels)
        self._weight = torch.cat([far, near], dim=1)
        self._bias = layer.conv_tr.bias.repeat(self._stride)[:, None]

    def forward(self, x: Tensor, skip: Tensor, _length: int) -> tuple[Tensor, None]:
        """(1, channels, bins, hops), twice, to (1, channels out, bins * stride, hops)."""
        _, channels, bins, hops = x.shape
        framed = x.new_empty((bins + 2, channels, hops + 2))
        framed[0] = framed[-1] = 0
        framed[..., 0] = framed[..., -1] = 0
        torch.add(x[0].transpose(0, 1), skip[0].transpose(0, 1), out=framed[1:-1, :, 1:-1])
        row = channels * (hops + 2)
        shape, strides = (bins, 3 * channels, hops), (row, hops + 2, 1)
        windows = [framed.as_strided(shape, strides, hop) for hop in range(3)]
        gathered = x.new_empty((bins + 2, channels, hops))
        gathered[0] = gathered[-1] = 0
        inner = gathered[1:-1]
        step = cached_pieces(channels * hops)
        for start in range(0, bins, step):
            some = slice(start, min(start + step, bins))
            gated = torch.bmm(_for_rows(self._rewrites[0], some), windows[0][some])
            for weight, window in zip(self._rewrites[1:], windows[1:], strict=True):
                gated.baddbmm_(_for_rows(weight, some), window[some])
            gated += self._rewrite_bias
            torch.mul(gated[:, :channels], gated[:, channels:].sigmoid_(), out=inner[some])
            for residual in self.residuals:
                residual(inner[some])
        return self._widened(gathered), None

    def _widened(self, rows: Tensor) -> Tensor:
        """The transposed convolution of (bins + 2, channels, hops), whose ends are zeros."""
        _, channels, hops = rows.shape
        groups = len(rows) - 1
        windows = rows.as_strided((groups, 2 * channels, hops), (channels * hops, hops, 1))
        result = rows.new_empty((groups, self._stride * self._channels_out, hops))
        step = cached_pieces(result.shape[1] * hops)
        for start in range(0, groups, step):
            some = slice(start, min(start + step, groups))
            torch.bmm(_for_rows(self._weight, some), windows[some], out=result[some])
            result[some] += self._bias
            if not self._last:
                _gelu_(result[some])
        fine = result.view(groups * self._stride, self._channels_out, hops)
        return fine[self._pad : len(fine) - self._pad].transpose(0, 1)[None]


def _residuals(layer: Any) -> nn.ModuleList:
    return nn.ModuleList(map(RowsResidual, layer.dconv.layers if layer.dconv else ()))


def _for_rows(weight: Tensor, rows: slice) -> Tensor:
    return weight.expand(rows.stop - rows.start, -1, -1)
