"""One separation in the background: a child process does the work, a thread listens to it."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from separation.child_process import last_words, start_child
from separation.errors import WorkerDiedError, WorkerStartError
from separation.events import Cancelled, Ending, Failed, Finished, SeparationEvent
from separation.recipe import EMBEDDED_RECIPE, Recipe
from separation.segment_order import Focus
from separation.spans import Span
from separation.worker_protocol import (
    AskFocus,
    Cancel,
    Measured,
    MeasureOrder,
    Message,
    WorkOrder,
    decode,
    encode,
)

_CANCEL_PATIENCE_S = 0.6


@dataclass(frozen=True)
class SeparationRequest:
    """What to separate, and where the musician is at the start.

    mix_path: a stereo float32 WAV as `mapped_wav` writes it, at the model's sample rate.
    store_folder: the stem store to fill, gone on with if it is the same song's and recipe's.
    device: auto, cpu, cuda or mps. loop: (start frame, stop frame).
    cores: how many of the CPU's to use; None takes what playback can spare.
    """

    mix_path: Path
    store_folder: Path
    recipe: Recipe = EMBEDDED_RECIPE
    device: str = "auto"
    playhead_frame: int = 0
    loop: tuple[int, int] | None = None
    cores: int | None = None


class SeparationJob:
    """Runs one request. `on_event` is called from the job's thread; the last event is its ending:
    `Finished`, `Cancelled` or `Failed`, exactly one, after the child process is gone.
    """

    def __init__(
        self, request: SeparationRequest, on_event: Callable[[SeparationEvent], None]
    ) -> None:
        self.request = request
        self._on_event = on_event
        self._focus = _focus(request.playhead_frame, request.loop)
        self._lock = threading.Lock()
        self._cancel_requested = False
        self._child: subprocess.Popen[bytes] | None = None
        self._killer: threading.Timer | None = None
        # A daemon, so that an app that just exits is not held up: its end is the child's end.
        self._thread = threading.Thread(target=self._run, name="separation job", daemon=True)

    def start(self) -> None:
        """Begin; may be called once."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask the job to stop; returns at once. A child that does not listen is killed."""
        with self._lock:
            if self._cancel_requested:
                return
            self._cancel_requested = True
            if self._child is not None:
                self._tell(self._child, Cancel())
                self._killer = threading.Timer(_CANCEL_PATIENCE_S, self._child.kill)
                self._killer.daemon = True
                self._killer.start()

    def set_focus(self, playhead_frame: int, loop: tuple[int, int] | None) -> None:
        """Say where the musician is now; the next segment is chosen by it. Cheap, never waits."""
        self._focus = _focus(playhead_frame, loop)

    def join(self, timeout_s: float | None = None) -> bool:
        """Wait for the end; whether it has come."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    @property
    def is_running(self) -> bool:
        """Whether the job was started and its ending has not been delivered."""
        return self._thread.is_alive()

    def _run(self) -> None:
        with contextlib.ExitStack() as files:
            try:
                # A file, not a pipe: nobody has to empty it while the child runs.
                stderr = files.enter_context(tempfile.TemporaryFile())
                child = self._start_child(stderr)
            except OSError as error:
                self._on_event(Failed(WorkerStartError(error)))
                return
            try:
                ending = self._listen(child)
            except BaseException:
                child.kill()  # on_event raised, and no child outlives its job
                raise
            finally:
                exit_code = self._end_child(child)
            if ending is None:
                ending = self._unsaid_ending(exit_code, stderr)
            self._on_event(ending)

    def _start_child(self, stderr: IO[bytes]) -> subprocess.Popen[bytes]:
        child = start_child("separation.worker", stderr=stderr)
        request = self.request
        order = WorkOrder(
            request.mix_path.absolute(),
            request.store_folder.absolute(),
            request.recipe.model.name,
            request.recipe.quality.value,
            request.recipe.wanted,
            request.device,
            request.cores,
        )
        with self._lock:
            self._tell(child, order)
            self._child = child
            if self._cancel_requested:
                child.kill()
        return child

    def _listen(self, child: subprocess.Popen[bytes]) -> Ending | None:
        """Pass on what the child says, up to its ending; None if it goes without one."""
        assert child.stdout is not None
        for line in child.stdout:
            try:
                message = decode(line)
            except ValueError:
                child.kill()  # mostly dead already, in the middle of a line
                return None
            match message:
                case Finished() | Cancelled() | Failed():
                    return message
                case AskFocus():
                    with self._lock:
                        self._tell(child, self._focus)
                case Focus() | WorkOrder() | Cancel() | MeasureOrder() | Measured():
                    raise AssertionError(f"the child does not say {message}")
                case _:
                    self._on_event(message)
        return None

    def _end_child(self, child: subprocess.Popen[bytes]) -> int:
        exit_code = child.wait()
        with self._lock:
            self._child = None
            killer = self._killer
        if killer is not None:
            killer.cancel()
            killer.join()
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):  # what was not yet read by the dead
                pipe.close()
        return exit_code

    def _unsaid_ending(self, exit_code: int, stderr: IO[bytes]) -> Ending:
        with self._lock:
            if self._cancel_requested:
                return Cancelled()
        return Failed(WorkerDiedError(exit_code, last_words(stderr)))

    @staticmethod
    def _tell(child: subprocess.Popen[bytes], message: Message) -> None:
        """Send one short line; a child that is gone is found out by who listens to it."""
        assert child.stdin is not None
        with contextlib.suppress(OSError):
            child.stdin.write(encode(message))
            child.stdin.flush()


def _focus(playhead_frame: int, loop: tuple[int, int] | None) -> Focus:
    return Focus(playhead_frame, Span(*loop) if loop is not None else None)
