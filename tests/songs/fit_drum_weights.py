"""Fits the network that tells drums apart and writes player/reading/drum_weights.npz:
`python -m tests.songs.fit_drum_weights`.

From songs of `FITTING_SEEDS`: their own drums and those of soundfonts, alone, with the rest of
the song at any level, and as the embedded model separates them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE
from player.reading.drum_features import FEATURES, HOP_FRAMES, band_levels, features
from player.reading.drum_transcription import DRUMS, WEIGHTS, peaks
from tests.benchmarks.effort import FULL
from tests.benchmarks.read_songs import FITTING_SEEDS, ReadSong, read_plans, read_song
from tests.songs.sampled_drums import CLASSES, sampled_drums
from tests.songs.song_to_read import TrueHit

_HIDDEN = 32
_NEAR_ROWS, _OTHER_SHARE = 7, 0.12
_EVERY, _SEPARATED_EVERY = 4, 3
_KITS = 3
_STEPS, _BATCH, _RATE, _DECAY = 6000, 4096, 3e-3, 1e-4
_THRESHOLDS = np.arange(0.1, 0.9, 0.05)
_NEAR_S = 0.05


@dataclass(frozen=True, eq=False)
class Example:
    """levels: of `band_levels`. rows: at which each of DRUMS is struck."""

    levels: NDArray[np.float32]
    rows: tuple[NDArray[np.int64], ...]


def main() -> None:
    """Fit and write."""
    torch.manual_seed(1)
    torch.set_num_threads(1)
    plans = [plan for plan in read_plans(FULL, FITTING_SEEDS)[::_EVERY] if plan.with_drums]
    examples = []
    for number, plan in enumerate(plans):
        examples += list(_examples(read_song(plan), number % _SEPARATED_EVERY == 0))
    inputs, targets, weights = _rows(examples)
    network = _fitted(inputs, targets, weights)
    probable = [_activations(network, example.levels) for example in examples]
    thresholds = [
        _best_threshold([each[:, index] for each in probable], [e.rows[index] for e in examples])
        for index in range(len(DRUMS))
    ]
    hidden, out = network[0], network[2]
    stored = {
        "hidden": hidden.weight.T,
        "hidden_bias": hidden.bias,
        "out": out.weight.T,
        "out_bias": out.bias,
    }
    arrays = {name: each.detach().numpy().astype(np.float16) for name, each in stored.items()}
    with WEIGHTS.open("wb") as file:
        np.savez_compressed(file, **arrays, thresholds=np.array(thresholds, np.float16))


def _examples(song: ReadSong, is_separated: bool) -> Iterator[Example]:
    seed = song.song.plan.seed
    rng = np.random.default_rng([seed, 5])
    stems = song.true_stems
    rest = song.mix - stems["drums"]
    drummed = [(stems["drums"], song.drum_hits)]
    for kit in range(_KITS):
        sampled = sampled_drums(song.drum_hits, len(rest), seed + kit)
        power = max(float(np.mean(sampled.sound**2)), 1e-12)
        level = np.sqrt(np.mean(stems["drums"] ** 2) / power)
        drummed.append((level * sampled.sound, sampled.hits))
    for drums, hits in drummed:
        yield _example(drums, hits)
        yield _example(drums + 10 ** (rng.uniform(-30, 0) / 20) * rest, hits)
    if is_separated:
        yield _example(song.separated_stems["drums"], song.drum_hits)


def _example(drums: NDArray[np.float32], hits: Sequence[TrueHit]) -> Example:
    rows = tuple(
        np.array(
            sorted(
                {round(hit.frame / HOP_FRAMES) for hit in hits if CLASSES.get(hit.drum) is drum}
            ),
            np.int64,
        )
        for drum in DRUMS
    )
    return Example(band_levels(drums, SAMPLE_RATE), rows)


def _rows(
    examples: Sequence[Example],
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Features, what is struck, and how much that counts, of rows near hits and of some others."""
    rng = np.random.default_rng(3)
    inputs, targets, weights = [], [], []
    for example in examples:
        count = len(example.levels)
        target = np.zeros((count, len(DRUMS)), np.float32)
        weight = np.ones((count, len(DRUMS)), np.float32)
        near = rng.random(count) < _OTHER_SHARE
        for index, rows in enumerate(example.rows):
            for row in rows[rows < count].tolist():
                near[max(0, row - _NEAR_ROWS) : row + _NEAR_ROWS + 1] = True
                # Beside a hit nobody can say.
                weight[max(0, row - 1) : row + 2, index] = 0
        for index, rows in enumerate(example.rows):
            target[rows[rows < count], index] = 1
            weight[rows[rows < count], index] = 2
        inputs.append(np.concatenate(list(features(example.levels)))[near].astype(np.float16))
        targets.append(target[near])
        weights.append(weight[near])
    return tuple(  # type: ignore[return-value]
        torch.from_numpy(np.concatenate(each)) for each in (inputs, targets, weights)
    )


def _fitted(
    inputs: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor
) -> torch.nn.Sequential:
    network = torch.nn.Sequential(
        torch.nn.Linear(FEATURES, _HIDDEN), torch.nn.ReLU(), torch.nn.Linear(_HIDDEN, len(DRUMS))
    )
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, _STEPS)
    loss_of = torch.nn.BCEWithLogitsLoss(reduction="none")
    for _ in range(_STEPS):
        chosen = torch.randint(len(inputs), (_BATCH,))
        loss = loss_of(network(inputs[chosen].float()), targets[chosen])
        optimizer.zero_grad()
        (loss * weights[chosen]).mean().backward()
        optimizer.step()
        schedule.step()
    return network


def _activations(network: torch.nn.Sequential, levels: NDArray[np.float32]) -> NDArray[np.float32]:
    with torch.no_grad():
        rows = torch.from_numpy(np.concatenate(list(features(levels))))
        found: NDArray[np.float32] = torch.sigmoid(network(rows)).numpy()
    return found


def _best_threshold(
    probable: Sequence[NDArray[np.float32]], true_rows: Sequence[NDArray[np.int64]]
) -> float:
    """The one with the best mean F-measure."""
    reach = round(_NEAR_S * SAMPLE_RATE / HOP_FRAMES)

    def mean_f(threshold: float) -> float:
        return float(
            np.mean(
                [
                    _f_measure(peaks(each, threshold), rows, reach)
                    for each, rows in zip(probable, true_rows, strict=True)
                    if len(rows)
                ]
            )
        )

    return float(max(_THRESHOLDS, key=mean_f))


def _f_measure(found: NDArray[np.int64], true: NDArray[np.int64], reach: int) -> float:
    """Of rows; each found one may be one true one's."""
    right, at = 0, 0
    for row in true.tolist():
        while at < len(found) and found[at] < row - reach:
            at += 1
        if at < len(found) and found[at] <= row + reach:
            right, at = right + 1, at + 1
    return 2 * right / max(len(found) + len(true), 1)


if __name__ == "__main__":
    main()
