"""A disk that is really full: a program on a RAM disk of its own, which goes with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'


def run_on_small_disk(disk: Path, size_bytes: int, program: str, *arguments: object) -> str:
    """Run a Python program with a disk of `size_bytes` mounted at `disk`, and its cache there.

    Returns: what it prints. Skips the test where this user may not mount anything.
    """
    unshare = ["unshare", "--user", "--map-root-user", "--mount"]
    may_mount = (
        shutil.which("unshare") is not None
        and subprocess.run(
            [*unshare, "sh", "-c", _MOUNT, "sh", "1m", str(disk), "true"], capture_output=True
        ).returncode
        == 0
    )
    if not may_mount:
        pytest.skip("no disk can be mounted here")
    done = subprocess.run(
        [
            *(*unshare, "sh", "-c", _MOUNT, "sh", str(size_bytes), str(disk)),
            *(sys.executable, "-c", program, *map(str, arguments)),
        ],
        env={**os.environ, "WOODSHED_CACHE_DIR": str(disk / "cache")},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=100,
    )
    return done.stdout
