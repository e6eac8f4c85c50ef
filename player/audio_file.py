"""Opens any audio file and gives it, from start to end, as blocks of 44.1 kHz stereo."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import numpy as np
import soxr
from numpy.typing import NDArray

from player.audio_file_soundfile import SoundfileDecoder, is_for_soundfile
from player.errors import (
    AudioFileError,
    FileEmptyError,
    FileMissingError,
    FileUnreadableError,
    IsAFolderError,
    NoPermissionError,
    NoSoundInFileError,
    NotAudioError,
    UnsupportedAudioError,
)
from player.stereo_downmix import to_stereo

SAMPLE_RATE = 44_100

# What to offer in a file dialog, lossless first. What a file is called decides nothing else.
AUDIO_EXTENSIONS = (
    *(".wav", ".flac", ".aif", ".aiff", ".w64", ".caf", ".au"),
    *(".ogg", ".oga", ".opus", ".mp3", ".m4a", ".aac", ".wma", ".ac3"),
    *(".mp4", ".m4v", ".mov", ".webm", ".mkv", ".mka", ".avi"),
)

# Very-high quality costs 0.9 ms per second of stereo, a third more than high quality.
_RESAMPLING_QUALITY = "VHQ"
_RATES = range(100, 1_600_000)
# Damaged and endless files claim more; nobody should set room aside for that.
_LONGEST_BELIEVED_S = 24 * 3600


class Decoder(Protocol):
    """What reads one kind of file, in the file's own rate and channels.

    `frames` is the length the file claims, 0 where it does not say. `truncated` is known when
    `blocks` has ended. Constructor: raises an `AudioFileError`; `blocks` raises nothing for a
    damaged file, it ends.
    """

    title: str
    rate: int
    channel_names: tuple[str, ...]
    frames: int
    truncated: bool

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """About a second at a time, (frames, channels)."""

    def close(self) -> None:
        """Let go of the file; may be called twice."""


class AudioReader:
    """One open audio file, to be read once from start to end; a context manager.

    title: the file's title tag, else the file name without its extension.
    source_rate, source_channels: as in the file; what `blocks` gives is always 44.1 kHz stereo.
    estimated_frames: the length at 44.1 kHz as the file claims it, 0 where it does not say or
    claims more than a day.
    bad_samples: how many NaN and infinite samples were replaced by 0 so far.
    truncated: whether the end of the file is missing; known when `blocks` has ended.
    """

    def __init__(self, path: Path, decoder: Decoder) -> None:
        self.path = path
        self.title = decoder.title.strip() or path.stem
        self.source_rate = decoder.rate
        self.source_channels = len(decoder.channel_names)
        claimed_s = decoder.frames / decoder.rate
        is_believed = 0 < claimed_s <= _LONGEST_BELIEVED_S
        self.estimated_frames = round(claimed_s * SAMPLE_RATE) if is_believed else 0
        self.bad_samples = 0
        self._decoder = decoder
        converted = self._converted()
        try:
            first = next(converted, None)
            if first is None:
                raise NoSoundInFileError(path)
        except BaseException:
            self.close()
            raise
        self._blocks = chain([first], converted)

    @property
    def truncated(self) -> bool:
        """Whether the end of the file is missing; known when `blocks` has ended."""
        return self._decoder.truncated

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """Give what is left of the file, about a second at a time.

        Yields float32 (frames, 2) at 44 100 Hz, full scale 1.0, never an empty block; the first
        frame of the file is the first frame given, at any rate. 44.1 kHz stereo is untouched.
        A damaged file ends early (`truncated`) instead of raising.
        """
        return self._blocks

    def close(self) -> None:
        """Let go of the file; reading to the end does so too."""
        self._decoder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _converted(self) -> Iterator[NDArray[np.float32]]:
        stereo = (
            to_stereo(self._without_bad_samples(block), self._decoder.channel_names)
            for block in self._decoder.blocks()
        )
        resampled = stereo if self.source_rate == SAMPLE_RATE else self._resampled(stereo)
        yield from (block for block in resampled if len(block))
        self.close()

    def _without_bad_samples(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        finite = np.isfinite(block)
        bad = finite.size - int(np.count_nonzero(finite))
        if not bad:
            return block
        self.bad_samples += bad
        return np.where(finite, block, np.float32(0.0))

    def _resampled(self, blocks: Iterator[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
        resampler = soxr.ResampleStream(
            self.source_rate, SAMPLE_RATE, 2, dtype="float32", quality=_RESAMPLING_QUALITY
        )
        for block in blocks:
            yield resampler.resample_chunk(block)
        yield resampler.resample_chunk(np.empty((0, 2), np.float32), last=True)


def open_audio(path: Path | str, audio_index: int | None = None) -> AudioReader:
    """Open an audio file or the sound of a video file, and decode its first block.

    audio_index: which of the streams of sound in the file; None for the one that a player plays.

    WAV, AIFF, FLAC, Ogg, AU, CAF and W64 of one or two channels go through libsndfile. MP3, which
    libsndfile comments upon on stderr, anything with more channels, whose names libsndfile does
    not tell, and all the rest go through FFmpeg.

    Raises: a subclass of `AudioFileError` for whatever is wrong with the path or the file.
    """
    path = Path(path)
    _check_regular_file(path)
    decoders: list[Callable[[Path], Decoder]] = [partial(_open_in_ffmpeg, audio_index=audio_index)]
    if audio_index is None and is_for_soundfile(path):
        decoders.insert(0, SoundfileDecoder)
    error: AudioFileError = NotAudioError(path)
    for decoder in decoders:
        try:
            return _open_with(path, decoder)
        except AudioFileError as caught:
            error = caught
    raise error


def read_all(path: Path | str) -> tuple[NDArray[np.float32], AudioReader]:
    """Read a whole file at once.

    Returns: float32 (frames, 2) at 44 100 Hz, and the closed reader with what was found out.
    Raises: as `open_audio`.
    """
    with open_audio(path) as reader:
        return np.concatenate(list(reader.blocks())), reader


def _open_in_ffmpeg(path: Path, audio_index: int | None) -> Decoder:
    # FFmpeg's libraries take a tenth of a second to come, and many songs need none of them.
    from player.audio_file_pyav import PyavDecoder

    return PyavDecoder(path, audio_index)


def _open_with(path: Path, open_in: Callable[[Path], Decoder]) -> AudioReader:
    decoder = open_in(path)
    if decoder.rate not in _RATES:
        decoder.close()
        raise UnsupportedAudioError(path, f"{decoder.rate} frames per second")
    return AudioReader(path, decoder)


def _check_regular_file(path: Path) -> None:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IsAFolderError(path)
        if not stat.S_ISREG(status.st_mode):
            raise NotAudioError(path, "not a regular file")
        if status.st_size == 0:
            raise FileEmptyError(path)
        # Permission shows on opening, not in the mode bits: there are ACLs, and other systems.
        with path.open("rb"):
            pass
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissingError(path) from error
    except PermissionError as error:
        raise NoPermissionError(path) from error
    except OSError as error:
        raise FileUnreadableError(path, error.strerror or str(error)) from error
    except ValueError as error:  # a NUL in the name
        raise FileMissingError(path, str(error)) from error
