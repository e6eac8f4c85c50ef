"""Where decoded songs and their stems lie in the user's cache, and how they are found again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from player.errors import FileUnreadableError
from player.peaks_file import PeaksFile
from separation.stem_store import RECORD_NAME

_KEY_LETTERS = 32


def cache_root() -> Path:
    """The cache folder: WOODSHED_CACHE_DIR, or the system's usual place."""
    chosen = os.environ.get("WOODSHED_CACHE_DIR")
    return Path(chosen) if chosen else platformdirs.user_cache_path("woodshed", appauthor=False)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileUnreadableError(path, error.strerror or str(error)) from error


@dataclass(frozen=True)
class SongFolder:
    """One song's folder in the cache."""

    path: Path

    @classmethod
    def of_song(cls, path: Path) -> SongFolder:
        """The folder of a song: known by the SHA-256 of its file, whatever it is called.

        Raises: FileUnreadableError.
        """
        return cls(cache_root() / "songs" / _digest(path)[:_KEY_LETTERS])

    @classmethod
    def of_stems(cls, stems: Mapping[str, Path]) -> SongFolder:
        """The folder of ready stems: known by their names and files.

        Raises: FileUnreadableError.
        """
        whole = hashlib.sha256()
        for name, path in stems.items():
            whole.update(f"{name}\0{_digest(path)}\0".encode())
        return cls(cache_root() / "songs" / f"stems-{whole.hexdigest()[:_KEY_LETTERS]}")

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
        return self.path / f"stems-{recipe}"

    def stem_peaks(self, recipe: str, stem: str) -> PeaksFile:
        """The waveform of one of these stems, beside it."""
        store = self.stem_store(recipe)
        return PeaksFile(store / f"{stem}.peaks", store / RECORD_NAME)


def cache_bytes() -> int:
    """How much room the cache takes."""
    root = cache_root()
    if not root.is_dir():
        return 0
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())
