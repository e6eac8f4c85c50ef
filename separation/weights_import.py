"""Takes in checkpoints that a person already has. Copies them; never moves or changes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from separation.errors import (
    CheckpointUnsuitableError,
    ModelNameUnusableError,
    NotAModelError,
    TransferCancelledError,
    WeightsUnknownError,
    WeightsUnreadableError,
)
from separation.file_digest import file_digest
from separation.models import MODELS
from separation.private_models import PrivateModel, private_models
from separation.weights_file import WeightsFile
from separation.weights_folder import (
    adopt_weights,
    keep_weights,
    only_writer,
    unfinished_folder,
    writing,
)

if TYPE_CHECKING:
    from torch import nn

_FULL_DIGEST_LETTERS = 64
# A zip archive, as torch writes now, and a pickle, as it did before.
_CHECKPOINT_STARTS = (b"PK\x03\x04", b"\x80")
_BLOCK_BYTES = 1 << 20
_SAMPLE_RATE = 44100
_CHANNELS = 2
_LONGEST_SEGMENT_S = 600
_MODEL_NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")
# Stems name files.
_STEM_NAME = re.compile(r"[a-z0-9][a-z0-9_ ]{0,39}")
# A model that is chosen by itself, what is left of a mix, the whole of it, and the master's fader.
_OTHER_MEANINGS = {"auto", "rest", "mix", "master"}


def import_weights(
    path: Path, files: Collection[WeightsFile], cancelled: Callable[[], bool] = lambda: False
) -> WeightsFile:
    """Copy the checkpoint at `path` into the folder of weights, and say which of `files` it is.

    It may be called anything; but where only the beginning of a digest is published, its name has
    to have the official signature in it (955717e8, of 955717e8-8726e21a.th).

    Raises: WeightsUnknownError if it is none of them, NotAModelError if it is no checkpoint;
    WeightsUnreadableError, WeightsWriteError, TransferCancelledError.
    """
    with _reading(path):
        sha256 = file_digest(path, cancelled)
    file = next((file for file in files if _is_it(path, sha256, file)), None)
    if file is None:
        raise WeightsUnknownError(path) if _looks_like_a_checkpoint(path) else NotAModelError(path)
    with only_writer(file.name, cancelled):
        if adopt_weights(file, cancelled) is None:
            with _copy(path, file, sha256, cancelled) as copied:
                keep_weights(file, copied, sha256)
    return file


def import_private_model(
    path: Path, name: str, architecture: str, cancelled: Callable[[], bool] = lambda: False
) -> PrivateModel:
    """Copy a checkpoint that no catalogue knows, as a private model called `name`. Imports torch.

    It is loaded once, safely, to see whether it is of this architecture and works on stereo at
    44.1 kHz. `name` is lower-case letters, digits and underscores.

    Raises: ModelNameUnusableError; CheckpointDamagedError, CheckpointUnsafeError,
    CheckpointUnsuitableError; WeightsUnreadableError, WeightsWriteError, TransferCancelledError.
    """
    from separation.checkpoint import load_checkpoint

    taken = {*MODELS, *_OTHER_MEANINGS, *(model.name for model in private_models())}
    if not _MODEL_NAME.fullmatch(name) or name in taken:
        raise ModelNameUnusableError(name)
    with _reading(path):
        sha256 = file_digest(path, cancelled)
        size_bytes = path.stat().st_size
        network = load_checkpoint(path, architecture, sha256, cancelled)
    model = PrivateModel(
        name,
        architecture,
        _stems(path, network),
        _SAMPLE_RATE,
        _segment_s(path, network),
        sha256,
        round(size_bytes / 1e6),
    )
    with (
        only_writer(model.file.name, cancelled),
        _copy(path, model.file, sha256, cancelled) as copied,
    ):
        keep_weights(model.file, copied, sha256, model.fields())
    return model


def _is_it(path: Path, sha256: str, file: WeightsFile) -> bool:
    # Eight letters of a digest are no proof by themselves.
    signature = file.name.partition("-")[0]
    named = len(file.sha256) == _FULL_DIGEST_LETTERS or signature in path.name
    return named and file.matches(sha256)


def _looks_like_a_checkpoint(path: Path) -> bool:
    with _reading(path), path.open("rb") as start:
        return start.read(4).startswith(_CHECKPOINT_STARTS)


@contextmanager
def _copy(
    path: Path, file: WeightsFile, sha256: str, cancelled: Callable[[], bool]
) -> Iterator[Path]:
    """A verified copy of `path` under a temporary name, which is deleted unless it is moved."""
    copied = unfinished_folder() / f"{file.name}.import"
    try:
        with _reading(path), path.open("rb") as source, writing(copied):
            with copied.open("wb") as target:
                while block := source.read(_BLOCK_BYTES):
                    if cancelled():
                        raise TransferCancelledError
                    target.write(block)
            same = file_digest(copied, cancelled) == sha256
        if not same:
            raise WeightsUnknownError(path)  # it changed while it was copied
        yield copied
    finally:
        with writing(copied):
            copied.unlink(missing_ok=True)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WeightsUnreadableError(path, error) from error


def _stems(path: Path, network: nn.Module) -> tuple[str, ...]:
    stems = tuple(str(stem) for stem in network.sources)  # type: ignore[union-attr]
    names_fit = all(map(_STEM_NAME.fullmatch, stems)) and not _OTHER_MEANINGS & set(stems)
    if len(stems) < 2 or len(set(stems)) < len(stems) or not names_fit:
        raise CheckpointUnsuitableError(path, f"names its stems {', '.join(stems)}")
    if network.samplerate != _SAMPLE_RATE or network.audio_channels != _CHANNELS:
        raise CheckpointUnsuitableError(path, "does not work on stereo at 44.1 kHz")
    return stems


def _segment_s(path: Path, network: nn.Module) -> Fraction:
    segment_s = network.segment
    if not isinstance(segment_s, int | float | Fraction) or not 0 < segment_s <= _LONGEST_SEGMENT_S:
        raise CheckpointUnsuitableError(path, f"works on segments of {segment_s} s")
    return Fraction(str(segment_s))
