"""How far masked spectra are from true ones: reckoned without the stems' own spectra.

|M X - S|^2 = M (M |X|^2 - 2 Re X*S) + |S|^2: all of it is real, and nothing is transformed back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from separation.two_window_spectrum import HIGH, LOW, SpectrumWindow, split_at_crossover

_COMPRESSED_WEIGHT = 0.5
_FLOOR = 1e-7
_HOPS_AT_ONCE = 16


@dataclass(frozen=True)
class Target:
    """What a mask M is compared with, for one window: the mix X and a stem S.

    mix_power |X|^2: (batch, hops, 1, 2, bins). overlap 2 Re X*S, stem_power |S|^2: (batch, hops, 4,
    2, bins).
    """

    mix_power: Tensor
    overlap: Tensor
    stem_power: Tensor


def targets(stems: Tensor) -> tuple[Tensor, Tensor, Target, Target]:
    """The mix's spectra and the targets of both windows, from stems (batch, 4, 2, frames)."""
    low, high = split_at_crossover(stems)
    low_mix, low_target = _target(LOW, low)
    high_mix, high_target = _target(HIGH, high)
    return low_mix, high_mix, low_target, high_target


def batch_loss(low: Tensor, high: Tensor, low_target: Target, high_target: Target) -> Tensor:
    """How far the masks of a batch are off, for each bin, channel and stem of both windows.

    The sum of |M X - S| and half of |sqrt |M X| - sqrt |S||, over the number of those bins.
    low, high: the mask logits, (batch, hops, 4, 2, bins).
    """
    summed = summed_error(low, low_target) + summed_error(high, high_target)
    return summed / (low.numel() + high.numel())


def summed_error(logits: Tensor, target: Target) -> Tensor:
    """The sum of both errors over everything, of one window."""
    parts = (target.mix_power, target.overlap, target.stem_power)
    summed: Tensor = _SummedError.apply(logits, *parts)  # type: ignore[no-untyped-call]
    return summed


def error_and_slope(
    logits: Tensor, mix_power: Tensor, overlap: Tensor, stem_power: Tensor
) -> tuple[Tensor, Tensor]:
    """The summed error, and what it changes by with each of the logits."""
    masks = logits.float().softmax(dim=2)
    masked = masks * mix_power
    linear = torch.sub(masked, overlap).mul_(masks).add_(stem_power).clamp_min_(0)
    linear = linear.add_(_FLOOR).sqrt_()
    estimate = (masks * masked).add_(_FLOOR).sqrt_().sqrt_()
    difference = estimate - (stem_power + _FLOOR).sqrt_().sqrt_()
    summed = linear.sum() + _COMPRESSED_WEIGHT * difference.abs().sum()
    slope = masked.mul(2).sub_(overlap).div_(linear.mul_(2))
    cubed = estimate * estimate * estimate
    slope += masked.mul_(difference.sign_()).div_(cubed).mul_(_COMPRESSED_WEIGHT / 2)
    slope *= masks
    slope -= masks * slope.sum(dim=2, keepdim=True)
    return summed, slope


class _SummedError(torch.autograd.Function):
    """Some hops at a time, so that the dozen steps for each bin stay in the processor's cache."""

    @staticmethod
    def forward(
        context: Any, logits: Tensor, mix_power: Tensor, overlap: Tensor, stem_power: Tensor
    ) -> Tensor:
        slopes = torch.empty_like(logits)
        summed = logits.new_zeros((), dtype=torch.float32)
        on_cpu = logits.device.type == "cpu"
        examples, hops = (1, _HOPS_AT_ONCE) if on_cpu else logits.shape[:2]
        for example in range(0, logits.shape[0], examples):
            for hop in range(0, logits.shape[1], hops):
                place = (slice(example, example + examples), slice(hop, hop + hops))
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


def _target(window: SpectrumWindow, stems: Tensor) -> tuple[Tensor, Target]:
    spectra = window.analyse(stems)
    mix = spectra.sum(dim=1)
    by_hop = spectra.permute(0, 3, 1, 2, 4)
    mix_by_hop = mix.permute(0, 2, 1, 3)[:, :, None]
    overlap = by_hop.real * mix_by_hop.real + by_hop.imag * mix_by_hop.imag
    return mix, Target(_power(mix_by_hop), overlap.mul_(2), _power(by_hop))


def _power(spectra: Tensor) -> Tensor:
    return (spectra.real.square() + spectra.imag.square()).contiguous()
