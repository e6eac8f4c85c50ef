"""Which chords can be found, and how well each fits what sounds: a log-linear model.

It is the same for every root: what sounds is turned until the root is first, and multiplied with
the weights of its quality; the bass likewise. The weights were fitted: `chord_weights.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.reading.chord_symbol import Chord, Quality
from player.reading.harmony_features import HarmonyFeatures

QUALITIES = (
    Quality.MAJOR,
    Quality.MINOR,
    Quality.SEVENTH,
    Quality.MAJOR_SEVENTH,
    Quality.MINOR_SEVENTH,
    Quality.SUSPENDED,
    Quality.DIMINISHED,
)
# The bass notes that are looked for, above the root.
BASSES = (
    (0, 4, 7, 10, 2),
    (0, 3, 7, 10),
    (0, 4, 7, 10),
    (0, 4, 7, 11),
    (0, 3, 7, 10),
    (0,),
    (0, 3, 6),
)
SHAPES = tuple((kind, above) for kind, basses in enumerate(BASSES) for above in basses)
"""Quality and bass of every chord on one root, by their places in QUALITIES and above the root."""

CHORDS = 12 * len(SHAPES)
"""How many there are: shape after shape, each on C, C♯ … B. After them comes no chord."""

NO_CHORD = CHORDS
STATES = CHORDS + 1


@dataclass(frozen=True, eq=False)
class ChordWeights:
    """float64. treble, bass: (qualities, 12), of what sounds above and in the bass, the root first.
    lowest: (12,), of what is in the bass, the lowest note first. shapes: (shapes,), of each at all.
    none: of no chord, as log odds: at all, for each step in loudness, for how plain the loudest
    notes are.
    """

    treble: NDArray[np.float64]
    bass: NDArray[np.float64]
    lowest: NDArray[np.float64]
    shapes: NDArray[np.float64]
    none: NDArray[np.float64]


def chord_of(state: int) -> Chord | None:
    """The chord of a state's number."""
    if state == NO_CHORD:
        return None
    shape, root = divmod(state, 12)
    kind, above = SHAPES[shape]
    return Chord(root, QUALITIES[kind], (root + above) % 12 if above else None)


def log_fits(features: HarmonyFeatures, weights: ChordWeights) -> NDArray[np.float64]:
    """How well each state fits each step by itself: (steps, STATES), logarithms.

    The best chord has the probability that there is one, the others theirs beside its.
    """
    treble, bass = turned(features.treble), turned(features.bass)
    kinds = treble @ weights.treble.T + bass @ weights.bass.T
    lowest = bass @ weights.lowest
    scores = np.empty((len(treble), STATES))
    for shape, (kind, above) in enumerate(SHAPES):
        on_roots = kinds[:, :, kind] + np.roll(lowest, -above, axis=1) + weights.shapes[shape]
        scores[:, 12 * shape : 12 * shape + 12] = on_roots
    # What is like no chord may be an unclear one: whether there is one is asked by itself.
    odds_of_none = nothing_features(features) @ weights.none
    chords = scores[:, :NO_CHORD]
    chords -= chords.max(axis=1, keepdims=True) + np.logaddexp(0, odds_of_none)[:, None]
    scores[:, NO_CHORD] = -np.logaddexp(0, -odds_of_none)
    return scores


def turned(classes: NDArray[np.float32]) -> NDArray[np.float64]:
    """(steps, 12) as every root hears it: (steps, 12 roots, 12 semitones above it)."""
    places = (np.arange(12)[:, None] + np.arange(12)) % 12
    return classes[:, places].astype(np.float64)


def nothing_features(features: HarmonyFeatures) -> NDArray[np.float64]:
    """What speaks for no chord: 1, loudness, and how far the three loudest notes stand out."""
    plain = np.sort(features.treble, axis=1)
    contrast = plain[:, -3:].mean(axis=1) - plain[:, :-3].mean(axis=1)
    return np.stack([np.ones(len(plain)), features.levels, contrast], axis=1).astype(np.float64)
