"""Finds a song's beats and bars.

1. Onset envelopes in three bands, and the notes that sound (`onset_features.py`).
2. Beat sequences that follow a drifting tempo, at every likely tempo, by the bar-pointer model in
   its efficient state space (Krebs, Böck & Widmer 2015), driven by those envelopes
   (`beat_sequences.py`, `beat_hypotheses.py`).
3. The steadiest that explain the onsets as well: one tempo all through, but where the drifting
   sequence says more (`steady_beats.py`).
4. For each of them the bars of 3 to 7 beats that fit best, by a hidden Markov model over the places
   in a bar (Papadopoulos & Peeters 2011; `metre.py`).
5. The likeliest of all of them (`metrical_level.py`): its tempo, its subdivisions, how bars repeat.
6. Its beats brought to the onsets themselves, and smoothed (`beat_refinement.py`).
7. How sure all that is (`beat_confidence.py`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from player.beat_confidence import confidences, evidence
from player.beat_grid import BeatGrid
from player.beat_hypotheses import beat_hypotheses
from player.beat_refinement import smoothed, struck_times
from player.metre import COMPOUND, METRES, SongAtBeats, downbeat_odds, song_at_beats
from player.metrical_level import Choice, Described, choose, describe
from player.onset_features import (
    ANALYSIS_RATE,
    RATE_HZ,
    OnsetFeatures,
    analysis_sound,
    onset_features,
)

_SHORTEST_S = 4.0
# Beats before the first sound and after the last are no beats of the song.
_AUDIBLE = 0.3
# Beside the song; less is what a separation leaves in a stem that has nothing.
_LEAST_DRUMS = 0.01


def find_beats(
    samples: NDArray[np.float32], sample_rate: int, drums: NDArray[np.float32] | None = None
) -> BeatGrid | None:
    """The beats and bars of a song: float32 (frames, channels), and its drums alone, equally long,
    where they are known.

    None where it is silent or shorter than four seconds. How sure beats and bars are: the grid's
    `beat_confidence` and `downbeat_confidence`.
    """
    if len(samples) < _SHORTEST_S * sample_rate or not samples.any():
        return None
    mono = analysis_sound(samples, sample_rate)
    of_drums = None if drums is None else analysis_sound(drums, sample_rate)
    if of_drums is not None and np.std(of_drums) < _LEAST_DRUMS * np.std(mono):
        of_drums = None
    features = onset_features(mono, of_drums)
    sequences, correlation = beat_hypotheses(features)
    if not sequences:
        return None
    described = [
        described
        for beats in sequences
        for described in _described(song_at_beats(features, beats), correlation)
    ]
    choice = choose(described)
    best = described[choice.index]
    struck_in = mono if of_drums is None else mono + of_drums
    return _grid(best, choice, features, struck_in, sample_rate)


def _described(at: SongAtBeats, correlation: NDArray[np.float64]) -> list[Described]:
    odds = downbeat_odds(at)
    return [describe(at, metre, odds, correlation) for metre in METRES]


def _grid(
    best: Described,
    choice: Choice,
    features: OnsetFeatures,
    mono: NDArray[np.float32],
    sample_rate: int,
) -> BeatGrid | None:
    rough_s = best.at.beats / RATE_HZ
    times_s, clearness = struck_times(mono, ANALYSIS_RATE, rough_s)
    beats_s = smoothed(times_s, clearness, rough_s)
    audible = _audible_s(features)
    duration_s = len(mono) / ANALYSIS_RATE
    period_s = float(np.median(np.diff(beats_s)))
    kept = (beats_s >= max(0.0, audible[0] - period_s / 4)) & (
        beats_s <= min(duration_s, audible[1] + period_s / 4)
    )
    frames = np.round(beats_s[kept] * sample_rate).astype(int)
    if len(frames) < 2 or (np.diff(frames) <= 0).any():
        return None
    beats, bars = confidences(evidence(best, choice, float(np.mean(clearness > 0))))
    return BeatGrid(
        tuple(map(int, frames)),
        tuple(map(int, np.flatnonzero(best.places[kept] == 0))),
        unit=8 if best.metre in COMPOUND else 4,
        beat_confidence=beats,
        downbeat_confidence=bars,
    )


def _audible_s(features: OnsetFeatures) -> tuple[float, float]:
    """From when to when something begins."""
    loud = np.flatnonzero(features.bands.max(axis=0) > _AUDIBLE)
    if not len(loud):
        return 0.0, features.values / RATE_HZ
    return float(loud[0] / RATE_HZ), float(loud[-1] / RATE_HZ)
