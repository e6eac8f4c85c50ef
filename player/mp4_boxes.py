"""The boxes of an MP4 file: found one inside the other, and one more put into its user data.

Source: ISO/IEC 14496-12, 4.2 (boxes), 8.1 (moov), 8.4.3 (hdlr), 8.10.1 (udta).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_HEADER, _LARGE_HEADER = 8, 16
# A damaged file may hold any number of boxes without a body; a true one has a few dozen.
_MOST_BOXES = 4096


@dataclass(frozen=True)
class Box:
    """One box. start: of its header in the file; body, stop: its contents, in bytes."""

    kind: bytes
    start: int
    body: int
    stop: int


def boxes(file: BinaryIO, start: int, stop: int) -> Iterator[Box]:
    """The boxes that follow each other between two places, as far as they make sense.

    Raises: OSError.
    """
    for _ in range(_MOST_BOXES):
        file.seek(start)
        header = file.read(_LARGE_HEADER)
        if start + _HEADER > stop or len(header) < _HEADER:
            return
        size, kind = struct.unpack_from(">I4s", header)
        body = start + _HEADER
        if size == 1 and len(header) == _LARGE_HEADER:
            size, body = struct.unpack_from(">Q", header, _HEADER)[0], start + _LARGE_HEADER
        end = stop if size == 0 else start + size
        if not body <= end <= stop:
            return
        yield Box(kind, start, body, end)
        start = end


def boxes_at(file: BinaryIO, *path: bytes) -> Iterator[Box]:
    """All boxes at a path of kinds, like `b"moov", b"udta"`, in the file's order.

    Raises: OSError.
    """
    yield from _within(file, path, 0, file.seek(0, 2))


def _within(file: BinaryIO, path: tuple[bytes, ...], start: int, stop: int) -> Iterator[Box]:
    for box in boxes(file, start, stop):
        if box.kind != path[0]:
            continue
        if len(path) == 1:
            yield box
        else:
            yield from _within(file, path[1:], box.body, box.stop)


def add_to_user_data(path: Path, kind: bytes, body: bytes) -> None:
    """Put a box into moov/udta of a file whose moov comes last: no sample moves, so no table of
    places has to be changed.

    Raises: ValueError where moov is missing or not the last; OSError.
    """
    added = struct.pack(">I4s", _HEADER + len(body), kind) + body
    with path.open("r+b") as file:
        length = file.seek(0, 2)
        last = list(boxes(file, 0, length))[-1:]
        if not last or last[0].kind != b"moov" or last[0].stop != length:
            raise ValueError(f"moov does not come last in {path}")
        moov = last[0]
        places = list(boxes(file, moov.body, moov.stop))
        user_data = next((box for box in places if box.kind == b"udta"), None)
        file.seek(moov.start)
        old = file.read(moov.stop - moov.start)
        if user_data is None:
            grown = old + struct.pack(">I4s", _HEADER + len(added), b"udta") + added
        else:
            size_at, end = user_data.start - moov.start, user_data.stop - moov.start
            size = struct.pack(">I", user_data.stop - user_data.start + len(added))
            grown = old[:size_at] + size + old[size_at + 4 : end] + added + old[end:]
        file.seek(moov.start)
        file.write(struct.pack(">I", len(grown)) + grown[4:])
