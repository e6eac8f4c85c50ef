"""What happens to a stem between the disk and the mix: it becomes another player's, elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

SAMPLE_RATE = 44100
_EQ_POINTS_HZ = (40, 90, 200, 450, 1000, 2200, 5000, 10000, 18000)
_EQ_DB = 3.0
_GAIN_DB = 4.5
_MOST_GAIN_DB = 12.0
_SEMITONES = 3.0
_COMPRESSOR_HOP = 256


@dataclass(frozen=True)
class Resampling:
    """How much of a recording is read, to become `frames` long: other pitch, other tempo."""

    read_frames: int
    frames: int

    @classmethod
    def draw(cls, frames: int, rng: np.random.Generator) -> Resampling:
        """Half of the time up to three semitones up or down; lengths that transform quickly."""
        if rng.random() < 0.5:
            return cls(frames, frames)
        ratio = 2 ** (rng.uniform(-_SEMITONES, _SEMITONES) / 12)
        return cls(2 * fft.next_fast_len(round(frames * ratio / 2), real=True), frames)


def altered(
    samples: NDArray[np.float32],
    resampling: Resampling,
    rng: np.random.Generator,
    *,
    voice: bool,
) -> NDArray[np.float32]:
    """Other pitch, tempo, EQ, room, gain, place in stereo, polarity: (2, read) to (2, frames).

    All that is linear is done to the spectrum at once; what wraps around does no harm. voice: may
    also be doubled.
    """
    frames = resampling.frames
    spectrum = fft.rfft(samples, axis=-1)
    bins = min(spectrum.shape[-1], frames // 2 + 1)
    hertz = (np.arange(bins) * (SAMPLE_RATE / frames)).astype(np.float32)
    shape = _equaliser(hertz, rng)[None]
    if rng.random() < 0.2:
        shape = np.multiply(shape, _room(frames, bins, rng))
    if voice and rng.random() < 0.2:
        shape = np.multiply(shape, _doubling(hertz, rng))
    whole = np.zeros((2, frames // 2 + 1), np.complex64)
    whole[:, :bins] = spectrum[:, :bins] * shape
    result: NDArray[np.float32] = fft.irfft(whole, frames, axis=-1)
    result *= np.float32(frames / resampling.read_frames)
    gain_db = np.clip(rng.normal(0, _GAIN_DB), -_MOST_GAIN_DB, _MOST_GAIN_DB)
    gain = np.float32(10 ** (gain_db / 20) * rng.choice((-1, 1)))
    return placed(result * gain, rng)


def placed(samples: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Another width and place in stereo, sometimes mirrored: (2, frames)."""
    mid, side = (samples[0] + samples[1]) / 2, (samples[0] - samples[1]) / 2
    width = 0.0 if rng.random() < 0.08 else rng.uniform(0.5, 1.4)
    pan = rng.normal(0, 0.15) if rng.random() < 0.8 else rng.uniform(-0.8, 0.8)
    left, right = (mid + width * side) * (1 - pan), (mid - width * side) * (1 + pan)
    if rng.random() < 0.5:
        left, right = right, left
    return np.stack([left, right]).astype(np.float32)


def compressed(stems: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """What a compressor on the mix does, done to every stem alike: (stems, 2, frames).

    The stems still sum to the mix.
    """
    mix = stems.sum(axis=0)
    blocks = -(-mix.shape[-1] // _COMPRESSOR_HOP)
    padded = np.zeros((2, blocks * _COMPRESSOR_HOP), np.float32)
    padded[:, : mix.shape[-1]] = mix
    power = np.square(padded).reshape(2, blocks, _COMPRESSOR_HOP).mean(axis=(0, 2))
    release = round(rng.uniform(4, 30))
    kernel = np.exp(-np.arange(4 * release) / release).astype(np.float32)
    level = np.convolve(power, kernel / kernel.sum())[:blocks] + 1e-9
    threshold = level.mean() * 10 ** rng.uniform(-0.6, 0.3)
    ratio = rng.uniform(1.5, 8)
    gain = np.minimum(1, (level / threshold) ** (0.5 / ratio - 0.5))
    centres = (np.arange(blocks) + 0.5) * _COMPRESSOR_HOP
    curve = np.interp(np.arange(mix.shape[-1]), centres, gain)
    squeezed: NDArray[np.float32] = stems * curve.astype(np.float32)
    return squeezed


def _equaliser(hertz: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.complex64]:
    if rng.random() < 0.25:
        return np.ones(len(hertz), np.complex64)
    points_db = np.clip(rng.normal(0, _EQ_DB, len(_EQ_POINTS_HZ)), -2 * _EQ_DB, 2 * _EQ_DB)
    # A thousand points say it; the logarithm of every bin would take longer than the transform.
    coarse = np.geomspace(20, SAMPLE_RATE / 2, 1000)
    curve = 10 ** (np.interp(np.log(coarse), np.log(_EQ_POINTS_HZ), points_db) / 20)
    return np.interp(hertz, coarse, curve).astype(np.complex64)


def _room(frames: int, bins: int, rng: np.random.Generator) -> NDArray[np.complex64]:
    """The spectrum of a direct sound and a decaying tail, other for each side: (2, bins)."""
    length = min(frames, round(rng.uniform(0.15, 1.0) * SAMPLE_RATE))
    decay = np.exp(-6.9 * np.arange(length, dtype=np.float32) / length)
    tail = rng.standard_normal((2, length), dtype=np.float32) * decay
    tail[:, : round(rng.uniform(0.002, 0.03) * SAMPLE_RATE)] = 0
    tail *= np.float32(rng.uniform(0.05, 0.35)) / np.sqrt(np.square(tail).sum(axis=1)[:, None])
    tail[:, 0] += 1
    spectrum: NDArray[np.complex64] = fft.rfft(tail, frames, axis=-1)[:, :bins]
    return spectrum


def _doubling(hertz: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.complex64]:
    """A second voice a moment later, the moment other for each side: (2, bins)."""
    delays_s = rng.uniform(0.012, 0.035, (2, 1)).astype(np.float32)
    strength = np.float32(rng.uniform(0.4, 0.9))
    second = np.exp(np.complex64(-2j * np.pi) * hertz * delays_s)
    comb: NDArray[np.complex64] = (1 + strength * second).astype(np.complex64)
    return comb
