"""The lane of bars: what it writes, and what of it can be taken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.bar_lane import BarLane
from app.views.bar_lines import BarLines
from app.views.time_axis import TimeAxis

from .conftest import Pixels, rgb
from .test_bar_lines import GRID, RATE, SONG_FRAMES

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def lane(qtbot: QtBot, axis: TimeAxis) -> BarLane:
    made = BarLane(axis, DARK, RATE)
    qtbot.addWidget(made)
    made.resize(800, 22)
    axis.show(0.0, 10.0)  # 80 px are a second
    made.set_bar_lines(BarLines(GRID, SONG_FRAMES, RATE))
    made.show()
    return made


def drag(lane: BarLane, x: int, px: int, modifier: Qt.KeyboardModifier) -> None:
    QTest.mousePress(lane, LEFT, modifier, QPoint(x, 10))
    QTest.mouseMove(lane, QPoint(x + px // 2, 10))
    QTest.mouseMove(lane, QPoint(x + px, 10))
    QTest.mouseRelease(lane, LEFT, modifier, QPoint(x + px, 10))


def test_every_bar_has_a_line_and_its_number(lane: BarLane, pixels: Pixels) -> None:
    surface = rgb(DARK.surface)
    columns = (pixels(lane)[6:16] != surface).any(axis=2)
    for bar_x in (80, 240, 400):
        assert columns[:, bar_x].all()
        assert columns[:, bar_x + 5 : bar_x + 12].any()
    # Between them stand small beats, below.
    assert not columns[:, 120].any()
    assert (pixels(lane)[18, 120] != surface).any()


def test_without_a_grid_it_says_so(lane: BarLane, pixels: Pixels) -> None:
    lane.set_bar_lines(None)
    assert lane.toolTip() == "The beats of this song are not known"
    assert (pixels(lane)[4:16, 8:100] != rgb(DARK.surface)).any()


def test_lines_are_taken_only_while_that_is_wanted(qtbot: QtBot, lane: BarLane) -> None:
    dragged: list[tuple[float, float, bool]] = []
    looped: list[tuple[float, float]] = []
    finished: list[bool] = []
    lane.line_dragged.connect(lambda *told: dragged.append(told))
    lane.line_drag_finished.connect(lambda: finished.append(True))
    lane.loop_dragged.connect(lambda *told: looped.append(told))
    drag(lane, 241, 40, Qt.KeyboardModifier.NoModifier)
    assert (dragged, bool(looped)) == ([], True)
    looped.clear()
    lane.set_moving(True)
    drag(lane, 241, 40, Qt.KeyboardModifier.NoModifier)
    assert dragged[-1] == (3.0, pytest.approx(0.5), False)
    drag(lane, 121, -16, SHIFT)
    assert dragged[-1] == (1.5, pytest.approx(-0.2), True)
    assert finished == [True, True]
    dragged.clear()
    drag(lane, 260, 40, Qt.KeyboardModifier.NoModifier)
    assert (dragged, looped) == ([], [])


def test_the_hand_sees_what_it_can_take(lane: BarLane) -> None:
    assert lane.grip_at(200).cursor == Qt.CursorShape.ArrowCursor
    lane.set_moving(True)
    assert lane.grip_at(242).cursor == Qt.CursorShape.SizeHorCursor
    assert lane.grip_at(260).cursor == Qt.CursorShape.ArrowCursor
    assert "Shift" in lane.toolTip()


def test_a_click_goes_there(qtbot: QtBot, lane: BarLane) -> None:
    with qtbot.waitSignal(lane.seek_requested) as told:
        QTest.mouseClick(lane, LEFT, pos=QPoint(160, 10))
    assert told.args == [pytest.approx(2.0)]
