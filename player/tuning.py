"""How far a song's A is from 440 Hz, by the peaks of its spectrum.

The peaks of long windows, their frequencies interpolated (parabola through the logarithms of three
bins), each with the deviation from the nearest note of equal temperament: a circle of 100 cents, on
which the weighted mean direction is the tuning and its length how much the peaks agree (Dressler &
Streich 2007, tuning frequency estimation using circular statistics).
"""

from __future__ import annotations

import librosa
import numpy as np
from numpy.typing import NDArray

from player.tuning_estimate import Tuning

_ANALYSIS_RATE = 11_025
_WINDOW = 8192
_HOP = 2048
_LOW_HZ, _HIGH_HZ = 80.0, 1500.0
# Of a frame's loudest peak, in amplitude: quieter ones are noise, or harmonics out of tune.
_LEAST_PEAK = 0.05
_MOST_SECONDS = 240
_CONFIDENT_AGREEMENT = 0.6
_CONFIDENT_PEAKS = 400


def find_tuning(samples: NDArray[np.float32], sample_rate: int) -> Tuning | None:
    """Of the pitched stems' sum, or of the whole song: float32 (frames, channels).

    None where nothing has a pitch.
    """
    mono = samples[: _MOST_SECONDS * sample_rate].mean(axis=1, dtype=np.float32)
    mono = librosa.resample(mono, orig_sr=sample_rate, target_sr=_ANALYSIS_RATE, res_type="soxr_mq")
    cents, weights = _peaks(np.pad(mono, (0, _WINDOW)))
    if not weights.sum() > 0:
        return None
    mean = np.sum(weights * np.exp(2j * np.pi * cents / 100)) / weights.sum()
    deviation = float(np.angle(mean) * 100 / (2 * np.pi))
    agreement = min(1.0, float(abs(mean)) / _CONFIDENT_AGREEMENT)
    return Tuning(deviation, agreement * min(1.0, len(cents) / _CONFIDENT_PEAKS))


def _peaks(mono: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of every window: how far from the nearest note, in cents, and how much it counts."""
    spectrum = np.abs(librosa.stft(mono, n_fft=_WINDOW, hop_length=_HOP, center=False))
    inner = spectrum[1:-1]
    hertz = _ANALYSIS_RATE / _WINDOW
    bins = np.arange(1, spectrum.shape[0] - 1)[:, None]
    loudest = inner.max(axis=0, keepdims=True)
    is_peak = (inner > spectrum[:-2]) & (inner >= spectrum[2:])
    is_peak &= inner > np.maximum(_LEAST_PEAK * loudest, 1e-3 * spectrum.max() + 1e-9)
    is_peak &= (bins * hertz > _LOW_HZ) & (bins * hertz < _HIGH_HZ)
    rows, columns = np.nonzero(is_peak)
    left, middle, right = (
        np.log(spectrum[rows + shift, columns].astype(np.float64) + 1e-12) for shift in (0, 1, 2)
    )
    place = rows + 1 + 0.5 * (left - right) / (left - 2 * middle + right)
    pitch = librosa.hz_to_midi(place * hertz)
    weights = np.sqrt(np.exp(middle))
    return np.asarray(100 * (pitch - np.round(pitch))), np.asarray(weights, np.float64)
