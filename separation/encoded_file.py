"""A sound file that is written through libsndfile and says why it could not be."""

from __future__ import annotations

import io
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray


class EncodedFile:
    """Writes a sound file block by block; a context manager. Every method raises OSError.

    file_format: wav, flac, ogg or mp3; subtype: libsndfile's name for the encoding.
    """

    def __init__(
        self, path: Path, file_format: str, subtype: str, sample_rate: int, channels: int
    ) -> None:
        self._file = _WatchedFile(path, "w+")
        try:
            self._encoder = soundfile.SoundFile(
                self._file, "w", sample_rate, channels, subtype, format=file_format.upper()
            )
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
            self._encoder.write(block)
        except (soundfile.SoundFileError, AssertionError) as error:
            raise self._reason(error) from error

    def _reason(self, error: Exception) -> OSError:
        return self._file.refusal or OSError(str(error))


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
