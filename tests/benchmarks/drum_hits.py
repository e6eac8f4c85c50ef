"""Three drums, synthesised: what a stretcher meets in songs, with onsets that are known."""

from __future__ import annotations

import numpy as np

from player.multitrack import SAMPLE_RATE, Samples


def _time_s(seconds: float) -> np.ndarray:
    return np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE


def _noise(frames: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(frames)


def _kick() -> Samples:
    """A sine that falls from 160 to 50 Hz, with the beater's tap."""
    time_s = _time_s(0.3)
    falling_hz = 50 + 110 * np.exp(-time_s / 0.03)
    body = np.cos(2 * np.pi * np.cumsum(falling_hz) / SAMPLE_RATE) * np.exp(-time_s / 0.09)
    tap = 0.3 * _noise(len(time_s), 1) * np.exp(-time_s / 0.002)
    return (0.5 * (body + tap)).astype(np.float32)


def _snare() -> Samples:
    """Noise over a short 190 Hz."""
    time_s = _time_s(0.2)
    wires = 0.4 * _noise(len(time_s), 2) * np.exp(-time_s / 0.05)
    shell = np.cos(2 * np.pi * 190 * time_s) * np.exp(-time_s / 0.03)
    return (0.4 * (wires + shell)).astype(np.float32)


def _hat() -> Samples:
    """Noise without its lows."""
    time_s = _time_s(0.08)
    bright = np.diff(_noise(len(time_s) + 2, 3), 2) / 2
    return (0.2 * bright * np.exp(-time_s / 0.015)).astype(np.float32)


HITS = {"kick": _kick(), "snare": _snare(), "hat": _hat()}
"""float32 (frames,), each beginning at its first frame."""
