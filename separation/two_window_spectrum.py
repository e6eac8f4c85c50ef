"""Sound seen through two windows: a long one below the crossover, a short one above it.

Low notes lie close together and need a long window; hits and consonants are smeared by it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

SAMPLE_RATE = 44100
HOP_FRAMES = 1024
HIGH_HOPS = 2  # of the short window in one hop of the long one
_CROSSOVER_HZ = (1000.0, 1400.0)
_LOW_RATE_DIVISOR = 8
_QUIETEST = 1e-12


@dataclass(frozen=True)
class SpectrumWindow:
    """A Hann window that moves on by a quarter of itself.

    frames: its length. first_bin, bins: what of its spectrum is looked at. padding: how many frames
    of silence it begins before the sound, so that every frame lies under four windows.
    """

    frames: int
    first_bin: int
    bins: int
    padding: int

    @property
    def hop_frames(self) -> int:
        """From one place of the window to the next."""
        return self.frames // 4

    def analyse(self, samples: Tensor) -> Tensor:
        """Samples (..., frames), whole hops of 1024, to complex (..., hops, bins).

        Sound of mean power 1 that is spread over all frequencies has about that power in each bin.
        """
        padded = functional.pad(samples, (self.padding, self.padding))
        windows = padded.unfold(-1, self.frames, self.hop_frames)
        spectrum = torch.fft.rfft(windows * self._shape(samples, analysis=True))
        wanted: Tensor = spectrum[..., self.first_bin : self.first_bin + self.bins]
        return wanted

    def synthesise(self, spectrum: Tensor, rate_divisor: int = 1) -> Tensor:
        """The inverse of `analyse`: complex (..., hops, bins) to samples (..., frames).

        With a `rate_divisor` every so many frames only, padding included: enough where no bin is
        above half of what is left of the sample rate, and that much quicker.
        """
        frames, hop_frames = self.frames // rate_divisor, self.hop_frames // rate_divisor
        whole = spectrum.new_zeros(*spectrum.shape[:-1], frames // 2 + 1)
        whole[..., self.first_bin : self.first_bin + self.bins] = spectrum
        windows = torch.fft.irfft(whole, frames)
        windows *= self._shape(windows, analysis=False)[::rate_divisor] / rate_divisor
        quarters = windows.view(*windows.shape[:-1], 4, hop_frames)
        hops = quarters.shape[-3]
        blocks = quarters.new_zeros(*quarters.shape[:-3], hops + 3, hop_frames)
        for place in range(4):
            blocks[..., place : place + hops, :] += quarters[..., place, :]
        samples: Tensor = blocks.flatten(-2)
        if rate_divisor == 1:
            samples = samples[..., self.padding : samples.shape[-1] - self.padding]
        return samples

    def _shape(self, like: Tensor, *, analysis: bool) -> Tensor:
        hann = torch.hann_window(self.frames, dtype=like.dtype, device=like.device)
        loudness = math.sqrt(0.375 * self.frames)
        # Squared, four Hann windows on each frame sum to 1.5.
        return hann / loudness if analysis else hann * (loudness / 1.5)


# A hop of the long window is centred between its two hops of the short one.
LOW = SpectrumWindow(frames=4096, first_bin=0, bins=136, padding=3072)
HIGH = SpectrumWindow(frames=2048, first_bin=44, bins=980, padding=2304)
LOW_FEATURES = 7
HIGH_FEATURES = 3


def hops_of(frames: int) -> int:
    """How many hops of the long window `frames`, a multiple of 1024, are seen through."""
    return frames // HOP_FRAMES + 3


def split_at_crossover(samples: Tensor) -> tuple[Tensor, Tensor]:
    """What lies below and what lies above the crossover: (..., frames) twice, their sum is it."""
    spectrum = torch.fft.rfft(samples)
    hertz = torch.fft.rfftfreq(samples.shape[-1], 1 / SAMPLE_RATE, device=samples.device)
    start_hz, stop_hz = _CROSSOVER_HZ
    way = ((hertz - start_hz) / (stop_hz - start_hz)).clamp(0, 1)
    low = torch.fft.irfft(spectrum * (0.5 + 0.5 * torch.cos(math.pi * way)), samples.shape[-1])
    return low, samples - low


def synthesise_low(spectrum: Tensor) -> Tensor:
    """The sound of `LOW`: complex (..., hops, bins) to samples (..., frames).

    At an eighth of the sample rate, which holds all of its bins, then interpolated.
    """
    slow = LOW.synthesise(spectrum, _LOW_RATE_DIVISOR)
    frames = slow.shape[-1] * _LOW_RATE_DIVISOR
    padded = torch.fft.irfft(torch.fft.rfft(slow) * _LOW_RATE_DIVISOR, frames)
    samples: Tensor = padded[..., LOW.padding : frames - LOW.padding]
    return samples


def low_features(spectrum: Tensor) -> Tensor:
    """What the network hears of complex (batch, 2, hops, bins): (batch, hops, 7, bins).

    The magnitudes of left, right and their mean, then the real and imaginary parts of mid and side,
    all compressed by the power of 1/4.
    """
    left, right = spectrum.unbind(1)
    mid_side = torch.stack([(left + right) / 2, (left - right) / 2], dim=2)
    compressed = mid_side / _power(mid_side) ** 0.375
    return torch.cat([_loudness(left, right), compressed.real, compressed.imag], dim=2)


def high_features(spectrum: Tensor) -> Tensor:
    """What the network hears of complex (batch, 2, 2 hops, bins): (batch, hops, 6, bins).

    The compressed magnitudes of left, right and their mean, of the first hop and of the second.
    """
    left, right = spectrum.unbind(1)
    loudness = _loudness(left, right)
    batch, short_hops, kinds, bins = loudness.shape
    return loudness.view(batch, short_hops // HIGH_HOPS, HIGH_HOPS * kinds, bins)


def _loudness(left: Tensor, right: Tensor) -> Tensor:
    # Square roots are many times quicker than other powers, and than complex magnitudes.
    power = _power(torch.stack([left, right, (left + right) / 2], dim=2))
    return power.sqrt_().sqrt_().sqrt_()


def _power(spectrum: Tensor) -> Tensor:
    return torch.view_as_real(spectrum).square().sum(dim=-1).add_(_QUIETEST)
