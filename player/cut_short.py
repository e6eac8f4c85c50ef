"""Tells from a file's own header whether its end is missing, where the decoders do not say."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

# Sizes that a recorder writes when it does not know how long it will run.
_UNKNOWN_SIZES = (0, 0xFFFFFFFF)

_OGG_PAGE_HEADER_BYTES = 27
_OGG_LARGEST_PAGE_BYTES = _OGG_PAGE_HEADER_BYTES + 255 + 255 * 255
_OGG_LAST_PAGE_FLAG = 4

# The Xing tag stands behind 4 bytes of MPEG header and at most 32 of side information; a CRC of
# 2 may come between.
_XING_SEARCH_BYTES = 4 + 32 + 2
_XING_HAS_FRAMES = 1
_XING_HAS_BYTES = 2
# Taggers that write behind the sound do not correct the tag.
_XING_SLACK = 0.99


def is_cut_short(path: Path) -> bool:
    """Whether a WAV, W64, AIFF, AU, CAF, Ogg or MP3 file promises more bytes than there are.

    False where the file does not say (and for other kinds of file, and where it cannot be read).
    Sources: RIFF, EA IFF 85, Sony Wave64, Apple CAF; RFC 3533 (Ogg); the Xing tag as LAME and
    FFmpeg write it.
    """
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            head = file.read(24)
            match head[:4]:
                case b"RIFF":
                    return _is_cut(8, int.from_bytes(head[4:8], "little"), size)
                case b"FORM":
                    return _is_cut(8, int.from_bytes(head[4:8], "big"), size)
                case b"riff":
                    return _is_cut(0, int.from_bytes(head[16:24], "little"), size)
                case b".snd":
                    start = int.from_bytes(head[4:8], "big")
                    return _is_cut(start, int.from_bytes(head[8:12], "big"), size)
                case b"caff":
                    return _caf_is_cut(file, size)
                case b"OggS":
                    return _ogg_is_cut(file, size)
                case _:
                    return _mp3_is_cut(file, head, size)
    except OSError:
        return False


def _is_cut(start: int, promised_bytes: int, size: int) -> bool:
    # A last chunk of odd length has a pad byte that some programs count and do not write.
    return promised_bytes not in _UNKNOWN_SIZES and start + promised_bytes > size + 1


def _caf_is_cut(file: BinaryIO, size: int) -> bool:
    position = 8
    while position < size:
        file.seek(position)
        chunk_bytes = int.from_bytes(file.read(12)[4:], "big", signed=True)
        if chunk_bytes < 0:  # the last chunk, of unknown size
            return False
        position += 12 + chunk_bytes
    return position > size


def _ogg_is_cut(file: BinaryIO, size: int) -> bool:
    file.seek(max(0, size - _OGG_LARGEST_PAGE_BYTES))
    tail = file.read()
    start = tail.rfind(b"OggS")
    page = tail[start:]
    if start < 0 or len(page) < _OGG_PAGE_HEADER_BYTES:
        return True
    segments = page[26]
    lacing = page[_OGG_PAGE_HEADER_BYTES : _OGG_PAGE_HEADER_BYTES + segments]
    whole_bytes = _OGG_PAGE_HEADER_BYTES + segments + sum(lacing)
    is_last = bool(page[5] & _OGG_LAST_PAGE_FLAG)
    return len(page) < whole_bytes or not is_last


def _mp3_is_cut(file: BinaryIO, head: bytes, size: int) -> bool:
    start = 0
    if head[:3] == b"ID3" and len(head) >= 10:
        # Seven bits in each byte, so that no tag looks like a frame.
        start = 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9])
    file.seek(start)
    frame = file.read(_XING_SEARCH_BYTES + 16)
    tag = max(frame.find(b"Xing"), frame.find(b"Info"))
    if tag < 0:
        return False
    flags = int.from_bytes(frame[tag + 4 : tag + 8], "big")
    if not flags & _XING_HAS_BYTES:
        return False
    field = tag + (12 if flags & _XING_HAS_FRAMES else 8)
    promised_bytes = int.from_bytes(frame[field : field + 4], "big")
    return size - start < promised_bytes * _XING_SLACK
