"""Where the lyrics of a song are: in a file beside it, or in its tags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from player.reading.lrc_file import read_lyrics
from player.reading.lyrics import Lyrics
from player.reading.lyrics_tags import read_tagged_lyrics
from player.stem_mp4 import STEM_FILE_ENDINGS

LRC_EXTENSION = ".lrc"


def find_lyrics(song: Path, sample_rate: int) -> Lyrics | None:
    """The lyrics that came with a song: of an LRC file that is called like it, else of its tags.

    song: a sound file, or a folder of stems.

    Raises: LyricsError if there is such a file but it cannot be read.
    """
    for path in _beside(song):
        if path.is_file():
            return read_lyrics(path, sample_rate)
    return read_tagged_lyrics(song, sample_rate) if song.is_file() else None


def _beside(song: Path) -> Iterator[Path]:
    for extension in (LRC_EXTENSION, LRC_EXTENSION.upper()):
        if song.is_dir():
            yield song / f"{song.name}{extension}"
            yield song.with_name(f"{song.name}{extension}")
        elif song.suffix.lower() != LRC_EXTENSION:
            yield song.with_suffix(extension)
            if song.name.lower().endswith(STEM_FILE_ENDINGS):
                yield song.with_suffix("").with_suffix(extension)
