"""How many threads a model computes with, so that playback is not disturbed."""

from __future__ import annotations

import os


def spare_cores() -> int:
    """All cores but one: the last is playback's."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)) - 1)
    return max(1, (os.cpu_count() or 2) - 1)
