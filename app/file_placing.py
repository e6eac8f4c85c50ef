"""Puts whole files in their places without ever replacing what is there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path


def place(part: Path, path: Path) -> None:
    """Move a file, on the same disk, to where none is.

    Raises: FileExistsError, with the name of `path`, where one is, also one that has come this
    moment; OSError. The file is then where it was.
    """
    # Renaming replaces what is there on every system but Windows. The empty file keeps the place:
    # the system itself makes it only if there is none, however it compares names.
    path.open("xb").close()
    try:
        part.replace(path)
    except OSError:
        path.unlink()
        raise


def place_all(parts: Sequence[Path], paths: Sequence[Path]) -> None:
    """Move every file to its own path, or none.

    Raises: as `place`. The files that were moved before are then back where they were.
    """
    placed: list[tuple[Path, Path]] = []
    try:
        for part, path in zip(parts, paths, strict=True):
            place(part, path)
            placed.append((part, path))
    except OSError:
        for part, path in placed:
            with contextlib.suppress(OSError):  # what went wrong first is what is told
                path.replace(part)
        raise


def place_folder(part: Path, path: Path) -> None:
    """Move a whole folder, on the same disk, to where nothing is: at once, with all that is in it.

    Raises: FileExistsError where something is; OSError. The folder is then where it was.
    """
    path.mkdir()
    try:
        if os.name == "nt":  # where an empty folder is not replaced either
            path.rmdir()
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):  # what went wrong first is what is told
            path.rmdir()
        raise
