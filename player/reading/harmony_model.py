"""From what sounds in every step to chords and key."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_sequence import likeliest, probabilities
from player.reading.chord_states import (
    NO_CHORD,
    SHAPES,
    STATES,
    ChordWeights,
    chord_of,
    log_fits,
)
from player.reading.harmonic_steps import HarmonicSteps
from player.reading.harmony_features import HarmonyFeatures
from player.reading.key_recognition import (
    arrival,
    key_evidence,
    key_probabilities,
    likeliest_key,
)
from player.reading.song_key import FoundKey

_LEAST = 1e-4


@dataclass(frozen=True, eq=False)
class HarmonyModel:
    """chords: how well they fit. trust: how much one step counts: neighbours hear the same notes
    again. key: of `key_evidence`. pull: how much the key counts for chords. sure: slope and
    constant from the log odds of a chord to those that are shown.
    """

    chords: ChordWeights
    trust: float
    key: NDArray[np.float64]
    pull: float
    sure: tuple[float, float]


def read_harmony(
    features: HarmonyFeatures, steps: HarmonicSteps, model: HarmonyModel
) -> tuple[ChordChart, FoundKey | None]:
    """The chords from the first step to the last, and the key; None where there is no chord."""
    fits = model.trust * log_fits(features, model.chords)
    at_first = probabilities(fits, steps.change, np.full(STATES, 1 / STATES))
    if at_first[:, NO_CHORD].min() > 0.5:
        return _chart(np.full(len(fits), NO_CHORD), at_first, steps, model), None
    lengths = np.diff(steps.frames)
    evidence = key_evidence(at_first, features.treble, lengths)
    keys = key_probabilities(evidence, model.key)
    expected = arrival(keys, model.pull)
    path = likeliest(fits, steps.change, expected)
    likely = probabilities(fits, steps.change, expected)
    return _chart(path, likely, steps, model), likeliest_key(keys)


def _chart(
    path: NDArray[np.int64],
    likely: NDArray[np.float64],
    steps: HarmonicSteps,
    model: HarmonyModel,
) -> ChordChart:
    """Steps with the same chord together. How sure one is: of its root and quality, whatever its
    bass.
    """
    kinds = [kind for kind, _ in SHAPES]
    of_kinds = np.zeros((len(path), max(kinds) + 1, 12))
    for shape, kind in enumerate(kinds):
        of_kinds[:, kind] += likely[:, 12 * shape : 12 * shape + 12]
    lengths = np.diff(steps.frames)
    spans = []
    for state, group in groupby(range(len(path)), key=lambda step: int(path[step])):
        places = list(group)
        if state == NO_CHORD:
            probable = likely[places, NO_CHORD]
        else:
            probable = of_kinds[places, kinds[state // 12], state % 12]
        mean = float(np.average(probable, weights=lengths[places]))
        start, stop = int(steps.frames[places[0]]), int(steps.frames[places[-1] + 1])
        spans.append(ChordSpan(start, stop, chord_of(state), _sure(mean, model)))
    return ChordChart(tuple(spans))


def _sure(probable: float, model: HarmonyModel) -> float:
    inside = min(max(probable, _LEAST), 1 - _LEAST)
    odds = model.sure[0] * np.log(inside / (1 - inside)) + model.sure[1]
    return float(1 / (1 + np.exp(-odds)))
