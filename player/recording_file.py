"""A float32 WAV file that grows while somebody plays, and is whole however the program ends."""

from __future__ import annotations

import errno
import io
import os
import struct
from pathlib import Path
from types import TracebackType

import numpy as np

from player.errors import RecordingUnreadableError
from player.multitrack import Samples

_FLOAT_TAG = 3
_SAMPLE_BYTES = 4
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI4s4sI")
# A WAV file says its length in 32 bits: three hours of stereo.
_LONGEST_BYTES = 0xFFFFFFFF - _HEADER.size


class RecordingFile:
    """Writes at the end, at once: what `append` has taken survives the death of the program.

    Every method raises OSError where the system refuses. What was appended before stays readable.

    `path` is created, and must not be there.
    """

    def __init__(self, path: Path, channels: int, sample_rate: int) -> None:
        self.path = path
        self.channels = channels
        self.sample_rate = sample_rate
        self.frames = 0
        # Unbuffered, so that nothing of it is in this process any more.
        self._file = io.FileIO(path, "x+")
        try:
            self._write_header()
        except OSError:
            self._file.close()
            path.unlink()
            raise

    def __enter__(self) -> RecordingFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def append(self, samples: Samples) -> None:
        """Write float32 (frames, channels) behind what is there. On a full disk what fits is kept.

        Raises: OSError.
        """
        data = np.ascontiguousarray(samples, "<f4").reshape(-1).view(np.uint8).data
        frame_bytes = self.channels * _SAMPLE_BYTES
        start = self.frames * frame_bytes
        if start + len(data) > _LONGEST_BYTES:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(self.path))
        self._file.seek(_HEADER.size + start)
        written = 0
        try:
            while written < len(data):
                written += self._file.write(data[written:]) or 0
        finally:
            # The header is there already: it takes no room of its own.
            self.frames += written // frame_bytes
            self._write_header()

    def close(self) -> None:
        """End it on a whole frame, and wait until it would survive a power cut."""
        if self._file.closed:
            return
        try:
            self._file.truncate(_HEADER.size + self.frames * self.channels * _SAMPLE_BYTES)
            os.fsync(self._file.fileno())
        finally:
            self._file.close()

    def _write_header(self) -> None:
        self._file.seek(0)
        write_whole(self._file, _header(self.frames, self.channels, self.sample_rate))


def write_whole(file: io.FileIO, data: bytes) -> None:
    """Write all of it: what is not buffered may be written in pieces. Raises: OSError."""
    while data:
        data = data[file.write(data) :]


def read_recording(path: Path) -> tuple[Samples, int]:
    """What was recorded: float32 (frames, channels), mapped read-only; and its sample rate.

    Its length is the file's, not the header's: the program may have died between the two.

    Raises: RecordingUnreadableError, OSError.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER.size)
        size = os.fstat(file.fileno()).st_size
    if len(head) < _HEADER.size:
        raise RecordingUnreadableError(path, "it is empty")
    fields = _HEADER.unpack(head)
    tag, channels, sample_rate = fields[5], fields[6], fields[7]
    if (fields[0], fields[2], tag) != (b"RIFF", b"WAVE", _FLOAT_TAG) or not channels:
        raise RecordingUnreadableError(path, "it is no recording")
    frames = (size - _HEADER.size) // (channels * _SAMPLE_BYTES)
    if frames == 0:
        return np.zeros((0, channels), np.float32), sample_rate
    shape = (frames, channels)
    return np.memmap(path, "<f4", "r", _HEADER.size, shape), sample_rate


def _header(frames: int, channels: int, sample_rate: int) -> bytes:
    frame_bytes = channels * _SAMPLE_BYTES
    data_bytes = frames * frame_bytes
    return _HEADER.pack(
        *(b"RIFF", _HEADER.size - 8 + data_bytes, b"WAVE"),
        *(b"fmt ", 16, _FLOAT_TAG, channels, sample_rate, sample_rate * frame_bytes),
        *(frame_bytes, 8 * _SAMPLE_BYTES),
        *(b"fact", 4, struct.pack("<I", frames)),
        *(b"data", data_bytes),
    )
