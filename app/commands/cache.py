"""`woodshed cache`: the songs that are kept, the room they take, and how to have less of them."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from app.cache_limit import choose_limit
from app.cached_songs import (
    CachedSong,
    CacheReport,
    keep_within_limit,
    remove_song,
    report_cache,
)
from app.commands.separate import EXIT_FAILED
from app.error_messages import sentence
from app.ready_stems import folder_of_stems, ready_stems
from app.song_cache import SongFolder, cache_root
from app.views.size_text import size_words
from player.errors import AudioFileError
from separation.converted_networks import forget_converted

_KEY_LETTERS = 8


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked for, and print what is kept then."""
    exit_code = 0
    try:
        if arguments.limit is not None:
            choose_limit(round(arguments.limit * 1e9))
            keep_within_limit()
        if arguments.remove is not None:
            exit_code = _remove(arguments.remove)
        if arguments.clear:
            for song in report_cache().songs:
                remove_song(song)
            forget_converted()
        _print(report_cache())
    except OSError as error:
        print(sentence(error), file=sys.stderr)
        return EXIT_FAILED
    return exit_code


def fullness(report: CacheReport) -> str:
    """How much is kept of how much may be: "3.2 GB of 20 GB"."""
    words = f"{size_words(report.disk_bytes)} of {size_words(report.limit_bytes)}"
    if report.limit_bytes < report.chosen_bytes:
        words += f" (half of the disk's free room; chosen: {size_words(report.chosen_bytes)})"
    return words


def _print(report: CacheReport) -> None:
    print(f"{cache_root()}: {fullness(report)}")
    for song in report.songs:
        used = datetime.fromtimestamp(song.last_use_s).strftime("%Y-%m-%d %H:%M")
        size, key, title = size_words(song.disk_bytes), _key(song), _title(song)
        print(f"  {size:>7}  {'open now' if song.is_open else used:<16}  {key}  {title}")


def _remove(name: str) -> int:
    songs = report_cache().songs
    found = [song for song in songs if _is_meant(song, name)]
    if not found:
        found = [song for song in songs if song.folder.path == _folder_of(Path(name))]
    if len(found) > 1:
        keys = ", ".join(_key(song) for song in found)
        print(f"“{name}” is the title of several songs: {keys}.", file=sys.stderr)
        return EXIT_FAILED
    if not found:
        print(f"No song “{name}” is kept.", file=sys.stderr)
        return EXIT_FAILED
    if not remove_song(found[0]):
        print(f"“{_title(found[0])}” is open and stays. Close it first.", file=sys.stderr)
        return EXIT_FAILED
    return 0


def _is_meant(song: CachedSong, name: str) -> bool:
    return name.casefold() == song.title.casefold() or name == _key(song)


def _folder_of(path: Path) -> Path | None:
    """The folder in the cache of a sound file or of ready stems; None for what is neither."""
    try:
        stems = ready_stems(path)
        folder = folder_of_stems(stems) if stems else SongFolder.of_song(path)
    except (AudioFileError, OSError):
        return None
    return folder.path


def _key(song: CachedSong) -> str:
    return song.folder.path.name.removeprefix("stems-")[:_KEY_LETTERS]


def _title(song: CachedSong) -> str:
    return song.title or "(never opened to its end)"
