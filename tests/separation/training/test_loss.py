"""The loss is what its formula says, and its slope is its slope."""

from __future__ import annotations

import torch
from torch import Tensor

from separation.training.loss import Target, batch_loss, summed_error, targets
from separation.two_window_spectrum import HIGH, LOW, hops_of, split_at_crossover

FRAMES = 29 * 1024


def tones() -> Tensor:
    torch.manual_seed(2)
    return torch.randn(2, 4, 2, FRAMES) * torch.tensor([1.0, 0.3, 0.1, 0.5])[:, None, None]


def plain_error(logits: Tensor, mix: Tensor, stems: Tensor) -> Tensor:
    """By complex numbers: mix (batch, 2, hops, bins), stems (batch, 4, 2, hops, bins)."""
    masked = logits.softmax(2).permute(0, 2, 3, 1, 4) * mix[:, None]
    linear = ((masked - stems).abs().square() + 1e-7).sqrt()
    compressed = (masked.abs().square() + 1e-7) ** 0.25 - (stems.abs().square() + 1e-7) ** 0.25
    return linear.sum() + 0.5 * compressed.abs().sum()


def test_value_and_slope_are_those_of_the_formula() -> None:
    stems = tones()
    _, _, low_target, high_target = targets(stems)
    parts = split_at_crossover(stems)
    for window, part, target in zip((LOW, HIGH), parts, (low_target, high_target), strict=True):
        spectra = window.analyse(part).to(torch.complex128)
        hops = spectra.shape[-2]
        logits = torch.randn(2, hops, 4, 2, window.bins, requires_grad=True)
        error = summed_error(logits, target)
        (slope,) = torch.autograd.grad(error, logits)
        wanted = plain_error(logits.double(), spectra.sum(1), spectra)
        (wanted_slope,) = torch.autograd.grad(wanted, logits)
        torch.testing.assert_close(error.double(), wanted, rtol=1e-4, atol=0)
        different = (slope - wanted_slope).norm() / wanted_slope.norm()
        assert different < 1e-3


def test_right_masks_cost_next_to_nothing_and_wrong_ones_much() -> None:
    stems = tones()
    stems[:, 1:] = 0  # all of it is vocals
    _, _, low_target, high_target = targets(stems)
    hops = hops_of(FRAMES)
    right = [
        torch.zeros(2, hops, 4, 2, LOW.bins),
        torch.zeros(2, 2 * hops, 4, 2, HIGH.bins),
    ]
    wrong = [logits.clone() for logits in right]
    for logits in right:
        logits[:, :, 0] = 30
    for logits in wrong:
        logits[:, :, 1] = 30
    low_cost = batch_loss(*right, low_target, high_target)
    assert low_cost < 1e-3
    assert batch_loss(*wrong, low_target, high_target) > 100 * low_cost


def test_targets_are_of_the_mix_and_its_stems() -> None:
    stems = tones()
    low_mix, high_mix, low_target, high_target = targets(stems)
    low, high = split_at_crossover(stems.sum(1))
    torch.testing.assert_close(low_mix, LOW.analyse(low), atol=1e-4, rtol=1e-3)
    torch.testing.assert_close(high_mix, HIGH.analyse(high), atol=1e-4, rtol=1e-3)
    for target in (low_target, high_target):
        assert isinstance(target, Target)
        # The overlaps of all stems with the mix make up twice its power.
        summed = target.overlap.sum(2, keepdim=True)
        torch.testing.assert_close(summed, 2 * target.mix_power, atol=1e-3, rtol=1e-3)
