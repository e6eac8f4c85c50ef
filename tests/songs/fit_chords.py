"""Fits by what chords and keys are found, and writes player/reading/chord_weights.py:
`python -m tests.songs.fit_chords SEED SEED [SEED ...]`.

The songs of these seeds must not be those that figures are measured with.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import mir_eval
import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

import player
from player.reading.chord_sequence import probabilities
from player.reading.chord_states import (
    NO_CHORD,
    QUALITIES,
    SHAPES,
    STATES,
    ChordWeights,
    log_fits,
    nothing_features,
    turned,
)
from player.reading.harmony_model import HarmonyModel, read_harmony
from player.reading.key_recognition import KEYS, key_evidence
from tests.songs.chord_accuracy import chord_accuracy, key_score
from tests.songs.harmony_examples import MIX, SOURCES, TRUE, Example, examples
from tests.songs.songs_to_read import songs_to_read

_TARGET = Path(player.__file__).parent / "reading" / "chord_weights.py"
# Separating takes longer than all the rest.
_SEPARATED_EVERY = 4
_PRIOR = 1e-4
_KEY_PRIOR = 0.02
# Log odds: an eighth of the examples is pauses, of songs about a thirtieth.
_RARER_PAUSES = 1.5
_TRUSTS = (0.7, 1.0, 1.4)
_PULLS = (0.5, 1.0)


def main(seeds: Sequence[int]) -> None:
    """Fit and write."""
    tasks = [
        (plan, (TRUE, MIX) if number % _SEPARATED_EVERY else SOURCES)
        for seed in seeds
        for number, plan in enumerate(songs_to_read(seed))
    ]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = [each for some in pool.map(examples, tasks) for each in some]
    of_stems = [each for each in found if each.source != MIX]
    of_mix = [each for each in found if each.source == MIX]
    texts = [_literal("FROM_STEMS", fitted(of_stems)), _literal("FROM_MIX", fitted(of_mix))]
    part = _TARGET.with_suffix(".part")
    numbers = ", ".join(str(seed) for seed in seeds)
    part.write_text(_TEXT.format(seeds=numbers) + "\n".join(texts), "utf-8")
    part.replace(_TARGET)


def fitted(found: Sequence[Example]) -> HarmonyModel:
    """First how chords fit, then the key, then what is best together, then how sure it may be."""
    chords = fit_chords(found)
    tried = [HarmonyModel(chords, t, fit_key(found, chords, t), 1.0, (1.0, 0.0)) for t in _TRUSTS]
    best = max(tried, key=lambda model: _score(found, model))
    best = max((replace(best, pull=p) for p in _PULLS), key=lambda model: _score(found, model))
    return replace(best, sure=fit_sure(found, best))


def fit_chords(found: Sequence[Example]) -> ChordWeights:
    """Conditional logit: each step's chord against all others."""
    treble = torch.tensor(np.concatenate([turned(each.features.treble) for each in found])).float()
    bass = torch.tensor(np.concatenate([turned(each.features.bass) for each in found])).float()
    nothing = torch.tensor(np.concatenate([nothing_features(e.features) for e in found])).float()
    states = torch.tensor(np.concatenate([each.states for each in found]))
    known = states >= 0
    treble, bass, nothing, states = treble[known], bass[known], nothing[known], states[known]
    kinds = len(QUALITIES)
    sizes = {"treble": (kinds, 12), "bass": (kinds, 12), "lowest": (12,), "shapes": (len(SHAPES),)}
    weights = {name: torch.zeros(size, requires_grad=True) for name, size in sizes.items()}
    weights["none"] = torch.zeros(3, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        list(weights.values()), lr=1, max_iter=100, history_size=20, line_search_fn="strong_wolfe"
    )

    def cost() -> torch.Tensor:
        optimizer.zero_grad()
        on_roots = treble @ weights["treble"].T + bass @ weights["bass"].T
        lowest = bass @ weights["lowest"]
        columns = [
            on_roots[:, :, kind] + torch.roll(lowest, -above, 1) + weights["shapes"][shape]
            for shape, (kind, above) in enumerate(SHAPES)
        ]
        is_none = states == NO_CHORD
        odds = nothing @ weights["none"]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, is_none.float())
        loss = loss + torch.nn.functional.cross_entropy(
            torch.cat(columns, dim=1)[~is_none], states[~is_none]
        )
        for each in weights.values():
            loss = loss + _PRIOR * (each**2).sum()
        loss.backward()
        return loss

    optimizer.step(cost)
    print(f"cross entropy {float(cost().detach()):.3f} of {len(states)} steps", flush=True)
    found_weights = {n: w.detach().numpy().astype(np.float64) for n, w in weights.items()}
    found_weights["none"][0] -= _RARER_PAUSES
    return ChordWeights(**found_weights)


def fit_key(found: Sequence[Example], chords: ChordWeights, trust: float) -> NDArray[np.float64]:
    """Conditional logit: each song's key against all others."""
    evidences, truths = [], []
    for each in found:
        fits = trust * log_fits(each.features, chords)
        likely = probabilities(fits, each.steps.change, np.full(STATES, 1 / STATES))
        lengths = np.diff(each.steps.frames)
        evidences.append(key_evidence(likely, each.features.treble, lengths))
        truths.append(_key_number(each.key))
    inputs, right = np.array(evidences), np.array(truths)

    def cost(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = inputs @ weights
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        rows = np.arange(len(right))
        value = -np.log(shares[rows, right] + 1e-12).mean() + _KEY_PRIOR * weights @ weights
        shares[rows, right] -= 1
        slope = np.einsum("sk,skf->f", shares, inputs) / len(right)
        return float(value), slope + 2 * _KEY_PRIOR * weights

    return np.asarray(minimize(cost, np.zeros(inputs.shape[2]), jac=True, method="L-BFGS-B").x)


def fit_sure(found: Sequence[Example], model: HarmonyModel) -> tuple[float, float]:
    """From log odds to the log odds of being right, by logistic regression weighed by time."""
    odds, weights, right = [], [], []
    for each in found:
        chart, _ = read_harmony(each.features, each.steps, model)
        for confidence, seconds, share in chord_accuracy(each.truth, chart).spans:
            odds.append(np.log(confidence / (1 - confidence)))
            weights.append(seconds)
            right.append(share)
    inputs, counts, shares = np.array(odds), np.array(weights), np.array(right)

    def cost(line: NDArray[np.float64]) -> float:
        said = line[0] * inputs + line[1]
        return float(np.sum(counts * (np.logaddexp(0, said) - shares * said)))

    slope, constant = minimize(cost, np.array((1.0, 0.0)), method="Nelder-Mead").x.tolist()
    return slope, constant


def _score(found: Sequence[Example], model: HarmonyModel) -> float:
    """Of chords and key together."""
    scores = []
    for each in found:
        chart, key = read_harmony(each.features, each.steps, model)
        accuracy = chord_accuracy(each.truth, chart)
        scores.append(accuracy.majmin + accuracy.sevenths + 0.2 * key_score(each.key, key))
    print(f"trust {model.trust}, pull {model.pull}: {np.mean(scores):.4f}", flush=True)
    return float(np.mean(scores))


def _key_number(name: str) -> int:
    tonic, mode = name.split()
    pitch = mir_eval.key.KEY_TO_SEMITONE[tonic.lower()]
    return next(
        number
        for number, key in enumerate(KEYS)
        if key.tonic == pitch and key.is_minor == (mode == "minor")
    )


def _literal(name: str, model: HarmonyModel) -> str:
    weights = model.chords
    tables = "".join(
        f"        {field}=np.array(\n            {np.round(getattr(weights, field), 2).tolist()}\n"
        "        ),\n"
        for field in ("treble", "bass", "lowest", "shapes", "none")
    )
    return (
        f"{name} = HarmonyModel(\n    chords=ChordWeights(\n{tables}    ),\n"
        f"    trust={model.trust},\n    key=np.array({np.round(model.key, 2).tolist()}),\n"
        f"    pull={model.pull},\n    sure=({model.sure[0]:.3f}, {model.sure[1]:.3f}),\n)\n"
    )


_TEXT = '''"""What chords and keys are found by: written by tests/songs/fit_chords.py, not by hand.

Logistic regression on generated songs of the seeds {seeds}, with a Gaussian prior on every weight.
"""

import numpy as np

from player.reading.chord_states import ChordWeights
from player.reading.harmony_model import HarmonyModel

'''

if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]])
