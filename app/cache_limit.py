"""How much room the cache may take: what was chosen, and what the disk allows.

The choice lies in the user's data folder, not in the window's settings and not in the cache: the
commands read it too, and it is not lost with a cache that somebody cleans up.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from app.bookmarks_file import data_root
from app.song_cache import cache_root

# A song of four minutes with its four stems takes 0.43 GB, an hour of sound 6.4 GB.
DEFAULT_LIMIT_BYTES = 20_000_000_000
# Of the room that the disk would have without the cache.
_DISK_SHARE = 0.5


def chosen_limit_bytes() -> int:
    """The limit that was chosen, or the usual one."""
    try:
        limit = json.loads(_path().read_text("utf-8"))["limit_bytes"]
        return limit if isinstance(limit, int) and limit > 0 else DEFAULT_LIMIT_BYTES
    except (OSError, ValueError, TypeError, KeyError):
        return DEFAULT_LIMIT_BYTES


def choose_limit(limit_bytes: int) -> None:
    """Keep another limit.

    Raises: OSError.
    """
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_text(json.dumps({"limit_bytes": limit_bytes}), "utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def disk_limit_bytes(cache_bytes: int) -> int:
    """Half of what the disk would have free without a cache of `cache_bytes`.

    However much was chosen, songs that can be made again must not be what fills a disk.
    """
    folder = cache_root()
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return int((shutil.disk_usage(folder).free + cache_bytes) * _DISK_SHARE)


def _path() -> Path:
    return data_root() / "cache_limit.json"
