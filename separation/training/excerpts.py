"""Batches to train with: excerpts of songs as they are, and of stems that never met before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from separation.models import STEMS
from separation.training.alterations import Alteration, Compression, draw_read_frames
from separation.training.augmentation import altered, compressed, resampled_spectra
from separation.training.sounds import Levels, Sounds, Span
from separation.training.stem_library import PART, StemItem

_REMIXED = 0.55
_COMPRESSED = 0.3
_KIND_WEIGHTS = {"real": 6.0, "pop": 2.0, "sung": 1.5, "rock": 0.75}
"""How much more often a second of such an item is taken than one of a part.

Of songs as they are: pop 40 %, rock, which has no singer, 22 %, real 21 %, sung 17 %.
"""
_DROPPED = {"vocals": 0.15, "drums": 0.1, "bass": 0.1, "other": 0.1}
_SILENT_RMS = 1e-3
_LEAST_RMS = 1e-6
_TRIES = 4
_LEVEL_DB = 2.0


@dataclass(frozen=True)
class StemPlan:
    """What a stem is made of: a span, times a gain, altered."""

    span: Span
    gain: float
    alteration: Alteration


@dataclass(frozen=True)
class ExcerptPlan:
    """How an excerpt is made: of each stem, None where it is silent; of its mix the power in dB."""

    stems: tuple[StemPlan | None, ...]
    compression: Compression | None
    level_db: float


@dataclass(frozen=True)
class Excerpts:
    """Draws plans from `items`. The batch of a step hangs on `seed` and the step alone, so that
    training goes on as if it had never stopped, on a device of the same kind.

    levels: of the items. frames, size: of an excerpt, and how many make a batch.

    Raises: ValueError if there is a stem that no item has.
    """

    items: Sequence[StemItem]
    levels: Levels
    frames: int
    size: int
    seed: int

    def __post_init__(self) -> None:
        missing = [stem for stem in STEMS if not any(stem in item.stems for item in self.items)]
        if missing or not any(item.kind != PART for item in self.items):
            raise ValueError(f"no training items with {missing or 'whole songs'}")

    def batch(self, step: int) -> list[ExcerptPlan]:
        """The plans of one batch."""
        return [self.excerpt(step, place) for place in range(self.size)]

    def excerpt(self, step: int, place: int) -> ExcerptPlan:
        """The plan of an excerpt."""
        rng = np.random.default_rng((self.seed, step, place))
        while True:
            stems = self._remixed(rng) if rng.random() < _REMIXED else self._coherent(rng)
            if any(stem is not None for stem in stems):
                compression = Compression.draw(rng) if rng.random() < _COMPRESSED else None
                return ExcerptPlan(stems, compression, rng.normal(0, _LEVEL_DB))

    def _coherent(self, rng: np.random.Generator) -> tuple[StemPlan | None, ...]:
        """The stems of one song, but for some that are dropped; none if the rest is silent."""
        item = self._songs.draw(rng)
        kept = [stem for stem in self.items[item].stems if rng.random() >= _DROPPED[stem] / 2]
        spans = self._draw_spans(item, kept, rng)
        if all(self.levels.rms(span) <= _SILENT_RMS for span in spans.values()):
            return (None,) * len(STEMS)
        return tuple(
            StemPlan(spans[stem], 1.0, Alteration.draw(rng, voice=stem == "vocals"))
            if stem in spans
            else None
            for stem in STEMS
        )

    def _remixed(self, rng: np.random.Generator) -> tuple[StemPlan | None, ...]:
        return tuple(self._stranger(stem, rng) for stem in STEMS)

    def _stranger(self, stem: str, rng: np.random.Generator) -> StemPlan | None:
        """A stem of any item, about as loud as any other."""
        if rng.random() < _DROPPED[stem]:
            return None
        for _ in range(_TRIES):
            span = self._draw_spans(self._holders[stem].draw(rng), (stem,), rng)[stem]
            rms = self.levels.rms(span)
            if rms > _SILENT_RMS:
                # Half way to one loudness: soft recordings come forward, soft places stay soft.
                gain = (0.1 / rms) ** 0.5
                return StemPlan(span, gain, Alteration.draw(rng, voice=stem == "vocals"))
        return None

    def _draw_spans(
        self, item: int, stems: Sequence[str], rng: np.random.Generator
    ) -> dict[str, Span]:
        """Where of `item`: the same for all of its stems."""
        read_frames = draw_read_frames(self.frames, rng)
        start_frame = int(rng.integers(0, max(1, self.items[item].frames - read_frames)))
        return {stem: Span(item, stem, start_frame, read_frames) for stem in stems}

    @cached_property
    def _songs(self) -> _WeightedItems:
        return _WeightedItems(
            self.items, [p for p, item in enumerate(self.items) if item.kind != PART]
        )

    @cached_property
    def _holders(self) -> dict[str, _WeightedItems]:
        return {
            stem: _WeightedItems(
                self.items, [p for p, item in enumerate(self.items) if stem in item.stems]
            )
            for stem in STEMS
        }


def render(plans: Sequence[ExcerptPlan], frames: int, sounds: Sounds) -> Tensor:
    """Make what was planned, on the device that has the sound: float32 (plans, 4, 2, frames).

    In every plan there is a stem that sounds.
    """
    planned = [
        (place, stem)
        for place, stem in enumerate(stem for plan in plans for stem in plan.stems)
        if stem is not None
    ]
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for row, (_, stem) in enumerate(planned):
        by_length[stem.span.frames].append(row)
    rows, spectra = [], []
    for of_length in by_length.values():
        spans = sounds.read([planned[row][1].span for row in of_length])
        gains = spans.new_tensor([planned[row][1].gain for row in of_length])
        rows += of_length
        spectra.append(resampled_spectra(spans * gains[:, None, None], frames))
    in_order = [planned[row] for row in rows]
    sound = altered(torch.cat(spectra), [stem.alteration for _, stem in in_order], frames)
    stems = sound.new_zeros(len(plans) * len(STEMS), 2, frames)
    stems[[place for place, _ in in_order]] = sound
    stems = stems.view(len(plans), len(STEMS), 2, frames)
    stems = compressed(stems, [plan.compression for plan in plans])
    rms = stems.sum(dim=1).square().mean(dim=(1, 2)).sqrt()
    levels = rms.new_tensor([10 ** (plan.level_db / 20) for plan in plans])
    return stems * (levels / rms.clamp_min(_LEAST_RMS))[:, None, None, None]


class _WeightedItems:
    """Places of items, to be drawn by how long they are and how much their kind weighs."""

    def __init__(self, items: Sequence[StemItem], places: Sequence[int]) -> None:
        weights = [
            items[place].frames * _KIND_WEIGHTS.get(items[place].kind, 1.0) for place in places
        ]
        self._places = places
        self._until = np.cumsum(weights) / np.sum(weights)

    def draw(self, rng: np.random.Generator) -> int:
        return self._places[min(int(self._until.searchsorted(rng.random())), len(self._places) - 1)]
