"""HTDemucs as a graph that OpenVINO runs well.

The residual branches fold their last norm into a gain and an offset, as in `tuned_residual.py`, but
as convolutions over the spectrum as it is: OpenVINO fuses the steps between them by itself, and
transposes nothing. The Fourier transforms stay outside, for it has none that are quick.
"""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional


class HTDemucsGraph(nn.Module):
    """An HTDemucs of the published shape between its Fourier transforms, on a copy of it."""

    def __init__(self, network: Any) -> None:
        super().__init__()
        network = copy.deepcopy(network).requires_grad_(False).eval()
        for layers, kind in (
            (network.encoder, _Encoder),
            (network.tencoder, _Encoder),
            (network.decoder, _Decoder),
            (network.tdecoder, _Decoder),
        ):
            for index, layer in enumerate(layers):
                layers[index] = kind(layer)
        self.network = network

    def forward(self, spectrum: Tensor, mix: Tensor) -> tuple[Tensor, Tensor]:
        """Both branches' part of the stems.

        spectrum: (1, 4, 2048, hops), of mix: (1, 2, frames), as long as the network was trained
        on. Returns: (1, stems, 4, 2048, hops) and (1, stems, 2, frames).
        """
        kept: list[Tensor] = []

        def keep(stems: Tensor, length: int) -> Tensor:
            kept.append(stems)
            return stems.new_zeros(1)

        self.network._spec = lambda mix: spectrum
        self.network._magnitude = lambda spectrum: spectrum
        self.network._mask = lambda spectrum, stems: stems
        self.network._ispec = keep
        waveforms = self.network(mix)
        return kept[0], waveforms


class _Residual(nn.Module):
    """One residual layer over (1, channels, rows, hops), every row by itself."""

    def __init__(self, layer: Any) -> None:
        super().__init__()
        narrowing, self.norm, _gelu, widening, self.wide_norm, _glu, layer_scale = layer
        self._dilation = narrowing.dilation[0]
        self.narrow_weight = _constant(narrowing.weight[:, :, None])
        self.narrow_bias = narrowing.bias
        weight = widening.weight[:, :, 0]
        self._channels = len(weight) // 2
        self.weight = _constant(weight)
        self.value_weight = _constant(weight[: self._channels, :, None, None])
        self.gate_weight = _constant(weight[self._channels :, :, None, None])
        self.bias = widening.bias
        self.gram = _constant(weight.T @ weight / len(weight))
        scale = layer_scale.scale
        self.scale = _constant(torch.cat([scale, torch.ones_like(scale)]))

    def forward(self, x: Tensor) -> Tensor:
        narrow = functional.conv2d(
            x,
            self.narrow_weight,
            self.narrow_bias,
            padding=(0, self._dilation),
            dilation=(1, self._dilation),
        )
        narrow = functional.gelu(self._normalised(narrow))
        gain, offset = self._gain_and_offset(narrow)
        values, gates = slice(self._channels), slice(self._channels, None)
        value = functional.conv2d(narrow, self.value_weight) * gain[:, values] + offset[:, values]
        gate = functional.conv2d(narrow, self.gate_weight) * gain[:, gates] + offset[:, gates]
        return x + value * torch.sigmoid(gate)

    def _normalised(self, narrow: Tensor) -> Tensor:
        centred = narrow - narrow.mean(dim=(1, 3), keepdim=True)
        variance = centred.square().mean(dim=(1, 3), keepdim=True)
        gain = (variance + self.norm.eps).rsqrt() * self.norm.weight[:, None, None]
        normalised: Tensor = centred * gain + self.norm.bias[:, None, None]
        return normalised

    def _gain_and_offset(self, narrow: Tensor) -> tuple[Tensor, Tensor]:
        mean = narrow.mean(dim=3)
        centred = (narrow - mean[..., None])[0].permute(1, 0, 2)
        covariance = centred @ centred.transpose(1, 2) / narrow.shape[3]
        means = mean[0].T @ self.weight.T + self.bias
        mean_of_all = means.mean(dim=1, keepdim=True)
        variance = (means - mean_of_all).square().mean(dim=1, keepdim=True)
        variance = variance + (covariance * self.gram).sum(dim=(1, 2))[:, None]
        gain = (variance + self.wide_norm.eps).rsqrt() * self.wide_norm.weight
        offset = ((self.bias - mean_of_all) * gain + self.wide_norm.bias) * self.scale
        return (gain * self.scale).T[None, :, :, None], offset.T[None, :, :, None]


class _Encoder(nn.Module):
    empty = False

    def __init__(self, layer: Any) -> None:
        super().__init__()
        self.layer = layer
        self.residuals = _residuals(layer)

    def forward(self, x: Tensor, _inject: None = None) -> Tensor:
        layer = self.layer
        if not layer.freq:
            x = functional.pad(x, (0, -x.shape[-1] % layer.stride))
        return _gated(layer, _with_residuals(self.residuals, functional.gelu(layer.conv(x))))


class _Decoder(nn.Module):
    empty = False

    def __init__(self, layer: Any) -> None:
        super().__init__()
        self.layer = layer
        self.residuals = _residuals(layer)

    def forward(self, x: Tensor, skip: Tensor, length: int) -> tuple[Tensor, None]:
        layer = self.layer
        whole = layer.conv_tr(_with_residuals(self.residuals, _gated(layer, x + skip)))
        inner = slice(layer.pad, -layer.pad) if layer.freq else slice(layer.pad, layer.pad + length)
        y = whole[..., inner, :] if layer.freq else whole[..., inner]
        return (y if layer.last else functional.gelu(y)), None


def _residuals(layer: Any) -> nn.Sequential:
    return nn.Sequential(*map(_Residual, layer.dconv.layers if layer.dconv else ()))


def _with_residuals(residuals: nn.Sequential, x: Tensor) -> Tensor:
    result: Tensor = residuals(x) if x.dim() == 4 else residuals(x[:, :, None])[:, :, 0]
    return result


def _gated(layer: Any, x: Tensor) -> Tensor:
    """Two convolutions instead of one and a split, which OpenVINO copies for."""
    rewrite = layer.rewrite
    convolve = functional.conv2d if layer.freq else functional.conv1d
    half = rewrite.out_channels // 2
    value = convolve(x, rewrite.weight[:half], rewrite.bias[:half], padding=rewrite.padding)
    gate = convolve(x, rewrite.weight[half:], rewrite.bias[half:], padding=rewrite.padding)
    return value * torch.sigmoid(gate)


def _constant(value: Tensor) -> nn.Parameter:
    return nn.Parameter(value.clone(), requires_grad=False)
