"""A hand that never rests: drags faders and the loop's edges, one after another."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.main_window import MainWindow
from player.multitrack import SAMPLE_RATE

_STEP_MS = 16
_STEPS_PER_DRAG = 30
_EDGE_SWING_PX = 25
_LEFT = Qt.MouseButton.LeftButton
_NO_KEY = Qt.KeyboardModifier.NoModifier


class RestlessHand:
    """Moves a real mouse one step with every tick of a timer, so that the window stays its own.

    One stem's fader is never touched: what is heard of it is as it was.
    """

    def __init__(self, window: MainWindow, spared_stem: str) -> None:
        self._window = window
        self._stems = [stem for stem in window.song_page.lanes if stem != spared_stem]
        self._steps = self._drags()
        self._timer = QTimer(window, interval=_STEP_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: next(self._steps))
        self._timer.start()

    def stop(self) -> None:
        """Let go."""
        self._timer.stop()

    def _drags(self) -> Iterator[None]:
        for stem in itertools.cycle(self._stems):
            fader = self._window.song_page.lane_area.strips[stem].gain
            middle = QPoint(fader.width() * 2 // 3, fader.height() // 2)
            yield from _dragged(fader, middle, fader.width() // 4)
            for edge in (1, 0):
                lane = self._window.song_page.lanes[stem]
                yield from _dragged(lane, QPoint(self._edge_x(edge), lane.height() // 2))

    def _edge_x(self, edge: int) -> int:
        loop = self._window.session.transport.loop
        assert loop is not None
        frame = (loop.start_frame, loop.end_frame)[edge]
        return next(iter(self._window.song_page.lanes.values())).x_of(frame / SAMPLE_RATE)


def _dragged(widget: QWidget, at: QPoint, swing_px: int = _EDGE_SWING_PX) -> Iterator[None]:
    """To one side, to the other, and back to where it was taken."""
    QTest.mousePress(widget, _LEFT, _NO_KEY, at)
    for step in range(1, _STEPS_PER_DRAG + 1):
        yield
        x = at.x() + round(swing_px * math.sin(2 * math.pi * step / _STEPS_PER_DRAG))
        QTest.mouseMove(widget, QPoint(x, at.y()))
    QTest.mouseRelease(widget, _LEFT, _NO_KEY, at)
