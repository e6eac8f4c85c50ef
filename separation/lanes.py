"""How many segments are worked on at once, and with how many threads each."""

from __future__ import annotations

import os
from dataclasses import dataclass

# Each lane holds a segment's activations: most of a gigabyte for the largest networks.
MOST_LANES = 4


@dataclass(frozen=True)
class Lanes:
    """count: segments at once. threads: of the CPU, for each of them."""

    count: int
    threads: int

    @classmethod
    def for_device(cls, device: str, cores: int | None = None) -> Lanes:
        """As many as `cores`, or this machine's, give room for, one core left to playback.

        With two cores or one, none is left: then low priority has to do. A graphics card takes
        one segment at a time.
        """
        cores = cores or _usable_cores()
        if device != "cpu":
            return cls(1, 1)
        spare = max(1, cores - 1) if cores > 2 else cores
        count = min(spare, MOST_LANES)
        return cls(count, spare // count)

    def take_threads(self) -> None:
        """Let torch, which is imported by this, compute with that many threads in each lane."""
        import torch

        torch.set_num_threads(self.threads)


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 2
