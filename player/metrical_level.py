"""Which of several beat sequences is the beat that people tap, and how many of them make a bar.

A log-linear choice: each sequence with each metre is described by some numbers, their weighted sum
is its score, and the softmax over all of them says how sure the choice is. The weights were fitted
by logistic regression to generated songs (`beat_weights.py`), others than those that
figures are measured with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from player.beat_weights import CHOICE
from player.metre import COMPOUND, METRES, SongAtBeats, bar_places, likeness, phase_lead
from player.onset_features import RATE_HZ


@dataclass(frozen=True, eq=False)
class Described:
    """A beat sequence with bars of `metre` beats. places: of each beat in its bar, (beats,). fit,
    lead: of these places, see `metre.bar_places` and `phase_lead`. numbers: what speaks for it all.
    """

    at: SongAtBeats
    metre: int
    places: NDArray[np.int64]
    fit: float
    lead: float
    numbers: NDArray[np.float64]


@dataclass(frozen=True)
class Choice:
    """index: of the likeliest. beats: how likely its beats are, 0 to 1; bars: its bars too."""

    index: int
    beats: float
    bars: float


# The tempo most songs are near to, and how far from it, in octaves.
_USUAL_BPM = 110.0
_CHOICE = np.array(CHOICE)


def level_features(at: SongAtBeats, correlation: NDArray[np.float64]) -> NDArray[np.float64]:
    """What speaks for a sequence being the beat, whatever the metre."""
    period = float(np.median(np.diff(at.beats)))
    octaves = np.log2(60 * RATE_HZ / period / _USUAL_BPM)
    lags = np.arange(len(correlation))
    repeats = np.interp(period * np.array([0.5, 1, 2, 3, 4]), lags, correlation, right=0.0)
    strength = at.strength
    centred = (strength - strength.mean(axis=1, keepdims=True)) / (strength.mean() + 0.1)
    alternating = np.mean(centred[:, 2:] * centred[:, :-2], axis=1) - np.mean(
        centred[:, 1:] * centred[:, :-1], axis=1
    )
    silent = float(np.mean(strength.max(axis=0) < 0.5))
    steady = float(np.std(np.diff(at.beats) / period))
    change = at.change.mean(axis=1) - at.change_between
    alike = likeness(at, 4)[1:5]
    return np.concatenate(
        [
            [-(octaves**2), octaves],
            strength.mean(axis=1),
            at.parts[:, 2],
            at.parts[:, [1, 3]].mean(axis=1),
            at.parts[:, [0, 4]].mean(axis=1),
            np.clip(alternating, -2, 2),
            [silent, steady],
            10 * change,
            at.change.mean(axis=1),
            repeats,
            alike,
        ]
    )


def metre_features(at: SongAtBeats, metre: int, fit: float) -> NDArray[np.float64]:
    """What speaks for bars of `metre` beats; fit: of the downbeats that were found for it."""
    alike = likeness(at)
    others = np.delete(alike[2:9], metre - 2)
    period = float(np.median(np.diff(at.beats)))
    bar_s = metre * period / RATE_HZ
    kind = [float(metre == other) for other in METRES]
    # Beats of six and seven are eighths, of three and four quarters: other tempos are usual.
    octaves = np.log2(60 * RATE_HZ / period / _USUAL_BPM)
    compound = float(metre in COMPOUND)
    return np.concatenate(
        [
            [fit, alike[metre] - others.mean(), alike[metre] - others.max()],
            [alike[metre] - alike[metre - 1], alike[metre] - alike[metre + 1]],
            [alike[2 * metre] if 2 * metre < len(alike) else alike[metre]],
            [
                np.log2(bar_s / 2),
                -(np.log2(bar_s / 2) ** 2),
                octaves * compound,
                -(octaves**2) * compound,
            ],
            kind,
        ]
    )


def describe(
    at: SongAtBeats,
    metre: int,
    odds: NDArray[np.float64],
    correlation: NDArray[np.float64],
) -> Described:
    """Put in numbers what speaks for a sequence with bars of `metre`. odds: by `downbeat_odds`."""
    places, fit = bar_places(odds, metre)
    level = level_features(at, correlation)
    numbers = np.concatenate([level, metre_features(at, metre, fit)])
    lead = phase_lead(odds, places, metre)
    return Described(at, metre, places, fit, lead, np.clip(numbers, -6, 6))


def choose(described: Sequence[Described], weights: NDArray[np.float64] = _CHOICE) -> Choice:
    """The likeliest of all, and how sure that is."""
    scores = np.array([each.numbers @ weights for each in described])
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    index = int(shares.argmax())
    same = [each.at is described[index].at for each in described]
    return Choice(index, float(shares[same].sum()), float(shares[index]))
