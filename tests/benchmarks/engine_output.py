"""What an engine plays, taken as fast as it fills: no device, no clock."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from player.engine import Engine
from player.multitrack import Samples
from player.transport import Message, Play

_BLOCK_FRAMES = 4096
_PATIENCE_S = 10.0


def engine_output(messages: Sequence[Message], frames: int) -> Iterator[Samples]:
    """The first `frames` after Play, as blocks of float32 (n, 2).

    messages: what is asked of the engine before, beginning with the multitrack.
    """
    with _running(messages) as engine:
        left = frames
        while left > 0:
            count = min(left, _BLOCK_FRAMES)
            _wait_for(engine, count)
            block = np.empty((count, 2), np.float32)
            engine.ring.take(block)
            left -= count
            yield block


@contextmanager
def _running(messages: Sequence[Message]) -> Iterator[Engine]:
    engine = Engine()
    for message in (*messages, Play()):
        engine.post(message)
    engine.start()
    try:
        yield engine
    finally:
        engine.stop()


def _wait_for(engine: Engine, frames: int) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while engine.ring.lead_frames < frames:
        if time.monotonic() > deadline:
            raise TimeoutError("the engine does not play on")
        time.sleep(0.0005)
