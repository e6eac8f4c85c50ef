"""Fits what the choice of beats and bars weighs and how sure it may be, and writes
player/beat_weights.py: `python -m tests.songs.fit_weights SEED SEED [SEED ...]`.

The songs of these seeds must not be those that figures are measured with. How sure a choice may be
is learnt from the songs of each seed by a choice that was fitted to the others'.
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
from player.beat_confidence import evidence
from player.beat_grid import BeatGrid
from player.beat_hypotheses import beat_hypotheses
from player.beat_refinement import struck_times
from player.metre import METRES, SongAtBeats, beat_features, song_at_beats
from player.metrical_level import Described, choose, describe
from player.multitrack import SAMPLE_RATE
from player.onset_features import (
    ANALYSIS_RATE,
    HOP_FRAMES,
    RATE_HZ,
    analysis_sound,
    onset_features,
)
from tests.songs.accuracy import RIGHT, beat_f_measure
from tests.songs.beatless import BEATLESS_KINDS, beatless
from tests.songs.catalogue import catalogue
from tests.songs.generator import generate

_TARGET = Path(player.__file__).parent / "beat_weights.py"
_PRIOR = 1.0
_DOWNBEAT_PRIOR = 3.0
_SURE_PRIOR = 1.0
_USUAL_BAR = 4


@dataclass(frozen=True, eq=False)
class Example:
    """One song, or one without beats. true: at its own beats, None if there are none; downbeats:
    which of them begin bars; metre: 0 without. sequences: those that were found; rightness: their
    F-measures; struck: at which share of each something begins.
    """

    seed: int
    true: SongAtBeats | None
    true_s: NDArray[np.float64]
    downbeats: NDArray[np.bool_]
    metre: int
    sequences: list[SongAtBeats]
    rightness: list[float]
    struck: list[float]
    correlation: NDArray[np.float64]


def main(seeds: Sequence[int]) -> None:
    """Fit and write."""
    tasks = [(seed, index) for seed in seeds for index in range(len(catalogue(seed)))]
    with ProcessPoolExecutor() as pool:
        songs = list(pool.map(_song_examples, tasks))
        others = list(pool.map(_beatless_examples, seeds))
    write_weights([example for some in songs + others for example in some])


def write_weights(examples: Sequence[Example]) -> None:
    """Fit all that is in player/beat_weights.py to these."""
    downbeat = _fit_downbeats([example for example in examples if example.true is not None])
    described = [_described(example, downbeat) for example in examples]
    numbers = [np.array([each.numbers for each in some]) for some in described]
    right = [_right(*pair) for pair in zip(examples, described, strict=True)]
    evidences, sure = [], []
    for seed in sorted({example.seed for example in examples}):
        others = [i for i, example in enumerate(examples) if example.seed != seed]
        choice = _fit_choice([(numbers[i], right[i]) for i in others])
        for i, example in enumerate(examples):
            if example.seed == seed and described[i]:
                found, is_right = _judged(example, described[i], choice)
                evidences.append(found)
                sure.append(is_right)
    inputs, outcomes = np.array(evidences), np.array(sure, float)
    fitted = {
        "downbeat": downbeat,
        "choice": _fit_choice(list(zip(numbers, right, strict=True))),
        "sure_of_beats": _fit_sure(inputs, outcomes[:, 0]),
        "sure_of_bars": _fit_sure(inputs, outcomes[:, 1]),
    }
    part = _TARGET.with_suffix(".part")
    literals = {name: _literal(weights) for name, weights in fitted.items()}
    seeds = ", ".join(str(seed) for seed in sorted({example.seed for example in examples}))
    part.write_text(_TEXT.format(seeds=seeds, **literals), "utf-8")
    part.replace(_TARGET)


def _song_examples(task: tuple[int, int]) -> list[Example]:
    seed, index = task
    song = generate(catalogue(seed)[index])
    mix = analysis_sound(song.mix, SAMPLE_RATE)
    found = [example(seed, mix, None, song.grid)]
    if song.plan.with_drums:
        drums = analysis_sound(song.stems["drums"], SAMPLE_RATE)
        found.append(example(seed, mix, drums, song.grid))
    return found


def _beatless_examples(seed: int) -> list[Example]:
    return [
        example(seed, analysis_sound(beatless(kind, seed), SAMPLE_RATE), None, None)
        for kind in BEATLESS_KINDS
    ]


def example(
    seed: int, mix: NDArray[np.float32], drums: NDArray[np.float32] | None, grid: BeatGrid | None
) -> Example:
    """Look at a song whose beats are known, or that has none."""
    features = onset_features(mix, drums)
    found, correlation = beat_hypotheses(features)
    begins = np.zeros(0 if grid is None else len(grid.beats), bool)
    true_s = np.zeros(0)
    if grid is not None:
        begins[list(grid.downbeats)] = True
        true_s = grid.frames / SAMPLE_RATE
    heard = mix if drums is None else mix + drums
    return Example(
        seed,
        None if grid is None else song_at_beats(features, true_s * SAMPLE_RATE / HOP_FRAMES),
        true_s,
        begins,
        0 if grid is None else grid.metre,
        [song_at_beats(features, beats) for beats in found],
        [beat_f_measure(true_s, beats / RATE_HZ) if len(true_s) else 0.0 for beats in found],
        [
            float(np.mean(struck_times(heard, ANALYSIS_RATE, beats / RATE_HZ)[1] > 0))
            for beats in found
        ],
        correlation,
    )


def _judged(
    example: Example, described: Sequence[Described], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], tuple[bool, bool]]:
    """What speaks for a choice, and whether its beats and its bars are right."""
    choice = choose(described, weights)
    best = described[choice.index]
    which = [best.at is at for at in example.sequences].index(True)
    beats = example.rightness[which] >= RIGHT
    bars = (
        beats
        and beat_f_measure(
            example.true_s[example.downbeats], best.at.beats[best.places == 0] / RATE_HZ
        )
        >= RIGHT
    )
    return evidence(best, choice, example.struck[which]), (beats, bars)


def _right(example: Example, described: Sequence[Described]) -> NDArray[np.bool_]:
    rightness = {id(at): f for at, f in zip(example.sequences, example.rightness, strict=True)}
    return np.array(
        [each.metre == example.metre and rightness[id(each.at)] > RIGHT for each in described],
        bool,
    )


def _fit_downbeats(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Logistic regression; the constant comes last."""
    inputs = np.concatenate(
        [beat_features(example.true) for example in examples if example.true is not None]
    )
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


def _described(example: Example, downbeat: NDArray[np.float64]) -> list[Described]:
    """Everything that can be chosen in a song."""
    return [
        describe(at, metre, beat_features(at) @ downbeat[:-1] + downbeat[-1], example.correlation)
        for at in example.sequences
        for metre in METRES
    ]


def _fit_choice(
    songs: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]],
) -> NDArray[np.float64]:
    """Conditional logit: in every song a right choice against all others."""
    scale = np.concatenate([numbers for numbers, right in songs if right.any()]).std(axis=0) + 1e-3

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


def _fit_sure(inputs: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression on numbers brought to one scale; the constant comes last."""
    mean, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-3
    scaled = np.column_stack([(inputs - mean) / scale, np.ones(len(inputs))])

    def cost(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = scaled @ weights
        penalised = np.append(weights[:-1], 0.0)
        value = float(np.sum(np.logaddexp(0, odds) - right * odds))
        slope = scaled.T @ (1 / (1 + np.exp(-odds)) - right) + 2 * _SURE_PRIOR * penalised
        return value + _SURE_PRIOR * float(penalised @ penalised), np.asarray(slope)

    weights = _minimum(cost, scaled.shape[1])
    slopes = weights[:-1] / scale
    return np.append(slopes, weights[-1] - slopes @ mean)


def _minimum(
    cost: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]], size: int
) -> NDArray[np.float64]:
    return np.asarray(minimize(cost, np.zeros(size), jac=True, method="L-BFGS-B").x)


def _literal(weights: NDArray[np.float64]) -> str:
    return "(\n" + "".join(f"    {weight:.3f},\n" for weight in weights) + ")"


_TEXT = '''"""What beats and bars are chosen by: written by tests/songs/fit_weights.py, not by hand.

Logistic regression on generated songs of the seeds {seeds}, with a Gaussian prior on every weight.
"""

DOWNBEAT = {downbeat}
"""For each of `metre.beat_features`, and last the constant: log odds that a beat begins a bar."""

CHOICE = {choice}
"""For each of `metrical_level`'s numbers: what it adds to the logarithm of the likelihood."""

SURE_OF_BEATS = {sure_of_beats}
"""For each of `beat_confidence.evidence`, and last the constant: log odds that beats are right."""

SURE_OF_BARS = {sure_of_bars}
"""The same for the downbeats."""
'''

if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]])
