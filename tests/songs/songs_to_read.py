"""The catalogue of songs that are read: some thirty-five plans of about a minute."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.songs.generator import Plan
from tests.songs.grooves import COMPOUND, FAST, SLOW, STRAIGHT, SWING, WALTZ, Groove

_DETUNED_CENTS = 30.0


def songs_to_read(seed: int) -> tuple[Plan, ...]:
    """Another seed: other keys, chords, instruments, tempos. Tuned up to 30 cents off A4 = 440."""
    rng = np.random.default_rng(seed)
    plans: list[Plan] = []

    def add(
        kind: str, count: int, grooves: tuple[Groove, ...], slow: float, fast: float, **more: object
    ) -> None:
        for index in range(count):
            bpm = slow * (fast / slow) ** ((index + rng.uniform(0.0, 1.0)) / count)
            groove = grooves[int(rng.integers(len(grooves)))]
            plan = Plan(kind, groove, float(bpm), int(rng.integers(1 << 30)), seconds=60.0)
            cents = float(rng.uniform(-_DETUNED_CENTS, _DETUNED_CENTS))
            plans.append(replace(plan, cents=cents, **more))  # type: ignore[arg-type]

    add("pop", 12, STRAIGHT, 75, 140)
    add("ballad", 5, SLOW, 52, 76)
    add("fast", 4, FAST, 150, 190)
    add("waltz", 3, WALTZ, 90, 170)
    add("6/8", 3, COMPOUND, 120, 200, unit=8)
    add("swing", 5, SWING, 90, 190, swing=0.64)
    add("loose", 2, STRAIGHT, 80, 130, jitter_ms=10.0, wander=0.01)
    add("no drums", 2, (*STRAIGHT, *SLOW), 60, 110, with_drums=False)
    return tuple(plans)
