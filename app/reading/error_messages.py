"""What to tell a person of a song that cannot be read, or whose corrections cannot be kept."""

from __future__ import annotations

from app.reading.errors import (
    EditsDamagedError,
    EditsNotKeptError,
    EditsNotReadError,
    NotesNotHeardError,
    ReadingError,
    ReadingFailedError,
)
from app.translation import translate


def about_reading(error: ReadingError) -> str:
    """What happened and what to do, in a sentence."""
    match error:
        case EditsNotReadError(reason=reason):
            return translate(
                "ReadingMessages",
                "What you corrected in this song cannot be read ({reason}). It stays as it is, and "
                "what you correct now is not kept.",
            ).format(reason=reason)
        case EditsNotKeptError(cause=cause):
            return translate(
                "ReadingMessages",
                "What you corrected cannot be kept ({reason}). Check that there is room on the "
                "disk and that the folder can be written to.",
            ).format(reason=cause.strerror or str(cause))
        case EditsDamagedError(aside=aside):
            return translate(
                "ReadingMessages",
                "The file of what you corrected in this song was damaged and put aside as "
                "“{aside}”. What was found in the song is shown instead.",
            ).format(aside=aside)
        case NotesNotHeardError(cause=cause):
            return translate(
                "ReadingMessages",
                "The notes cannot be played as tones ({reason}). Check that there is room in the "
                "folder for temporary files.",
            ).format(reason=cause.strerror or str(cause))
        case ReadingFailedError():
            return translate(
                "ReadingMessages",
                "Chords, sections and notes of this song could not be looked for.",
            )
    raise AssertionError(f"no sentence for {error!r}")
