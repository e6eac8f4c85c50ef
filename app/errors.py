"""What can go wrong between the rooms."""

from __future__ import annotations

from pathlib import Path


class AppError(Exception):
    """Base of every error the app itself raises on purpose."""


class SongStoreError(AppError):
    """The decoded song could not be kept in the cache."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class SongDroppedError(AppError):
    """Nobody waits for the song any more."""


class BeatsUnknownError(AppError):
    """The process that looks for beats has given no answer; `reason` says why not."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownStemsError(AppError):
    """Stems were named that this song does not have."""

    def __init__(self, unknown: tuple[str, ...], known: tuple[str, ...]) -> None:
        super().__init__(f"no stem {', '.join(unknown)}; there are {', '.join(known)}")
        self.unknown = unknown
        self.known = known

    @classmethod
    def check(cls, wanted: tuple[str, ...], known: tuple[str, ...]) -> None:
        """Raise it if one of `wanted` is not among `known`."""
        unknown = tuple(name for name in dict.fromkeys(wanted) if name not in known)
        if unknown:
            raise cls(unknown, known)


class ModelNotHereError(AppError):
    """A model was chosen whose files are not on this computer; `megabytes`: how large they are."""

    def __init__(self, name: str, megabytes: int) -> None:
        super().__init__(f"{name} is not here")
        self.name = name
        self.megabytes = megabytes


class EmbeddedModelError(AppError):
    """The model that comes with the app cannot be removed."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} cannot be removed")
        self.title = title


class LoopOutsideError(AppError):
    """The loop that was asked for does not lie in the song."""

    def __init__(self, duration_s: float) -> None:
        super().__init__(f"the song is {duration_s:.3f} s long")
        self.duration_s = duration_s


class SongRecordError(AppError):
    """What is remembered of a song cannot be read, or a newer Woodshed has written it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BookmarksError(AppError):
    """A song's loops and markers could not be read, or not be kept."""


class BookmarksNotReadError(BookmarksError):
    """The file of a song's loops and markers cannot be read; it is left as it is."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class BookmarksNotSavedError(BookmarksError):
    """A song's loops and markers could not be written."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class BookmarksDamagedError(BookmarksError):
    """The file of a song's loops and markers makes no sense; it was moved to `aside`."""

    def __init__(self, aside: Path) -> None:
        super().__init__(str(aside))
        self.aside = aside


class BookmarksFromNewerError(BookmarksError):
    """A newer Woodshed wrote the file of a song's loops and markers; it is left as it is."""

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version}")
        self.version = version


class PracticeError(AppError):
    """What was practised of a song could not be read, or not be kept."""


class PracticeNotKeptError(PracticeError):
    """It could not be read or written; what is there is left as it is."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class PracticeDamagedError(PracticeError):
    """The file of what was practised makes no sense; it was moved to `aside`."""

    def __init__(self, aside: Path) -> None:
        super().__init__(str(aside))
        self.aside = aside


class PracticeFromNewerError(PracticeError):
    """A newer Woodshed wrote what was practised; it is left as it is."""

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version}")
        self.version = version


class MidiError(AppError):
    """MIDI devices cannot be reached, for this reason, in the words of what reaches them."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MidiPackageMissingError(MidiError):
    """What reaches them is not installed, or cannot be loaded."""


class MidiMissingError(MidiError):
    """The system itself knows no MIDI."""


class ExportError(AppError):
    """An export that cannot be made, or was not."""


class SongNotReadError(ExportError):
    """The song is still being read."""

    def __init__(self) -> None:
        super().__init__("the song is not decoded yet")


class StemsNotReadyError(ExportError):
    """What is wanted is not separated yet."""

    def __init__(self) -> None:
        super().__init__("the stems are not finished there")


class NothingHeardError(ExportError):
    """No stem is let through."""

    def __init__(self) -> None:
        super().__init__("nothing is audible")


class ExportReadError(ExportError):
    """What is to be exported cannot be read any more: `path`, and `reason`, which says why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ExportWriteError(ExportError):
    """The operating system refused to write into `folder`, or to start the process that does."""

    def __init__(self, folder: Path, cause: OSError) -> None:
        super().__init__(f"{folder}: {cause}")
        self.folder = folder
        self.cause = cause


class ExportDiedError(ExportError):
    """The process that exports ended without saying why.

    `exit_code` is negative for the signal that killed it (POSIX); `last_words` is the end of what
    it wrote to stderr.
    """

    def __init__(self, exit_code: int, last_words: str = "") -> None:
        super().__init__(f"the export ended with exit code {exit_code}")
        self.exit_code = exit_code
        self.last_words = last_words


class TakesError(AppError):
    """A song's takes could not be read, or not be kept."""


class TakesUnreadableError(TakesError):
    """The list of a song's takes cannot be read, for this reason; it is left as it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TakesDamagedError(TakesError):
    """The list of a song's takes makes no sense; it was moved to `aside`."""

    def __init__(self, aside: Path) -> None:
        super().__init__(str(aside))
        self.aside = aside


class TakeNotKeptError(TakesError):
    """The operating system refused to write something of a take's."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause
