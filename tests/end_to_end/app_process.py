"""The app as a process that listens: wishes go in, states come out."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self


class AppProcess:
    """The app as a process, and a pipe to it.

    arguments: a module of this folder that answers each line of its stdin, and what it is given.
    """

    def __init__(self, arguments: Sequence[str | Path], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            env=environment,
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        # Waits, and closes the pipes.
        self.process.communicate()

    def ask(self, do: str, **wish: Any) -> dict[str, Any]:
        """Have something done; returns the state after it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": do, **wish}) + "\n")
        self.process.stdin.flush()
        state: dict[str, Any] = json.loads(self.process.stdout.readline())
        return state

    def wait_until(
        self, condition: Callable[[dict[str, Any]], bool], timeout_s: float
    ) -> dict[str, Any]:
        """Until the state is as wished."""
        deadline = time.monotonic() + timeout_s
        while True:
            state = self.ask("state")
            if condition(state):
                return state
            assert time.monotonic() < deadline, f"it never happened: {state}"
            time.sleep(0.05)


class DrivenApp(AppProcess):
    """The app with a song, and a way to press its keys."""

    def __init__(self, song: Path, environment: dict[str, str], folder: Path) -> None:
        super().__init__(
            ["tests.end_to_end.driven_app", song, folder / "settings.ini"], environment
        )
