"""Stems of real songs: all but the last minute for training, the last minute for validation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import soundfile

from separation.training.items import ItemPlan, Stems
from separation.training.mixdown import STEMS
from separation.training.sound import SAMPLE_RATE, active_rms, decibel, read
from separation.training.sources import EVERYTHING_IS_FREE

_VALIDATION_S = 60.0
_ITEM_S = 60.0
_SUFFIXES = (".ogg", ".flac", ".wav")


def real_plans(folder: Path) -> Iterator[ItemPlan]:
    """Items of a minute from `folder`/SONG/STEM.ogg (or .flac, .wav)."""
    for song in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = _stem_files(song)
        if not files:
            continue
        length_s = min(soundfile.info(path).duration for path in files.values())
        end_s = max(0.0, length_s - _VALIDATION_S)
        pieces = max(1, round(end_s / _ITEM_S))
        edges = np.linspace(0.0, end_s, pieces + 1)
        spans = [("train", edges[n], edges[n + 1]) for n in range(pieces)]
        spans.append(("validation", end_s, length_s))
        for number, (split, start_s, stop_s) in enumerate(spans, 1):
            yield ItemPlan(
                name=f"real-{song.name}-{number}",
                kind="real",
                split=split,
                sources=(EVERYTHING_IS_FREE,),
                render=partial(_excerpt, song, float(start_s), float(stop_s)),
            )


def _stem_files(song: Path) -> dict[str, Path]:
    files = ((stem, song / f"{stem}{suffix}") for stem in STEMS for suffix in _SUFFIXES)
    return {stem: path for stem, path in files if path.exists()}


def _excerpt(song: Path, start_s: float, stop_s: float, rng: np.random.Generator) -> Stems:
    stems = {}
    for stem, path in _stem_files(song).items():
        sound = read(path)[round(start_s * SAMPLE_RATE) : round(stop_s * SAMPLE_RATE)]
        if decibel(active_rms(sound)) > -65.0:
            stems[stem] = sound
    return stems
