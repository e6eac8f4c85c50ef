"""The layers of Demucs' waveform branch as matrix products over frames.

A tensor that is (1, channels, frames) to the network lies in memory as (frames, channels). So the
frames under a kernel are one block of memory and every convolution is a product with a view of it.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from separation.tuned_residual import FramesResidual, cached_pieces

_gelu_ = torch.ops.aten.gelu_


class TunedWaveformEncoder(nn.Module):
    """A `demucs.hdemucs.HEncLayer` of the waveform branch, without norm, LSTM and attention."""

    empty = False

    def __init__(self, layer: Any) -> None:
        super().__init__()
        self._kernel_frames: int = layer.kernel_size
        self._stride: int = layer.stride
        self._pad: int = layer.pad
        weight = layer.conv.weight
        self._channels: int = weight.shape[0]
        self._weight = weight.permute(2, 1, 0).reshape(-1, self._channels).contiguous()
        self._bias = layer.conv.bias
        self.residuals = _residuals(layer)
        self._rewrite = _GatedProduct(layer.rewrite.weight[:, :, 0], layer.rewrite.bias)

    def forward(self, x: Tensor, _inject: None = None) -> Tensor:
        """(1, channels in, frames) to (1, channels, frames / stride, rounded up)."""
        _, channels_in, frames = x.shape
        after = self._pad + frames
        padded = x.new_empty((after + -frames % self._stride + self._pad, channels_in))
        padded[: self._pad] = 0
        padded[self._pad : after] = x[0].T
        padded[after:] = 0
        count = (len(padded) - self._kernel_frames) // self._stride + 1
        windows = padded.as_strided(
            (count, self._kernel_frames * channels_in), (self._stride * channels_in, 1)
        )
        y = x.new_empty((count, self._channels))
        step = cached_pieces(self._channels)
        for some, window in zip(torch.split(y, step), torch.split(windows, step), strict=True):
            torch.addmm(self._bias, window, self._weight, out=some)
            _gelu_(some)
        for residual in self.residuals:
            residual(y)
        result = torch.empty_like(y)
        for some, source in zip(torch.split(result, step), torch.split(y, step), strict=True):
            self._rewrite.write(source, some)
        return result.T[None]


class TunedWaveformDecoder(nn.Module):
    """A `demucs.hdemucs.HDecLayer` of the waveform branch, without norm, LSTM and attention."""

    empty = False

    def __init__(self, layer: Any) -> None:
        super().__init__()
        self._last: bool = layer.last
        self._stride: int = layer.stride
        self._pad: int = layer.pad
        channels: int = layer.chin
        rewrite = layer.rewrite.weight.permute(0, 2, 1).reshape(2 * channels, -1)
        self._rewrite = _GatedProduct(rewrite, layer.rewrite.bias)
        self.residuals = _residuals(layer)
        # A kernel twice as long as the stride reaches every frame from two neighbours.
        weight = layer.conv_tr.weight
        self._channels_out: int = weight.shape[1]
        far = weight[:, :, self._stride :].permute(0, 2, 1).reshape(channels, -1)
        near = weight[:, :, : self._stride].permute(0, 2, 1).reshape(channels, -1)
        self._weight = torch.cat([far, near])
        self._bias = layer.conv_tr.bias.repeat(self._stride)

    def forward(self, x: Tensor, skip: Tensor, length: int) -> tuple[Tensor, None]:
        """(1, channels, frames), twice, to (1, channels out, length)."""
        _, channels, frames = x.shape
        framed = x.new_empty((frames + 2, channels))
        framed[0] = framed[-1] = 0
        torch.add(x[0].T, skip[0].T, out=framed[1:-1])
        gathered = torch.empty_like(framed)
        gathered[0] = gathered[-1] = 0
        inner = gathered[1:-1]
        step = cached_pieces(channels)
        windows = framed.as_strided((frames, 3 * channels), (channels, 1))
        for some, window in zip(torch.split(inner, step), torch.split(windows, step), strict=True):
            self._rewrite.write(window, some)
        for residual in self.residuals:
            residual(inner)
        windows = gathered.as_strided((frames + 1, 2 * channels), (channels, 1))
        result = x.new_empty((frames + 1, self._stride * self._channels_out))
        for some, window in zip(torch.split(result, step), torch.split(windows, step), strict=True):
            torch.addmm(self._bias, window, self._weight, out=some)
            if not self._last:
                _gelu_(some)
        fine = result.view(-1, self._channels_out)
        return fine[self._pad : self._pad + length].T[None], None


def _residuals(layer: Any) -> nn.ModuleList:
    return nn.ModuleList(map(FramesResidual, layer.dconv.layers if layer.dconv else ()))


class _GatedProduct:
    """A convolution that is one product, and its gate: half of the channels times the other's."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        self._values, self._gates = (half.T.contiguous() for half in weight.chunk(2))
        self._value_bias, self._gate_bias = bias.chunk(2)

    def write(self, source: Tensor, result: Tensor) -> None:
        gates = torch.addmm(self._gate_bias, source, self._gates).sigmoid_()
        torch.mul(torch.addmm(self._value_bias, source, self._values), gates, out=result)
