"""Finished stems as files for other programs: WAV, FLAC, Ogg Vorbis, MP3."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from separation.encoded_file import EncodedFile
from separation.errors import StoreWriteError
from separation.mapped_wav import MappedWavWriter

StemFormat = Literal["wav", "flac", "ogg", "mp3"]
STEM_FORMATS: tuple[StemFormat, ...] = get_args(StemFormat)

_BLOCK_FRAMES = 1 << 16
_SUBTYPES = {"flac": "PCM_24", "ogg": "VORBIS", "mp3": "MPEG_LAYER_III"}


def write_stem_files(
    stems: Mapping[str, NDArray[np.float32]],
    sample_rate: int,
    folder: Path,
    stem_format: StemFormat = "wav",
    on_progress: Callable[[float], None] = lambda fraction: None,
) -> float:
    """Write each stem, float32 (frames, channels), as `folder`/STEM.FORMAT, over what is there.

    WAV is float32 and keeps every sample. The others cannot go above full scale: if any stem does,
    all are turned down by one factor, so that they do not clip and still sum to the song.

    Returns: that factor; 1.0 if nothing was turned down.
    Raises: StoreWriteError; no half-written file is left under a stem's name.
    """
    factor = 1.0
    if stem_format != "wav":
        factor = 1.0 / max(1.0, _peak(stems))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreWriteError(folder, error) from error
    total_frames = sum(len(samples) for samples in stems.values())
    done_frames = 0
    for stem, samples in stems.items():
        path = folder / f"{stem}.{stem_format}"
        unfinished = path.with_name(f".{path.name}.part")
        try:
            writing = (
                _write_wav(unfinished, samples, sample_rate)
                if stem_format == "wav"
                else _write_encoded(unfinished, samples, sample_rate, stem_format, factor)
            )
            for frames in writing:
                done_frames += frames
                on_progress(done_frames / total_frames)
            unfinished.replace(path)
        except OSError as error:
            raise StoreWriteError(path, error) from error
        finally:
            unfinished.unlink(missing_ok=True)
    return factor


def _blocks(samples: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    for start_frame in range(0, len(samples), _BLOCK_FRAMES):
        yield samples[start_frame : start_frame + _BLOCK_FRAMES]


def _peak(stems: Mapping[str, NDArray[np.float32]]) -> float:
    blocks = (block for samples in stems.values() for block in _blocks(samples))
    return max((float(np.abs(block).max()) for block in blocks), default=0.0)


def _write_wav(path: Path, samples: NDArray[np.float32], sample_rate: int) -> Iterator[int]:
    with MappedWavWriter(path, samples.shape[1], sample_rate) as wav:
        wav.allocate(len(samples))
        start_frame = 0
        for block in _blocks(samples):
            wav.write(start_frame, block)
            start_frame += len(block)
            yield len(block)


def _write_encoded(
    path: Path, samples: NDArray[np.float32], sample_rate: int, stem_format: str, factor: float
) -> Iterator[int]:
    channels = samples.shape[1]
    with EncodedFile(path, stem_format, _SUBTYPES[stem_format], sample_rate, channels) as file:
        for block in _blocks(samples):
            file.write(block * np.float32(factor))
            yield len(block)
