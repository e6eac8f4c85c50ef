"""The window: how long a musician waits, and how long the window ever stands still.

The song is opened with an empty cache, played, and slowed down while it is separated.
"""

from __future__ import annotations

import gc
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.commands.window import run_until_closed
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from player.multitrack import SAMPLE_RATE
from resources import DEMO_SONG
from tests.benchmarks.effort import Effort
from tests.benchmarks.recorded_app import servers
from tests.benchmarks.table import Table

_OPEN_AFTER_MS = 1000
_PLAY_AFTER_MS = 2500
_SLOW_DOWN_AFTER_MS = 12_000
_TICK_MS = 5
_LIMIT_S = 600


def tables(_effort: Effort, song: Path = DEMO_SONG) -> list[Table]:
    """In a process of its own, on a private screen: it takes as long as the separation takes."""
    with servers() as (_, environment), tempfile.TemporaryDirectory() as cache:
        answer = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.window", song, cache],
            env={**environment, "WOODSHED_CACHE_DIR": cache, "WOODSHED_DATA_DIR": f"{cache}/data"},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            check=True,
            timeout=_LIMIT_S,
        )
    rows = json.loads(answer.stdout)
    return [Table(f"The window ({song.name})", ("what", "figure"), tuple(map(tuple, rows)))]


def waits(song: Path, folder: Path) -> list[tuple[str, str]]:
    """Open a song in a real window and tell how long everything took."""
    began_s = time.perf_counter()
    sys.setswitchinterval(0.001)  # as the app has it
    application = QApplication(sys.argv[:1])
    session = PracticeSession()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(session, settings)
    window.show()
    QTimer.singleShot(0, session.start)
    rows = [("start to the window", f"{time.perf_counter() - began_s:.2f} s")]
    opened_at_s = 0.0
    ticks_s: list[float] = []

    def tell(what: str) -> None:
        if what not in (told for told, _ in rows):
            rows.append((what, f"{time.perf_counter() - opened_at_s:.2f} s"))

    def open_song() -> None:
        nonlocal opened_at_s
        opened_at_s = time.perf_counter()
        session.open(song)

    def on_finished(spans: tuple[tuple[int, int], ...]) -> None:
        if spans:
            tell("opening to the first stems")
        if session.is_separated and session.song is not None:
            tell("opening to all stems")
            times = session.song.duration_s / (time.perf_counter() - opened_at_s)
            rows.append(("separating while playing", f"{times:.1f} times faster than it plays"))
            QTimer.singleShot(500, window.close)

    session.song_begun.connect(lambda *_: tell("opening to being able to play"))
    session.finished_changed.connect(on_finished)
    ticker = QTimer(window, interval=_TICK_MS)
    ticker.timeout.connect(lambda: ticks_s.append(time.perf_counter()))
    ticker.start()
    QTimer.singleShot(_OPEN_AFTER_MS, open_song)
    QTimer.singleShot(_PLAY_AFTER_MS, session.transport.toggle_playing)
    QTimer.singleShot(_SLOW_DOWN_AFTER_MS, lambda: session.transport.set_tempo(75))
    run_until_closed(application, window, session)
    pauses_s = sorted((b - a for a, b in itertools.pairwise(ticks_s)), reverse=True)
    worst = ", ".join(f"{pause_s * 1000:.0f}" for pause_s in pauses_s[:5])
    rows.append(("longest pauses of the window", f"{worst} ms"))
    rows.append(("median", f"{statistics.median(pauses_s) * 1000:.0f} ms"))
    missing_ms = session.engine.ring.underrun_frames / SAMPLE_RATE * 1000
    rows.append(("sound the ring fell short of", f"{missing_ms:.0f} ms"))
    return rows


if __name__ == "__main__":
    print(json.dumps(waits(Path(sys.argv[1]), Path(sys.argv[2]))))
    gc.collect()
