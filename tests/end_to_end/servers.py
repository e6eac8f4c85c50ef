"""Programs the end-to-end tests run in the background, and what happens when one is missing."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NoReturn

import pytest

REQUIRED = "WOODSHED_REQUIRE_END_TO_END"
_PR_SET_PDEATHSIG = 1


def give_up(reason: str) -> NoReturn:
    """Skip what cannot be tested here, naming the reason; fail where that is not allowed."""
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{reason}, and {REQUIRED} is set", pytrace=False)
    pytest.skip(reason)


def require(programs: Sequence[str], libraries: Sequence[str]) -> None:
    """Give up unless all these are installed; a library is named as the linker does."""
    if not sys.platform.startswith("linux"):
        give_up("the end-to-end tests need Linux")
    missing = [name for name in programs if shutil.which(name) is None]
    missing += [f"lib{name}" for name in libraries if ctypes.util.find_library(name) is None]
    if missing:
        give_up(f"not installed: {', '.join(missing)}")


@contextmanager
def running(
    command: Sequence[str],
    environment: Mapping[str, str],
    log_path: Path,
    *,
    stdout: IO[bytes] | None = None,
    keep_open: Sequence[int] = (),
) -> Iterator[subprocess.Popen[bytes]]:
    """A program in the background that has ended when the block has, whatever happened in it.

    keep_open: file descriptors it inherits. What it says goes to log_path.
    """
    with log_path.open("ab") as log:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log if stdout is None else stdout,
            stderr=log,
            pass_fds=keep_open,
            preexec_fn=_end_with_parent,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(
    is_ready: Callable[[], bool], what: str, log_path: Path, limit_s: float = 15
) -> None:
    """Wait for a background program to be ready; give up with what it said when it is not."""
    deadline = time.monotonic() + limit_s
    while not is_ready():
        if time.monotonic() > deadline:
            said = log_path.read_text(errors="replace").strip().splitlines()
            give_up(f"{what} within {limit_s:.0f} s: {' | '.join(said[-3:]) or 'it said nothing'}")
        time.sleep(0.02)


def _end_with_parent() -> None:
    # Fixtures do not run to their end when pytest itself is killed.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
