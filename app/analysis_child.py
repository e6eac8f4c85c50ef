"""A child process that looks for something in a song, and says what it finds line by line."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Generator
from typing import Any

from separation.child_process import start_child

# Beside programs that come first, the threads of a product of matrices would mostly wait for each
# other, at work: several times the work, for the few products there are.
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}


class AnalysisChild:
    """Runs a module of the app once. `answers` blocks, in any thread; `cancel` ends it from any
    other, at once.

    module: its name; it answers on stdout, as `app.analysis_worker` has it.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._lock = threading.Lock()
        self._is_cancelled = False
        self._child: subprocess.Popen[bytes] | None = None

    def answers(self, order: bytes) -> Generator[Any, None, None]:
        """What it says to this line, a JSON value for each of its own, until it has no more to say
        or is cancelled.

        Raises: OSError if it cannot be started, ValueError if what it says makes no sense.
        """
        child = self._start()
        if child is None:
            return
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            with contextlib.suppress(OSError):  # it has died; it gives no answer then
                child.stdin.write(order)
                child.stdin.flush()
            for line in child.stdout:
                yield json.loads(line)
        finally:
            child.kill()  # nobody listens to more
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with contextlib.suppress(OSError):  # what was not yet read by the dead
                    pipe.close()

    @property
    def is_cancelled(self) -> bool:
        """Whether nothing is to be found any more."""
        with self._lock:
            return self._is_cancelled

    def cancel(self) -> None:
        """Let nothing be found any more; returns at once."""
        with self._lock:
            self._is_cancelled = True
            if self._child is not None:
                self._child.kill()

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._is_cancelled:
                return None
            self._child = start_child(
                self._module, stderr=subprocess.DEVNULL, environment=os.environ | _ALONE
            )
            return self._child
