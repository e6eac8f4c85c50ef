"""The short-time Fourier transform of the Demucs family, there and back."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

_WINDOW_FRAMES = 4096
_HOP_FRAMES = 1024
# The networks' hops begin so that they are centred on whole strides of the waveform's branch.
_LEAD_FRAMES = _HOP_FRAMES // 2 * 3


def mix_spectrum(mix: Tensor) -> Tensor:
    """The spectrum without its Nyquist bin, real and imaginary part of each channel.

    mix: float32 (1, 2, frames), more than 3 hops long. Returns: float32 (1, 4, 2048, hops), the
    frames in hops of 1024 and rounded up.
    """
    frames = mix.shape[-1]
    hops = math.ceil(frames / _HOP_FRAMES)
    padding = (_LEAD_FRAMES, _LEAD_FRAMES + hops * _HOP_FRAMES - frames)
    spectrum = torch.stft(
        functional.pad(mix, padding, mode="reflect")[0],
        _WINDOW_FRAMES,
        _HOP_FRAMES,
        window=torch.hann_window(_WINDOW_FRAMES),
        normalized=True,
        return_complex=True,
    )
    parts = torch.view_as_real(spectrum[:, :-1, 2 : 2 + hops])
    return parts.permute(0, 3, 1, 2).reshape(1, 4, -1, hops)


def stem_samples(spectrum: Tensor, length: int) -> Tensor:
    """The way back. spectrum: float32 (1, stems, 4, 2048, hops). Returns: (1, stems, 2, length).

    The official networks pad twice and fold the pieces by an index; this adds them in place.
    """
    _, stems, parts, bins, hops = spectrum.shape
    whole = spectrum.new_empty((stems * parts // 2, hops, bins + 1), dtype=torch.complex64)
    whole[..., bins] = 0
    # In order first: copied straight from the tuned layers' order it takes twice as long.
    planes = spectrum[0].contiguous().view(-1, 2, bins, hops)
    torch.view_as_real(whole)[:, :, :bins].copy_(planes.permute(0, 3, 2, 1))
    # Squared Hann windows that are a quarter apart add up to 1.5.
    window = torch.hann_window(_WINDOW_FRAMES) / 1.5
    pieces = torch.fft.irfft(whole, norm="ortho").mul_(window)
    quarters = pieces.view(len(whole), hops, 4, _HOP_FRAMES)
    samples = spectrum.new_zeros((len(whole), hops + 3, _HOP_FRAMES))
    for quarter in range(4):
        samples[:, quarter : quarter + hops] += quarters[:, :, quarter]
    samples = functional.pad(samples.flatten(1), (0, _LEAD_FRAMES))
    return samples[:, _LEAD_FRAMES : _LEAD_FRAMES + length].reshape(1, stems, -1, length)
