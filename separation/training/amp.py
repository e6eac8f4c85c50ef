"""A guitar amplifier: an electric guitar as it sounds on records."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from separation.training.sound import SAMPLE_RATE, Sound, active_rms

_OVERSAMPLING = 4  # a saturating curve makes overtones above what the rate can hold


def amplified(dry: Sound, drive_db: float, rng: np.random.Generator) -> Sound:
    """`dry` (frames, 2) through a preamp with `drive_db` of gain, a tone stack and a cabinet.

    A clean amp has 0 to 10 dB of drive, crunch 15 to 25, metal 30 to 45. The level stays about.
    Source of the order of the blocks: Pakarinen & Yeh 2009, "A review of digital techniques for
    modeling vacuum-tube guitar amplifiers", Computer Music Journal 33(2).
    """
    rms = active_rms(dry)
    if rms == 0.0:
        return dry
    mono = dry.mean(axis=1) / rms * 0.1
    tight_hz = rng.uniform(60, 140) if drive_db > 12 else 40.0
    mono = sosfilt(butter(1, tight_hz, "high", fs=SAMPLE_RATE, output="sos"), mono)
    fast = soxr.resample(mono, SAMPLE_RATE, SAMPLE_RATE * _OVERSAMPLING)
    bias = rng.uniform(0.05, 0.3)  # tubes bend one half of the wave more than the other
    fast = np.tanh(fast * 10 ** (drive_db / 20) + bias) - np.tanh(bias)
    if drive_db > 25:
        fast = np.tanh(2.0 * fast)
    mono = soxr.resample(fast, SAMPLE_RATE * _OVERSAMPLING, SAMPLE_RATE)
    mono = np.pad(mono, (0, max(0, len(dry) - len(mono))))[: len(dry)]
    mono = _cabinet(mono, rng)
    wet = np.repeat(mono[:, None], 2, axis=1).astype(np.float32)
    return wet * np.float32(rms / max(active_rms(wet), 1e-9))


def _cabinet(mono: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """A loudspeaker: nothing below 80 Hz, a bump at 110 Hz and at 2.5 kHz, little above 5 kHz."""
    low = butter(2, rng.uniform(65, 95), "high", fs=SAMPLE_RATE, output="sos")
    high = butter(4, rng.uniform(4000, 6500), "low", fs=SAMPLE_RATE, output="sos")
    body_hz, bite_hz = rng.uniform(95, 130), rng.uniform(1800, 3200)
    body = butter(1, (body_hz / 1.4, body_hz * 1.4), "band", fs=SAMPLE_RATE, output="sos")
    bite = butter(1, (bite_hz / 1.5, bite_hz * 1.5), "band", fs=SAMPLE_RATE, output="sos")
    mono = sosfilt(low, mono)
    mono = mono + rng.uniform(0.2, 0.7) * sosfilt(body, mono)
    mono = mono + rng.uniform(0.2, 1.0) * sosfilt(bite, mono)
    return np.asarray(sosfilt(high, mono), np.float64)
