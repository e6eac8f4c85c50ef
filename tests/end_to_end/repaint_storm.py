"""Has every view of a window painted anew with every picture."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.main_window import MainWindow

_FRAME_MS = 16
_FRAMES_PER_SWING = 240


class RepaintStorm(QObject):
    """Sixty times a second all views are told to paint, and scrolled if that is wished.

    painted: how often the widest view has in fact been painted.
    """

    def __init__(self, window: MainWindow, *, scrolls: bool) -> None:
        super().__init__(window)
        self.painted = 0
        self._axis = window.song_page.axis
        self._scrolls = scrolls
        if scrolls:
            # There is nothing to scroll in a song that is visible from end to end.
            self._axis.show(0.0, self._axis.duration_s / 2)
        self._views = window.findChildren(QWidget)
        self._ticks = 0
        self._watched = window.song_page.overview
        self._watched.installEventFilter(self)
        self._timer = QTimer(self, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._blow)
        self._timer.start()

    def stop(self) -> None:
        """Calm down, and show all of the song again."""
        self._timer.stop()
        self._axis.show_all()
        self._watched.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count what is painted; keeps nothing from anyone."""
        self.painted += event.type() == QEvent.Type.Paint
        return False

    def _blow(self) -> None:
        self._ticks += 1
        if self._scrolls:
            turn = 2 * math.pi * self._ticks / _FRAMES_PER_SWING
            self._axis.scroll(0.01 * self._axis.span_s * math.sin(turn))
        for view in self._views:
            view.update()
