"""The generated songs' instruments, by NumPy: every sound begins at its first frame."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 44_100


def _time_s(length_s: float) -> NDArray[np.float64]:
    return np.arange(max(1, round(length_s * SAMPLE_RATE))) / SAMPLE_RATE


def drum_kit(rng: np.random.Generator) -> dict[str, NDArray[np.float32]]:
    """One kit; another seed tunes and damps it otherwise. float32 (frames,) each."""
    low_hz, shell_hz = rng.uniform(42, 60), rng.uniform(160, 230)
    time_s = _time_s(0.35)
    fall = low_hz + rng.uniform(70, 160) * np.exp(-time_s / rng.uniform(0.012, 0.03))
    kick = np.sin(2 * np.pi * np.cumsum(fall) / SAMPLE_RATE) * np.exp(-time_s / 0.1)
    kick += 0.25 * rng.standard_normal(len(time_s)) * np.exp(-time_s / 0.002)
    time_s = _time_s(0.25)
    snare = 0.5 * rng.standard_normal(len(time_s)) * np.exp(-time_s / rng.uniform(0.03, 0.07))
    snare += 0.8 * np.sin(2 * np.pi * shell_hz * time_s) * np.exp(-time_s / 0.04)
    time_s = _time_s(0.08)
    rim = np.sin(2 * np.pi * 1700 * time_s) * np.exp(-time_s / 0.01)
    return {
        "kick": (0.9 * kick).astype(np.float32),
        "snare": (0.6 * snare).astype(np.float32),
        "rim": (0.5 * rim).astype(np.float32),
        "hat": 0.3 * _metal(rng, 0.1, rng.uniform(0.015, 0.04)),
        "foot": 0.25 * _metal(rng, 0.12, 0.03),
        "ride": 0.22 * _metal(rng, 0.8, 0.2),
        "crash": 0.35 * _metal(rng, 2.0, 0.5),
    }


def _metal(rng: np.random.Generator, length_s: float, decay_s: float) -> NDArray[np.float32]:
    """Noise without its lows, dying away."""
    time_s = _time_s(length_s)
    bright = np.diff(rng.standard_normal(len(time_s) + 2), 2) / 2
    return (bright * np.exp(-time_s / decay_s)).astype(np.float32)


def frequency_hz(pitch: float) -> float:
    """Of a MIDI number, A4 = 440 Hz."""
    return float(440 * 2 ** ((pitch - 69) / 12))


@lru_cache(maxsize=4096)
def tone(kind: str, pitch: float, length_ms: int) -> NDArray[np.float32]:
    """A note of the bass, piano, guitar, organ, pad or lead. pitch: MIDI, with fractions."""
    attack_s, decay_s, slope, harmonics, release_s = _TONES[kind]
    time_s = _time_s(length_ms / 1000 + release_s)
    base_hz = frequency_hz(pitch)
    wobble = 0.004 * np.sin(2 * np.pi * 5.3 * time_s) * np.clip(time_s - 0.25, 0, 1)
    phase = 2 * np.pi * base_hz * time_s
    if kind == "lead":
        phase = phase + base_hz * wobble
    sound = np.zeros(len(time_s))
    for number in range(1, harmonics + 1):
        if number * base_hz > 9000:
            break
        fading = np.exp(-time_s * (0.6 + 0.4 * number) / decay_s)
        sound += number**-slope * np.sin(number * phase + number) * fading
    sound *= np.minimum(1, time_s / attack_s)
    sound *= np.clip((time_s[-1] - time_s) / release_s, 0, 1)
    return (sound / 2).astype(np.float32)


# Attack, decay, how fast harmonics fall, how many, release.
_TONES = {
    "bass": (0.006, 0.8, 1.2, 10, 0.05),
    "piano": (0.003, 0.9, 1.4, 8, 0.1),
    "guitar": (0.002, 0.7, 1.0, 12, 0.05),
    "organ": (0.015, 30.0, 1.0, 6, 0.05),
    "pad": (0.12, 30.0, 1.5, 6, 0.3),
    "lead": (0.03, 4.0, 1.2, 10, 0.08),
}
