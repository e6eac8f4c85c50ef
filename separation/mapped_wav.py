"""Float32 WAV files of any length: plain writes, read-only maps, a valid header at all times.

Writing goes through write(), not through a map: on a full disk a write raises OSError, while a
store to a mapped page kills the process with SIGBUS.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from separation.errors import NO_ROOM, WavUnusableError

_FLOAT_TAG = 3
_EXTENSIBLE_TAG = 0xFFFE
_SAMPLE_BYTES = 4
_HEADER_BYTES = 128
_UNKNOWN_SIZE = 0xFFFFFFFF
_DS64_BYTES = 28


class MappedWavWriter:
    """Writes one float32 WAV file that may be mapped and read by others at any moment.

    `path` is created, or replaced if it is there. Every method raises OSError when the system
    refuses. The file turns from RIFF into RF64 (EBU Tech 3306) when it passes 4 GiB.
    """

    def __init__(self, path: Path, channels: int = 2, sample_rate: int = 44100) -> None:
        # Deleted rather than cut to nothing: whoever has the old file mapped keeps reading it.
        path.unlink(missing_ok=True)
        self._open(path, "w+", channels, sample_rate)
        self._write_header()

    @classmethod
    def reopen(cls, path: Path) -> MappedWavWriter:
        """Go on writing a file that an earlier writer left.

        Raises: WavUnusableError if it is not a whole file of this writer's making.
        """
        layout = _read_layout(path)
        if layout.data_offset != _HEADER_BYTES:
            raise WavUnusableError(path, "was written by another program")
        writer = cls.__new__(cls)
        writer._open(path, "r+", layout.channels, layout.sample_rate)
        writer.frames = layout.frames
        return writer

    def _open(self, path: Path, mode: str, channels: int, sample_rate: int) -> None:
        self.path = path
        self.channels = channels
        self.sample_rate = sample_rate
        self.frames = 0
        # Unbuffered, so that what was written is seen by every reader at once.
        self._file = io.FileIO(path, mode)

    def __enter__(self) -> MappedWavWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def allocate(self, frames: int) -> None:
        """Make the file at least `frames` long, with silence, so that a full disk shows now."""
        if frames <= self.frames:
            return
        self._reserve(_HEADER_BYTES + frames * self._frame_bytes)
        self.frames = frames
        self._write_header()

    def write(self, start_frame: int, samples: NDArray[np.float32]) -> None:
        """Write `samples`, float32 (frames, channels), at `start_frame`; the file grows for it."""
        if samples.ndim != 2 or samples.shape[1] != self.channels:
            raise ValueError(f"expected (frames, {self.channels}), not {samples.shape}")
        data = np.ascontiguousarray(samples, dtype="<f4").reshape(-1).view(np.uint8).data
        self._file.seek(_HEADER_BYTES + start_frame * self._frame_bytes)
        while data:
            data = data[self._file.write(data) or 0 :]
        stop_frame = start_frame + len(samples)
        if stop_frame > self.frames:
            self.frames = stop_frame
            self._write_header()

    def sync(self) -> None:
        """Wait until what was written would survive a power cut."""
        os.fsync(self._file.fileno())

    def close(self, frames: int | None = None) -> None:
        """Close the file, cut (or filled up with silence) to `frames` if that is given."""
        if self._file.closed:
            return
        try:
            if frames is not None and frames != self.frames:
                self._file.truncate(_HEADER_BYTES + frames * self._frame_bytes)
                self.frames = frames
                self._write_header()
        finally:
            self._file.close()

    @property
    def _frame_bytes(self) -> int:
        return self.channels * _SAMPLE_BYTES

    def _reserve(self, size: int) -> None:
        if hasattr(os, "posix_fallocate"):
            try:
                os.posix_fallocate(self._file.fileno(), 0, size)
                return
            except OSError as error:
                if error.errno in NO_ROOM:
                    raise
        # Not every system or file system can reserve: then at least look before growing.
        grows_by = size - os.fstat(self._file.fileno()).st_size
        if grows_by > shutil.disk_usage(self.path.parent).free:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))
        self._file.truncate(size)

    def _write_header(self) -> None:
        self._file.seek(0)
        self._file.write(_header(self.frames, self.channels, self.sample_rate))


def map_wav(path: Path) -> tuple[np.memmap[tuple[int, int], np.dtype[np.float32]], int]:
    """Map a float32 WAV file: (samples, read-only float32 (frames, channels); sample rate).

    Raises: WavUnusableError if it is missing, cut short or not a float32 WAV.
    """
    layout = _read_layout(path)
    shape = (layout.frames, layout.channels)
    if layout.frames == 0:  # an empty range cannot be mapped
        empty = np.empty(shape, dtype="<f4")
        empty.flags.writeable = False
        return empty.view(np.memmap), layout.sample_rate
    samples = np.memmap(path, dtype="<f4", mode="r", offset=layout.data_offset, shape=shape)
    return samples, layout.sample_rate


class WavReader:
    """Reads stretches of a float32 WAV file with plain reads.

    The pages of a map count as this process's memory once touched; plain reads do not, so memory
    does not grow with the song.

    Raises: WavUnusableError, on opening and on reading.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        layout = _read_layout(path)
        self.frames = layout.frames
        self.channels = layout.channels
        self.sample_rate = layout.sample_rate
        self._data_offset = layout.data_offset

    def read(self, start_frame: int, stop_frame: int) -> NDArray[np.float32]:
        """The frames from `start_frame` to `stop_frame` or the end: float32 (frames, channels)."""
        stop_frame = min(stop_frame, self.frames)
        count = max(0, stop_frame - start_frame) * self.channels
        offset = self._data_offset + start_frame * self.channels * _SAMPLE_BYTES
        try:
            samples = np.fromfile(self.path, dtype="<f4", count=count, offset=offset)
        except OSError as error:
            raise WavUnusableError(self.path, error.strerror or str(error)) from error
        if len(samples) < count:
            raise WavUnusableError(self.path, "became shorter while it was read")
        return samples.reshape(-1, self.channels)


def _header(frames: int, channels: int, sample_rate: int) -> bytes:
    """128 bytes: RIFF with room kept for RF64's long sizes, or RF64 once they are needed."""
    frame_bytes = channels * _SAMPLE_BYTES
    data_bytes = frames * frame_bytes
    riff_bytes = _HEADER_BYTES - 8 + data_bytes
    is_long = riff_bytes >= _UNKNOWN_SIZE
    sizes = struct.pack("<QQQI", riff_bytes, data_bytes, frames, 0)
    fmt = struct.pack(
        "<HHIIHH",
        _FLOAT_TAG,
        channels,
        sample_rate,
        sample_rate * frame_bytes,
        frame_bytes,
        8 * _SAMPLE_BYTES,
    )
    return b"".join(
        (
            struct.pack("<4sI4s", b"RF64", _UNKNOWN_SIZE, b"WAVE")
            if is_long
            else struct.pack("<4sI4s", b"RIFF", riff_bytes, b"WAVE"),
            _chunk(b"ds64", sizes) if is_long else _chunk(b"JUNK", bytes(_DS64_BYTES)),
            _chunk(b"fmt ", fmt),
            _chunk(b"fact", struct.pack("<I", min(frames, _UNKNOWN_SIZE))),
            _chunk(b"JUNK", bytes(28)),  # brings the samples to byte 128, aligned for any reader
            struct.pack("<4sI", b"data", _UNKNOWN_SIZE if is_long else data_bytes),
        )
    )


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack("<4sI", name, len(body)) + body


@dataclass(frozen=True)
class _Layout:
    """Where the samples of a WAV file lie."""

    data_offset: int
    frames: int
    channels: int
    sample_rate: int


def _read_layout(path: Path) -> _Layout:
    try:
        with path.open("rb") as file:
            return _parse_layout(path, file, os.fstat(file.fileno()).st_size)
    except OSError as error:
        raise WavUnusableError(path, error.strerror or str(error)) from error
    except struct.error as error:
        raise WavUnusableError(path, "is cut short") from error


def _parse_layout(path: Path, file: BinaryIO, file_bytes: int) -> _Layout:
    riff, _, wave = struct.unpack("<4sI4s", file.read(12))
    if riff not in (b"RIFF", b"RF64") or wave != b"WAVE":
        raise WavUnusableError(path, "is not a WAV file")
    long_data_bytes = None
    channels = sample_rate = 0
    while True:
        name, size = struct.unpack("<4sI", file.read(8))
        if name == b"data":
            break
        body_start = file.tell()
        if name == b"ds64":
            long_data_bytes = struct.unpack("<QQ", file.read(16))[1]
        elif name == b"fmt ":
            body = file.read(size)
            tag, channels, sample_rate, _, _, bits = struct.unpack_from("<HHIIHH", body)
            if tag == _EXTENSIBLE_TAG:
                tag = struct.unpack_from("<H", body, 24)[0]
            if tag != _FLOAT_TAG or bits != 8 * _SAMPLE_BYTES or channels == 0:
                raise WavUnusableError(path, "does not hold 32-bit float samples")
        file.seek(body_start + size + size % 2)
    if channels == 0:
        raise WavUnusableError(path, "does not say what its samples are")
    data_bytes = long_data_bytes if riff == b"RF64" and size == _UNKNOWN_SIZE else size
    if data_bytes is None or file.tell() + data_bytes > file_bytes:
        raise WavUnusableError(path, "is cut short")
    return _Layout(file.tell(), data_bytes // (channels * _SAMPLE_BYTES), channels, sample_rate)
