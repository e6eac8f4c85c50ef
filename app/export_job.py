"""One export in the background: a child process writes the files, a thread listens to it."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias

from app.errors import ExportDiedError, ExportReadError, ExportWriteError
from app.export_order import ExportOrder
from app.export_writing import Exported
from separation.child_process import last_words, start_child

_WORKPLACE_PREFIX = ".woodshed-export-"


@dataclass(frozen=True)
class ExportProgress:
    """How much is done, 0 to 1, and for how long still; None: not known yet."""

    fraction: float
    seconds_left: float | None


@dataclass(frozen=True)
class ExportCancelled:
    """It was stopped; nothing was written."""


@dataclass(frozen=True)
class ExportFailed:
    """Why nothing was written."""

    error: Exception


ExportEvent: TypeAlias = ExportProgress | Exported | ExportCancelled | ExportFailed


class ExportJob:
    """Runs one order. `on_event` is called from the job's thread; the last event is its ending:
    `Exported`, `ExportCancelled` or `ExportFailed`, exactly one, after the child process is gone
    and with it everything that is not whole.
    """

    def __init__(self, order: ExportOrder, on_event: Callable[[ExportEvent], None]) -> None:
        self.order = order
        self._on_event = on_event
        self._lock = threading.Lock()
        self._cancel_requested = False
        self._is_moving = False
        self._child: subprocess.Popen[bytes] | None = None
        # A daemon, so that an app that just exits is not held up: its end is the child's end.
        self._thread = threading.Thread(target=self._run, name="export job", daemon=True)

    def start(self) -> None:
        """Begin; may be called once."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop, unless the files are whole and come into their places already; returns at once."""
        with self._lock:
            if self._is_moving:
                return
            self._cancel_requested = True
            if self._child is not None:
                self._child.kill()

    def join(self, limit_s: float | None = None) -> None:
        """Wait for the end, at most so many seconds."""
        self._thread.join(limit_s)

    def _run(self) -> None:
        try:
            ending = self._export()
        except OSError as error:
            ending = ExportFailed(ExportWriteError(self.order.folder, error))
        self._on_event(ending)

    def _export(self) -> ExportEvent:
        folder = self.order.folder
        folder.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=_WORKPLACE_PREFIX, dir=folder))
        try:
            # A file, not a pipe: nobody has to empty it while the child runs.
            with tempfile.TemporaryFile() as stderr:
                child = self._start_child(workplace, stderr)
                try:
                    ending = self._listen(child)
                finally:
                    exit_code = _end(child)
                if ending is None:
                    ending = self._unsaid_ending(exit_code, stderr)
                return ending
        finally:
            shutil.rmtree(workplace, ignore_errors=True)

    def _start_child(self, workplace: Path, stderr: IO[bytes]) -> subprocess.Popen[bytes]:
        child = start_child("app.export_worker", str(workplace.absolute()), stderr=stderr)
        with self._lock:
            self._child = child
            if self._cancel_requested:
                child.kill()
        _tell(child, self.order.encode())
        return child

    def _listen(self, child: subprocess.Popen[bytes]) -> ExportEvent | None:
        """Pass on what the child says, up to its ending; None if it goes without one."""
        assert child.stdout is not None
        for line in child.stdout:
            try:
                words: dict[str, Any] = json.loads(line)
            except ValueError:
                return None  # it died in the middle of a line
            match words:
                case {"fraction": fraction, "seconds_left": seconds_left}:
                    self._on_event(ExportProgress(fraction, seconds_left))
                case {"whole": _}:
                    self._let_move(child)
                case {"paths": paths, "factor": factor}:
                    return Exported(tuple(map(Path, paths)), factor)
                case {"os_error": [number, text]}:
                    cause = OSError(number, text)
                    return ExportFailed(ExportWriteError(self.order.folder, cause))
                case {"unreadable": [path, reason]}:
                    return ExportFailed(ExportReadError(Path(path), reason))
                case {"memory": _}:
                    return ExportFailed(MemoryError())
        return None

    def _let_move(self, child: subprocess.Popen[bytes]) -> None:
        """Have the files moved; from now on it is too late to cancel. Else the child is dead."""
        with self._lock:
            self._is_moving = not self._cancel_requested
        if self._is_moving:
            _tell(child, b"\n")

    def _unsaid_ending(self, exit_code: int, stderr: IO[bytes]) -> ExportEvent:
        with self._lock:
            if self._cancel_requested:
                return ExportCancelled()
        return ExportFailed(ExportDiedError(exit_code, last_words(stderr)))


def _tell(child: subprocess.Popen[bytes], words: bytes) -> None:
    assert child.stdin is not None
    with contextlib.suppress(OSError):  # who listens to it finds out that it is gone
        child.stdin.write(words)
        child.stdin.flush()


def _end(child: subprocess.Popen[bytes]) -> int:
    child.kill()  # it has said all it has to say
    exit_code = child.wait()
    for pipe in (child.stdin, child.stdout):
        assert pipe is not None
        with contextlib.suppress(OSError):  # what was not yet read by the dead
            pipe.close()
    return exit_code
