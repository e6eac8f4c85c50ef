"""Nothing of the sound is lost between the two windows, and the quick way back is the same."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from separation.two_window_spectrum import (
    HIGH,
    HIGH_FEATURES,
    HIGH_HOPS,
    HOP_FRAMES,
    LOW,
    LOW_FEATURES,
    high_features,
    hops_of,
    low_features,
    split_at_crossover,
    synthesise_low,
)

FRAMES = 24 * HOP_FRAMES


def tone(hertz: float) -> Tensor:
    """A stereo tone that fades in and out, no louder than 1: (2, frames)."""
    time_s = torch.arange(FRAMES) / 44100
    wave = torch.sin(2 * math.pi * hertz * time_s) * torch.hann_window(FRAMES)
    return torch.stack([wave, 0.5 * wave])


def decibels(error: Tensor, of: Tensor) -> float:
    return float(10 * torch.log10(error.square().sum() / of.square().sum() + 1e-30))


@pytest.mark.parametrize("hertz", [40.0, 440.0, 950.0, 1100.0, 1400.0, 3000.0, 15000.0])
def test_every_tone_comes_back(hertz: float) -> None:
    samples = tone(hertz)
    low, high = split_at_crossover(samples)
    torch.testing.assert_close(low + high, samples)
    back = LOW.synthesise(LOW.analyse(low)) + HIGH.synthesise(HIGH.analyse(high))
    assert decibels(back - samples, samples) < -60


@pytest.mark.parametrize(("hertz", "part"), [(700.0, 0), (2000.0, 1)])
def test_the_crossover_sends_tones_one_way(hertz: float, part: int) -> None:
    samples = tone(hertz)
    assert decibels(split_at_crossover(samples)[1 - part], samples) < -60


def test_the_low_part_is_made_quickly_and_alike() -> None:
    low, _ = split_at_crossover(torch.randn(2, FRAMES))
    spectrum = LOW.analyse(low)
    torch.testing.assert_close(
        synthesise_low(spectrum), LOW.synthesise(spectrum), atol=1e-5, rtol=1e-4
    )


def test_a_hop_of_one_window_is_two_of_the_other_and_centred_alike() -> None:
    samples = torch.zeros(2, FRAMES)
    samples[:, 12 * HOP_FRAMES] = 1
    low = LOW.analyse(samples)[0].abs().square().sum(dim=-1)
    high = HIGH.analyse(samples)[0].abs().square().sum(dim=-1)
    assert len(low) == hops_of(FRAMES)
    assert len(high) == HIGH_HOPS * hops_of(FRAMES)
    places = torch.arange(len(low))
    pairs = high.view(-1, HIGH_HOPS).sum(dim=-1)
    centres = [float((places * energy).sum() / energy.sum()) for energy in (low, pairs)]
    assert centres[0] == pytest.approx(centres[1], abs=0.1)


def test_features_are_what_is_heard() -> None:
    low, high = split_at_crossover(torch.randn(3, 2, FRAMES))
    heard_low, heard_high = low_features(LOW.analyse(low)), high_features(HIGH.analyse(high))
    hops = hops_of(FRAMES)
    assert heard_low.shape == (3, hops, LOW_FEATURES, LOW.bins)
    assert heard_high.shape == (3, hops, HIGH_HOPS * HIGH_FEATURES, HIGH.bins)
    left = LOW.analyse(low)[:, 0].abs()
    torch.testing.assert_close(heard_low[:, :, 0], left**0.25, atol=4e-2, rtol=1e-3)
    second_hop = HIGH.analyse(high)[:, 1, 1::2].abs()
    torch.testing.assert_close(
        heard_high[:, :, HIGH_FEATURES + 1], second_hop**0.25, atol=4e-2, rtol=1e-3
    )
