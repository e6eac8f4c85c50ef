"""Songs made of numbers, for the player's tests."""

from __future__ import annotations

import numpy as np

from player.multitrack import SAMPLE_RATE, Multitrack, Samples

STEM_NAMES = ("vocals", "drums", "bass", "other")


def noise_song(seconds: float = 4.0, *, seed: int = 0) -> Multitrack:
    """Four stems of unrelated noise: every frame of them is like no other."""
    random = np.random.default_rng(seed)
    frames = round(seconds * SAMPLE_RATE)
    stems = tuple(
        (random.standard_normal((frames, 2)) * 0.05).astype(np.float32) for _ in STEM_NAMES
    )
    return Multitrack(STEM_NAMES, stems, frames)


def sine_song(frequency_hz: float = 440.0, seconds: float = 6.0, level: float = 0.5) -> Multitrack:
    """One stem, one tone."""
    time_s = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    tone = (level * np.sin(2 * np.pi * frequency_hz * time_s)).astype(np.float32)
    return Multitrack(("tone",), (np.stack([tone, tone], axis=1),), len(tone))


def stem_sum(multitrack: Multitrack) -> Samples:
    """All stems added in order, as float32 does it: (frames, 2)."""
    total = np.zeros((multitrack.frames, 2), np.float32)
    for stem in multitrack.stems:
        total += stem
    return total
