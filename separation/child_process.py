"""What every child process of the separation has in common."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import IO

_LAST_WORDS_BYTES = 4000


def creation_flags() -> int:
    """How a child is started so that it disturbs nobody."""
    if sys.platform == "win32":
        return subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return 0  # elsewhere the child lowers its own priority


def last_words(stderr: IO[bytes]) -> str:
    """The end of what it wrote to `stderr`."""
    stderr.seek(max(0, stderr.seek(0, os.SEEK_END) - _LAST_WORDS_BYTES))
    return stderr.read().decode(errors="replace").strip()
