"""Looks for a song's beats in a child process, and waits for its answer."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading

from app.beats_order import BeatsOrder, FoundBeats
from app.errors import BeatsUnknownError
from separation.child_process import creation_flags

# Beside programs that come first, the threads of a product of matrices would mostly wait for each
# other, at work: several times the work, for the few products there are.
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}


class BeatsSearch:
    """One search. `run` blocks, in any thread; `cancel` ends it from any other, at once."""

    def __init__(self, order: BeatsOrder) -> None:
        self._order = order
        self._lock = threading.Lock()
        self._is_cancelled = False
        self._child: subprocess.Popen[bytes] | None = None

    def run(self) -> FoundBeats:
        """Wait for what is found. Raises: BeatsUnknownError, also when it is cancelled."""
        try:
            child = self._start()
            try:
                assert child.stdin is not None
                assert child.stdout is not None
                with contextlib.suppress(OSError):  # it has died; it gives no answer then
                    child.stdin.write(self._order.encode())
                    child.stdin.flush()
                line = child.stdout.readline()
            finally:
                child.kill()  # it has said all it has to say
                child.wait()
                for pipe in (child.stdin, child.stdout):
                    assert pipe is not None
                    with contextlib.suppress(OSError):  # what was not yet read by the dead
                        pipe.close()
            return FoundBeats.of_fields(json.loads(line))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise BeatsUnknownError(str(error)) from error

    def cancel(self) -> None:
        """Let nothing be found any more; returns at once."""
        with self._lock:
            self._is_cancelled = True
            if self._child is not None:
                self._child.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_cancelled:
                raise BeatsUnknownError("cancelled")
            self._child = subprocess.Popen(
                # -P: a folder named "app" where the app happens to be started is not this one.
                [sys.executable, "-P", "-m", "app.beats_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | _ALONE,
                creationflags=creation_flags(),
            )
            return self._child
