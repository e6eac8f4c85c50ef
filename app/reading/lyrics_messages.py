"""What to tell a person of lyrics that cannot be had."""

from __future__ import annotations

from app.translation import translate
from player.errors import (
    LyricsError,
    LyricsTooLargeError,
    LyricsUnreadableError,
    NoLyricsError,
)


def about_lyrics(error: LyricsError) -> str:
    """What happened and what to do, in a sentence."""
    match error:
        case LyricsUnreadableError(name=name, detail=detail):
            return translate(
                "LyricsMessages",
                "“{name}” could not be read from the disk ({detail}). Try again or copy it anew.",
            ).format(name=name, detail=detail)
        case NoLyricsError(name=""):
            return translate(
                "LyricsMessages", "There is no text to paste. Copy the words of the song first."
            )
        case NoLyricsError(name=name):
            return translate(
                "LyricsMessages", "There are no words in “{name}”. Choose another file."
            ).format(name=name)
        case LyricsTooLargeError(name=""):
            return translate(
                "LyricsMessages", "What was pasted is longer than the lyrics of any song."
            )
        case LyricsTooLargeError(name=name):
            return translate(
                "LyricsMessages", "“{name}” is longer than the lyrics of any song. Choose another."
            ).format(name=name)
        case _:
            return translate(
                "LyricsMessages", "“{name}” is no text. Choose an LRC or text file."
            ).format(name=error.name)
