"""How long a musician waits: `python -m tests.benchmarks.window SONG`. Needs a display.

Opens the song in the real window with an empty cache, plays it, slows it down while it is
separated, and prints when what could be done, the worst pauses of the window, and how much sound
the ring fell short of.
"""

from __future__ import annotations

import gc
import itertools
import os
import statistics
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


def main(song: Path, folder: Path) -> None:
    """Print the figures."""
    began = time.perf_counter()
    sys.setswitchinterval(0.001)
    application = QApplication(sys.argv[:1])
    session = PracticeSession()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(session, settings)
    window.show()
    QTimer.singleShot(0, session.start)
    print(f"the window is there after {time.perf_counter() - began:.2f} s")
    opened_at = 0.0
    told: set[str] = set()
    ticks: list[float] = []

    def tell(what: str) -> None:
        if what not in told:
            told.add(what)
            print(f"{what} {time.perf_counter() - opened_at:.2f} s after opening")

    def open_song() -> None:
        nonlocal opened_at
        opened_at = time.perf_counter()
        session.open(song)

    def on_finished(spans: tuple[tuple[int, int], ...]) -> None:
        if spans:
            tell("first stems")
        if session.is_separated and session.song is not None:
            tell("all stems")
            took_s = time.perf_counter() - opened_at
            print(f"  {session.song.duration_s / took_s:.1f} times faster than the song plays")
            QTimer.singleShot(500, window.close)

    session.song_begun.connect(lambda *_: tell("can be played"))
    session.finished_changed.connect(on_finished)
    ticker = QTimer(window, interval=5)
    ticker.timeout.connect(lambda: ticks.append(time.perf_counter()))
    ticker.start()
    QTimer.singleShot(1000, open_song)
    QTimer.singleShot(2500, session.transport.toggle_playing)
    QTimer.singleShot(12_000, lambda: session.transport.set_tempo(75))
    run_until_closed(application, window, session)
    pauses = sorted((b - a for a, b in itertools.pairwise(ticks)), reverse=True)
    worst = ", ".join(f"{pause * 1000:.0f}" for pause in pauses[:5])
    print(
        f"the window's worst pauses: {worst} ms; median {statistics.median(pauses) * 1000:.0f} ms"
    )
    short_s = session.engine.ring.underrun_frames / SAMPLE_RATE
    print(f"sound missing: {short_s * 1000:.0f} ms")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["WOODSHED_CACHE_DIR"] = temporary
        main(Path(sys.argv[1]), Path(temporary))
        gc.collect()
