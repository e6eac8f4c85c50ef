"""The loss is what its formula says, and its slope is its slope."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch
from torch import Tensor

from separation.compact_spectrum import BINS, analyse, hops_of
from separation.training.loss import Target, batch_loss, error_and_slope, targets

FRAMES = 40 * 1024
HOPS = hops_of(FRAMES)
MOMENT_HOPS = 32


def tones() -> Tensor:
    torch.manual_seed(2)
    return torch.randn(2, 4, 2, FRAMES) * torch.tensor([1.0, 0.3, 0.1, 0.0])[:, None, None]


def plain_loss(logits: Tensor, mix: Tensor, stems: Tensor) -> Tensor:
    """By complex numbers: mix (batch, 2, hops, bins), stems (batch, 4, 2, hops, bins)."""
    masked = logits.softmax(2).permute(0, 2, 3, 1, 4) * mix[:, None]
    losses = []
    for song in range(len(mix)):
        for start in range(0, mix.shape[2], MOMENT_HOPS):
            moment = slice(start, start + MOMENT_HOPS)
            of_mix = mix[song, :, moment].abs().square().sum((0, 1))
            error = (masked - stems)[song, :, :, moment].abs().square().sum((1, 2))
            tilted, tilted_mix = torch.zeros_like(error[:, 0]), torch.zeros_like(of_mix[0])
            for first, stop in pairwise((0, 28, 223, BINS)):
                share = of_mix[first:stop].sum() / (of_mix.sum() + 1e-6) + 1e-6
                tilted = tilted + error[:, first:stop].sum(1) / share.sqrt()
                tilted_mix = tilted_mix + of_mix[first:stop].sum() / share.sqrt()
            losses.append(torch.log(tilted / (tilted_mix + 1e-6) + 0.01))
    return torch.stack(losses).mean()


def test_value_and_slope_are_those_of_the_formula() -> None:
    stems = tones()
    _, target = targets(stems)
    spectra = analyse(stems)[..., :BINS].to(torch.complex128)
    logits = torch.randn(2, HOPS, 4, 2, BINS, requires_grad=True)
    loss = batch_loss(logits, target)
    (slope,) = torch.autograd.grad(loss, logits)
    wanted = plain_loss(logits.double(), spectra.sum(1), spectra)
    (wanted_slope,) = torch.autograd.grad(wanted, logits)
    torch.testing.assert_close(loss.double(), wanted, rtol=1e-4, atol=1e-5)
    assert (slope - wanted_slope).norm() / wanted_slope.norm() < 1e-3


def test_moments_at_once_are_as_one_after_the_other() -> None:
    torch.manual_seed(3)
    mix_power, overlap, stem_power = torch.rand(3, 2, 5, 4, 2, BINS)
    mix_power = mix_power[:, :, :1]
    for part in (mix_power, overlap, stem_power):
        part[1] *= 0.01 * torch.linspace(4, 0.1, BINS)
    logits = torch.randn(2, 5, 4, 2, BINS)
    parts = (logits, mix_power, overlap, stem_power)
    error, slope = error_and_slope(*parts)
    alone = [error_and_slope(*(part[place : place + 1] for part in parts)) for place in (0, 1)]
    torch.testing.assert_close(error, alone[0][0] + alone[1][0])
    for found, (_, wanted) in zip(slope, alone, strict=True):
        assert (found - wanted[0]).norm() < 1e-5 * wanted.norm()


def test_right_masks_are_as_good_as_it_gets_and_wrong_ones_cost() -> None:
    stems = tones()
    stems[:, 1:] = 0  # all of it is vocals
    _, target = targets(stems)
    right, wrong = torch.zeros(2, 2, HOPS, 4, 2, BINS)
    right[:, :, 0] = 30
    wrong[:, :, 1] = 30
    best = float(torch.log(torch.tensor(0.01)))
    assert float(batch_loss(right, target)) == pytest.approx(best, abs=0.01)
    # Vocals and drums are as wrong as they can be; the two others are silent, as they should.
    assert float(batch_loss(wrong, target)) == pytest.approx(best / 2, abs=0.02)


def test_a_quiet_moment_counts_as_much_as_a_loud_one() -> None:
    stems = tones()
    stems[..., FRAMES // 2 :] *= 0.01
    logits = torch.zeros(2, HOPS, 4, 2, BINS)
    _, target = targets(stems)
    both = float(batch_loss(logits, target))
    _, loud = targets(tones())
    assert both == pytest.approx(float(batch_loss(logits, loud)), abs=0.1)


def test_targets_are_of_the_mix_and_its_stems() -> None:
    stems = tones()
    mix, target = targets(stems)
    assert isinstance(target, Target)
    torch.testing.assert_close(mix, analyse(stems.sum(1)), atol=1e-4, rtol=1e-3)
    # The overlaps of all stems with the mix make up twice its power.
    summed = target.overlap.sum(2, keepdim=True)
    torch.testing.assert_close(summed, 2 * target.mix_power, atol=1e-3, rtol=1e-3)
