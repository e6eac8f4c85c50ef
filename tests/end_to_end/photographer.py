"""Photographs the window of one size and theme, from the start to somebody practising.

python -m tests.end_to_end.photographer FOLDER NAME SIZE THEME SONG, on a screen, with folders for
data and cache that nobody has used.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bookmarks import Marker
from app.commands.window import run_until_closed
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from player.multitrack import SAMPLE_RATE
from tests.end_to_end.reading_sitting import ReadingSitting
from tests.end_to_end.taken_sitting import TakenSitting
from tests.end_to_end.tiles_in_view import TilesInView

_POLL_MS = 100
_PLAYED_FROM_S = 27.0


class Photographer:
    """Does one thing after another, each when its time has come, and takes pictures in between.

    name: what stands behind the name of every picture: size and theme.
    """

    def __init__(self, window: MainWindow, folder: Path, name: str) -> None:
        self._window = window
        self._folder = folder
        self._name = name
        self._steps: list[tuple[Callable[[], bool], Callable[[], object]]] = []
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
        """Keep what the window shows, without what this machine cannot keep up with just now."""
        self._window.news.set_light_stretch(False)
        self._keep(self._window, name)

    def shoot_beside(self, name: str) -> None:
        """Keep what another window shows, and close it."""
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget.isWindow() and widget is not self._window:
                self._keep(widget, name)
                widget.close()

    def _keep(self, widget: QWidget, name: str) -> None:
        widget.grab().save(str(self._folder / f"{name}-{self._name}.png"))

    def _next(self) -> None:
        if not self._steps:
            self._window.close()
        elif self._steps[0][0]():
            self._steps.pop(0)[1]()


class Sitting:
    """What a musician does while the pictures are taken."""

    def __init__(self, window: MainWindow, song: Path) -> None:
        self._window = window
        self._session = window.session
        self._song = song
        self._tiles = TilesInView(window)
        self._reading = ReadingSitting(window)
        self._taken = TakenSitting(window, song)

    def plan(self, photographer: Photographer) -> None:
        """Say what is done, and when a picture is taken."""
        window, session = self._window, self._session
        trigger = window.menus.shortcuts.trigger
        photographer.after(1.0, lambda: photographer.shoot("start"))
        photographer.after(0.1, lambda: session.open(self._song))
        photographer.when(lambda: bool(session.multitrack.finished), self._begin)
        photographer.after(2.0, lambda: photographer.shoot("separating"))
        photographer.when(lambda: session.is_separated and self._reading.is_read(), self._practise)
        self._plan_picture(photographer, "practising")
        photographer.after(0.1, self._transcribe)
        self._plan_picture(photographer, "spectrogram")
        photographer.after(0.1, _look_away)
        self._reading.plan(photographer)
        self._taken.plan(photographer)
        for action, name in (
            ("song.export", "export"),
            ("help.keys", "keys"),
            ("song.models", "models"),
        ):
            photographer.after(0.2, lambda action=action: trigger(action))
            photographer.after(1.0, lambda name=name: photographer.shoot_beside(name))
        photographer.after(0.2, lambda: trigger("song.songs"))
        photographer.after(1.0, lambda: photographer.shoot("home"))
        photographer.after(0.1, self._reading.close)

    def _plan_picture(self, photographer: Photographer, name: str) -> None:
        """While it plays, with a spectrogram that is sharp everywhere."""
        transport = self._session.transport
        # The playhead waits for the tiles, and the tiles do not wait for the stretcher.
        photographer.when(self._tiles.are_there, lambda: transport.set_playing(True))
        photographer.when(
            lambda: transport.position_frame() > _frames(_PLAYED_FROM_S + 0.5),
            self._point_at_a_note,
        )
        photographer.after(0.3, lambda: photographer.shoot(name))

    def _begin(self) -> None:
        self._session.transport.set_playing(True)

    def _practise(self) -> None:
        desk, transport, page = (
            self._session.desk,
            self._session.transport,
            self._window.song_page,
        )
        self._reading.name_sections()
        page.axis.show(16.0, 46.0)
        self._keep("Bass line", 17.5, 35.6)
        self._keep("Answer", 38.0, 42.5)
        self._mark("Sax", 36.4)
        self._mark("Break", 44.0)
        transport.set_loop(_frames(22.2), _frames(35.6))
        self._session.bookmarks.keep_loop()
        self._stand_still()
        transport.set_tempo(75)
        transport.set_pitch(-2)
        desk.set_soloed("bass", True)
        desk.set_muted("vocals", True)
        desk.set_gain("bass", 3.0)
        desk.set_gain("other", -6.0)
        page.spectrogram_source_chosen.emit("bass")

    def _transcribe(self) -> None:
        page = self._window.song_page
        self._stand_still()
        page.axis.show(24.0, 30.0)
        page.heights.give_spectrogram(round(page.height() * 0.55))
        # Where there is no room for every lane.
        page.lane_area.ensureWidgetVisible(page.lane_area.strips["bass"], 0, 0)

    def _stand_still(self) -> None:
        self._session.transport.set_playing(False)
        self._session.transport.seek(_frames(_PLAYED_FROM_S))

    def _keep(self, name: str, start_s: float, end_s: float) -> None:
        bookmarks = self._session.bookmarks
        self._session.transport.set_loop(_frames(start_s), _frames(end_s))
        bookmarks.keep_loop()
        assert bookmarks.chosen is not None
        bookmarks.rename(bookmarks.chosen, name)

    def _mark(self, name: str, time_s: float) -> None:
        bookmarks = self._session.bookmarks
        bookmarks.mark_here()
        assert isinstance(bookmarks.chosen, Marker)
        bookmarks.move_marker(bookmarks.chosen, _frames(time_s))
        bookmarks.rename(bookmarks.chosen, name)

    def _point_at_a_note(self) -> None:
        overlay = self._window.song_page.spectrogram.plot.overlay
        QTest.mouseMove(overlay, QPoint(overlay.width() // 2, round(overlay.height() * 0.8)))


def main(folder: Path, name: str, size: str, theme: str, song: Path) -> None:
    """Open the window and take the pictures."""
    application = QApplication(sys.argv[:1])
    session = PracticeSession()
    settings = QSettings(str(folder / f"{name}.ini"), QSettings.Format.IniFormat)
    settings.setValue("theme", theme)
    window = MainWindow(session, settings)
    window.resize(*map(int, size.split("x")))
    window.show()
    QTimer.singleShot(0, session.start)
    photographer = Photographer(window, folder, name)
    sitting = Sitting(window, song)
    sitting.plan(photographer)
    run_until_closed(application, window, session)
    (folder / f"{name}.ini").unlink(missing_ok=True)


def _look_away() -> None:
    """Point at nothing of a window that comes."""
    QCursor.setPos(QApplication.primaryScreen().geometry().bottomRight())


def _frames(time_s: float) -> int:
    return round(time_s * SAMPLE_RATE)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:5], Path(sys.argv[5]))
    gc.collect()
