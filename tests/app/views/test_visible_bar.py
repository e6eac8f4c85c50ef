"""The thumb over the overview is what is visible below."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.time_axis import TimeAxis
from app.views.visible_bar import VisibleBar

from .conftest import Pixels, Wheel, rgb

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot: QtBot, axis: TimeAxis) -> VisibleBar:
    """100 s on 500 px; the thumb stands from 50 px to 150 px."""
    made = VisibleBar(axis, DARK)
    qtbot.addWidget(made)
    made.resize(500, 12)
    made.show()
    axis.changed.emit()
    return made


def drag(bar: VisibleBar, from_x: int, to_x: int) -> None:
    QTest.mousePress(bar, LEFT, pos=QPoint(from_x, 6))
    QTest.mouseMove(bar, QPoint((from_x + to_x) // 2, 6))
    QTest.mouseMove(bar, QPoint(to_x, 6))
    QTest.mouseRelease(bar, LEFT, pos=QPoint(to_x, 6))


@pytest.mark.parametrize(
    ("from_x", "to_x", "start_s", "stop_s"),
    [
        (100, 200, 30.0, 50.0),  # moved
        (100, -100, 0.0, 20.0),  # moved to the beginning and no further
        (50, 100, 20.0, 30.0),  # its left edge
        (150, 250, 10.0, 50.0),  # its right edge
        (150, 25, 5.0, 10.0),  # its right edge past its left one
        (300, 400, 60.0, 80.0),  # drawn anew
    ],
)
def test_the_thumb_is_moved_resized_and_drawn(
    bar: VisibleBar, axis: TimeAxis, from_x: int, to_x: int, start_s: float, stop_s: float
) -> None:
    loops: list[object] = []
    bar.loop_dragged.connect(lambda *span: loops.append(span))
    drag(bar, from_x, to_x)
    assert (axis.start_s, axis.stop_s) == pytest.approx((start_s, stop_s))
    assert loops == []


def test_when_everything_is_visible_a_drag_marks_what_is_visible(
    bar: VisibleBar, axis: TimeAxis
) -> None:
    axis.show_all()
    drag(bar, 100, 200)
    assert (axis.start_s, axis.stop_s) == pytest.approx((20.0, 40.0))


def test_a_thumb_of_a_few_px_can_still_be_taken(bar: VisibleBar, axis: TimeAxis) -> None:
    axis.show(20.0, 20.4)
    drag(bar, 101, 201)
    assert (axis.start_s, axis.stop_s) == pytest.approx((40.0, 40.4))


def test_a_click_beside_the_thumb_brings_the_place_to_the_middle(
    bar: VisibleBar, axis: TimeAxis
) -> None:
    sought: list[float] = []
    bar.seek_requested.connect(sought.append)
    QTest.mouseClick(bar, LEFT, pos=QPoint(400, 6))
    assert (axis.start_s, axis.stop_s) == pytest.approx((70.0, 90.0))
    assert not sought


def test_the_mouse_shows_what_it_would_take(bar: VisibleBar) -> None:
    for x, shape in (
        (100, Qt.CursorShape.OpenHandCursor),
        (50, Qt.CursorShape.SizeHorCursor),
        (300, Qt.CursorShape.ArrowCursor),
    ):
        QTest.mouseMove(bar, QPoint(x, 6))
        assert bar.cursor().shape() == shape
    QTest.mousePress(bar, LEFT, pos=QPoint(100, 6))
    assert bar.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseRelease(bar, LEFT, pos=QPoint(100, 6))
    assert bar.cursor().shape() != Qt.CursorShape.ClosedHandCursor


def test_the_thumb_stands_where_the_visible_part_is(bar: VisibleBar, pixels: Pixels) -> None:
    row = (pixels(bar)[3] == rgb(DARK.muted_text)).all(axis=1).nonzero()[0]
    assert row[0] == pytest.approx(50, abs=4)
    assert row[-1] == pytest.approx(149, abs=4)


def test_the_wheel_moves_and_zooms_what_is_visible_below(
    bar: VisibleBar, axis: TimeAxis, wheel: Wheel
) -> None:
    wheel(bar, 100, -1)
    assert axis.start_s == pytest.approx(12.0)
    wheel(bar, 100, 1, ctrl=True)
    assert axis.span_s == pytest.approx(16.0)
