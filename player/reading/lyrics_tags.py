"""Lyrics that a sound file carries in its tags: ID3, Vorbis comments, MP4, APE and ASF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mutagen
from mutagen.id3 import ID3

from player.errors import LyricsError
from player.reading.lrc_file import MOST_LINES, parse_lyrics
from player.reading.lyrics import LyricLine, Lyrics, joined

# What each kind of tag calls them, as its programs do; those with times first.
_NAMES = ("syncedlyrics", "lyrics", "unsyncedlyrics", "unsynced lyrics", "\xa9lyr", "wm/lyrics")
_MILLISECONDS = 2
_SUNG = (0, 1)
"""The kinds of timed text in ID3 that are lyrics: what is said to be, and what says nothing."""


def read_tagged_lyrics(path: Path, sample_rate: int) -> Lyrics | None:
    """The lyrics in a sound file's tags, those with times first; None where there are none.

    Tags that cannot be read have none: nobody has asked for them, and the song plays all the same.
    """
    try:
        file: Any = mutagen.File(path)
        found = [] if file is None or not file.tags else list(_found(file.tags, sample_rate, path))
    except Exception:  # damaged tags raise anything
        return None
    timed = [lyrics for lyrics in found if lyrics.is_timed]
    return next(iter(timed + found), None)


def _found(tags: Any, sample_rate: int, path: Path) -> Iterator[Lyrics]:
    if isinstance(tags, ID3):
        frames: Any = tags  # of which the types are not told
        for frame in frames.getall("SYLT"):
            if frame.format == _MILLISECONDS and frame.type in _SUNG:
                yield _synchronised(frame.text, sample_rate)
        texts = [str(frame.text) for frame in frames.getall("USLT")]
    else:
        named = {str(name).lower(): value for name, value in tags.items()}
        texts = [text for name in _NAMES if name in named for text in _texts(named[name])]
    for text in texts:
        try:
            yield parse_lyrics(text, sample_rate, path.name)
        except LyricsError:
            continue  # an empty one, which some programs leave behind


def _texts(value: Any) -> list[str]:
    """A tag's texts: a list, or one of APE's, which is a text itself."""
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _synchronised(pieces: list[tuple[str, int]], sample_rate: int) -> Lyrics:
    """ID3's synchronised lyrics (SYLT): lines, or words among which line feeds begin new lines."""
    are_words = any(text.startswith("\n") for text, _ in pieces)
    lines: list[list[tuple[str, int | None]]] = []
    known = 0
    for text, at_ms in pieces[: 20 * MOST_LINES]:
        frame = round(at_ms * sample_rate / 1000)
        if frame < known:
            continue  # out of order, and so it is anybody's guess
        known = frame
        if not lines or text.startswith("\n") or not are_words:
            lines.append([])
        lines[-1].append((text.strip("\n"), frame))
    return Lyrics(tuple(_line(each) for each in lines[:MOST_LINES]))


def _line(pieces: list[tuple[str, int | None]]) -> LyricLine:
    start = pieces[0][1]
    if len(pieces) == 1:
        return LyricLine.of_text(pieces[0][0], start)
    return LyricLine(start, joined(pieces))
