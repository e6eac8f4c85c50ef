"""Takes of songs that were forgotten: a musician's own work, kept for a while in case.

They lie in takes/forgotten/KEY, and are there again when the song is opened.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

from app.bookmarks_file import data_root
from player.recording_sheet import LOG_SUFFIX

KEPT_DAYS = 30
_DAY_S = 86_400.0
_LIST = "takes.json"


def takes_folder(key: str) -> Path:
    """Where the takes of a song lie, which is known by the name of its folder in the cache."""
    return data_root() / "takes" / key


def count_takes(key: str) -> int:
    """How many takes a song has; where their list cannot be read, how many recordings."""
    folder = takes_folder(key)
    try:
        return len(json.loads((folder / _LIST).read_text("utf-8"))["takes"])
    except (OSError, ValueError, TypeError, KeyError):
        return len(list(folder.glob(f"*{LOG_SUFFIX}")))


def set_aside(key: str) -> Path | None:
    """Let a song have no takes any more; returns where they are now. Raises: OSError."""
    folder = takes_folder(key)
    if not folder.exists():
        return None
    aside = _aside(key)
    number = 1
    while aside.exists():
        number += 1
        aside = _aside(f"{key}-{number}")
    aside.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(aside)
    # From now on, not from when somebody played last.
    os.utime(aside)
    return aside


def take_back(key: str, aside: Path | None = None) -> bool:
    """Give a song what was set aside, if it has no takes by now. Returns whether it got some.

    aside: where it is, if not in the usual place. Raises: OSError.
    """
    folder, aside = takes_folder(key), aside or _aside(key)
    if folder.exists() or not aside.exists():
        return False
    aside.rename(folder)
    return True


def remove_old() -> None:
    """Free the room of what was set aside too long ago. What cannot be removed is left."""
    too_old_s = time.time() - KEPT_DAYS * _DAY_S
    root = _aside("")
    for folder in root.iterdir() if root.exists() else ():
        if folder.stat().st_mtime < too_old_s:
            shutil.rmtree(folder, ignore_errors=True)


def _aside(name: str) -> Path:
    return data_root() / "takes" / "forgotten" / name
