"""The process that looks for a song's beats and tuning: told where it lies on stdin, it answers on
stdout.

A process of its own, at the lowest priority: librosa takes seconds to be imported and compiled, and
the beats' Viterbi holds the interpreter. It ends as soon as its stdin closes, that is, when its
parent dies.
"""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from app.beats_order import BeatsOrder, FoundBeats
from player.beat_tracking import find_beats
from player.multitrack import SAMPLE_RATE, Samples
from player.tuning import find_tuning
from separation.errors import WavUnusableError
from separation.mapped_wav import map_wav

_NICENESS = 19  # whatever else wants a core has it at once


def find(order: BeatsOrder) -> FoundBeats:
    """Look for what is ordered. Raises: OSError, WavUnusableError, MemoryError."""
    whole = _sum(order.sounds)
    drums = None if order.drums is None else _sum((order.drums,))
    grid = find_beats(whole, SAMPLE_RATE, drums)
    tuning = find_tuning(_sum(order.pitched) if order.pitched else whole, SAMPLE_RATE)
    return FoundBeats(grid, tuning)


def _sum(paths: Sequence[Path]) -> Samples:
    """In one channel, because no more is asked: float32 (frames, 1)."""
    total: Samples | None = None
    for path in paths:
        mono = map_wav(path)[0].mean(axis=1, keepdims=True, dtype=np.float32)
        total = mono if total is None else total + mono
    assert total is not None
    return total


def main() -> None:
    """Do what the first line says."""
    # Ctrl+C in a terminal reaches the child too, but it is for the parent to say what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints from now on goes to stderr, not into the answer.
    os.dup2(2, 1)
    if hasattr(os, "nice"):  # on Windows the parent sets the priority
        os.nice(_NICENESS)
    order = BeatsOrder.decode(incoming.readline())
    threading.Thread(target=_end_with, args=(incoming,), daemon=True).start()
    answer: dict[str, Any]
    try:
        answer = find(order).fields()
    except (OSError, WavUnusableError, MemoryError) as error:
        answer = {"error": str(error) or type(error).__name__}
    outgoing.write(json.dumps(answer).encode() + b"\n")
    outgoing.flush()
    os._exit(0)


def _end_with(incoming: BinaryIO) -> None:
    incoming.read()
    os._exit(1)


if __name__ == "__main__":
    main()
