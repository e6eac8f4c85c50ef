"""Locks on files and folders that the operating system drops when their process ends."""

from __future__ import annotations

import os
import sys
import weakref
from pathlib import Path

LOCK_NAME = "writer.lock"


class FileLock:
    """Holds the file at `path`, which is made if it is missing, until released or forgotten.

    Who holds it alone keeps everybody else out; who shares it, those who want it alone.

    Raises: BlockingIOError if another holder is in the way; OSError if the file cannot be made.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        self._close = weakref.finalize(self, os.close, descriptor)
        try:
            _lock(descriptor, shared)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let others have it; does nothing the second time."""
        self._close()


class FolderLock(FileLock):
    """One writer per folder.

    Raises: BlockingIOError if another holder is writing there; OSError if the file cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / LOCK_NAME)


if sys.platform == "win32":
    import msvcrt

    # There are no shared locks here: each who shares takes one byte, who is alone all of them.
    _SHARES = 64

    def _lock(descriptor: int, shared: bool) -> None:
        places = range(_SHARES) if shared else range(1)
        for place in places:
            os.lseek(descriptor, place, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1 if shared else _SHARES)
            except OSError as error:
                if place == places[-1]:
                    raise BlockingIOError(*error.args) from error
            else:
                return

else:
    import fcntl

    def _lock(descriptor: int, shared: bool) -> None:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
