"""Clicks, drags and the wheel on a view of time, and what is painted over it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPaintEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT
from app.views.time_axis import TimeAxis
from app.views.time_canvas import TimeCanvas, TimeSpan

from .conftest import Pixels, Wheel, rgb

LEFT = Qt.MouseButton.LeftButton
WIDTH = 400  # 20 s are visible: 20 px are a second


@pytest.fixture
def canvas(qtbot: QtBot, axis: TimeAxis) -> TimeCanvas:
    made = TimeCanvas(axis, DARK)
    qtbot.addWidget(made)
    made.resize(WIDTH, 50)
    made.show()
    return made


def heard(canvas: TimeCanvas) -> list[tuple[object, ...]]:
    """Everything the canvas will announce, in order."""
    events: list[tuple[object, ...]] = []
    canvas.seek_requested.connect(lambda time_s: events.append(("seek", time_s)))
    canvas.loop_dragged.connect(lambda start_s, stop_s: events.append(("loop", start_s, stop_s)))
    canvas.loop_drag_finished.connect(lambda: events.append(("finished",)))
    return events


def drag(canvas: TimeCanvas, *xs: int) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(xs[0], 20))
    for x in xs[1:]:
        QTest.mouseMove(canvas, QPoint(x, 20))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(xs[-1], 20))


def columns_of(image: np.ndarray, colour: str) -> list[int]:
    """The px columns that are of one colour from top to bottom."""
    wanted = rgb(colour)
    return np.flatnonzero((image == wanted).all(axis=(0, 2))).tolist()


def test_a_click_asks_to_seek(canvas: TimeCanvas) -> None:
    events = heard(canvas)
    QTest.mouseClick(canvas, LEFT, pos=QPoint(100, 20))
    assert events == [("seek", 15.0)]


def test_the_right_button_asks_for_nothing(canvas: TimeCanvas) -> None:
    events = heard(canvas)
    QTest.mouseClick(canvas, Qt.MouseButton.RightButton, pos=QPoint(100, 20))
    assert events == []


def test_a_drag_marks_a_loop_while_it_lasts(canvas: TimeCanvas) -> None:
    events = heard(canvas)
    drag(canvas, 100, 140, 200)
    assert events == [("loop", 15.0, 17.0), ("loop", 15.0, 20.0), ("finished",)]


def test_a_drag_to_the_left_marks_a_loop_as_well(canvas: TimeCanvas) -> None:
    events = heard(canvas)
    drag(canvas, 200, 100)
    assert events == [("loop", 15.0, 20.0), ("finished",)]


def test_a_drag_out_of_the_song_ends_at_its_end(canvas: TimeCanvas, axis: TimeAxis) -> None:
    axis.show(80.0, 100.0)
    events = heard(canvas)
    drag(canvas, 380, 900)
    assert events == [("loop", 99.0, 100.0), ("finished",)]


@pytest.mark.parametrize("off_px", [-6, 0, 6])
def test_an_edge_of_the_loop_is_moved_and_does_not_jump(canvas: TimeCanvas, off_px: int) -> None:
    canvas.set_loop((15.0, 20.0), True)
    events = heard(canvas)
    drag(canvas, 200 + off_px, 240 + off_px)
    assert events[0] == pytest.approx(("loop", 15.0, 22.0))
    assert events[1:] == [("finished",)]


def test_an_edge_may_be_moved_past_the_other(canvas: TimeCanvas) -> None:
    canvas.set_loop((15.0, 20.0), True)
    events = heard(canvas)
    drag(canvas, 200, 60)
    assert events == [("loop", 13.0, 15.0), ("finished",)]


def test_seven_px_beside_the_edge_a_new_loop_begins(canvas: TimeCanvas) -> None:
    canvas.set_loop((15.0, 20.0), True)
    events = heard(canvas)
    drag(canvas, 207, 247)
    assert events[0] == pytest.approx(("loop", 20.35, 22.35))


def test_the_mouse_shows_what_can_be_dragged(canvas: TimeCanvas) -> None:
    canvas.set_loop((15.0, 20.0), True)
    QTest.mouseMove(canvas, QPoint(103, 20))
    assert canvas.cursor().shape() == Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(canvas, QPoint(150, 20))
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_nothing_is_asked_for_without_a_song(qtbot: QtBot) -> None:
    canvas = TimeCanvas(TimeAxis(), DARK)
    qtbot.addWidget(canvas)
    canvas.resize(WIDTH, 50)
    events = heard(canvas)
    drag(canvas, 10, 100)
    QTest.mouseClick(canvas, LEFT, pos=QPoint(100, 20))
    assert events == []


def test_the_wheel_scrolls(canvas: TimeCanvas, axis: TimeAxis, wheel: Wheel) -> None:
    wheel(canvas, 100, -1)
    assert (axis.start_s, axis.stop_s) == (12.0, 32.0)
    wheel(canvas, 100, 1)
    assert (axis.start_s, axis.stop_s) == (10.0, 30.0)


def test_the_wheel_with_ctrl_zooms_around_the_mouse(
    canvas: TimeCanvas, axis: TimeAxis, wheel: Wheel
) -> None:
    wheel(canvas, 100, 1, ctrl=True)
    assert axis.span_s == pytest.approx(16.0)
    assert axis.time_at(100, WIDTH) == pytest.approx(15.0)


def test_the_playhead_is_one_straight_line(canvas: TimeCanvas, pixels: Pixels) -> None:
    canvas.set_playhead(15.0)
    assert columns_of(pixels(canvas), DARK.text) == [99, 100]
    canvas.set_playhead(None)
    assert columns_of(pixels(canvas), DARK.text) == []


class Watched(TimeCanvas):
    """Remembers what was painted, and how often its layer."""

    def __init__(self, axis: TimeAxis) -> None:
        super().__init__(axis, DARK)
        self.painted_px = 0
        self.layers = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted_px += sum(event.region().contains(QPoint(x, 20)) for x in range(WIDTH))
        super().paintEvent(event)

    def paint_layer(self, painter: object) -> None:
        self.layers += 1


@pytest.fixture
def watched(qtbot: QtBot, axis: TimeAxis) -> Watched:
    made = Watched(axis)
    qtbot.addWidget(made)
    made.resize(WIDTH, 50)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.painted_px > 0)
    made.set_playhead(15.0)
    QTest.qWait(20)
    made.painted_px = made.layers = 0
    return made


def test_a_moving_playhead_repaints_only_where_it_was_and_is(watched: Watched) -> None:
    watched.set_playhead(20.0)
    QTest.qWait(20)
    assert 0 < watched.painted_px <= 8
    assert watched.layers == 0


def test_what_changes_nothing_repaints_nothing(watched: Watched) -> None:
    watched.set_playhead(15.0)
    watched.set_playhead(15.001)  # less than a px
    watched.set_loop(None, False)
    watched.set_theme(DARK)
    QTest.qWait(20)
    assert watched.painted_px == 0


def test_the_layer_is_painted_anew_when_axis_theme_or_size_change(
    watched: Watched, axis: TimeAxis
) -> None:
    changes: list[Callable[[], None]] = [
        lambda: axis.scroll(1.0),
        lambda: watched.set_theme(LIGHT),
        lambda: watched.resize(WIDTH + 10, 50),
    ]
    for change in changes:
        watched.layers = 0
        change()
        watched.grab()
        watched.grab()
        assert watched.layers == 1


def test_a_loop_that_is_off_is_grey(canvas: TimeCanvas, pixels: Pixels) -> None:
    canvas.set_loop((15.0, 20.0), True)
    assert columns_of(pixels(canvas), DARK.accent) == [99, 100, 199, 200]
    inside, outside = pixels(canvas)[20, 150], pixels(canvas)[20, 250]
    assert (inside != outside).any()
    canvas.set_loop((15.0, 20.0), False)
    assert columns_of(pixels(canvas), DARK.accent) == []
    assert columns_of(pixels(canvas), DARK.muted_text) == [99, 100, 199, 200]


def test_a_far_away_loop_is_not_seen(canvas: TimeCanvas, pixels: Pixels) -> None:
    before = pixels(canvas)
    canvas.set_loop((60.0, 70.0), True)
    canvas.set_playhead(90.0)
    assert (pixels(canvas) == before).all()


def test_a_pinch_zooms(canvas: TimeCanvas, axis: TimeAxis) -> None:
    place = QPointF(200, 20)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        QPointF(canvas.mapToGlobal(place.toPoint())),
        1.0,
        QPointF(),
    )
    QApplication.sendEvent(canvas, pinch)
    assert axis.span_s == pytest.approx(10.0)
    assert axis.time_at(200, WIDTH) == pytest.approx(20.0)


def test_the_guide_is_a_dashed_line_from_top_to_bottom(canvas: TimeCanvas, pixels: Pixels) -> None:
    before = pixels(canvas)
    canvas.set_guide(15.0)
    now = pixels(canvas)
    dashes = (now[:, 99:101] == rgb(DARK.text)).all(axis=(1, 2))
    assert 0.3 < dashes.mean() < 0.7
    assert dashes[:8].any()
    assert dashes[-8:].any()
    canvas.set_guide(None)
    assert (pixels(canvas) == before).all()


class Magnet:
    """Holds every edge within reach of 20 s."""

    def __init__(self) -> None:
        self.reaches_s: list[float] = []

    def edge_s(self, time_s: float, reach_s: float) -> float:
        self.reaches_s.append(reach_s)
        return 20.0 if abs(time_s - 20.0) <= reach_s else time_s

    def span_s(self, span_s: TimeSpan, reach_s: float) -> TimeSpan:
        raise AssertionError("nothing is moved as a whole here")


def test_edges_rest_where_the_snapping_says(canvas: TimeCanvas) -> None:
    magnet = canvas.snapping = Magnet()
    events = heard(canvas)
    drag(canvas, 100, 193)
    assert events == [("loop", 15.0, 20.0), ("finished",)]
    assert magnet.reaches_s == pytest.approx([0.4, 0.4]), "8 px"


def test_a_drag_goes_on_when_the_view_scrolls_under_it(
    canvas: TimeCanvas, axis: TimeAxis, qtbot: QtBot
) -> None:
    events = heard(canvas)
    QTest.mousePress(canvas, LEFT, pos=QPoint(200, 20))
    QTest.mouseMove(canvas, QPoint(WIDTH + 50, 20))
    qtbot.waitUntil(lambda: axis.stop_s > 35.0)
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(WIDTH + 50, 20))
    assert events[-2] == ("loop", 20.0, axis.stop_s)
    assert events[-1] == ("finished",)


def test_a_drag_away_from_an_edge_does_not_scroll(canvas: TimeCanvas, axis: TimeAxis) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(2, 20))
    for x in (8, 14, 20):
        QTest.mouseMove(canvas, QPoint(x, 20))
        QTest.qWait(20)
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(20, 20))
    assert axis.start_s == 10.0
