"""How long everything is measured."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Effort:
    """recorded_s: each recording. tries: of one button. rounds: of a loop. long_s: a long song."""

    recorded_s: float
    tries: int
    rounds: int
    long_s: float


FULL = Effort(recorded_s=60.0, tries=10, rounds=1000, long_s=600.0)
# For what goes wrong only slowly.
LONG = replace(FULL, recorded_s=600.0)
# For trying the tools: nothing it prints is a figure to publish.
QUICK = Effort(recorded_s=10.0, tries=3, rounds=50, long_s=60.0)
