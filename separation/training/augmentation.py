"""Stems are altered as it was drawn: many at once, on a processor or a graphics card.

EQ, rooms and doubling are done to the spectrum of a whole excerpt; what wraps around does no harm.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from separation.training.alterations import (
    EQUALISER_HZ,
    SAMPLE_RATE,
    Alteration,
    Compression,
    Doubling,
    Room,
)

_COMPRESSOR_HOP = 256
_RELEASES = 4  # how many of them until nothing is left


def resampled_spectra(spans: Tensor, frames: int) -> Tensor:
    """Spans (n, 2, read) to the spectra of what they are when played in `frames`: (n, 2, bins)."""
    read_frames = spans.shape[-1]
    bins = min(read_frames, frames) // 2 + 1
    spectra = torch.fft.rfft(spans)[..., :bins] * (frames / read_frames)
    return functional.pad(spectra, (0, frames // 2 + 1 - bins))


def altered(spectra: Tensor, alterations: Sequence[Alteration], frames: int) -> Tensor:
    """Spectra (n, 2, bins) to sound (n, 2, frames). The spectra are used up."""
    device = spectra.device
    spectra *= _equalisers(alterations, frames, device)[:, None]
    in_rooms = [place for place, each in enumerate(alterations) if each.room is not None]
    if in_rooms:
        rooms = [each.room for each in alterations if each.room is not None]
        spectra[in_rooms] *= _room_spectra(rooms, frames, device)
    doubled = [place for place, each in enumerate(alterations) if each.doubling is not None]
    if doubled:
        doublings = [each.doubling for each in alterations if each.doubling is not None]
        spectra[doubled] *= _doubling_spectra(doublings, frames, device)
    sound = torch.fft.irfft(spectra, frames)
    placements = torch.tensor([each.placement for each in alterations], device=device)
    gains = torch.tensor([each.gain for each in alterations], device=device)
    placed: Tensor = (placements * gains[:, None, None]) @ sound
    return placed


def compressed(stems: Tensor, compressions: Sequence[Compression | None]) -> Tensor:
    """What compressors on mixes do, done to every stem alike: (n, stems, 2, frames).

    The stems still sum to the mix.
    """
    places = [place for place, each in enumerate(compressions) if each is not None]
    chosen = [each for each in compressions if each is not None]
    if not chosen:
        return stems
    mix = stems[places].sum(dim=1)
    frames = mix.shape[-1]
    padded = functional.pad(mix, (0, -frames % _COMPRESSOR_HOP))
    power = padded.view(*mix.shape[:2], -1, _COMPRESSOR_HOP).square().mean(dim=(1, 3))
    releases = [each.release_frames / _COMPRESSOR_HOP for each in chosen]
    longest = round(_RELEASES * max(releases))
    kernels = np.zeros((len(chosen), 1, longest), np.float32)
    for kernel, release in zip(kernels[:, 0], releases, strict=True):
        blocks = np.arange(round(_RELEASES * release))
        kernel[blocks] = np.exp(-blocks / release)
        kernel /= kernel.sum()
    # A convolution, whose kernel torch wants backwards.
    level = functional.conv1d(
        functional.pad(power, (longest - 1, 0))[None],
        torch.from_numpy(kernels[..., ::-1].copy()).to(stems.device),
        groups=len(chosen),
    )[0].add_(1e-9)
    thresholds = level.new_tensor([each.threshold for each in chosen])[:, None]
    slopes = level.new_tensor([0.5 / each.ratio - 0.5 for each in chosen])[:, None]
    gain = (level / (level.mean(dim=1, keepdim=True) * thresholds)) ** slopes
    curve = functional.interpolate(
        gain.clamp_max_(1)[:, None], scale_factor=_COMPRESSOR_HOP, mode="linear"
    )
    result = stems.clone()
    result[places] *= curve[..., None, :frames]
    return result


def _equalisers(alterations: Sequence[Alteration], frames: int, device: torch.device) -> Tensor:
    points_db = torch.tensor([each.equaliser_db for each in alterations], device=device)
    return torch.exp((points_db * (math.log(10) / 20)) @ _between_points(frames, device))


@lru_cache(maxsize=4)
def _between_points(frames: int, device: torch.device) -> Tensor:
    """What each point of the equaliser adds to each bin, on an axis of octaves: (points, bins)."""
    hertz = np.arange(frames // 2 + 1) * (SAMPLE_RATE / frames)
    octaves = np.log2(np.maximum(hertz, EQUALISER_HZ[0]))
    shares = [np.interp(octaves, np.log2(EQUALISER_HZ), row) for row in np.eye(len(EQUALISER_HZ))]
    return torch.from_numpy(np.array(shares, np.float32)).to(device)


def _room_spectra(rooms: Sequence[Room], frames: int, device: torch.device) -> Tensor:
    """Of the direct sound and the tail: (rooms, 2, bins)."""
    generator = torch.Generator(device)
    longest = min(frames, max(room.frames for room in rooms))
    tails = torch.zeros(len(rooms), 2, longest, device=device)
    for tail, room in zip(tails, rooms, strict=True):
        # Each with its own seed, whatever else is made at once.
        generator.manual_seed(room.seed)
        noise = torch.randn(2, room.frames, device=device, generator=generator)
        tail[:, : room.frames] = noise[:, :frames]
    time = torch.arange(longest, device=device)
    lengths = torch.tensor([room.frames for room in rooms], device=device)[:, None]
    delays = torch.tensor([room.delay_frames for room in rooms], device=device)[:, None]
    decay = torch.exp(-6.9 * time / lengths) * (time >= delays)
    tails *= decay[:, None]
    strengths = tails.new_tensor([room.strength for room in rooms])[:, None, None]
    tails *= strengths / tails.norm(dim=2, keepdim=True).clamp_min_(1e-9)
    tails[..., 0] += 1
    spectra: Tensor = torch.fft.rfft(tails, frames)
    return spectra


def _doubling_spectra(doublings: Sequence[Doubling], frames: int, device: torch.device) -> Tensor:
    """Of the first and the second voice: (doublings, 2, bins)."""
    delays_s = torch.tensor([each.delays_s for each in doublings], device=device)
    strengths = torch.tensor([each.strength for each in doublings], device=device)
    hertz = torch.arange(frames // 2 + 1, device=device) * (SAMPLE_RATE / frames)
    turns = torch.polar(
        strengths[:, None, None].expand(-1, 2, len(hertz)).contiguous(),
        -2 * math.pi * delays_s[..., None] * hertz,
    )
    return turns + 1
