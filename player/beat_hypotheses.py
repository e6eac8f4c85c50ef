"""The beat sequences that a song might have: at every likely tempo, steady where the song is, on
what seems the beat and half way between.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from player.beat_sequences import (
    LONGEST_S,
    SHORTEST_S,
    autocorrelation,
    beat_sequence,
    candidate_periods,
)
from player.onset_features import RATE_HZ, OnsetFeatures
from player.steady_beats import SteadyBeats

_SHARES = np.array([1.0, 1.0, 0.5], np.float32)[:, None]
_LEAST_BEATS = 8
_SAME_TEMPO = 0.05
_SAME_PLACE = 0.15


def beat_hypotheses(
    features: OnsetFeatures,
) -> tuple[list[NDArray[np.float64]], NDArray[np.float64]]:
    """Sequences of beats, each (beats,) in frames of the features, that differ in tempo or place;
    and the autocorrelation of the onsets. None where the song is too short for any.
    """
    correlation = autocorrelation(features.bands)
    strength = np.sum(_SHARES * features.bands, axis=0)
    steady = SteadyBeats(strength)
    found: list[NDArray[np.float64]] = []
    for period in candidate_periods(correlation):
        drifting = beat_sequence(strength, period).astype(np.float64)
        if len(drifting) < _LEAST_BEATS:
            continue
        # It may have drifted out of what was looked for, to a level that nobody taps.
        if not SHORTEST_S <= float(np.median(np.diff(drifting))) / RATE_HZ <= LONGEST_S:
            continue
        beats = steady.spliced(steady.near_period(float(np.median(np.diff(drifting)))), drifting)
        for sequence in (beats, beats[:-1] + np.diff(beats) / 2):
            if not any(_are_same(sequence, other) for other in found):
                found.append(sequence)
    return found, correlation


def _are_same(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    period = float(np.median(np.diff(one)))
    if abs(np.log(period / np.median(np.diff(other)))) > _SAME_TEMPO:
        return False
    after = np.clip(np.searchsorted(other, one), 1, len(other) - 1)
    away = np.minimum(np.abs(other[after] - one), np.abs(one - other[after - 1]))
    return float(np.mean(away > _SAME_PLACE * period)) < 0.2
