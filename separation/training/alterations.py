"""What happens to a stem between the disk and the mix, as drawn: another player, elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import fft

SAMPLE_RATE = 44100
EQUALISER_HZ = (40, 90, 200, 450, 1000, 2200, 5000, 10000, 18000)
_EQ_DB = 3.0
_GAIN_DB = 4.5
_MOST_GAIN_DB = 12.0
_SEMITONES = 3.0

Matrix = tuple[tuple[float, float], tuple[float, float]]


def draw_read_frames(frames: int, rng: np.random.Generator) -> int:
    """How much of a recording is read to become `frames` long: with other pitch, other tempo.

    Half of the time up to three semitones up or down; lengths that transform quickly.
    """
    if rng.random() < 0.5:
        return frames
    ratio = 2 ** (rng.uniform(-_SEMITONES, _SEMITONES) / 12)
    return 2 * int(fft.next_fast_len(round(frames * ratio / 2), real=True))


@dataclass(frozen=True)
class Room:
    """A direct sound and a tail of noise that decays within `frames`, other for each side.

    strength: the tail's amplitude against the direct sound's. seed: of its noise.
    """

    frames: int
    delay_frames: int
    strength: float
    seed: int

    @classmethod
    def draw(cls, rng: np.random.Generator) -> Room:
        """From a small room to a hall."""
        return cls(
            frames=round(rng.uniform(0.15, 1.0) * SAMPLE_RATE),
            delay_frames=round(rng.uniform(0.002, 0.03) * SAMPLE_RATE),
            strength=rng.uniform(0.05, 0.35),
            seed=int(rng.integers(1 << 31)),
        )


@dataclass(frozen=True)
class Doubling:
    """A second voice a moment later: seconds for left and right, and its amplitude."""

    delays_s: tuple[float, float]
    strength: float

    @classmethod
    def draw(cls, rng: np.random.Generator) -> Doubling:
        """Nearer than an echo."""
        left, right = rng.uniform(0.012, 0.035, 2)
        return cls((float(left), float(right)), rng.uniform(0.4, 0.9))


@dataclass(frozen=True)
class Alteration:
    """EQ (at EQUALISER_HZ), room, doubling; gain and polarity; what left and right become."""

    equaliser_db: tuple[float, ...]
    room: Room | None
    doubling: Doubling | None
    gain: float
    placement: Matrix

    @classmethod
    def draw(cls, rng: np.random.Generator, *, voice: bool) -> Alteration:
        """voice: may also be doubled."""
        return cls(
            equaliser_db=_draw_equaliser(rng),
            room=Room.draw(rng) if rng.random() < 0.2 else None,
            doubling=Doubling.draw(rng) if voice and rng.random() < 0.2 else None,
            gain=_draw_gain(rng),
            placement=_draw_placement(rng),
        )


@dataclass(frozen=True)
class Compression:
    """A compressor on the mix. threshold: against the mean power. ratio: of decibels."""

    release_frames: int
    threshold: float
    ratio: float

    @classmethod
    def draw(cls, rng: np.random.Generator) -> Compression:
        """From hardly heard to pumping."""
        return cls(
            release_frames=round(rng.uniform(1024, 7680)),
            threshold=10 ** rng.uniform(-0.6, 0.3),
            ratio=rng.uniform(1.5, 8),
        )


def _draw_equaliser(rng: np.random.Generator) -> tuple[float, ...]:
    if rng.random() < 0.25:
        return (0.0,) * len(EQUALISER_HZ)
    points_db = np.clip(rng.normal(0, _EQ_DB, len(EQUALISER_HZ)), -2 * _EQ_DB, 2 * _EQ_DB)
    return tuple(points_db.tolist())


def _draw_gain(rng: np.random.Generator) -> float:
    """Another gain and polarity."""
    gain_db = np.clip(rng.normal(0, _GAIN_DB), -_MOST_GAIN_DB, _MOST_GAIN_DB)
    return float(10 ** (gain_db / 20) * rng.choice((-1, 1)))


def _draw_placement(rng: np.random.Generator) -> Matrix:
    """Another width and place in stereo, sometimes mirrored."""
    width = 0.0 if rng.random() < 0.08 else rng.uniform(0.5, 1.4)
    pan = rng.normal(0, 0.15) if rng.random() < 0.8 else rng.uniform(-0.8, 0.8)
    own, other = (1 + width) / 2, (1 - width) / 2
    left = own * (1 - pan), other * (1 - pan)
    right = other * (1 + pan), own * (1 + pan)
    return (right, left) if rng.random() < 0.5 else (left, right)
