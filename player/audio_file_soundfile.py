"""Decodes WAV, AIFF, FLAC, Ogg and their like with libsndfile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from player.cut_short import is_cut_short
from player.errors import NotAudioError, UnsupportedAudioError

# How the files that libsndfile reads begin. It would try more, but what it takes for MP3 makes it
# write to stderr behind our back.
_BEGINNINGS = (b"RIFF", b"RIFX", b"RF64", b"FORM", b"fLaC", b"OggS", b"riff", b"caff", b".snd")

# A read that meets damage gives nothing at all, so small reads lose less. libFLAC's frame is 4096.
_READ_FRAMES = 4096


def is_for_soundfile(path: Path) -> bool:
    """Whether the file begins like one of the kinds read here; raises nothing."""
    try:
        with path.open("rb") as file:
            return file.read(4) in _BEGINNINGS
    except OSError:
        return False


class SoundfileDecoder:
    """A file of one or two channels open in libsndfile; see `player.audio_file.Decoder`.

    Raises: NotAudioError where libsndfile cannot read it, UnsupportedAudioError where the file has
    more channels.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = soundfile.SoundFile(path)
        except (soundfile.SoundFileError, OSError, TypeError, ValueError) as error:
            raise NotAudioError(path, str(error)) from error
        if self._file.channels > 2:
            self._file.close()
            raise UnsupportedAudioError(path, "libsndfile does not tell which channel is which")
        self.title: str = self._file.title
        self.rate: int = self._file.samplerate
        self.channel_names = ("FL", "FR")[: self._file.channels]
        self.frames: int = self._file.frames
        self.truncated = False

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """About a second at a time, float32 (frames, channels), exact for integer samples."""
        total_frames = 0
        block_frames = max(self.rate, _READ_FRAMES)
        while True:
            block, damaged = self._read(block_frames)
            total_frames += len(block)
            if len(block):
                yield block
            if len(block) < block_frames:
                break
        self.truncated = damaged or total_frames < self.frames or is_cut_short(self._path)
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _read(self, frames: int) -> tuple[NDArray[np.float32], bool]:
        block = np.empty((frames, self._file.channels), np.float32)
        filled = 0
        try:
            while filled < frames:
                got = len(self._file.read(out=block[filled : filled + _READ_FRAMES]))
                if got == 0:
                    break
                filled += got
        except (soundfile.SoundFileError, OSError):
            return block[:filled], True
        return block[:filled], False
