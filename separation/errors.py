"""What can go wrong in this room: one small class per thing, with the fields a sentence needs."""

from __future__ import annotations

import errno
from pathlib import Path

# A full disk or a used-up quota: removing other files helps.
FULL_DISK = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
# These, and a file-size limit.
NO_ROOM = (*FULL_DISK, errno.EFBIG)


class SeparationError(Exception):
    """Base of every error this room raises on purpose."""


class SeparationCancelledError(SeparationError):
    """The person asked to stop; what was finished stays."""

    def __init__(self) -> None:
        super().__init__("the separation was cancelled")


class UnknownModelError(SeparationError):
    """No model of that name is in the catalogue."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no model is called {name!r}; known: {', '.join(known)}")
        self.name = name
        self.known = known


class UnlikeModelsError(SeparationError):
    """Models that do not separate into the same stems have no mean."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"not the same stems: {', '.join(names)}")
        self.names = names


class UnknownStemError(SeparationError):
    """The model does not separate a stem of that name."""

    def __init__(self, stem: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no stem is called {stem!r}; known: {', '.join(known)}")
        self.stem = stem
        self.known = known


class WeightsMissingError(SeparationError):
    """A model's weights file is not where it should be."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the model's weights are missing: {path}")
        self.path = path


class WeightsDamagedError(SeparationError):
    """A model's weights file is not the file the catalogue describes."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the model's weights are damaged: {path}")
        self.path = path


class DeviceMissingError(SeparationError):
    """The compute device asked for is not in this machine, or this torch cannot use it."""

    def __init__(self, device: str, available: tuple[str, ...]) -> None:
        super().__init__(f"no device {device!r} here; available: {', '.join(available)}")
        self.device = device
        self.available = available


class NotEnoughMemoryError(SeparationError):
    """The device ran out of memory while a model was at work."""

    def __init__(self, device: str) -> None:
        super().__init__(f"not enough memory on {device}")
        self.device = device


class WavUnusableError(SeparationError):
    """A WAV file is missing, damaged, or not of the form this room works on."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class StoreError(SeparationError):
    """Base of what can go wrong with a stem store; `path` is the file or folder it is about."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class StoreWriteError(StoreError):
    """The operating system refused to write a stem; what was finished before stays usable."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(path, cause.strerror or str(cause))
        self.cause = cause

    @property
    def disk_full(self) -> bool:
        """Whether there was no room: a full disk, a used-up quota or a file-size limit."""
        return self.cause.errno in NO_ROOM


class StoreDamagedError(StoreError):
    """A folder is not a stem store, or parts of it are missing or do not fit together."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.reason = reason


class StoreInUseError(StoreError):
    """Another process is writing this stem store."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "another separation is writing here")


class WorkerDiedError(SeparationError):
    """The separation process ended without saying why: killed, out of memory, or crashed.

    `exit_code` is negative for the signal that killed it (POSIX); `last_words` is the end of what
    it wrote to stderr.
    """

    def __init__(self, exit_code: int, last_words: str = "") -> None:
        super().__init__(f"the separation process ended with exit code {exit_code}")
        self.exit_code = exit_code
        self.last_words = last_words


class WorkerStartError(SeparationError):
    """The separation process could not be started at all."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(f"the separation process could not be started: {cause}")
        self.cause = cause


class EvaluationError(SeparationError):
    """Base of what makes a set of stems impossible to score."""


class MissingStemsError(EvaluationError):
    """Some of the stems to compare are not there."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"stems are missing: {', '.join(missing)}")
        self.missing = missing


class StemLengthsError(EvaluationError):
    """The stems to compare are not equally long; `frames` says how long each is."""

    def __init__(self, frames: dict[str, int]) -> None:
        lengths = ", ".join(f"{stem} {count}" for stem, count in frames.items())
        super().__init__(f"stems differ in length (frames): {lengths}")
        self.frames = frames
