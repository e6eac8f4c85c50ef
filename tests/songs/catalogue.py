"""The generated songs that beats are looked for in: every kind a few times, 50 to 200 BPM."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.songs.generator import Plan
from tests.songs.grooves import (
    COMPOUND,
    FAST,
    FIVE,
    SEVEN,
    SLOW,
    STRAIGHT,
    SWING,
    WALTZ,
    Groove,
)


def catalogue(seed: int) -> tuple[Plan, ...]:
    """Some seventy plans. Another seed: other tempos, grooves, chords, instruments."""
    rng = np.random.default_rng(seed)
    plans: list[Plan] = []

    def add(
        kind: str, count: int, grooves: tuple[Groove, ...], slow: float, fast: float, **more: object
    ) -> None:
        for index in range(count):
            share = (index + rng.uniform(0.0, 1.0)) / count
            bpm = slow * (fast / slow) ** share
            groove = grooves[int(rng.integers(len(grooves)))]
            seconds = float(rng.uniform(22, 38))
            plan = Plan(kind, groove, float(bpm), int(rng.integers(1 << 30)), seconds=seconds)
            plans.append(replace(plan, **more))  # type: ignore[arg-type]

    add("4/4", 4, STRAIGHT, 85, 140)
    add("slow", 4, SLOW, 50, 72)
    add("fast", 4, FAST, 160, 200)
    add("3/4", 4, WALTZ, 80, 180)
    add("6/8", 4, COMPOUND, 120, 200, unit=8)
    add("7/8", 4, SEVEN, 140, 200, unit=8)
    add("swing", 4, SWING, 90, 200, swing=0.64)
    add("ritardando", 4, STRAIGHT, 80, 140, last_ratio=0.65)
    add("accelerando", 3, STRAIGHT, 75, 120, last_ratio=1.35)
    add("loose", 3, STRAIGHT, 80, 140, jitter_ms=12.0, wander=0.012)
    add("pickup", 3, STRAIGHT, 80, 140, pickup=1)
    add("break", 3, STRAIGHT, 80, 140, break_bars=4, seconds=36.0)
    add("no drums, 4/4", 5, (*STRAIGHT, *SLOW), 60, 140, with_drums=False)
    add("no drums, 3/4", 3, WALTZ, 80, 160, with_drums=False)
    add("no drums, 6/8", 3, COMPOUND, 120, 200, unit=8, with_drums=False)
    add("no drums, ritardando", 2, STRAIGHT, 80, 130, last_ratio=0.7, with_drums=False)
    add("5/4", 3, FIVE, 90, 180)
    long = {"sparse_bars": 8, "seconds": 100.0}
    add("sparse, steady", 2, STRAIGHT, 80, 140, wander=0.0, **long)
    add("sparse, drifting", 2, STRAIGHT, 80, 140, drift=0.04, **long)
    add("no drums, rubato", 3, (*STRAIGHT, *SLOW), 60, 120, wander=0.05, with_drums=False)
    add("in noise", 3, (*STRAIGHT, *FAST), 80, 180, noise=0.12)
    add("no drums, in noise", 3, (*STRAIGHT, *SLOW), 60, 130, noise=0.06, with_drums=False)
    return tuple(plans)
