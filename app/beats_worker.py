"""The process that looks for a song's beats and tuning: told where it lies, it answers once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.analysis_worker import answer, mono
from app.beats_order import BeatsOrder, FoundBeats
from player.beat_tracking import find_beats
from player.multitrack import SAMPLE_RATE
from player.tuning import find_tuning
from separation.errors import WavUnusableError


def find(order: BeatsOrder) -> FoundBeats:
    """Look for what is ordered. Raises: OSError, WavUnusableError, MemoryError."""
    whole = mono(order.sounds)
    drums = None if order.drums is None else mono((order.drums,))
    grid = find_beats(whole, SAMPLE_RATE, drums)
    tuning = find_tuning(mono(order.pitched) if order.pitched else whole, SAMPLE_RATE)
    return FoundBeats(grid, tuning)


def _answers(line: bytes) -> Iterator[dict[str, Any]]:
    try:
        yield find(BeatsOrder.decode(line)).fields()
    except (OSError, WavUnusableError, MemoryError) as error:
        yield {"error": str(error) or type(error).__name__}


if __name__ == "__main__":
    answer(_answers)
