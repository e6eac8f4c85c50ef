"""Sounds without a beat, in which whatever is found is wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tests.songs.instruments import SAMPLE_RATE, drum_kit, tone

BEATLESS_KINDS = ("noise", "hits", "hits and notes", "pads", "murmur")
_SECONDS = 30


def beatless(kind: str, seed: int) -> NDArray[np.float32]:
    """Half a minute of it: float32 (frames, 1). hits: of a drum kit, at any time, some notes; pads:
    chords that swell; murmur: noise that comes and goes as speech does.
    """
    rng = np.random.default_rng([seed, *kind.encode()])
    frames = _SECONDS * SAMPLE_RATE
    sound = 1e-3 * rng.standard_normal(frames)
    if kind == "noise":
        sound *= 100
    if kind.startswith("hits"):
        kit = list(drum_kit(rng).values())
        for at_s in np.cumsum(rng.exponential(0.3, 90)):
            _add(sound, kit[int(rng.integers(len(kit)))], at_s, rng.uniform(0.3, 1.0))
    if kind.endswith("notes"):
        for at_s in np.cumsum(rng.exponential(0.5, 55)):
            _add(sound, tone("piano", float(rng.integers(45, 80)), 500), at_s, 0.3)
    if kind == "pads":
        for at_s in np.cumsum(rng.uniform(1.0, 5.0, 9)):
            for pitch in rng.integers(45, 70, 3):
                _add(sound, tone("pad", float(pitch), 4000), at_s, 0.2)
    if kind == "murmur":
        edges = np.cumsum(rng.gamma(2.0, 0.12, 150))
        levels = rng.uniform(0.0, 0.3, 150) * (rng.random(150) < 0.7)
        envelope = np.interp(np.arange(frames) / SAMPLE_RATE, edges, levels)
        sound += envelope * rng.standard_normal(frames)
    return sound.astype(np.float32)[:, None]


def _add(sound: NDArray[np.float64], what: NDArray[np.float32], at_s: float, gain: float) -> None:
    start = round(at_s * SAMPLE_RATE)
    stop = min(len(sound), start + len(what))
    if stop > start:
        sound[start:stop] += gain * what[: stop - start]
