"""Sizes on a disk as people write them: 430 MB, 3.2 GB."""

from __future__ import annotations

from app.translation import decimal

_MB, _GB = 1e6, 1e9


def size_words(size_bytes: float) -> str:
    """A size with two or three figures: 0 MB, 84 MB, 3.2 GB, 20 GB."""
    if round(size_bytes / _MB) < 1000:
        return f"{size_bytes / _MB:.0f} MB"
    gigabytes = round(size_bytes / _GB, 1)
    digits = 0 if gigabytes >= 10 or gigabytes.is_integer() else 1
    return f"{decimal(gigabytes, digits)} GB"
