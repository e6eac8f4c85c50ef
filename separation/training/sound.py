"""Sound as the training data hold it: 44.1 kHz, stereo, float32 (frames, 2); files and levels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray
from scipy.fft import next_fast_len, rfft

Sound = NDArray[np.float32]

SAMPLE_RATE = 44100
_BLOCK_FRAMES = SAMPLE_RATE * 2 // 5
_PAUSE_DB = -30.0  # against the loudest block: below it a block counts as a rest


def read(path: Path) -> Sound:
    """The file as (frames, 2) at 44.1 kHz.

    Raises: soundfile.LibsndfileError.
    """
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    return stereo(resampled(samples, rate))


def resampled(samples: Sound, rate: float) -> Sound:
    """`samples` of `rate` Hz at 44.1 kHz; an untrue rate changes pitch and tempo."""
    if rate == SAMPLE_RATE or not len(samples):
        return samples
    return np.asarray(soxr.resample(samples, rate, SAMPLE_RATE), np.float32)


def stereo(samples: Sound) -> Sound:
    """(frames,), (frames, 1) or (frames, 2) as (frames, 2)."""
    if samples.ndim == 1:
        samples = samples[:, None]
    return np.repeat(samples, 2, axis=1) if samples.shape[1] == 1 else samples


def write(path: Path, samples: Sound) -> None:
    """Write 16-bit WAV, to another name first."""
    unfinished = path.with_name(path.name + ".part")
    soundfile.write(unfinished, samples, SAMPLE_RATE, subtype="PCM_16", format="WAV")
    unfinished.replace(path)


def active_rms(samples: Sound) -> float:
    """The RMS of the blocks of 0.4 s that are not rests; 0 for silence."""
    usable = len(samples) // _BLOCK_FRAMES * _BLOCK_FRAMES
    if usable == 0:
        return float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0
    blocks = samples[:usable].reshape(-1, _BLOCK_FRAMES * samples.shape[1])
    power = np.mean(np.square(blocks, dtype=np.float64), axis=1)
    active = power > power.max() * 10 ** (_PAUSE_DB / 10)
    return float(np.sqrt(power[active].mean())) if active.any() else 0.0


def decibel(amplitude: float) -> float:
    """20 log10, and -120 for nothing."""
    return max(-120.0, 20.0 * float(np.log10(max(amplitude, 1e-9))))


def at_level(samples: Sound, level_db: float) -> Sound:
    """`samples` turned so that their active RMS is `level_db`; silence stays silence."""
    rms = active_rms(samples)
    if rms == 0.0:
        return samples
    return samples * np.float32(10 ** (level_db / 20) / rms)


def energies_below(samples: Sound, frequencies_hz: Sequence[float]) -> tuple[float, ...]:
    """The energy of `samples` (frames, 2) below each frequency, both channels together."""
    size = next_fast_len(len(samples), real=True)
    power = np.square(np.abs(rfft(samples, size, axis=0)), dtype=np.float64).sum(axis=1)
    summed = np.concatenate([[0.0], np.cumsum(power)])
    places = (min(int(hz * size / SAMPLE_RATE), len(power)) for hz in frequencies_hz)
    return tuple(float(2.0 * summed[place] / size) for place in places)
