"""One stem as a WAV file for another program, exactly as it is: float32, no sample changed."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.file_placing import place
from player.multitrack import SAMPLE_RATE, Samples
from separation.mapped_wav import MappedWavWriter

_BLOCK_FRAMES = 1 << 17


@dataclass(frozen=True)
class StemFile:
    """A file that holds the stem. is_new: whether it was not there before."""

    path: Path
    is_new: bool

    def discard(self) -> None:
        """Nobody wants it: remove it, if it was not there before. Raises: OSError."""
        if self.is_new:
            self.path.unlink(missing_ok=True)


def write_stem(
    stems: Sequence[Samples], folder: Path, name: str, is_wanted: Callable[[], bool]
) -> StemFile | None:
    """Write the sum of stems, float32 (frames, 2), as `folder`/NAME.wav. Where a file of that name
    is there, it is used if it holds the same, and else the new one gets a number.

    is_wanted: asked between blocks; as soon as it says no, nothing is written and nothing returned.

    Raises: OSError; no half-written file is left.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{name}.{os.getpid()}.part"
    try:
        with MappedWavWriter(part, sample_rate=SAMPLE_RATE) as wav:
            wav.allocate(len(stems[0]))
            for start in range(0, len(stems[0]), _BLOCK_FRAMES):
                if not is_wanted():
                    return None
                block = stems[0][start : start + _BLOCK_FRAMES]
                for stem in stems[1:]:
                    block = block + stem[start : start + _BLOCK_FRAMES]
                wav.write(start, block)
        for number in count(1):
            path = folder / (f"{name}.wav" if number == 1 else f"{name} ({number}).wav")
            try:
                place(part, path)
            except FileExistsError:
                if path.is_file() and filecmp.cmp(part, path, shallow=False):
                    return StemFile(path, is_new=False)
            else:
                return StemFile(path, is_new=True)
        raise AssertionError("numbers do not end")
    finally:
        part.unlink(missing_ok=True)
