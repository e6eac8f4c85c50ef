"""Writes the files of an export: all of them in one pass, and all of them or none."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from app.errors import ExportReadError
from app.export_order import (
    ExportFile,
    ExportFormat,
    ExportOrder,
    ProjectOrder,
    StemFileOrder,
)
from app.file_names import free_names
from app.file_placing import place_all, place_folder
from player.limiter import ClickLimiter
from player.mixer import mix_down
from player.multitrack import SAMPLE_RATE, Samples
from player.render import render_buses
from separation.encoded_file import EncodedFile
from separation.errors import WavUnusableError
from separation.mapped_wav import MappedWavWriter, WavReader

_BLOCK_FRAMES = 1 << 15
# What the steps take beside each other, as measured, for the progress: reading a file's sound and
# finding its peak; stretching one bus; encoding a file.
_READING_COST, _STRETCHING_COST = 1.0, 125.0
_ENCODING_COSTS = {"wav": 1.2, "flac": 3.7, "ogg": 14.0, "mp3": 36.0, "aac": 40.0, "alac": 6.0}
_FOLDER_PART, _STEM_FILE_PART = "folder.part", "0.part"
# Samples above full scale stay what they are.
_WITHOUT_LOSS = "FLOAT"
_AT_ONCE = nullcontext()


@dataclass(frozen=True)
class Exported:
    """The files that were written. factor: by which all of them were turned down; 1.0 if none."""

    paths: tuple[Path, ...]
    factor: float


def write_export(
    order: ExportOrder,
    workplace: Path,
    tell: Callable[[float], None] = lambda fraction: None,
    moving: AbstractContextManager[object] = _AT_ONCE,
) -> Exported:
    """Write what is ordered. No file can go above full scale: if the sound of any of them does, all
    are turned down by one factor, so that they do not clip and stems still add up. A click alone
    does not turn the song down: the sum is limited while it sounds. Nor are files of a project
    turned down, which keep every sample as it is.

    workplace: an empty folder on the disk of the order's. Files are written there, and moved when
    all are whole. A file that is there already is not touched: the new ones get a number.
    tell: called with how much is done, 0 to 1. moving: entered before the first file is moved, left
    when all of them are, or none.

    Raises: ExportReadError; OSError if it cannot be written.
    """
    progress = _Progress(order, tell)
    scratch = workplace / "sound.wav"
    peak = 0.0
    if order.treatment.is_none:
        for block in progress.over(_mixes(order), _READING_COST * len(order.files)):
            peak = max(peak, _peak(block))
        sound = _mixes(order)
    else:
        # Stretching is what takes long: it is done once, and kept until the peak is known.
        with MappedWavWriter(scratch, channels=2 * len(order.files)) as kept:
            for block in progress.over(_mixes(order), progress.stretching_cost):
                kept.write(kept.frames, block)
                peak = max(peak, _peak(block))
        sound = _kept(scratch)
    factor = 1.0 if order.project is not None else 1.0 / max(1.0, peak)
    quieter = (
        block if factor == 1.0 else block * np.float32(factor)
        for block in progress.over(sound, progress.encoding_cost)
    )
    if order.stem_file is not None:
        _encode_together(order, order.stem_file, workplace / _STEM_FILE_PART, quieter)
    elif order.project is not None:
        _encode_project(order, order.project, workplace / _FOLDER_PART, quieter)
    else:
        _encode(order, _parts(order, workplace), quieter, order.file_format.subtype)
    with moving:
        return Exported(_move(order, workplace), factor)


class _Progress:
    """How much of all that is to be done is done, in frames times what they cost."""

    def __init__(self, order: ExportOrder, tell: Callable[[float], None]) -> None:
        files, is_stretched = len(order.files), not order.treatment.is_none
        self.encoding_cost = files * _ENCODING_COSTS[order.file_format.value]
        sound = order.sound
        buses = len(sound.names) + len(sound.placed) + (sound.mix is not None)
        self.stretching_cost = buses * _STRETCHING_COST
        first = self.stretching_cost if is_stretched else _READING_COST * files
        self._whole = max(1.0, order.frames * (first + self.encoding_cost))
        self._done = 0.0
        self._tell = tell

    def over(self, blocks: Iterator[Samples], cost: float) -> Iterator[Samples]:
        """The blocks, each told of when it was used."""
        for block in blocks:
            yield block
            self._done += len(block) * cost
            self._tell(min(1.0, self._done / self._whole))


def _mixes(order: ExportOrder) -> Iterator[Samples]:
    """The sound of all files side by side: float32 (frames, 2 * files)."""
    gathered: list[Samples] = []
    frames = 0
    for sound in _limited(order) if order.click is not None else _sums(order):
        gathered.append(sound)
        frames += len(sound)
        if frames >= _BLOCK_FRAMES:
            yield np.concatenate(gathered)
            gathered, frames = [], 0
    if frames:
        yield np.concatenate(gathered)


def _sums(order: ExportOrder) -> Iterator[Samples]:
    for block in _buses(order):
        yield np.concatenate([_sum(block, file) for file in order.files], axis=1)


def _limited(order: ExportOrder) -> Iterator[Samples]:
    """The same where one of the buses, the last, is a click."""
    limiters = [ClickLimiter() for _ in order.files]
    for block in _buses(order):
        settled = []
        for file, limiter in zip(order.files, limiters, strict=True):
            clicks = block[-2:] * np.array(file.gains[-2:], np.float32)[:, None]
            settled.append(limiter.push(_sum(block, file), clicks))
        yield np.concatenate(settled, axis=1)
    yield np.concatenate([limiter.rest() for limiter in limiters], axis=1)


def _sum(block: Samples, file: ExportFile) -> Samples:
    out = np.empty((block.shape[1], 2), np.float32)
    mix_down(block, np.array(file.gains, np.float32), out)
    return out


def _buses(order: ExportOrder) -> Iterator[Samples]:
    try:
        multitrack = order.sound.multitrack()
    except WavUnusableError as error:
        raise ExportReadError(error.path, error.reason) from error
    yield from render_buses(multitrack, order.treatment, loop=order.loop, click=order.click)


def _kept(scratch: Path) -> Iterator[Samples]:
    try:
        reader = WavReader(scratch)
        for start_frame in range(0, reader.frames, _BLOCK_FRAMES):
            yield reader.read(start_frame, start_frame + _BLOCK_FRAMES)
    except WavUnusableError as error:
        # It was written a moment ago: something is wrong with the disk that is written to.
        raise OSError(errno.EIO, error.reason, str(scratch)) from error


def _peak(block: Samples) -> float:
    return float(np.abs(block).max(initial=0.0))


def _parts(order: ExportOrder, workplace: Path) -> list[Path]:
    """What the files are called until they are whole."""
    if order.stem_file is not None:
        return [workplace / _STEM_FILE_PART]
    return [workplace / f"{index}.part" for index in range(len(order.files))]


def _encode(order: ExportOrder, paths: list[Path], sound: Iterator[Samples], subtype: str) -> None:
    kind = order.file_format.value
    with ExitStack() as opened:
        encoders = [
            opened.enter_context(EncodedFile(path, kind, subtype, SAMPLE_RATE, 2, title=file.title))
            for path, file in zip(paths, order.files, strict=True)
        ]
        for block in sound:
            for index, encoder in enumerate(encoders):
                encoder.write(block[:, 2 * index : 2 * index + 2])


def _encode_together(
    order: ExportOrder, stem_file: StemFileOrder, path: Path, sound: Iterator[Samples]
) -> None:
    # FFmpeg's libraries take a tenth of a second to come, and other exports need none of them.
    from player.stem_mp4_writer import StemMp4Writer

    codec: Literal["aac", "alac"] = "alac" if order.file_format is ExportFormat.ALAC else "aac"
    with StemMp4Writer(path, codec, stem_file.manifest, title=stem_file.title) as writer:
        for block in sound:
            writer.write(block)


def _encode_project(
    order: ExportOrder, project: ProjectOrder, folder: Path, sound: Iterator[Samples]
) -> None:
    folder.mkdir()
    names = [f"{file.name}.{order.file_format.ending}" for file in order.files]
    _encode(order, [folder / name for name in names], sound, _WITHOUT_LOSS)
    (folder / project.name).write_text(project.text, "utf-8", "replace")


def _move(order: ExportOrder, workplace: Path) -> tuple[Path, ...]:
    if order.project is not None:
        return _move_folder(order, order.project, workplace / _FOLDER_PART)
    wanted = [file.name for file in order.files]
    if order.stem_file is not None:
        wanted = [order.stem_file.name]
    ending = order.file_format.ending
    taken = [path.name for path in order.folder.iterdir()]
    while True:
        names = free_names(wanted, ending, taken)
        paths = tuple(order.folder / f"{name}.{ending}" for name in names)
        try:
            place_all(_parts(order, workplace), paths)
        except FileExistsError as error:
            # It came a moment ago, or the disk knows names as alike that are not.
            taken.append(Path(error.filename).name)
        else:
            return paths


def _move_folder(order: ExportOrder, project: ProjectOrder, part: Path) -> tuple[Path, ...]:
    taken = [f"{path.name}." for path in order.folder.iterdir()]
    while True:
        (name,) = free_names([project.folder], "", taken)
        folder = order.folder / name
        try:
            place_folder(part, folder)
        except FileExistsError:
            taken.append(f"{name}.")
        else:
            names = (f"{file.name}.{order.file_format.ending}" for file in order.files)
            return tuple(folder / each for each in (project.name, *names))
