"""Batches to train with: excerpts of songs as they are, and of stems that never met before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from separation.models import STEMS
from separation.training.augmentation import Resampling, altered, compressed
from separation.training.stem_library import PART, StemItem

_REMIXED = 0.55
_COMPRESSED = 0.3
_KIND_WEIGHTS = {"real": 6.0, "pop": 2.0, "sung": 1.5, "rock": 0.75}
"""How much more often a second of such an item is taken than one of a part.

Of songs as they are: pop 40 %, rock, which has no singer, 22 %, real 21 %, sung 17 %.
"""
_DROPPED = {"vocals": 0.15, "drums": 0.1, "bass": 0.1, "other": 0.1}
_SILENT_RMS = 1e-3
_TRIES = 4
_LEVEL_DB = 2.0


@dataclass(frozen=True)
class Excerpts:
    """Draws from `items`. The batch of a step hangs on `seed` and the step alone, so that training
    goes on as if it had never stopped.

    frames, size: of an excerpt, and how many make a batch.

    Raises: ValueError if there is a stem that no item has.
    """

    items: Sequence[StemItem]
    frames: int
    size: int
    seed: int

    def __post_init__(self) -> None:
        missing = [stem for stem in STEMS if not any(stem in item.stems for item in self.items)]
        if missing or not any(item.kind != PART for item in self.items):
            raise ValueError(f"no training items with {missing or 'whole songs'}")

    def batch(self, step: int) -> NDArray[np.float32]:
        """The stems of one batch: (size, 4, 2, frames)."""
        return np.stack([self.excerpt(step, place) for place in range(self.size)])

    def excerpt(self, step: int, place: int) -> NDArray[np.float32]:
        """The stems of an excerpt, the mean power of its mix about 1: (4, 2, frames)."""
        rng = np.random.default_rng((self.seed, step, place))
        while True:
            stems = self._remixed(rng) if rng.random() < _REMIXED else self._coherent(rng)
            if rng.random() < _COMPRESSED:
                stems = compressed(stems, rng)
            rms = float(np.sqrt(np.square(stems.sum(axis=0)).mean()))
            if rms > _SILENT_RMS:
                return stems * np.float32(10 ** (rng.normal(0, _LEVEL_DB) / 20) / rms)

    def _coherent(self, rng: np.random.Generator) -> NDArray[np.float32]:
        item = self._draw([item for item in self.items if item.kind != PART], rng)
        resampling = Resampling.draw(self.frames, rng)
        start_frame = _start_frame(item, resampling.read_frames, rng)
        stems = []
        for stem in STEMS:
            if stem in item.stems and rng.random() >= _DROPPED[stem] / 2:
                samples = item.read(stem, start_frame, resampling.read_frames)
                stems.append(altered(samples, resampling, rng, voice=stem == "vocals"))
            else:
                stems.append(np.zeros((2, self.frames), np.float32))
        return np.stack(stems)

    def _remixed(self, rng: np.random.Generator) -> NDArray[np.float32]:
        return np.stack([self._stranger(stem, rng) for stem in STEMS])

    def _stranger(self, stem: str, rng: np.random.Generator) -> NDArray[np.float32]:
        """A stem of any item, about as loud as any other."""
        if rng.random() < _DROPPED[stem]:
            return np.zeros((2, self.frames), np.float32)
        holders = [item for item in self.items if stem in item.stems]
        for _ in range(_TRIES):
            item = self._draw(holders, rng)
            resampling = Resampling.draw(self.frames, rng)
            start_frame = _start_frame(item, resampling.read_frames, rng)
            samples = item.read(stem, start_frame, resampling.read_frames)
            rms = float(np.sqrt(np.square(samples).mean()))
            if rms > _SILENT_RMS:
                # Half way to one loudness: soft recordings come forward, soft places stay soft.
                samples *= np.float32((0.1 / rms) ** 0.5)
                break
        return altered(samples, resampling, rng, voice=stem == "vocals")

    def _draw(self, items: Sequence[StemItem], rng: np.random.Generator) -> StemItem:
        weights = np.array([item.frames * _KIND_WEIGHTS.get(item.kind, 1.0) for item in items])
        return items[int(rng.choice(len(items), p=weights / weights.sum()))]


def _start_frame(item: StemItem, frames: int, rng: np.random.Generator) -> int:
    return int(rng.integers(0, max(1, item.frames - frames)))
