"""Nothing of the sound is lost on the way to the spectrum and back, and it is heard right."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from separation.compact_spectrum import (
    BINS,
    FEATURES,
    HOP_FRAMES,
    analyse,
    features,
    hops_of,
    synthesise,
)

FRAMES = 24 * HOP_FRAMES


def decibels(error: Tensor, of: Tensor) -> float:
    return float(10 * torch.log10(error.square().sum() / of.square().sum() + 1e-30))


@pytest.mark.parametrize("hertz", [30.0, 440.0, 5000.0, 22050.0])
def test_every_tone_comes_back_whole_to_its_edges(hertz: float) -> None:
    wave = torch.cos(2 * math.pi * hertz * torch.arange(FRAMES, dtype=torch.float64) / 44100)
    samples = torch.stack([wave, 0.5 * wave]).float()
    spectrum = analyse(samples)
    assert spectrum.shape == (2, hops_of(FRAMES), BINS + 1)
    assert decibels(synthesise(spectrum, FRAMES) - samples, samples) < -100


def test_it_is_the_spectrum_torch_would_compute() -> None:
    samples = torch.randn(3, 2, FRAMES)
    theirs = torch.stft(
        samples.flatten(0, 1), 4096, 1024, window=torch.hann_window(4096), return_complex=True
    )
    ours = analyse(samples).flatten(0, 1).transpose(1, 2)
    scale = float(theirs.abs().mean() / ours.abs().mean())
    torch.testing.assert_close(ours * scale, theirs, atol=1e-3, rtol=1e-3)


def test_noise_of_power_one_has_about_that_power_in_each_bin() -> None:
    power = analyse(torch.randn(2, 200 * HOP_FRAMES)).abs().square()[..., 4:-4]
    assert float(power.mean()) == pytest.approx(1, rel=0.02)


def test_features_are_mid_and_side_compressed() -> None:
    spectrum = analyse(torch.randn(2, 2, FRAMES))
    heard = features(spectrum)
    assert heard.shape == (2, hops_of(FRAMES), FEATURES, BINS)
    side = (spectrum[:, 0] - spectrum[:, 1])[..., :BINS] / 2
    torch.testing.assert_close(heard[:, :, 1], side.abs() ** 0.3, atol=1e-4, rtol=1e-3)
    phase = torch.complex(heard[:, :, 3], heard[:, :, 5]) / heard[:, :, 1]
    torch.testing.assert_close(phase, side / side.abs(), atol=1e-3, rtol=1e-3)


def test_silence_is_heard_as_hardly_anything() -> None:
    heard = features(analyse(torch.zeros(1, 2, FRAMES)))
    assert bool(heard.isfinite().all())
    assert float(heard.abs().max()) < 0.05
