"""The electric piano and the soft pad behind it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from resources.demo.score import frequency_hz
from resources.demo.sound import Samples, fade_ends, frames_of, noise, pan_gains, seconds


def electric_piano(
    pitches: Sequence[int],
    duration_s: float,
    velocity: float,
    start_s: float,
    rng: np.random.Generator,
) -> Samples:
    """A chord on a tine piano with its slow stereo tremolo, which start_s keeps in step.

    Two-operator frequency modulation (Chowning 1973): the louder the key, the more it barks.
    Returns (frames, 2).
    """
    release_s = 0.16
    time_s = seconds(frames_of(duration_s + release_s))
    sound = np.zeros((time_s.size, 2))
    for place, pitch in zip(np.linspace(-0.55, 0.55, len(pitches)), pitches, strict=True):
        frequency = frequency_hz(pitch + rng.normal(0, 0.015))
        phase = 2 * np.pi * frequency * np.maximum(time_s - rng.uniform(0, 0.009), 0)
        bark = 2.3 * velocity**1.5 * np.exp(-time_s / 0.35) + 0.15
        tine = 0.5 * velocity * np.exp(-time_s / 0.06) * np.sin(14.0 * phase)
        decay_s = 1.9 * (261.6 / frequency) ** 0.4
        key = np.exp(-time_s / decay_s) * np.sin(phase + bark * np.sin(phase) + tine)
        key = fade_ends(key * velocity / len(pitches), 0.002, release_s)
        sound += key[:, None] * pan_gains(place)
    sway = 0.32 * np.sin(2 * np.pi * 4.6 * (time_s + start_s))
    return np.asarray(sound * np.stack([1 - sway, 1 + sway], axis=1))


def pad(pitches: Sequence[int], duration_s: float, rng: np.random.Generator) -> Samples:
    """A soft chord of slightly detuned voices that swells and overlaps the next. (frames, 2)."""
    overlap_s = 0.45
    time_s = seconds(frames_of(duration_s + overlap_s))
    sound = np.zeros((time_s.size, 2))
    for pitch in pitches:
        for side, cents in ((0, -6.0), (1, 6.0)):
            frequency = frequency_hz(pitch + cents / 100)
            turn = rng.uniform(0, 2 * np.pi)
            for harmonic in range(1, 9):
                if harmonic * frequency > 2600.0:
                    break
                level = 1 / harmonic**1.7
                sound[:, side] += level * np.sin(
                    2 * np.pi * harmonic * frequency * time_s + turn * harmonic
                )
    air = noise(time_s.size, 600.0, 2400.0, rng)[:, None] * 0.03
    faded = [fade_ends(channel, 0.35, overlap_s) for channel in ((sound + air) / len(pitches)).T]
    return np.stack(faded, axis=1)
