"""The SHA-256 of a file, remembered for large files, so that an hour of WAV is not read twice."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from pathlib import Path

# Smaller files are read in less than a tenth of a second.
_REMEMBERED_FROM_BYTES = 16_000_000
_REMEMBERED_FILES = 500
# A file changed this shortly ago may change again within the same tick of its clock.
_SETTLED_S = 2.0


def file_digest(path: Path, memory: Path) -> str:
    """The hexadecimal SHA-256 of the file at `path`.

    memory: the JSON file in which digests are remembered. One is believed only of the same path
    while device, inode, size, and the times of the last change of content and of attributes are
    what they were: whoever changes a file and sets its time back changes the latter.

    Raises: OSError if the file cannot be read.
    """
    place = str(path.absolute())
    with path.open("rb") as file:
        stamp = _stamp(file.fileno())
        if os.fstat(file.fileno()).st_size < _REMEMBERED_FROM_BYTES:
            return hashlib.file_digest(file, "sha256").hexdigest()
        known = _read(memory).get(place)
        if isinstance(known, list) and known[:-1] == stamp and isinstance(known[-1], str):
            return known[-1]
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        status = os.fstat(file.fileno())
        is_settled = max(status.st_mtime, status.st_ctime) + _SETTLED_S < time.time()
        if is_settled and _stamp(file.fileno()) == stamp:
            _remember(memory, place, [*stamp, digest])
    return digest


def _stamp(descriptor: int) -> list[int]:
    status = os.fstat(descriptor)
    return [status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _read(memory: Path) -> dict[str, object]:
    try:
        known = json.loads(memory.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remember(memory: Path, place: str, entry: list[int | str]) -> None:
    """Put it last; what another process adds meanwhile may be lost, and is computed again then."""
    known = _read(memory)
    known.pop(place, None)
    kept = dict(list(known.items())[-(_REMEMBERED_FILES - 1) :])
    kept[place] = entry
    part = memory.with_name(f"{memory.name}.{os.getpid()}.part")
    # A disk that will not take it costs reading the file again, and nothing else.
    with contextlib.suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_text(json.dumps(kept), "utf-8")
            part.replace(memory)
        finally:
            part.unlink(missing_ok=True)
