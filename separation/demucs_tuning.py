"""Makes a loaded Demucs network faster on a CPU. It computes the same.

What costs time beside the products themselves is memory: tensors of tens of megabytes written and
read again between small steps. The layers are replaced by ones that take a song piece by piece
through all their steps while it is in the cache. What was tried is in the README beside this file.
"""

from __future__ import annotations

import copy
from typing import Any

import torch
from demucs.hdemucs import HDecLayer, HEncLayer
from demucs.transformer import LayerScale
from torch import Tensor, nn
from torch.nn import functional

from separation.demucs_spectrum import stem_samples
from separation.tuned_spectrum_layers import TunedSpectrumDecoder, TunedSpectrumEncoder
from separation.tuned_transformer import TunedTransformer
from separation.tuned_waveform_layers import TunedWaveformDecoder, TunedWaveformEncoder

_RESIDUAL_STEPS = 7  # two more where a residual layer has an LSTM and attention


class TunedDemucs(nn.Module):
    """An HTDemucs or HDemucs from the `demucs` package that works piece by piece.

    It works on a copy of `network`. Layers of a shape that no published model has stay as they are.
    """

    def __init__(self, network: Any) -> None:
        super().__init__()
        self.sources: list[str] = list(network.sources)
        network = copy.deepcopy(network).requires_grad_(False).eval()
        self.network = network
        torch.backends.mha.set_fastpath_enabled(False)  # slower than the plain way
        for name, tuned in _TUNED.items():
            layers: Any = getattr(network, name, ())
            for index, layer in enumerate(layers):
                layers[index] = tuned(layer)
        first = network.encoder[0]
        if isinstance(first, TunedSpectrumEncoder) and network.freq_emb is not None:
            first.emphasis = (network.freq_emb_scale * network.freq_emb.weight)[:, :, None]
            network.freq_emb = None
        transformer = getattr(network, "crosstransformer", None)
        if transformer is not None and _is_published_transformer(transformer):
            network.crosstransformer = TunedTransformer(transformer)
        if network.cac and network.nfft == 4096 and not getattr(network, "hybrid_old", False):
            network._mask = _as_it_is
            network._ispec = stem_samples

    def forward(self, mix: Tensor) -> Tensor:
        """float32 (batch, 2, frames) to (batch, stems, 2, frames)."""
        return torch.cat([self.network(song) for song in torch.split(mix, 1)])


def _as_it_is(_mix_spectrum: Tensor, stems: Tensor) -> Tensor:
    return stems


def _tuned_encoder(layer: nn.Module) -> nn.Module:
    if not isinstance(layer, HEncLayer) or not _is_plain(layer, rewrite_size=1):
        return layer
    return TunedSpectrumEncoder(layer) if layer.freq else TunedWaveformEncoder(layer)


def _tuned_decoder(layer: nn.Module) -> nn.Module:
    if not isinstance(layer, HDecLayer) or not _is_plain(layer, rewrite_size=3):
        return layer
    if layer.kernel_size != 2 * layer.stride or not layer.pad:
        return layer
    return TunedSpectrumDecoder(layer) if layer.freq else TunedWaveformDecoder(layer)


def _is_plain(layer: Any, rewrite_size: int) -> bool:
    if layer.empty or layer.rewrite is None or not isinstance(layer.norm2, nn.Identity):
        return False
    residuals = layer.dconv.layers if layer.dconv else ()
    return all(size == rewrite_size for size in layer.rewrite.kernel_size) and all(
        len(steps) == _RESIDUAL_STEPS for steps in residuals
    )


def _is_published_transformer(transformer: Any) -> bool:
    return (
        transformer.emb == "sin"
        and transformer.sin_random_shift == 0
        and all(
            layer.norm_first
            and layer.norm_out is not None
            and layer.activation is functional.gelu
            and not layer.sparse
            and isinstance(layer.norm1, nn.LayerNorm)
            and isinstance(layer.gamma_1, LayerScale)
            for layer in (*transformer.layers, *transformer.layers_t)
        )
    )


_TUNED = {
    "encoder": _tuned_encoder,
    "tencoder": _tuned_encoder,
    "decoder": _tuned_decoder,
    "tdecoder": _tuned_decoder,
}
