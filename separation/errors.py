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


class WeightsError(SeparationError):
    """Base of what can be wrong with a model's file of weights; `path` is the file."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{message}: {path}")
        self.path = path


class WeightsMissingError(WeightsError):
    """The weights that come with the app are not where they should be."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "the model's weights are missing")


class WeightsDamagedError(WeightsError):
    """The weights that come with the app are not the file the catalogue describes."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "the model's weights are damaged")


class WeightsNotHereError(WeightsError):
    """A published model's weights were not downloaded or imported yet."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "the weights are not on this computer")


class WeightsUnknownError(WeightsError):
    """A file to import is none of those the catalogue knows."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "no known model has these weights")


class NotAModelError(WeightsError):
    """A file to import is no checkpoint at all."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "not a checkpoint")


class WeightsUnreadableError(WeightsError):
    """A file of weights cannot be read: not there, a folder, not permitted, a disk's fault."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(path, cause.strerror or str(cause))
        self.cause = cause


class WeightsWriteError(WeightsError):
    """The operating system refused to keep, or to remove, a file of weights."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(path, cause.strerror or str(cause))
        self.cause = cause

    @property
    def disk_full(self) -> bool:
        """Whether there was no room: a full disk, a used-up quota or a file-size limit."""
        return self.cause.errno in NO_ROOM


class CheckpointDamagedError(WeightsError):
    """A checkpoint is not the file it should be, is cut short, or does not fit its architecture."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.reason = reason


class CheckpointUnsafeError(WeightsError):
    """A checkpoint names something that has no place in one: loading it could run a program."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.reason = reason


class CheckpointUnsuitableError(WeightsError):
    """A sound checkpoint, but not of the architecture or the form that was asked for."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.reason = reason


class ModelNameUnusableError(SeparationError):
    """A private model cannot have this name: it is taken, or could not name a file."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no private model can be called {name!r}")
        self.name = name


class TransferCancelledError(SeparationError):
    """The person stopped a download or an import; what was downloaded is kept."""

    def __init__(self) -> None:
        super().__init__("the transfer was cancelled")


class DownloadError(SeparationError):
    """Base of what ends a download; `host` is the server."""

    def __init__(self, host: str, message: str) -> None:
        super().__init__(f"{host}: {message}")
        self.host = host


class NoNetworkError(DownloadError):
    """The server could not be reached at all."""

    def __init__(self, host: str) -> None:
        super().__init__(host, "could not be reached")


class ProxyUnusableError(DownloadError):
    """The proxy of the system's or the environment's settings does not let it through."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(host, f"not through this proxy: {reason}")
        self.reason = reason


class ServerUntrustedError(DownloadError):
    """The server has no certificate that this computer trusts."""

    def __init__(self, host: str) -> None:
        super().__init__(host, "has no certificate that can be trusted")


class DownloadInsecureError(DownloadError):
    """The address, or one it was redirected to, is not HTTPS."""

    def __init__(self, host: str) -> None:
        super().__init__(host, "is not reached over HTTPS")


class DownloadRefusedError(DownloadError):
    """The server answered with an error; `status` is HTTP's."""

    def __init__(self, host: str, status: int) -> None:
        super().__init__(host, f"answered with status {status}")
        self.status = status


class DownloadDroppedError(DownloadError):
    """The line broke, or stood still, too often; what was received is kept."""

    def __init__(self, host: str) -> None:
        super().__init__(host, "the line broke too often")


class DownloadLengthError(DownloadError):
    """The server announced a length that it did not send, or that the file cannot have."""

    def __init__(self, host: str) -> None:
        super().__init__(host, "announced a wrong length")


class WebPageError(DownloadError):
    """A web page came in place of the file: mostly a network that wants a sign-in first."""

    def __init__(self, host: str) -> None:
        super().__init__(host, "sent a web page")


class DownloadDamagedError(DownloadError):
    """What was received does not have the file's digest; it was thrown away."""

    def __init__(self, host: str) -> None:
        super().__init__(host, "sent a file with another digest")


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
