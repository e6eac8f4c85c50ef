"""What the cache holds, and what goes from it when there is too much: the least recently used.

What goes first is what a musician would miss least. Stems take four fifths of the room and minutes
or hours to make; the decoded song is back in seconds. So the stems of a model that a song was not
played with for the longest time go by themselves, however recently the song was played with
another model; the stems it was played with last stay as long as the song does, and then all of the
song goes at once, as one without stems is hardly worth its room. Never removed is a song that is
open, here or in another Woodshed, or that is being separated. Loops and markers lie elsewhere.

A folder is moved out of the cache in one step and deleted then, so that what is left of a deletion
that was killed is never taken for a song. What cannot be removed is left, and the rest goes on.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.cache_limit import chosen_limit_bytes, disk_limit_bytes
from app.song_cache import STEMS_PREFIX, SongFolder, cache_root, last_use_s, songs_root
from separation.folder_lock import LOCK_NAME, FileLock, FolderLock

_BLOCK_BYTES = 512


@dataclass(frozen=True)
class CachedStems:
    """The stems that one model made of a song. last_use_s: seconds since 1970."""

    folder: Path
    disk_bytes: int
    last_use_s: float


@dataclass(frozen=True)
class CachedSong:
    """One song in the cache.

    title: empty where its decoding was never finished. disk_bytes: its stems included.
    last_use_s: seconds since 1970. stems: the last used ones first. is_open: whether it is in use,
    here or in another Woodshed.
    """

    folder: SongFolder
    title: str
    disk_bytes: int
    last_use_s: float
    stems: tuple[CachedStems, ...]
    is_open: bool


@dataclass(frozen=True)
class CacheReport:
    """How full the cache is. songs: the last used one first.

    chosen_bytes: the limit that was chosen. disk_limit_bytes: what the disk allows at most.
    """

    songs: tuple[CachedSong, ...]
    chosen_bytes: int
    disk_limit_bytes: int

    @property
    def disk_bytes(self) -> int:
        """The room that the songs take."""
        return sum(song.disk_bytes for song in self.songs)

    @property
    def limit_bytes(self) -> int:
        """The room that they may take."""
        return min(self.chosen_bytes, self.disk_limit_bytes)


@dataclass(frozen=True)
class _Removable:
    """What can be removed by itself: a song, or the stems in it of a model that was left."""

    last_use_s: float
    song: SongFolder
    folder: Path
    disk_bytes: int


def report_cache() -> CacheReport:
    """Look through the cache.

    Raises: OSError if the disk does not say how much room it has.
    """
    songs = sorted(_songs(), key=lambda song: song.last_use_s, reverse=True)
    taken_bytes = sum(song.disk_bytes for song in songs)
    return CacheReport(tuple(songs), chosen_limit_bytes(), disk_limit_bytes(taken_bytes))


def keep_within_limit(is_wanted: Callable[[], bool] = lambda: True) -> int:
    """Remove the least recently used until the rest is within the limit. Returns the bytes freed.

    is_wanted: asked before each removal.

    Raises: OSError if the disk does not say how much room it has.
    """
    _delete_removed()
    report = report_cache()
    return _free(report.songs, report.disk_bytes - report.limit_bytes, is_wanted)


def make_room(needed_bytes: int) -> bool:
    """Remove the least recently used of at least so many bytes. Returns whether anything went."""
    _delete_removed()
    return _free(tuple(_songs()), needed_bytes) > 0


def remove_song(song: CachedSong) -> bool:
    """Remove a song with all its stems. Returns whether it went: not if it is in use."""
    return _remove(song.folder, song.folder.path)


def remove_key(key: str) -> bool:
    """Remove what there is of the song whose folder has this name. Returns whether nothing is left
    of it: something is if it is in use.
    """
    folder = SongFolder(songs_root() / key)
    return not folder.path.is_dir() or _remove(folder, folder.path)


def _songs() -> Iterator[CachedSong]:
    for entry in _folders(songs_root()):
        try:
            yield _song(SongFolder(entry))
        except OSError:
            continue  # another Woodshed has removed it meanwhile


def _song(folder: SongFolder) -> CachedSong:
    stems = [
        CachedStems(entry, _disk_bytes(entry), last_use_s(entry))
        for entry in _folders(folder.path)
        if entry.name.startswith(STEMS_PREFIX)
    ]
    stems.sort(key=lambda each: each.last_use_s, reverse=True)
    try:
        title = str(json.loads(folder.record.read_text("utf-8"))["title"])
    except (OSError, ValueError, TypeError, KeyError):
        title = ""
    # Stems that are being made may be newer than the last opening.
    used_s = max([last_use_s(folder.path), *(each.last_use_s for each in stems)])
    with _alone_with(folder) as alone:
        is_open = not alone
    return CachedSong(folder, title, _disk_bytes(folder.path), used_s, tuple(stems), is_open)


def _free(
    songs: Sequence[CachedSong], wanted_bytes: int, is_wanted: Callable[[], bool] = lambda: True
) -> int:
    """Remove the least recently used of `songs` until so many bytes are freed; those freed."""
    found: list[_Removable] = []
    for song in songs:
        forsaken = [
            _Removable(stems.last_use_s, song.folder, stems.folder, stems.disk_bytes)
            for stems in song.stems[1:]
        ]
        rest_bytes = song.disk_bytes - sum(each.disk_bytes for each in forsaken)
        found += forsaken
        found.append(_Removable(song.last_use_s, song.folder, song.folder.path, rest_bytes))
    freed_bytes = 0
    for each in sorted(found, key=lambda each: each.last_use_s):
        if freed_bytes >= wanted_bytes or not is_wanted():
            break
        if _remove(each.song, each.folder):
            freed_bytes += each.disk_bytes
    return freed_bytes


def _remove(song: SongFolder, folder: Path) -> bool:
    """Remove `folder`, a song's or one in it, unless the song is in use; whether it went."""
    trash = _trash()
    with _alone_with(song) as alone:
        if not alone:
            return False
        try:
            trash.mkdir(parents=True, exist_ok=True)
            grave = Path(tempfile.mkdtemp(dir=trash))
        except OSError:
            return False
        try:
            folder.rename(grave / folder.name)
        except OSError:
            grave.rmdir()
            return False
    # From here on it is no song any more, and may be opened and decoded anew.
    shutil.rmtree(grave, ignore_errors=True)
    return True


@contextmanager
def _alone_with(song: SongFolder) -> Iterator[bool]:
    """Keep others from opening a song meanwhile; False if it is in use already."""
    try:
        song.lock_path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(song.lock_path)
    except OSError:
        yield False
        return
    try:
        # A separation may go on for a moment after the Woodshed that began it was killed.
        yield not any(_is_written(folder) for folder in _folders(song.path))
    finally:
        lock.release()


def _is_written(store: Path) -> bool:
    if not (store / LOCK_NAME).exists():
        return False
    try:
        FolderLock(store).release()
    except OSError:
        return True
    return False


def _trash() -> Path:
    return cache_root() / "removed"


def _delete_removed() -> None:
    """Finish the deletions that were killed."""
    for grave in _folders(_trash()):
        shutil.rmtree(grave, ignore_errors=True)


def _folders(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
    except OSError:
        return []


def _disk_bytes(folder: Path) -> int:
    """What the disk gives for it: a file may be longer than what is kept of it."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                status = os.lstat(Path(parent, name))
            except OSError:
                continue
            blocks = getattr(status, "st_blocks", None)
            total += status.st_size if blocks is None else blocks * _BLOCK_BYTES
    return total
