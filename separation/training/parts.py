"""Sung lines alone, for remixing: real syllables strung together, and voices made to sing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from separation.training.composer import compose_melody
from separation.training.items import ItemPlan, Stems
from separation.training.singing import sing, string_together
from separation.training.sound import at_level, stereo
from separation.training.sources import ALYS, KATHLEEN, KERSTIN, SOLFEGE
from separation.training.stage import make_room, stand
from separation.training.voices import pick_voice

_COUNT = {"cut": 100, "sung": 40}
_SECONDS = 40.0
_PEAK = 0.95


def part_plans(sources: Path) -> Iterator[ItemPlan]:
    """Sung parts, all for training; most are real syllables, only cut."""
    for manner, count in _COUNT.items():
        for number in range(1, count + 1):
            yield ItemPlan(
                name=f"part-{manner}-{number:03d}",
                kind="part",
                split="train",
                sources=(ALYS,) if manner == "cut" else (ALYS, KATHLEEN, KERSTIN, SOLFEGE),
                render=partial(render_part, sources, manner == "cut"),
            )


def render_part(sources: Path, cut_only: bool, rng: np.random.Generator) -> Stems:
    """A sung line of 40 s in a small or larger room."""
    notes = compose_melody(rng, _SECONDS)
    if cut_only:
        dry = string_together(notes, sources, _SECONDS, rng)
    else:
        dry = sing(notes, pick_voice("train", rng), sources, _SECONDS, rng)
    wet_db = float(rng.uniform(-30, -10))
    sung = stand(stereo(dry), make_room(rng), rng, wet_db=wet_db, low_cut_hz=90.0)
    sung = at_level(sung, -20.0)
    return {"vocals": sung * np.float32(min(1.0, _PEAK / max(float(np.abs(sung).max()), 1e-9)))}
