"""A sound file that is written through libsndfile and says why it could not be."""

from __future__ import annotations

import io
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

# What libsndfile does if it is not told more is 128 kbit/s and less.
_QUALITY: dict[str, dict[str, Any]] = {
    "mp3": {"bitrate_mode": "VARIABLE", "compression_level": 0.1},  # LAME's V1, about 225 kbit/s
    "ogg": {"compression_level": 0.3},  # Vorbis's quality 7 of 10, about 224 kbit/s
}
_STEPS_OF_24_BITS = 1 << 23


class EncodedFile:
    """Writes a sound file block by block; a context manager. Every method raises OSError.

    file_format: wav, flac, ogg or mp3; subtype: libsndfile's name for the encoding. title: what
    players show instead of the file's name.
    """

    def __init__(
        self,
        path: Path,
        file_format: str,
        subtype: str,
        sample_rate: int,
        channels: int,
        *,
        title: str = "",
    ) -> None:
        self._file = _WatchedFile(path, "w+")
        self._is_in_24_bits = subtype == "PCM_24"
        try:
            self._encoder = soundfile.SoundFile(
                self._file,
                "w",
                sample_rate,
                channels,
                subtype,
                format=file_format.upper(),
                **_QUALITY.get(file_format, {}),
            )
            if title:
                self._encoder.title = title
        except (soundfile.SoundFileError, AssertionError) as error:
            self._file.close()
            raise self._reason(error) from error

    def __enter__(self) -> EncodedFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._file:
            try:
                self._encoder.close()
            except (soundfile.SoundFileError, AssertionError) as broken:
                raise self._reason(broken) from broken
            if kind is None and self._file.refusal is not None:
                raise self._file.refusal

    def write(self, block: NDArray[np.float32]) -> None:
        """Append float32 (frames, channels), full scale 1.0."""
        try:
            self._encoder.write(_in_24_bits(block) if self._is_in_24_bits else block)
        except (soundfile.SoundFileError, AssertionError) as error:
            raise self._reason(error) from error

    def _reason(self, error: Exception) -> OSError:
        return self._file.refusal or OSError(str(error))


def _in_24_bits(block: NDArray[np.float32]) -> NDArray[np.int32]:
    """The nearest steps, which libsndfile takes from the upper bits of each number as they are.
    It would itself make full scale a step less, and everything quieter by so little.
    """
    steps = np.rint(block * np.float32(_STEPS_OF_24_BITS))
    within = np.clip(steps, -_STEPS_OF_24_BITS, _STEPS_OF_24_BITS - 1)
    upper: NDArray[np.int32] = within.astype(np.int32) << 8
    return upper


class _WatchedFile(io.FileIO):
    """A file that remembers why a write was refused: libsndfile only says that one was."""

    refusal: OSError | None = None

    def write(self, data: Any, /) -> int:
        written = 0
        try:
            # A disk that fills up takes a part first, and refuses only the rest.
            while written < len(data):
                written += super().write(data[written:])
        except OSError as error:
            self.refusal = error
        return written
