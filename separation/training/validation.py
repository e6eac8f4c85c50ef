"""Excerpts that are never trained with, and how near different estimates of their stems come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from separation.compact_model import masked_stems
from separation.compact_network import CompactNetwork
from separation.evaluation import Evaluation, Sdr, evaluate
from separation.models import STEMS
from separation.training.stem_library import PART, StemItem

SAMPLE_RATE = 44100
_CANDIDATES = 8
_ACTIVE_RMS = 3e-3


@dataclass(frozen=True)
class Song:
    """An excerpt of a song whose stems are known: float32 (4, 2, frames)."""

    name: str
    kind: str
    stems: NDArray[np.float32]

    @property
    def mix(self) -> NDArray[np.float32]:
        """The sum of the stems: (2, frames)."""
        mix: NDArray[np.float32] = self.stems.sum(axis=0)
        return mix


Estimator = Callable[[Song], NDArray[np.float32]]
"""From a song to estimates of its stems, (4, 2, frames)."""

Scores = Mapping[str, tuple[float, float]]
"""Of each stem the SDR in dB: mean over songs of the whole excerpt, and of its active seconds'
median."""


def draw_songs(
    items: Sequence[StemItem], seconds: float, seed: int, most_of_a_kind: int | None = None
) -> tuple[Song, ...]:
    """An excerpt of every whole song, where most of its stems sound: the same for the same seed."""
    songs = []
    counts: dict[str, int] = {}
    for place, item in enumerate(items):
        taken = counts.get(item.kind, 0)
        if item.kind == PART or (most_of_a_kind is not None and taken >= most_of_a_kind):
            continue
        counts[item.kind] = taken + 1
        rng = np.random.default_rng((seed, place))
        songs.append(_best_excerpt(item, round(seconds * SAMPLE_RATE), rng))
    return tuple(songs)


def evaluate_song(song: Song, estimates: NDArray[np.float32]) -> Evaluation:
    """Score estimates (4, 2, frames) as `woodshed evaluate` does."""
    truth = {stem: song.stems[place].T for place, stem in enumerate(STEMS)}
    estimated = {stem: estimates[place].T for place, stem in enumerate(STEMS)}
    return evaluate(truth, estimated, song.mix.T, SAMPLE_RATE)


def score(songs: Sequence[Song], estimator: Estimator) -> dict[str, Scores]:
    """The scores of each kind of song, and of "all" of them."""
    return by_kind(
        (song.kind, stem_score.stem, stem_score.estimate)
        for song in songs
        for stem_score in evaluate_song(song, estimator(song)).scores
    )


def by_kind(found: Iterable[tuple[str, str, Sdr]]) -> dict[str, Scores]:
    """From (kind of song, stem, SDR) to the means of each kind, and of "all"."""
    values: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for kind, stem, sdr in found:
        for group in (kind, "all"):
            of_stem = values.setdefault(group, {}).setdefault(stem, [])
            of_stem.append((sdr.whole_db, sdr.median_db))
    return {
        group: {stem: _mean(of_stem) for stem, of_stem in stems.items()}
        for group, stems in values.items()
    }


def mean_whole_db(songs: Sequence[Song], estimator: Estimator) -> dict[str, float]:
    """Of each stem the mean over songs of the whole excerpt's SDR in dB."""
    return {stem: whole for stem, (whole, _) in score(songs, estimator).get("all", {}).items()}


def network_stems(network: CompactNetwork) -> Estimator:
    """What `network` makes of a song."""
    device = next(network.parameters()).device

    def estimate(song: Song) -> NDArray[np.float32]:
        mix = song.mix
        gain = 1 / (float(np.sqrt(np.square(mix).mean())) + 1e-5)
        with torch.inference_mode():
            samples = torch.from_numpy(mix).to(device)
            stems = masked_stems(network, samples, gain, range(len(STEMS)))
        return stems.cpu().numpy()

    return estimate


def _best_excerpt(item: StemItem, frames: int, rng: np.random.Generator) -> Song:
    best: tuple[int, Song] | None = None
    for _ in range(_CANDIDATES):
        start_frame = int(rng.integers(0, max(1, item.frames - frames)))
        stems = np.stack([item.read(stem, start_frame, frames) for stem in STEMS])
        sounding = int((np.square(stems).mean(axis=(1, 2)) > _ACTIVE_RMS**2).sum())
        if best is None or sounding > best[0]:
            best = (sounding, Song(item.name, item.kind, stems))
        if sounding == len(item.stems):
            break
    assert best is not None
    return best[1]


def _mean(values: Sequence[tuple[float, float]]) -> tuple[float, float]:
    whole, median = np.mean(values, axis=0)
    return float(whole), float(median)
