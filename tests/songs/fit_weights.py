"""Fits what the choice of beats and bars weighs, and writes player/beat_weights.py:
`python -m tests.songs.fit_weights SEED [SEED ...]`.

The songs of these seeds must not be those that figures are measured with.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import player
from player.beat_hypotheses import beat_hypotheses
from player.metre import METRES, SongAtBeats, bar_places, beat_features, song_at_beats
from player.metrical_level import describe
from player.multitrack import SAMPLE_RATE
from player.onset_features import HOP_FRAMES, analysis_sound, onset_features
from tests.songs.accuracy import beat_f_measure
from tests.songs.catalogue import catalogue
from tests.songs.generator import Plan, generate

_TARGET = Path(player.__file__).parent / "beat_weights.py"
_RIGHT = 0.9
_PRIOR = 1.0
_DOWNBEAT_PRIOR = 3.0
_USUAL_BAR = 4


@dataclass(frozen=True, eq=False)
class _Example:
    """true: at the song's own beats; downbeats: which of them begin bars. sequences: those that
    were found, each with whether it is right, and the autocorrelation.
    """

    true: SongAtBeats
    downbeats: NDArray[np.bool_]
    metre: int
    sequences: list[tuple[SongAtBeats, bool]]
    correlation: NDArray[np.float64]


def main(seeds: Sequence[int]) -> None:
    """Fit and write."""
    tasks = [
        (plan, with_drums)
        for seed in seeds
        for index, plan in enumerate(catalogue(seed))
        for with_drums in ((False, True) if plan.with_drums and index % 2 == 0 else (False,))
    ]
    with ProcessPoolExecutor() as pool:
        examples = list(pool.map(_example, tasks))
    downbeat = _fit_downbeats(examples)
    choice = _fit_choice([_described(example, downbeat) for example in examples])
    part = _TARGET.with_suffix(".part")
    part.write_text(_TEXT.format(downbeat=_literal(downbeat), choice=_literal(choice)), "utf-8")
    part.replace(_TARGET)


def _example(task: tuple[Plan, bool]) -> _Example:
    plan, with_drums = task
    song = generate(plan)
    drums = analysis_sound(song.stems["drums"], SAMPLE_RATE) if with_drums else None
    features = onset_features(analysis_sound(song.mix, SAMPLE_RATE), drums)
    found, correlation = beat_hypotheses(features)
    begins = np.zeros(len(song.grid.beats), bool)
    begins[list(song.grid.downbeats)] = True
    true_s = song.grid.frames / SAMPLE_RATE
    return _Example(
        song_at_beats(features, song.grid.frames / HOP_FRAMES),
        begins,
        plan.groove.metre,
        [
            (
                song_at_beats(features, beats),
                beat_f_measure(true_s, beats * HOP_FRAMES / SAMPLE_RATE) > _RIGHT,
            )
            for beats in found
        ],
        correlation,
    )


def _fit_downbeats(examples: Sequence[_Example]) -> NDArray[np.float64]:
    """Logistic regression; the constant comes last."""
    inputs = np.concatenate([beat_features(example.true) for example in examples])
    inputs = np.column_stack([inputs, np.ones(len(inputs))])
    begins = np.concatenate([example.downbeats for example in examples]).astype(float)
    # As if every fourth beat began a bar, whatever the metre.
    counts = np.concatenate(
        [
            np.where(
                example.downbeats,
                example.metre / _USUAL_BAR,
                (1 - 1 / _USUAL_BAR) / (1 - 1 / example.metre),
            )
            for example in examples
        ]
    )

    def cost(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = inputs @ weights
        penalised = np.append(weights[:-1], 0.0)
        value = float(np.sum(counts * (np.logaddexp(0, odds) - begins * odds)))
        slope = inputs.T @ (counts * (1 / (1 + np.exp(-odds)) - begins))
        return value + _DOWNBEAT_PRIOR * float(penalised @ penalised), np.asarray(
            slope + 2 * _DOWNBEAT_PRIOR * penalised
        )

    return _minimum(cost, inputs.shape[1])


def _described(
    example: _Example, downbeat: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Everything that can be chosen in a song, (choices, numbers), and which are right."""
    numbers, right = [], []
    for at, is_right in example.sequences:
        odds = beat_features(at) @ downbeat[:-1] + downbeat[-1]
        for metre in METRES:
            places, fit = bar_places(odds, metre)
            numbers.append(describe(at, metre, places, fit, example.correlation).numbers)
            right.append(is_right and metre == example.metre)
    return np.array(numbers), np.array(right)


def _fit_choice(
    songs: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]],
) -> NDArray[np.float64]:
    """Conditional logit: in every song a right choice against all others."""
    scale = np.concatenate([numbers for numbers, _ in songs]).std(axis=0) + 1e-3

    def cost(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value = _PRIOR * float(weights @ weights)
        slope = 2 * _PRIOR * weights
        for numbers, right in songs:
            if right.any():
                scaled = numbers / scale
                scores = scaled @ weights
                shares = np.exp(scores - scores.max())
                shares /= shares.sum()
                value -= float(np.log(shares[right].sum() + 1e-12))
                among_right = shares * right / max(shares[right].sum(), 1e-12)
                slope = slope + scaled.T @ (shares - among_right)
        return value, slope

    return _minimum(cost, len(scale)) / scale


def _minimum(
    cost: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]], size: int
) -> NDArray[np.float64]:
    return np.asarray(minimize(cost, np.zeros(size), jac=True, method="L-BFGS-B").x)


def _literal(weights: NDArray[np.float64]) -> str:
    return "(\n" + "".join(f"    {weight:.3f},\n" for weight in weights) + ")"


_TEXT = '''"""What beats and bars are chosen by: written by tests/songs/fit_weights.py, not by hand.

Logistic regression on generated songs, with a Gaussian prior on every weight.
"""

DOWNBEAT = {downbeat}
"""For each of `metre.beat_features`, and last the constant: log odds that a beat begins a bar."""

CHOICE = {choice}
"""For each of `metrical_level`'s numbers: what it adds to the logarithm of the likelihood."""
'''

if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]])
