"""Files of what must not be lost: one writer at a time, replaced whole, put aside if damaged."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from separation.folder_lock import FolderLock

# Others write for a moment only.
_LOCK_LIMIT_S = 5.0
_LOCK_POLL_S = 0.01


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let no other window write there meanwhile; the folder is made. A disk that knows no locks
    does without. Raises: OSError if it cannot be made, or somebody else does not let go of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    give_up_at_s = time.monotonic() + _LOCK_LIMIT_S
    with ExitStack() as held:
        while True:
            try:
                held.callback(FolderLock(folder).release)
                break
            except BlockingIOError:
                if time.monotonic() > give_up_at_s:
                    raise
                time.sleep(_LOCK_POLL_S)
            except OSError:
                break
        yield


def replace_text(path: Path, text: str) -> None:
    """Let this be all that is in the file. Raises: OSError; what was there stays then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            # A musician's work: it is on the disk before it replaces what was there.
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def move_aside(path: Path) -> Path:
    """Give a file that makes no sense another name, which it returns. Raises: OSError."""
    names = (path.with_name(f"{path.name}.damaged{end}") for end in _endings())
    aside = next(name for name in names if not name.exists())
    path.rename(aside)
    return aside


def _endings() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))
