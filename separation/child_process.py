"""What every child process of the app has in common."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import IO

_NICENESS = 19  # whatever else wants a core has it at once
_LAST_WORDS_BYTES = 4000


def start_child(
    module: str,
    *arguments: str,
    stderr: int | IO[bytes],
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Run a module in a process of its own that disturbs nobody; stdin and stdout are pipes.

    Its priority is the lowest before it has imported anything: that takes it a second of a whole
    core, which the window would feel.

    Raises: OSError if it cannot be started.
    """
    child = subprocess.Popen(
        # -P: a folder named as the module's where the app happens to be started is not this one.
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=environment,
        creationflags=_creation_flags(),
    )
    if sys.platform != "win32":
        # It may have ended already, or run where nobody may set this.
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, child.pid, _NICENESS)
    return child


def _creation_flags() -> int:
    if sys.platform == "win32":
        return subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return 0


def last_words(stderr: IO[bytes]) -> str:
    """The end of what it wrote to `stderr`."""
    stderr.seek(max(0, stderr.seek(0, os.SEEK_END) - _LAST_WORDS_BYTES))
    return stderr.read().decode(errors="replace").strip()
