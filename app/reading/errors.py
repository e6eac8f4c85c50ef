"""What can go wrong while a song is read."""

from __future__ import annotations

from pathlib import Path

from app.errors import AppError


class ReadingError(AppError):
    """Base of what can go wrong here."""


class ReadingFailedError(ReadingError):
    """Some of the song could not be read; `reason` says why not."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class EditsNotReadError(ReadingError):
    """What a person has set lies on the disk, but cannot be read, or is a newer Woodshed's."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class EditsNotKeptError(ReadingError):
    """What a person has set could not be written."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class NotesNotHeardError(ReadingError):
    """What notes sound like could not be written."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class EditsDamagedError(ReadingError):
    """What a person had set made no sense any more; it was put aside."""

    def __init__(self, aside: Path) -> None:
        super().__init__(str(aside))
        self.aside = aside
