"""The transformer between Demucs' encoders and decoders, without copies between its products."""

from __future__ import annotations

from typing import Any

import torch
from demucs.transformer import create_2d_sin_embedding, create_sin_embedding
from torch import Tensor, nn
from torch.nn import functional

_FEED_FORWARD_ROWS = 256  # at a time: what lies between the two products stays in the cache
_gelu_ = torch.ops.aten.gelu_


class TunedTransformer(nn.Module):
    """A `demucs.transformer.CrossTransformerEncoder` of the published shape.

    Two rows of tokens, one of the spectrum and one of the waveform, attend to themselves and to
    each other in turn. Layer scale is part of the weights, and a product is added to what it is
    a residual of while it is computed.
    """

    def __init__(self, original: Any) -> None:
        super().__init__()
        self.norm_in = original.norm_in
        self.norm_in_t = original.norm_in_t
        self._max_period: float = original.max_period
        self._position_weight: float = original.weight_pos_embed
        self._positions: dict[tuple[int, ...], Tensor] = {}
        self.layers = nn.ModuleList(map(_TunedLayer, original.layers))
        self.layers_t = nn.ModuleList(map(_TunedLayer, original.layers_t))

    def forward(self, x: Tensor, xt: Tensor) -> tuple[Tensor, Tensor]:
        """(1, channels, bins, hops) and (1, channels, frames), to the same shapes."""
        _, channels, bins, hops = x.shape
        spectrum = self.norm_in(x[0].permute(2, 1, 0).reshape(-1, channels))
        spectrum += self._spectrum_positions(channels, bins, hops)
        waveform = self.norm_in_t(xt[0].T)
        waveform += self._waveform_positions(channels, xt.shape[2])
        for layer, layer_t in zip(self.layers, self.layers_t, strict=True):
            spectrum, waveform = layer(spectrum, waveform), layer_t(waveform, spectrum)
        x = spectrum.view(hops, bins, channels).permute(2, 1, 0)[None]
        return x, waveform.T[None]

    def _spectrum_positions(self, channels: int, bins: int, hops: int) -> Tensor:
        key = (channels, bins, hops)
        if key not in self._positions:
            positions: Tensor = create_2d_sin_embedding(  # type: ignore[no-untyped-call]
                channels, bins, hops, max_period=self._max_period
            ).permute(0, 3, 2, 1)
            self._positions[key] = self._position_weight * positions.reshape(-1, channels)
        return self._positions[key]

    def _waveform_positions(self, channels: int, frames: int) -> Tensor:
        key = (channels, frames)
        if key not in self._positions:
            positions = create_sin_embedding(frames, channels, max_period=self._max_period)
            self._positions[key] = self._position_weight * positions[:, 0]
        return self._positions[key]


class _TunedLayer(nn.Module):
    """A layer of the transformer: attention to itself, or to the other row of tokens."""

    def __init__(self, layer: Any) -> None:
        super().__init__()
        self._crosses: bool = hasattr(layer, "cross_attn")
        attention = layer.cross_attn if self._crosses else layer.self_attn
        self.norm = layer.norm1
        self.norm_other = layer.norm2 if self._crosses else None
        self.attention = _TunedAttention(attention, layer.gamma_1.scale)
        norm = layer.norm3 if self._crosses else layer.norm2
        self.feed_forward = _TunedFeedForward(layer, norm)
        self.norm_out = _TunedNorm(layer.norm_out)

    def forward(self, tokens: Tensor, other: Tensor) -> Tensor:
        """float32 (tokens, channels) of this row and (others, channels) of the other."""
        queries = self.norm(tokens)
        keys = queries if self.norm_other is None else self.norm_other(other)
        sums = self.attention(tokens, queries, keys)
        self.feed_forward(sums)
        result: Tensor = self.norm_out(sums)
        return result


class _TunedAttention(nn.Module):
    """Attention with several heads, added to the tokens it is a residual of."""

    def __init__(self, attention: Any, scale: Tensor) -> None:
        super().__init__()
        self._heads: int = attention.num_heads
        self._weights = tuple(part.T for part in attention.in_proj_weight.chunk(3))
        self._biases = attention.in_proj_bias.chunk(3)
        self._out_weight = (attention.out_proj.weight * scale[:, None]).T.contiguous()
        self._out_bias = attention.out_proj.bias * scale

    def forward(self, tokens: Tensor, queries: Tensor, keys: Tensor) -> Tensor:
        """All (tokens, channels)."""
        sources = (queries, keys, keys)
        query, key, value = (
            torch.addmm(bias, source, weight).view(len(source), self._heads, -1).transpose(0, 1)
            for bias, source, weight in zip(self._biases, sources, self._weights, strict=True)
        )
        heard = functional.scaled_dot_product_attention(query[None], key[None], value[None])
        heard = heard[0].transpose(0, 1).reshape(tokens.shape)
        sums: Tensor = tokens + self._out_bias
        return sums.addmm_(heard, self._out_weight)


class _TunedFeedForward(nn.Module):
    """The two products behind the attention, added in place."""

    def __init__(self, layer: Any, norm: nn.Module) -> None:
        super().__init__()
        self.norm = norm
        scale = layer.gamma_2.scale
        self._weight = layer.linear1.weight.T
        self._bias = layer.linear1.bias
        self._out_weight = (layer.linear2.weight * scale[:, None]).T.contiguous()
        self._out_bias = layer.linear2.bias * scale

    def forward(self, tokens: Tensor) -> None:
        for some in torch.split(tokens, _FEED_FORWARD_ROWS):
            hidden = _gelu_(torch.addmm(self._bias, self.norm(some), self._weight))
            some += self._out_bias
            some.addmm_(hidden, self._out_weight)


class _TunedNorm(nn.Module):
    """A group norm with one group, for tokens that lie as (tokens, channels)."""

    def __init__(self, norm: Any) -> None:
        super().__init__()
        self._weight: Tensor = norm.weight
        self._bias: Tensor = norm.bias
        self._eps: float = norm.eps

    def forward(self, tokens: Tensor) -> Tensor:
        variance, mean = torch.var_mean(tokens, correction=0)
        gain = (variance + self._eps).rsqrt() * self._weight
        return torch.addcmul(self._bias - mean * gain, tokens, gain)
