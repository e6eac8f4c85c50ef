"""The SHA-256 of a file of any size, with a way out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from separation.errors import TransferCancelledError

_BLOCK_BYTES = 1 << 20


def file_digest(path: Path, cancelled: Callable[[], bool] = lambda: False) -> str:
    """The full digest in lower-case hex.

    Raises: OSError, TransferCancelledError.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            if cancelled():
                raise TransferCancelledError
            digest.update(block)
    return digest.hexdigest()
