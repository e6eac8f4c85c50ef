"""The spectrum the compact network works on, and what it hears of it."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

SAMPLE_RATE = 44100
HOP_FRAMES = 1024
BINS = 2048  # without the Nyquist bin, which takes its neighbour's mask
FEATURES = 6
_FFT_FRAMES = 4096
_OVERLAP = _FFT_FRAMES // HOP_FRAMES
_PADDING = _FFT_FRAMES // 2
_MEAN_SQUARE = 0.375  # of a Hann window
_LEAST_POWER = 1e-12
_COMPRESSION = 0.3


def hops_of(frames: int) -> int:
    """How many hops `frames` are seen through."""
    return frames // HOP_FRAMES + 1


def analyse(samples: Tensor) -> Tensor:
    """Samples (..., frames) to complex (..., hops, 2049).

    Sound of mean power 1 that is spread over all frequencies has about that power in each bin.
    """
    flat = samples.reshape(1, -1, samples.shape[-1])
    padded = functional.pad(flat, (_PADDING, _PADDING), mode="reflect")
    windows = padded.view(*samples.shape[:-1], -1).unfold(-1, _FFT_FRAMES, HOP_FRAMES)
    spectrum: Tensor = torch.fft.rfft(windows * (_hann(samples) / _loudness()))
    return spectrum


def synthesise(spectrum: Tensor, frames: int) -> Tensor:
    """The inverse of `analyse`: complex (..., hops, 2049) to samples (..., frames), whole hops."""
    windows = torch.fft.irfft(spectrum, _FFT_FRAMES)
    hann = _hann(windows)
    # Squared, four Hann windows on each frame sum to 1.5.
    windows *= hann * (_loudness() / 1.5)
    quarters = windows.view(*windows.shape[:-1], _OVERLAP, HOP_FRAMES)
    hops = quarters.shape[-3]
    blocks = quarters.new_zeros(*quarters.shape[:-3], hops + _OVERLAP - 1, HOP_FRAMES)
    for place in range(_OVERLAP):
        blocks[..., place : place + hops, :] += quarters[..., place, :]
    # The first and the last hop lie under three windows only.
    first, *_, last = hann.square().view(_OVERLAP, HOP_FRAMES)
    blocks[..., _PADDING // HOP_FRAMES, :] *= 1.5 / (1.5 - last)
    blocks[..., frames // HOP_FRAMES + 1, :] *= 1.5 / (1.5 - first)
    samples: Tensor = blocks.flatten(-2)[..., _PADDING : _PADDING + frames]
    return samples


def features(spectrum: Tensor) -> Tensor:
    """What the network hears: complex (batch, 2, hops, 2049) to (batch, hops, 6, 2048).

    The magnitudes of mid and side, then their real and then their imaginary parts, all compressed
    by the power of 0.3. The spectrum is scaled so that the song's mean power is 1.
    """
    left, right = spectrum[..., :BINS].unbind(1)
    mid_side = torch.stack([(left + right) / 2, (left - right) / 2], dim=2)
    power = torch.view_as_real(mid_side).square().sum(dim=-1).clamp_min_(_LEAST_POWER)
    gain = power ** ((_COMPRESSION - 1) / 2)
    return torch.cat([power.sqrt() * gain, mid_side.real * gain, mid_side.imag * gain], dim=2)


def _hann(like: Tensor) -> Tensor:
    return torch.hann_window(_FFT_FRAMES, dtype=like.dtype, device=like.device)


def _loudness() -> float:
    return math.sqrt(_MEAN_SQUARE * _FFT_FRAMES)
