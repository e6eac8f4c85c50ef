"""How far masked spectra are from true ones, in dB: what SDR measures, in every part of a song.

|M X - S|^2 = M (M |X|^2 - 2 Re X*S) + |S|^2: all of it is real, and nothing is transformed back.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor

from separation.compact_spectrum import BINS, analyse

_REGION_EDGES = (0, 28, 223, BINS)  # in bins: 300 Hz and 2.4 kHz
_TILT = 0.5
"""A region weighs as the root of its power: highs are heard more than SDR makes of them."""
_HOPS_AT_ONCE = 32  # 0.74 s: quiet moments count as much as loud ones
_FLOOR = 1e-2
"""Nobody hears what is left of a stem so far below the mix."""
_LEAST_POWER = 1e-6


@dataclass(frozen=True)
class Target:
    """What a mask M is compared with: the mix X and a stem S.

    mix_power |X|^2: (batch, hops, 1, 2, bins). overlap 2 Re X*S, stem_power |S|^2: (batch, hops, 4,
    2, bins).
    """

    mix_power: Tensor
    overlap: Tensor
    stem_power: Tensor


def targets(stems: Tensor) -> tuple[Tensor, Target]:
    """From stems (batch, 4, 2, frames): the mix's spectrum (batch, 2, hops, 2049), the target."""
    spectra = analyse(stems)
    mix = spectra.sum(dim=1)
    by_hop = spectra[..., :BINS].permute(0, 3, 1, 2, 4)
    mix_by_hop = mix[..., :BINS].permute(0, 2, 1, 3)[:, :, None]
    overlap = by_hop.real * mix_by_hop.real + by_hop.imag * mix_by_hop.imag
    return mix, Target(_power(mix_by_hop), overlap.mul_(2), _power(by_hop))


def batch_loss(logits: Tensor, target: Target) -> Tensor:
    """The mean over examples, moments and stems of log(error / mix): nearly SDR, upside down.

    logits: of the masks, (batch, hops, 4, 2, bins).
    """
    batch, hops, stems = logits.shape[:3]
    parts = (target.mix_power, target.overlap, target.stem_power)
    summed: Tensor = _SummedError.apply(logits, *parts)  # type: ignore[no-untyped-call]
    moments = -(-hops // _HOPS_AT_ONCE)
    return summed / (batch * moments * stems)


def error_and_slope(
    logits: Tensor, mix_power: Tensor, overlap: Tensor, stem_power: Tensor
) -> tuple[Tensor, Tensor]:
    """The summed error of moments, and what it changes by with each logit.

    Shapes as in `Target`, with moments for examples.
    """
    masks = logits.float().softmax(dim=2)
    masked = masks * mix_power
    errors = torch.sub(masked, overlap).mul_(masks).add_(stem_power).sum(dim=(1, 3))
    mix = mix_power.sum(dim=(1, 2, 3))
    slope = masked.mul_(2).sub_(overlap).mul_(masks)
    whole = mix.sum(dim=1, keepdim=True) + _LEAST_POWER
    importance = torch.empty_like(mix)
    for start, stop in pairwise(_REGION_EDGES):
        share = mix[:, start:stop].sum(dim=1, keepdim=True) / whole + _LEAST_POWER
        importance[:, start:stop] = share ** (_TILT - 1)
    in_mix = (mix * importance).sum(dim=1)[:, None] + _LEAST_POWER
    error = (errors * importance[:, None]).sum(dim=2).clamp_min(0) / in_mix + _FLOOR
    slope *= (importance[:, None] / (error * in_mix)[..., None])[:, None, :, None]
    slope -= masks * slope.sum(dim=2, keepdim=True)
    return torch.log(error).sum(), slope


class _SummedError(torch.autograd.Function):
    """On a processor a moment at a time, which keeps what is worked on in its cache."""

    @staticmethod
    def forward(
        context: Any, logits: Tensor, mix_power: Tensor, overlap: Tensor, stem_power: Tensor
    ) -> Tensor:
        slopes = torch.empty_like(logits)
        summed = logits.new_zeros((), dtype=torch.float32)
        examples, hops = logits.shape[:2]
        at_once = 1 if logits.device.type == "cpu" else examples
        for example in range(0, examples, at_once):
            for hop in range(0, hops, _HOPS_AT_ONCE):
                place = (slice(example, example + at_once), slice(hop, hop + _HOPS_AT_ONCE))
                part, slopes[place] = error_and_slope(
                    logits[place], mix_power[place], overlap[place], stem_power[place]
                )
                summed += part
        context.save_for_backward(slopes)
        return summed

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor, None, None, None]:
        (slopes,) = context.saved_tensors
        return slopes * gradient, None, None, None


def _power(spectra: Tensor) -> Tensor:
    return (spectra.real.square() + spectra.imag.square()).contiguous()
