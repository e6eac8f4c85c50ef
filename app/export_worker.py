"""The process that exports: told what to write on stdin, says on stdout how far it is.

It is a process of its own so that stretching and encoding take nothing from what is heard
meanwhile: its priority is the lowest, and it does not share the interpreter with the audio
callback. It ends as soon as its stdin closes, that is, when its parent dies. When the files are
whole it says so, and moves them to where they belong as soon as it is told to: whoever has told it
knows that they will be there, and whoever has not may kill it and knows that none is.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO

from app.errors import ExportReadError
from app.export_order import ExportOrder
from app.export_writing import write_export

_TELL_EVERY_S = 0.1
# Before this, how long it takes is not known well enough to be said.
_FIRST_GUESS_S = 1.0


class _Voice:
    """Says one JSON object per line: how far it is, or how it ended."""

    def __init__(self, outgoing: BinaryIO) -> None:
        self._outgoing = outgoing
        self._began_s = self._told_s = time.monotonic()

    def tell(self, fraction: float) -> None:
        now_s = time.monotonic()
        if now_s - self._told_s < _TELL_EVERY_S:
            return
        self._told_s = now_s
        passed_s = now_s - self._began_s
        left_s = None
        if passed_s > _FIRST_GUESS_S and fraction > 0.0:
            left_s = passed_s * (1.0 - fraction) / fraction
        self.say({"fraction": fraction, "seconds_left": left_s})

    def say(self, words: dict[str, Any]) -> None:
        try:
            self._outgoing.write(json.dumps(words).encode() + b"\n")
            self._outgoing.flush()
        except OSError:
            # Nobody is listening any more: who watches the parent tidies up and ends the process.
            threading.Event().wait()


class _Moving:
    """Begins when the parent allows it, and is not interrupted when the parent dies."""

    def __init__(self, voice: _Voice) -> None:
        self._voice = voice
        self._allowed = threading.Event()
        self._lock = threading.Lock()

    def allow(self) -> None:
        self._allowed.set()

    def __enter__(self) -> None:
        self._voice.say({"whole": True})
        self._allowed.wait()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def wait_until_over(self) -> None:
        """If it has begun; it does not begin any more."""
        self._lock.acquire()


def main() -> None:
    """Write what is ordered, in the folder named as the argument first."""
    # Ctrl+C in a terminal reaches the child too, but it is for the parent to say what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    workplace = Path(sys.argv[1])
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints from now on goes to stderr, not between the lines.
    os.dup2(2, 1)
    order = ExportOrder.decode(incoming.readline())
    voice = _Voice(outgoing)
    moving = _Moving(voice)
    threading.Thread(target=_watch, args=(incoming, moving, workplace), daemon=True).start()
    try:
        exported = write_export(order, workplace, voice.tell, moving)
    except OSError as error:
        voice.say({"os_error": [error.errno, error.strerror or str(error)]})
    except ExportReadError as error:
        voice.say({"unreadable": [str(error.path), error.reason]})
    except MemoryError:
        voice.say({"memory": True})
    else:
        voice.say({"paths": list(map(str, exported.paths)), "factor": exported.factor})
    os._exit(0)


def _watch(incoming: BinaryIO, moving: _Moving, workplace: Path) -> None:
    """Pass on what the parent says; go when it goes, and leave nothing half-written."""
    try:
        while incoming.readline():
            moving.allow()
    finally:
        moving.wait_until_over()
        shutil.rmtree(workplace, ignore_errors=True)
        os._exit(1)


if __name__ == "__main__":
    main()
