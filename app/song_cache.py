"""Where decoded songs and their stems lie in the user's cache, and how they are found again."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import platformdirs

from app.file_digest import file_digest
from player.errors import FileUnreadableError
from player.peaks_file import PeaksFile
from separation.folder_lock import FileLock
from separation.stem_store import RECORD_NAME

STEMS_PREFIX = "stems-"
_KEY_LETTERS = 32
_LAST_USE_NAME = "last_use"
# Who removes a folder is in the way for a moment only.
_LOCK_LIMIT_S = 5.0
_LOCK_POLL_S = 0.01


def cache_root() -> Path:
    """The cache folder: WOODSHED_CACHE_DIR, or the system's usual place."""
    chosen = os.environ.get("WOODSHED_CACHE_DIR")
    return Path(chosen) if chosen else platformdirs.user_cache_path("woodshed", appauthor=False)


def songs_root() -> Path:
    """Where the folders of songs lie."""
    return cache_root() / "songs"


def _digest(path: Path) -> str:
    try:
        return file_digest(path, cache_root() / "digests.json")
    except OSError as error:
        raise FileUnreadableError(path, error.strerror or str(error)) from error


@dataclass(frozen=True)
class SongFolder:
    """One song's folder in the cache.

    An open one (`opened`) is not removed, here or by another Woodshed, until it is let go.
    """

    path: Path
    _lock: FileLock | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of_song(cls, path: Path) -> SongFolder:
        """The folder of a song: known by the SHA-256 of its file, whatever it is called.

        Raises: FileUnreadableError.
        """
        return cls(songs_root() / _digest(path)[:_KEY_LETTERS])

    @classmethod
    def of_stems(cls, stems: Mapping[str, Path]) -> SongFolder:
        """The folder of ready stems: known by their names and files.

        Raises: FileUnreadableError.
        """
        whole = hashlib.sha256()
        for name, path in stems.items():
            whole.update(f"{name}\0{_digest(path)}\0".encode())
        return cls(songs_root() / f"stems-{whole.hexdigest()[:_KEY_LETTERS]}")

    def opened(self) -> SongFolder:
        """The same folder, made if it is missing, in use from now on.

        On a disk that knows no locks it is not protected; then nothing can be removed either.

        Raises: OSError.
        """
        self.lock_path.parent.mkdir(parents=True, exist_ok=True)
        give_up_at_s = time.monotonic() + _LOCK_LIMIT_S
        lock: FileLock | None = None
        while lock is None:
            try:
                lock = FileLock(self.lock_path, shared=True)
            except BlockingIOError:
                if time.monotonic() > give_up_at_s:
                    raise
                time.sleep(_LOCK_POLL_S)
            except OSError:
                break
        self.path.mkdir(parents=True, exist_ok=True)
        mark_used(self.path)
        return replace(self, _lock=lock)

    def let_go(self) -> None:
        """It may be removed from now on; does nothing the second time."""
        if self._lock is not None:
            self._lock.release()

    @property
    def lock_path(self) -> Path:
        """What is locked while the song is open.

        Outside the folder, which can be moved away meanwhile, and never deleted, so that all who
        lock it lock the same file.
        """
        return cache_root() / "locks" / self.path.name

    @property
    def record(self) -> Path:
        """What is known of the song; written last, so that it vouches for the rest."""
        return self.path / "song.json"

    def track(self, name: str) -> Path:
        """The decoded sound of the mix, or of one of the ready stems."""
        return self.path / f"{name}.wav"

    def peaks(self, name: str) -> PeaksFile:
        """The waveform of the mix, or of one of the ready stems."""
        return PeaksFile(self.path / f"{name}.peaks", self.record)

    def stem_store(self, recipe: str) -> Path:
        """The stems that a recipe of this key made of it."""
        return self.path / f"{STEMS_PREFIX}{recipe}"

    def stem_peaks(self, recipe: str, stem: str) -> PeaksFile:
        """The waveform of one of these stems, beside it."""
        store = self.stem_store(recipe)
        return PeaksFile(store / f"{stem}.peaks", store / RECORD_NAME)


def mark_used(folder: Path) -> None:
    """Note that a song's folder, or the stems of a model in it, are used now."""
    try:
        (folder / _LAST_USE_NAME).touch()
    except OSError:
        return  # it will look older than it is, and nothing else


def last_use_s(folder: Path) -> float:
    """When a folder was used last, in seconds since 1970.

    Raises: OSError if it is not there.
    """
    try:
        return (folder / _LAST_USE_NAME).stat().st_mtime
    except OSError:
        return folder.stat().st_mtime
