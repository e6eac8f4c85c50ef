"""What the views' tests share: a dressed application, an axis, waveforms, and pixels to look at."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.application_style import apply_theme
from app.theme import DARK
from app.views import accessible
from app.views.time_axis import TimeAxis

SAMPLE_RATE = 1000

Pixels = Callable[[QWidget], NDArray[np.uint8]]
Wheel = Callable[..., None]


def rgb(colour: QColor | str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    named = QColor(colour)
    return named.red(), named.green(), named.blue()


class ConstantPeaks:
    """A waveform that swings as far everywhere."""

    def __init__(self, swing: float) -> None:
        self._swing = swing

    def min_max(
        self, start_frame: int, stop_frame: int, columns: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        assert stop_frame > start_frame
        swing = np.full(columns, self._swing, np.float32)
        return -swing, swing


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    accessible.install()
    if not qapp.styleSheet():
        apply_theme(qapp, DARK)


@pytest.fixture
def axis() -> TimeAxis:
    """100 s of song, of which 10 s to 30 s are visible."""
    made = TimeAxis()
    made.set_duration(100.0)
    made.show(10.0, 30.0)
    return made


@pytest.fixture
def full_swing() -> ConstantPeaks:
    return ConstantPeaks(1.0)


@pytest.fixture
def pixels() -> Pixels:
    """A widget as it looks: uint8 (height, width, 3), red, green, blue."""

    def look(widget: QWidget) -> NDArray[np.uint8]:
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
        return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()

    return look


@pytest.fixture
def wheel(qapp: QApplication) -> Wheel:
    """Turn the wheel over a widget."""

    def turn(
        widget: QWidget, x: int, notches: float, *, ctrl: bool = False, shift: bool = False
    ) -> None:
        place = QPointF(x, widget.height() / 2)
        modifiers = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        if shift:
            modifiers |= Qt.KeyboardModifier.ShiftModifier
        event = QWheelEvent(
            place,
            QPointF(widget.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, round(120 * notches)),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        qapp.sendEvent(widget, event)

    return turn
