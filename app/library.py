"""The songs that were opened once: what is remembered of them, and what of them is on the disk."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from app.bookmarks_file import BookmarksFile
from app.cached_songs import CachedSong, CachedStems, CacheReport
from app.forgotten_takes import count_takes, set_aside, take_back
from app.model_words import listed, title_words
from app.reading.edits_file import edits_path
from app.song_cache import STEMS_PREFIX
from app.song_record_file import read_records, record_path
from app.translation import translate
from app.views.stem_text import stem_name
from player.stem_mp4 import STEM_FILE_ENDINGS
from separation.models import ModelInfo, known_models
from separation.stem_store import holds_whole_song

# So the key of a song begins that came as a folder of ready stems.
_READY_STEMS = "stems-"
# Letters that Unicode does not take apart into a plain one and its mark.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
)


@dataclass(frozen=True)
class SongOnDisk:
    """What the disk says of a song.

    is_found: whether its file, or its folder of stems, is where it was. disk_bytes: what it takes
    in the cache. is_in_use: whether it is open, here or in another Woodshed. models: the titles of
    those that it was separated with, the last used one first. is_partly: whether the first of these
    has not done all of it. takes: how many were recorded to it.
    """

    is_found: bool = True
    disk_bytes: int = 0
    is_in_use: bool = False
    models: tuple[str, ...] = ()
    is_partly: bool = False
    takes: int = 0


@dataclass(frozen=True)
class LibrarySong:
    """A song, known by the name of its folder in the cache.

    path: its file or its folder of stems; None if that is not known. duration_s: 0 if not known.
    opened_at_s: seconds since 1970. on_disk: None before anybody has looked.
    """

    key: str
    title: str
    path: Path | None
    duration_s: float
    opened_at_s: float
    on_disk: SongOnDisk | None = None

    @property
    def is_ready_stems(self) -> bool:
        """Whether it came as stems, with nothing to separate."""
        return self.key.startswith(_READY_STEMS)

    @property
    def is_folder(self) -> bool:
        """Whether its stems lie in a folder, and not in one file."""
        return self.is_ready_stems and not (
            self.path is not None and self.path.name.lower().endswith(STEM_FILE_ENDINGS)
        )

    @property
    def is_missing(self) -> bool:
        """Whether it is known that it cannot be opened where it was."""
        return self.path is None or (self.on_disk is not None and not self.on_disk.is_found)

    @cached_property
    def searched_text(self) -> str:
        """Title, file name and folder, as `folded`."""
        return folded(f"{self.title}\n{self.path or ''}")


@dataclass(frozen=True)
class Forgotten:
    """What was remembered of a song, so that it can come back: the contents of its files.

    takes: how many were recorded to it; takes_aside: where they are now.
    """

    song: LibrarySong
    files: tuple[tuple[Path, bytes], ...]
    takes: int = 0
    takes_aside: Path | None = None

    @property
    def is_anything(self) -> bool:
        """Whether something can come back."""
        return bool(self.files) or self.takes_aside is not None


def folded(text: str) -> str:
    """A text as it is compared: accents and case do not matter."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.translate(_PLAIN_LETTERS)


def find(songs: Iterable[LibrarySong], query: str) -> tuple[LibrarySong, ...]:
    """Those of the songs that have every word of the query in title, file name or folder."""
    words = folded(query).split()
    return tuple(song for song in songs if all(word in song.searched_text for word in words))


def recent_first(songs: Iterable[LibrarySong]) -> tuple[LibrarySong, ...]:
    """The last opened one on top."""
    return tuple(sorted(songs, key=lambda song: (-song.opened_at_s, song.key)))


def remembered_songs(is_wanted: Callable[[], bool] = lambda: True) -> tuple[LibrarySong, ...]:
    """Every song that is remembered, the last opened one first.

    is_wanted: asked before each.
    """
    songs = []
    for key, record in read_records():
        if not is_wanted():
            break
        song = LibrarySong(key, record.title, record.path, record.duration_s, record.opened_at_s)
        songs.append(song)
    return recent_first(songs)


def looked_up(
    songs: Sequence[LibrarySong],
    report: CacheReport,
    is_wanted: Callable[[], bool] = lambda: True,
) -> tuple[LibrarySong, ...]:
    """The same with what the disk says of them, and those that only the cache still knows.

    is_wanted: asked before each.
    """
    cached = {song.folder.path.name: song for song in report.songs}
    known = {song.key for song in songs}
    forsaken = [
        LibrarySong(key, song.title, None, 0.0, song.last_use_s)
        for key, song in cached.items()
        if song.title and key not in known
    ]
    models = known_models()
    found = []
    for song in (*songs, *forsaken):
        if not is_wanted():
            break
        found.append(replace(song, on_disk=_on_disk(song, cached.get(song.key), models)))
    return recent_first(found)


def forget(song: LibrarySong) -> Forgotten:
    """Remember nothing of a song any more, neither how it was set nor its loops, markers and
    corrections. Its takes are set aside.

    Raises: OSError.
    """
    files = []
    kept = record_path(song.key), BookmarksFile.of_song(song.key).path, edits_path(song.key)
    for path in kept:
        try:
            files.append((path, path.read_bytes()))
        except FileNotFoundError:
            continue
    takes = count_takes(song.key)
    aside = set_aside(song.key)
    for path, _ in files:
        path.unlink(missing_ok=True)
    return Forgotten(song, tuple(files), takes, aside)


def bring_back(forgotten: Forgotten) -> None:
    """Remember it again, unless the song was opened anew meanwhile. Raises: OSError."""
    for path, content in forgotten.files:
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            if not path.exists():
                part.write_bytes(content)
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    if forgotten.takes_aside is not None:
        take_back(forgotten.song.key, forgotten.takes_aside)


def _on_disk(
    song: LibrarySong, cached: CachedSong | None, models: dict[str, ModelInfo]
) -> SongOnDisk:
    path = song.path
    is_found = path is not None and os.path.exists(path)  # noqa: PTH110 (Path.exists may raise)
    takes = count_takes(song.key)
    if cached is None:
        return SongOnDisk(is_found, takes=takes)
    return SongOnDisk(
        is_found,
        cached.disk_bytes,
        cached.is_open,
        tuple(_model_title(stems, models) for stems in cached.stems),
        bool(cached.stems) and not holds_whole_song(cached.stems[0].folder),
        takes,
    )


def _model_title(stems: CachedStems, models: dict[str, ModelInfo]) -> str:
    """Compact, HTDemucs (better), HTDemucs (vocals)."""
    recipe = stems.folder.name.removeprefix(STEMS_PREFIX)
    name, *how = recipe.split("-")
    title = listed(
        title_words(models[part]) if part in models else part for part in name.split("+")
    )
    quality = {
        "faster": translate("Library", "faster"),
        "better": translate("Library", "better"),
    }
    return title + (
        f" ({', '.join(quality.get(word, stem_name(word)) for word in how)})" if how else ""
    )
