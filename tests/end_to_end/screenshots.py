"""Photographs the window for the README: `make screenshots`. Needs a display; real songs if named.

python -m tests.end_to_end.screenshots FOLDER [SONG]
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bookmarks import Marker
from app.commands.window import run_until_closed
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from player.multitrack import SAMPLE_RATE
from resources import DEMO_SONG

_POLL_MS = 100


class Photographer:
    """Does one thing after another, each when its time has come, and takes pictures in between."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self._window = window
        self._folder = folder
        self._steps: list[tuple[Callable[[], bool], Callable[[], None]]] = []
        self._timer = QTimer(window, interval=_POLL_MS)
        self._timer.timeout.connect(self._next)
        self._timer.start()

    def when(self, ready: Callable[[], bool], do: Callable[[], object]) -> None:
        """As soon as `ready` says so, do something."""
        self._steps.append((ready, do))

    def after(self, seconds: float, do: Callable[[], object]) -> None:
        """A while later, do something."""
        ticks = iter(range(round(seconds * 1000 / _POLL_MS)))
        self._steps.append((lambda: next(ticks, None) is None, do))

    def shoot(self, name: str) -> None:
        """Keep what the window shows."""
        self._window.grab().save(str(self._folder / f"{name}.png"))

    def _next(self) -> None:
        if not self._steps:
            self._window.close()
        elif self._steps[0][0]():
            self._steps.pop(0)[1]()


def main(folder: Path, song: Path) -> None:
    """The start page, the window while it separates, and while somebody practises."""
    # Nobody's own loops and markers in the pictures.
    os.environ["WOODSHED_DATA_DIR"] = tempfile.mkdtemp(prefix="woodshed-")
    application = QApplication(sys.argv[:1])
    session = PracticeSession()
    settings = QSettings(tempfile.mktemp(suffix=".ini"), QSettings.Format.IniFormat)
    window = MainWindow(session, settings)
    window.show()
    QTimer.singleShot(0, session.start)
    desk, transport, page = session.desk, session.transport, window.song_page
    photographer = Photographer(window, folder)
    photographer.after(1.0, lambda: photographer.shoot("start"))
    photographer.after(0.1, lambda: session.open(song))
    photographer.when(lambda: bool(session.multitrack.finished), transport.toggle_playing)
    photographer.after(2.0, lambda: photographer.shoot("separating"))

    bookmarks = session.bookmarks

    def keep(name: str, start_s: float, end_s: float) -> None:
        transport.set_loop(_frames(start_s), _frames(end_s))
        bookmarks.keep_loop()
        assert bookmarks.chosen is not None
        bookmarks.rename(bookmarks.chosen, name)

    def mark(name: str, time_s: float) -> None:
        bookmarks.mark_here()
        assert isinstance(bookmarks.chosen, Marker)
        bookmarks.move_marker(bookmarks.chosen, _frames(time_s))
        bookmarks.rename(bookmarks.chosen, name)

    def practise() -> None:
        page.axis.show(16.0, 46.0)
        keep("Verse", 17.5, 35.6)
        keep("Answer", 38.0, 42.5)
        mark("Sax", 36.4)
        mark("Break", 44.0)
        transport.set_loop(_frames(22.2), _frames(35.6))
        bookmarks.keep_loop()
        transport.seek(_frames(27.0))
        transport.set_tempo(75)
        transport.set_pitch(-2)
        desk.set_soloed("bass", True)
        desk.set_muted("vocals", True)
        desk.set_gain("bass", 3.0)
        desk.set_gain("other", -6.0)
        page.spectrogram_source_chosen.emit("bass")

    def point_at_a_note() -> None:
        overlay = page.spectrogram.plot.overlay
        QTest.mouseMove(overlay, QPoint(overlay.width() // 2, round(overlay.height() * 0.8)))

    photographer.when(lambda: session.is_separated, practise)
    photographer.after(3.0, point_at_a_note)
    photographer.after(0.5, lambda: photographer.shoot("practising-dark"))
    photographer.after(0.1, window.toggle_theme)
    photographer.after(0.5, lambda: photographer.shoot("practising-light"))
    run_until_closed(application, window, session)


def _frames(time_s: float) -> int:
    return round(time_s * SAMPLE_RATE)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else DEMO_SONG)
    gc.collect()
