"""How far masked spectra are from true ones: reckoned without the stems' own spectra.

|M X - S|^2 = M (M |X|^2 - 2 Re X*S) + |S|^2, so that all of it is real and nothing is transformed back.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from separation.two_window_spectrum import HIGH, LOW, SpectrumWindow, split_at_crossover

_COMPRESSED_WEIGHT = 0.5
_FLOOR = 1e-7


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


def mask_loss(logits: Tensor, target: Target) -> Tensor:
    """The sum over everything of |M X - S| and half of |sqrt |M X| - sqrt |S||, of one window."""
    return _summed_error(logits, target.mix_power, target.overlap, target.stem_power)


def batch_loss(low: Tensor, high: Tensor, low_target: Target, high_target: Target) -> Tensor:
    """The loss of a batch: both windows, for each bin of the finer one and each channel."""
    summed = mask_loss(low, low_target) + mask_loss(high, high_target)
    return summed / (low[:, :, 0].numel() + high[:, :, 0].numel())


def _target(window: SpectrumWindow, stems: Tensor) -> tuple[Tensor, Target]:
    spectra = window.analyse(stems)
    mix = spectra.sum(dim=1)
    by_hop = spectra.permute(0, 3, 1, 2, 4)
    mix_by_hop = mix.permute(0, 2, 1, 3)[:, :, None]
    overlap = 2 * (by_hop.real * mix_by_hop.real + by_hop.imag * mix_by_hop.imag)
    return mix, Target(_power(mix_by_hop), overlap, _power(by_hop))


def _power(spectra: Tensor) -> Tensor:
    return spectra.real.square() + spectra.imag.square()


def _summed_error_of(
    logits: Tensor, mix_power: Tensor, overlap: Tensor, stem_power: Tensor
) -> Tensor:
    masks = logits.float().softmax(dim=2)
    error = (masks * (masks * mix_power - overlap) + stem_power).clamp_min(0)
    linear = (error + _FLOOR).sqrt()
    estimate = (masks.square() * mix_power + _FLOOR).sqrt().sqrt()
    compressed = (estimate - (stem_power + _FLOOR).sqrt().sqrt()).abs()
    return (linear + _COMPRESSED_WEIGHT * compressed).sum()


_summed_error = torch.compile(_summed_error_of, dynamic=False)
