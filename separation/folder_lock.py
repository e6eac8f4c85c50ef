"""One writer per folder: a lock that the operating system drops when its process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LOCK_NAME = "writer.lock"


class FolderLock:
    """Holds `folder` for this process until released; `name` is the lock's file in it.

    Where several things lie in one folder, each has a lock of its own name.

    Raises: BlockingIOError if another holder is writing there; OSError if the file cannot be made.
    """

    def __init__(self, folder: Path, name: str = LOCK_NAME) -> None:
        self._descriptor = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(self._descriptor)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let others write; does nothing the second time."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from error

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
