"""What a download has received so far, kept so that a later sitting goes on with it.

unfinished/NAME.part         the file's beginning
unfinished/NAME.part.json    which version of the file it is of, as the server told
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from separation.errors import WeightsWriteError
from separation.weights_file import WeightsFile
from separation.weights_folder import unfinished_folder, writing


class PartialDownload:
    """The beginning of `file` on disk; a context manager that closes it.

    size_bytes: how much is here. total_bytes: the length the server announced, if it did.
    validator: the server's word for this version of the file, for If-Range.

    Every method raises WeightsWriteError. On a full disk what is here is deleted: it must not take
    the last of the room.
    """

    def __init__(self, file: WeightsFile) -> None:
        self.path = _path(file)
        self.size_bytes = 0
        self.total_bytes: int | None = None
        self.validator: str | None = None
        self._note = self.path.with_name(f"{self.path.name}.json")
        self._sha256 = file.sha256
        self._content: BinaryIO | None = None
        with writing(self.path):
            self._find_earlier()

    def __enter__(self) -> PartialDownload:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def begin(self, total_bytes: int | None, validator: str | None) -> None:
        """Start with nothing, of the version of the file that the server now sends."""
        self.drop()
        with writing(self.path):
            _check_room(self.path.parent, total_bytes or 0)
            note = {"sha256": self._sha256, "total": total_bytes, "validator": validator}
            self._note.write_text(json.dumps(note), "utf-8")
            self._content = self.path.open("wb", buffering=0)
        self.total_bytes = total_bytes
        self.validator = validator

    def go_on(self) -> None:
        """Write behind what is here."""
        self.close()
        with writing(self.path):
            _check_room(self.path.parent, (self.total_bytes or 0) - self.size_bytes)
            self._content = self.path.open("ab", buffering=0)

    def append(self, block: bytes) -> None:
        """Write `block` behind what was written before."""
        assert self._content is not None
        rest = memoryview(block)
        try:
            # A disk that fills up takes a part first, and refuses only the rest.
            while rest:
                rest = rest[self._content.write(rest) :]
        except OSError as cause:
            error = WeightsWriteError(self.path, cause)
            if error.disk_full:
                self.drop()
            raise error from cause
        self.size_bytes += len(block)

    def drop(self) -> None:
        """Delete what is here, and the note about it."""
        self.close()
        self.size_bytes = 0
        self.total_bytes = self.validator = None
        with writing(self.path):
            self.path.unlink(missing_ok=True)
            self._note.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file, which stays."""
        if self._content is not None:
            self._content.close()
            self._content = None

    def _find_earlier(self) -> None:
        try:
            note = json.loads(self._note.read_text("utf-8"))
            known = note["sha256"] == self._sha256
            total_bytes = None if note["total"] is None else int(note["total"])
            validator = None if note["validator"] is None else str(note["validator"])
            size_bytes = self.path.stat().st_size
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            known = False
        if not known or (total_bytes is not None and size_bytes > total_bytes):
            self.path.unlink(missing_ok=True)
            self._note.unlink(missing_ok=True)
            return
        self.size_bytes, self.total_bytes, self.validator = size_bytes, total_bytes, validator


def received_bytes(file: WeightsFile) -> int:
    """How much of `file` is here, also while another process receives it."""
    try:
        return _path(file).stat().st_size
    except OSError:
        return 0


def _path(file: WeightsFile) -> Path:
    return unfinished_folder() / f"{file.name}.part"


def _check_room(folder: Path, needed_bytes: int) -> None:
    if needed_bytes > shutil.disk_usage(folder).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
