"""Where decoded songs and their stems lie in the user's cache, and how they are found again."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_KEY_LETTERS = 32


def cache_root() -> Path:
    """The cache folder: WOODSHED_CACHE_DIR, or the system's usual place."""
    chosen = os.environ.get("WOODSHED_CACHE_DIR")
    return Path(chosen) if chosen else platformdirs.user_cache_path("woodshed", appauthor=False)


def digest(paths: list[Path]) -> str:
    """What a song is known by: the SHA-256 of its file, or of all its stems' files in order."""
    digests = []
    for path in paths:
        with path.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    if len(digests) > 1:
        digests = [hashlib.sha256("".join(digests).encode()).hexdigest()]
    return digests[0]


@dataclass(frozen=True)
class SongFolder:
    """One song's folder in the cache."""

    path: Path

    @classmethod
    def of(cls, paths: list[Path]) -> SongFolder:
        """The folder for the song in these files; made if it is new. Raises: OSError."""
        folder = cache_root() / "songs" / digest(paths)[:_KEY_LETTERS]
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder)

    @property
    def record(self) -> Path:
        """What is known of the song; written last, so that it vouches for the rest."""
        return self.path / "song.json"

    def track(self, name: str) -> Path:
        """The decoded sound of the mix, or of one of the ready stems."""
        return self.path / f"{name}.wav"

    def stem_store(self, model: str) -> Path:
        """The stems a model made of it."""
        return self.path / f"stems-{model}"


def cache_bytes() -> int:
    """How much room the cache takes."""
    root = cache_root()
    if not root.is_dir():
        return 0
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())
