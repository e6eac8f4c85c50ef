"""What of a song happens at given beats, and which of them begin bars.

Downbeats and metre are decoded together (Papadopoulos & Peeters 2011): a hidden Markov model whose
states are the places in bars of 3 to 7 beats, in which chords and basses like to change
(Davies & Plumbley 2006: the spectral difference between beats), low onsets are stronger, and beats
that are as many apart as the bar has sound alike. Bars of two are not looked for: they sound as
those of four do, at the same tempo or at twice it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.beat_weights import DOWNBEAT
from player.onset_features import OnsetFeatures

METRES = (3, 4, 5, 6, 7)
COMPOUND = (6, 7)
"""Of eighths; the others are of quarters."""
BEAT_FEATURES = 14
_REACH = 2
# How much less likely a bar is that is cut short or too long by a beat, as a logarithm.
_BREAK = -9.0
_USUAL_DOWNBEATS = 0.25


@dataclass(frozen=True, eq=False)
class SongAtBeats:
    """What happens at the beats of one sequence.

    beats: in frames of the features, (beats,). strength: (3, beats), the bands. parts: (3, 5) the
    bands' means at a quarter, a third, a half, two thirds and three quarters between beats.
    change: (3, beats), how much spectrum, chroma and bass differ before and after a beat.
    sound: (beats, features), what lies between a beat and the next, normalised.
    """

    beats: NDArray[np.float64]
    strength: NDArray[np.float32]
    parts: NDArray[np.float32]
    change: NDArray[np.float32]
    change_between: NDArray[np.float32]
    sound: NDArray[np.float32]


def song_at_beats(features: OnsetFeatures, beats: NDArray[np.float64]) -> SongAtBeats:
    """Look at a song by its beats; there are at least four."""
    near = features.bands
    for shift in range(1, _REACH + 1):
        for moved in (np.roll(features.bands, shift, axis=1), np.roll(features.bands, -shift, 1)):
            near = np.maximum(near, moved)
    strength = _at(near, beats)
    gaps = np.diff(beats)
    parts = np.stack(
        [
            _at(near, beats[:-1] + part * gaps).mean(axis=1)
            for part in (1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4)
        ],
        axis=1,
    )
    halves = beats[:-1] + gaps / 2
    rows = (features.spectrum, features.chroma, features.bass_chroma)
    change = np.stack([_change(row, beats) for row in rows])
    change_between = np.stack([_change(row, halves) for row in rows]).mean(axis=1)
    return SongAtBeats(beats, strength, parts, change, change_between, _sound(features, beats))


def beat_features(at: SongAtBeats) -> NDArray[np.float64]:
    """What tells a downbeat: (beats, BEAT_FEATURES), each beside its neighbours."""
    columns = [*at.strength, *at.change]
    found = []
    for column in columns:
        scaled = column / (column.mean() + 1e-6)
        padded = np.pad(scaled, 2, mode="edge")
        found.append(scaled - 1)
        found.append(scaled - 0.5 * (padded[1:-3] + padded[3:-1]))
    # One further back and ahead: a bass drum on one and three says less than one on one alone.
    for column in (at.strength[0], at.change[1]):
        scaled = column / (column.mean() + 1e-6)
        padded = np.pad(scaled, 2, mode="edge")
        found.append(scaled - 0.5 * (padded[:-4] + padded[4:]))
    return np.asarray(np.clip(np.stack(found, axis=1), -3, 3), np.float64)


def downbeat_odds(at: SongAtBeats) -> NDArray[np.float64]:
    """The logarithm of the odds that each beat begins a bar, as if every fourth did: (beats,)."""
    *weights, constant = DOWNBEAT
    return np.asarray(beat_features(at) @ np.array(weights) + constant)


def bar_places(downbeat_odds: NDArray[np.float64], metre: int) -> tuple[NDArray[np.int64], float]:
    """The place in its bar of every beat, by Viterbi, and how well it fits: log-likelihood for each
    beat, above that of no bars at all.

    downbeat_odds: (beats,), log odds that a beat begins a bar, as if every fourth did.
    """
    probability = 1 / (1 + np.exp(-downbeat_odds))
    begins = np.log(probability / _USUAL_DOWNBEATS)
    goes_on = np.log((1 - probability) / (1 - _USUAL_DOWNBEATS))
    score = np.full(metre, goes_on[0])
    score[0] = begins[0]
    came_from = np.zeros((len(begins), metre), np.int64)
    for beat in range(1, len(begins)):
        came = np.roll(np.arange(metre), 1)
        moved = score[came]
        # A bar may break off, or stay a beat longer.
        cut = int(score[:-1].argmax())
        if score[cut] + _BREAK > moved[0]:
            came[0], moved[0] = cut, score[cut] + _BREAK
        if score[metre - 1] + _BREAK > moved[metre - 1]:
            came[metre - 1], moved[metre - 1] = metre - 1, score[metre - 1] + _BREAK
        moved = moved + goes_on[beat]
        moved[0] += begins[beat] - goes_on[beat]
        came_from[beat], score = came, moved
    places = np.zeros(len(begins), np.int64)
    places[-1] = int(score.argmax())
    fit = float(score.max()) / len(begins)
    for beat in range(len(begins) - 1, 0, -1):
        places[beat - 1] = came_from[beat, places[beat]]
    return places, fit


def phase_lead(odds: NDArray[np.float64], places: NDArray[np.int64], metre: int) -> float:
    """How much likelier these downbeats are than those of any other place in the bar, each."""
    counts = np.maximum(1, np.bincount(places, minlength=metre))
    means = np.bincount(places, odds, metre) / counts
    return float(means[0] - means[1:].max())


def likeness(at: SongAtBeats, longest: int = 16) -> NDArray[np.float64]:
    """How alike beats sound that are so many apart, (longest + 1,), beside the usual."""
    sound = at.sound
    return np.array(
        [
            float(np.mean(np.sum(sound[lag:] * sound[: len(sound) - lag], axis=1)))
            if len(sound) > lag + 4
            else 0.0
            for lag in range(longest + 1)
        ]
    )


def _at(rows: NDArray[np.float32], places: NDArray[np.float64]) -> NDArray[np.float32]:
    indexes = np.clip(np.round(places).astype(int), 0, rows.shape[1] - 1)
    return rows[:, indexes]


def _change(rows: NDArray[np.float32], beats: NDArray[np.float64]) -> NDArray[np.float32]:
    """One minus the cosine of what is heard before a beat and after it, (beats,)."""
    means = _between(rows, beats)
    norms = np.linalg.norm(means, axis=0) + 1e-6
    cosine = np.sum(means[:, 1:] * means[:, :-1], axis=0) / (norms[1:] * norms[:-1])
    return np.asarray(1 - cosine, np.float32)


def _between(rows: NDArray[np.float32], beats: NDArray[np.float64]) -> NDArray[np.float32]:
    """Means from beat to beat, and before the first and after the last: (rows, beats + 1)."""
    gaps = np.diff(beats)
    edges = np.concatenate([[beats[0] - gaps[0]], beats, [beats[-1] + gaps[-1]]])
    edges = np.clip(np.round(edges).astype(int), 0, rows.shape[1])
    sums = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(rows, axis=1, dtype=np.float64)], 1)
    lengths = np.maximum(1, np.diff(edges))
    return np.asarray((sums[:, edges[1:]] - sums[:, edges[:-1]]) / lengths, np.float32)


def _sound(features: OnsetFeatures, beats: NDArray[np.float64]) -> NDArray[np.float32]:
    """Onsets in eight parts of every beat, and its chroma: (beats, 36), each of unit length."""
    gaps = np.append(np.diff(beats), beats[-1] - beats[-2])
    near = np.maximum(features.bands, np.roll(features.bands, 1, axis=1))
    near = np.maximum(near, np.roll(features.bands, -1, axis=1))
    pieces = [_at(near, beats + part / 8 * gaps) for part in range(8)]
    onsets = np.concatenate(pieces).T
    chroma = np.concatenate(
        [_between(features.chroma, beats)[:, 1:], _between(features.bass_chroma, beats)[:, 1:]]
    ).T
    both = []
    for part in (onsets, chroma):
        centred = part - part.mean(axis=0)
        both.append(centred / (np.linalg.norm(centred, axis=1, keepdims=True) + 1e-6))
    return np.concatenate(both, axis=1).astype(np.float32) / np.float32(np.sqrt(2))
