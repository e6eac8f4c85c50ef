"""The program as `woodshed` starts it, and its window watched.

python -m tests.benchmarks.watched_start SONG STARTED_AT_S prints rows of (what, figure) as JSON.
STARTED_AT_S: when the process was started, by the system's clock. Qt and the window's own modules
are imported when the program does it, and as it does it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.command_line import main
from app.commands import window as window_command

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.main_window import MainWindow
    from app.practice_session import PracticeSession


def start(song: Path, started_at_s: float) -> list[tuple[str, str]]:
    """Watch a window from its start to its end."""
    rows: list[tuple[str, str]] = []
    run_until_closed = window_command.run_until_closed

    def run_watched(application: QApplication, window: MainWindow, session: PracticeSession) -> int:
        from tests.benchmarks.watched_window import Watch

        watch = Watch(session, window, song, started_at_s)
        exit_code = run_until_closed(application, window, session)
        rows.extend(watch.rows)
        return exit_code

    window_command.run_until_closed = run_watched
    assert main([]) == 0
    return rows


if __name__ == "__main__":
    print(json.dumps(start(Path(sys.argv[1]), float(sys.argv[2]))))
