"""A waveform's peaks kept on disk beside their sound, so that they are computed once.

A header (the format's version, the song's length, the stamp of the file that vouches for the sound,
a checksum), then every level of the peaks. What does not fit in any of these is not used.
"""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from player.waveform_peaks import WaveformPeaks

_VERSION = b"woodshed peaks 1"
_HEADER = struct.Struct("<16sQQqI")


@dataclass(frozen=True)
class PeaksFile:
    """Where the peaks of one sound lie.

    vouched_by: a file that is replaced whenever the sound is made anew.
    """

    path: Path
    vouched_by: Path

    def read(self, frames: int) -> WaveformPeaks | None:
        """The peaks of a sound of `frames`.

        None where there are none, or they are damaged, of another version, another length or
        another making of the sound: then they are to be computed.
        """
        try:
            content = self.path.read_bytes()
            header, levels = content[: _HEADER.size], content[_HEADER.size :]
            fits = header == self._header(frames, levels)
            return WaveformPeaks.from_bytes(frames, levels) if fits else None
        except (OSError, ValueError):
            return None

    def write(self, peaks: WaveformPeaks) -> None:
        """Keep peaks that are known from end to end, all of them or none.

        Raises: OSError.
        """
        levels = peaks.to_bytes()
        part = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        try:
            part.write_bytes(self._header(peaks.frames, levels) + levels)
            part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)

    def _header(self, frames: int, levels: bytes) -> bytes:
        stamp = self.vouched_by.stat()
        return _HEADER.pack(_VERSION, frames, stamp.st_size, stamp.st_mtime_ns, zlib.crc32(levels))
