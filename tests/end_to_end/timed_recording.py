"""A recording whose frames are known by the clock on the wall."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from tests.end_to_end.servers import running
from tests.end_to_end.sound_card import CHANNELS, SAMPLE_RATE, SoundCard

_LATENCY_MS = 5
_BYTES_PER_FRAME = 4 * CHANNELS
_CONFIGURED = re.compile(rb"Latency: \d+ usec, configured (\d+) usec")


class TimedRecording:
    """What came out of the sound card, and when.

    A null sink mixes a block, the "configured" latency of `pactl list sinks` long, when the block
    before it has been played, and gives it to its monitor at once. So a frame is played one block
    after the moment its end could have been read at the earliest. The earliest arrival of all
    tells this moment; the others were only kept waiting, by the recorder or by this process.
    """

    def __init__(self, block_s: float) -> None:
        self._block_s = block_s
        self._chunks: list[bytes] = []
        self._bytes = 0
        self._earliest_s = np.inf

    def add(self, chunk: bytes, arrived_at_s: float) -> None:
        """More of it, and when it could be read (time.time())."""
        self._chunks.append(chunk)
        self._bytes += len(chunk)
        lasts_s = self._bytes / _BYTES_PER_FRAME / SAMPLE_RATE
        self._earliest_s = min(self._earliest_s, arrived_at_s - lasts_s)

    @property
    def samples(self) -> NDArray[np.float32]:
        """Float32, (frames, 2), 44 100 Hz."""
        raw = b"".join(self._chunks)
        whole = len(raw) // _BYTES_PER_FRAME * _BYTES_PER_FRAME
        return np.frombuffer(raw[:whole], np.float32).reshape(-1, CHANNELS)

    def played_at_s(self, frame: float) -> float:
        """When the sink played a frame, as time.time()."""
        return float(self._earliest_s) + self._block_s + frame / SAMPLE_RATE


@contextmanager
def timed_recording(card: SoundCard) -> Iterator[TimedRecording]:
    """Record the sound card while the block runs; the recording is complete after it."""
    reader, writer = os.pipe()
    log_path = card.folder / "parec.log"
    with (
        os.fdopen(reader, "rb", buffering=0) as source,
        os.fdopen(writer, "wb") as sink,
        running(card.recorder(_LATENCY_MS), card.environment, log_path, stdout=sink) as process,
    ):
        sink.close()
        first = source.read(1 << 16)
        recording = TimedRecording(_block_s(card))
        recording.add(first, np.inf)
        listener = threading.Thread(target=_listen, args=(source, recording))
        listener.start()
        try:
            yield recording
            # What has just been played is still on its way here.
            time.sleep(4 * _LATENCY_MS / 1000)
        finally:
            process.terminate()
            listener.join()


def _listen(source: BinaryIO, recording: TimedRecording) -> None:
    while chunk := source.read(1 << 16):
        recording.add(chunk, time.time())


def _block_s(card: SoundCard) -> float:
    answer = subprocess.run(
        ["pactl", "list", "sinks"], env=card.environment, capture_output=True, check=True
    )
    found = _CONFIGURED.search(answer.stdout)
    assert found is not None, answer.stdout
    return int(found[1]) / 1e6
