"""A recording that knows at what time every frame of it was heard."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from player.multitrack import SAMPLE_RATE, Samples
from tests.end_to_end.sound_card import SoundCard

_LATENCY_MS = 10
_BYTES_PER_FRAME = 8
_PATIENCE_S = 15.0


class TimedRecording:
    """What a recorder has given so far, with the time at which each piece of it came.

    A piece may come late and never early: the clock of the recording is laid through the earliest.
    """

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._bytes = 0
        self._zero_s = float("inf")

    def add(self, piece: bytes, at_s: float) -> None:
        """Take the next piece, which came at `at_s` of the system's clock."""
        self._pieces.append(piece)
        self._bytes += len(piece)
        self._zero_s = min(self._zero_s, at_s - self._bytes / _BYTES_PER_FRAME / SAMPLE_RATE)

    @property
    def frames(self) -> int:
        """How much there is."""
        return self._bytes // _BYTES_PER_FRAME

    @property
    def samples(self) -> Samples:
        """All of it: float32 (frames, 2)."""
        raw = b"".join(self._pieces)[: self.frames * _BYTES_PER_FRAME]
        return np.frombuffer(raw, np.float32).reshape(-1, 2)

    def frame_at(self, time_s: float) -> int:
        """The frame that was heard at a time of the system's clock."""
        return round((time_s - self._zero_s) * SAMPLE_RATE)


@contextmanager
def timed_recording(card: SoundCard) -> Iterator[TimedRecording]:
    """Record while the block runs; the recording is complete when it has ended."""
    recording = TimedRecording()
    process = subprocess.Popen(
        card.recorder(_LATENCY_MS), env=card.environment, stdout=subprocess.PIPE
    )
    listener = threading.Thread(target=_listen, args=(process, recording), daemon=True)
    listener.start()
    try:
        deadline = time.monotonic() + _PATIENCE_S
        while recording.frames == 0:
            if time.monotonic() > deadline:
                raise TimeoutError("the recorder gave nothing")
            time.sleep(0.01)
        yield recording
    finally:
        process.terminate()
        listener.join()
        process.wait()


def _listen(process: subprocess.Popen[bytes], recording: TimedRecording) -> None:
    assert process.stdout is not None
    with process.stdout as pipe:
        while piece := pipe.read1():
            recording.add(piece, time.time())
