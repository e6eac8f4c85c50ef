"""What was made of weights to compute sooner with them, kept in the user's cache."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import platformdirs

_ENDING = ".blob"
_UNFINISHED = ".part"
_DIGEST_LETTERS = 16


def converted_folder() -> Path:
    """Where converted networks are kept."""
    chosen = os.environ.get("WOODSHED_CACHE_DIR")
    cache = Path(chosen) if chosen else platformdirs.user_cache_path("woodshed", appauthor=False)
    return cache / "openvino"


def converted_path(sha256: str, made_by: str) -> Path:
    """Where that is kept which `made_by` made of the weights with this digest."""
    return converted_folder() / f"{_beginning(sha256)}{made_by}{_ENDING}"


def keep_converted(path: Path, content: bytes) -> None:
    """Keep it at `path`, in place of what others made of the same weights.

    Raises: OSError; what was there stays then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_unfinished()
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=_UNFINISHED, delete=False) as part:
        try:
            part.write(content)
        except OSError:
            part.close()
            Path(part.name).unlink(missing_ok=True)
            raise
    Path(part.name).replace(path)
    sha256 = path.name.partition("-")[0]
    for other in path.parent.glob(f"{_beginning(sha256)}*{_ENDING}"):
        if other != path:
            other.unlink(missing_ok=True)


def forget_converted(sha256: str = "") -> None:
    """Remove what was made of the weights with this digest, or of any; it can be made again."""
    beginning = _beginning(sha256) if sha256 else ""
    for path in converted_folder().glob(f"{beginning}*{_ENDING}"):
        path.unlink(missing_ok=True)
    if not sha256:
        _remove_unfinished()


def _beginning(sha256: str) -> str:
    return f"{sha256[:_DIGEST_LETTERS]}-"


def _remove_unfinished() -> None:
    """Remove what a process that was killed has left."""
    for part in converted_folder().glob(f"*{_UNFINISHED}"):
        part.unlink(missing_ok=True)
