"""The mouse and the keyboard on the spectrogram: notes, boxes, loops, and what is said of them."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.listening_box import ListeningBox
from app.theme import DARK
from app.views.listening_canvas import STRIP_PX
from app.views.spectrogram_view import SpectrogramView
from app.views.time_axis import TimeAxis
from tests.app.views.conftest import SAMPLE_RATE, Pixels

LEFT = Qt.MouseButton.LeftButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
BOX = ListeningBox(15.0, 20.0, 48, 59)
Canvas = Any


@pytest.fixture
def view(qtbot: QtBot, axis: TimeAxis) -> SpectrogramView:
    """20 px are a second, 6 px a semitone."""
    made = SpectrogramView(axis, DARK, SAMPLE_RATE)
    qtbot.addWidget(made)
    made.resize(248 + 400, 510)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def canvas(view: SpectrogramView) -> Canvas:
    return view.plot.overlay


@pytest.fixture
def said(canvas: Canvas) -> list[tuple[object, ...]]:
    """Every signal, in order."""
    heard: list[tuple[object, ...]] = []
    for name in (
        "note_pressed",
        "note_released",
        "note_dropped",
        "box_chosen",
        "box_resized",
        "box_drag_finished",
        "box_dismissed",
        "seek_requested",
        "loop_dragged",
        "loop_drag_finished",
    ):
        getattr(canvas, name).connect(lambda *args, name=name: heard.append((name, *args)))
    return heard


def place(canvas: Canvas, time_s: float, midi: float) -> QPoint:
    return QPoint(canvas.x_of(time_s), round(canvas.y_of(midi)))


def drag(canvas: Canvas, start: QPoint, stop: QPoint) -> None:
    QTest.mousePress(canvas, LEFT, PLAIN, start)
    for step in range(1, 9):
        QTest.mouseMove(canvas, start + (stop - start) * step / 8)
    QTest.mouseRelease(canvas, LEFT, PLAIN, stop)


def test_a_click_sounds_the_nearest_note_as_long_as_it_is_held(
    canvas: Canvas, said: list[tuple[object, ...]]
) -> None:
    QTest.mousePress(canvas, LEFT, PLAIN, place(canvas, 15.0, 57.3))
    assert said == [("note_pressed", 57.0)]
    QTest.mouseRelease(canvas, LEFT, PLAIN, place(canvas, 15.0, 57.3))
    assert said[1:] == [("note_released",)]


def test_with_shift_exactly_what_is_under_the_mouse(
    canvas: Canvas, said: list[tuple[object, ...]]
) -> None:
    there = place(canvas, 15.0, 57.3)
    QTest.mouseClick(canvas, LEFT, SHIFT, there)
    name, midi = said[0]
    assert name == "note_pressed"
    assert midi == pytest.approx(canvas.pitch_at(there.y()))
    assert midi != round(float(str(midi)))


def test_a_drag_both_ways_draws_a_box_of_every_note_it_touches(
    canvas: Canvas, said: list[tuple[object, ...]]
) -> None:
    drag(canvas, place(canvas, 20.0, 47.8), place(canvas, 15.0, 59.2))
    assert said[:2] == [("note_pressed", 48.0), ("note_dropped",)]
    assert said[2:] == [("box_chosen", BOX)]


def test_a_drag_along_a_note_draws_a_box_of_this_note(
    canvas: Canvas, said: list[tuple[object, ...]]
) -> None:
    drag(canvas, place(canvas, 15.0, 50.0), place(canvas, 20.0, 50.0))
    assert said[-1] == ("box_chosen", ListeningBox(15.0, 20.0, 50, 50))


def test_a_drag_straight_up_is_no_box(canvas: Canvas, said: list[tuple[object, ...]]) -> None:
    drag(canvas, place(canvas, 15.0, 40.0), place(canvas, 15.0, 60.0))
    assert [name for name, *_ in said] == ["note_pressed", "note_dropped"]


def test_the_strip_at_the_top_is_as_every_other_view(
    canvas: Canvas, said: list[tuple[object, ...]]
) -> None:
    y = STRIP_PX // 2
    QTest.mouseClick(canvas, LEFT, PLAIN, QPoint(100, y))
    assert said == [("seek_requested", 15.0)]
    drag(canvas, QPoint(100, y), QPoint(200, y + 100))
    assert said[-2:] == [("loop_dragged", 15.0, 20.0), ("loop_drag_finished",)]
    assert not [name for name, *_ in said if name.startswith(("note", "box"))]


def test_a_double_click_goes_there(canvas: Canvas, said: list[tuple[object, ...]]) -> None:
    there = place(canvas, 15.0, 50.0)
    QTest.mouseClick(canvas, LEFT, PLAIN, there)
    QTest.mouseDClick(canvas, LEFT, PLAIN, there)
    assert ("seek_requested", 15.0) in said
    last_note = max(index for index, (name, *_) in enumerate(said) if name == "note_pressed")
    assert ("note_dropped",) in said[last_note:]


def test_the_loop_s_edge_can_be_dragged_anywhere(
    canvas: Canvas, said: list[tuple[object, ...]]
) -> None:
    canvas.set_loop((12.0, 20.0), True)
    drag(canvas, place(canvas, 20.0, 50.0), place(canvas, 25.0, 70.0))
    assert said[-2:] == [("loop_dragged", 12.0, 25.0), ("loop_drag_finished",)]


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        ((15.0, 54.0), (14.0, 54.0), ListeningBox(14.0, 20.0, 48, 59)),
        ((20.0, 54.0), (22.0, 54.0), ListeningBox(15.0, 22.0, 48, 59)),
        ((17.0, 59.5), (17.0, 64.0), ListeningBox(15.0, 20.0, 48, 64)),
        ((17.0, 47.5), (17.0, 70.0), ListeningBox(15.0, 20.0, 59, 59)),
        ((20.0, 59.5), (21.0, 62.0), ListeningBox(15.0, 21.0, 48, 62)),
        ((15.0, 47.5), (30.0, 40.0), ListeningBox(19.95, 20.0, 40, 59)),
    ],
)
def test_its_edges_and_corners_can_be_dragged(
    canvas: Canvas,
    said: list[tuple[object, ...]],
    start: tuple[float, float],
    stop: tuple[float, float],
    expected: ListeningBox,
) -> None:
    canvas.set_box(BOX)
    canvas.box_resized.connect(canvas.set_box)
    drag(canvas, place(canvas, *start), place(canvas, *stop))
    assert canvas.box == expected
    assert said[-1] == ("box_drag_finished",)
    assert not [name for name, *_ in said if name.startswith("note")]


def test_a_click_beside_a_box_ends_it_and_one_inside_is_a_note(
    canvas: Canvas, said: list[tuple[object, ...]]
) -> None:
    canvas.set_box(BOX)
    QTest.mouseClick(canvas, LEFT, PLAIN, place(canvas, 17.0, 53.0))
    assert said == [("note_pressed", 53.0), ("note_released",)]
    QTest.mouseClick(canvas, LEFT, PLAIN, place(canvas, 25.0, 53.0))
    assert said[2:] == [("box_dismissed",)]


def test_a_drag_beside_a_box_draws_another(canvas: Canvas, said: list[tuple[object, ...]]) -> None:
    canvas.set_box(BOX)
    drag(canvas, place(canvas, 22.0, 70.0), place(canvas, 26.0, 74.0))
    assert said == [("box_chosen", ListeningBox(22.0, 26.0, 70, 74))]


def test_the_chip_says_what_is_heard_and_ends_it(
    canvas: Canvas, said: list[tuple[object, ...]], axis: TimeAxis
) -> None:
    assert not canvas.chip.isVisible()
    canvas.set_box(BOX)
    assert canvas.chip.text() == "Box C3–B3 · 5.0 s  ×"
    assert "C3–B3" in canvas.chip.accessibleName()
    axis.show(60.0, 80.0)
    assert canvas.rect().contains(canvas.chip.geometry()), "it is in sight wherever one looks"
    QTest.mouseClick(canvas.chip, LEFT)
    assert said == [("box_dismissed",)]
    canvas.set_box(None)
    assert not canvas.chip.isVisible()


def test_outside_of_the_box_it_is_dark(canvas: Canvas, pixels: Pixels) -> None:
    before = pixels(canvas).astype(int)
    canvas.set_box(BOX)
    after = pixels(canvas).astype(int)
    inside, outside = place(canvas, 17.5, 53.2), place(canvas, 25.0, 53.2)
    assert (after[inside.y(), inside.x()] == before[inside.y(), inside.x()]).all()
    c6 = place(canvas, 25.0, 84)
    assert after[c6.y(), c6.x()].sum() <= before[c6.y(), c6.x()].sum()
    edge = place(canvas, 15.0, 53.2)
    assert after[edge.y(), edge.x()].sum() > 300
    assert (after[outside.y(), outside.x()] <= before[outside.y(), outside.x()]).all()


def test_the_arrows_move_a_cursor_and_return_sounds_it(
    canvas: Canvas, said: list[tuple[object, ...]], view: SpectrogramView, qtbot: QtBot
) -> None:
    canvas.set_playhead(20.0)
    view.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    assert canvas.accessibleDescription() == "A2 at 0:20.000"
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    qtbot.keyClick(canvas, Qt.Key.Key_PageUp)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.accessibleDescription() == "A♯3 at 0:20.400"
    assert view.note_label.text() == "A♯3"
    qtbot.keyPress(canvas, Qt.Key.Key_Return)
    assert said == [("note_pressed", 58.0)]
    qtbot.keyRelease(canvas, Qt.Key.Key_Return)
    assert said[1:] == [("note_released",)]


def test_shift_and_the_arrows_draw_a_box_and_return_listens(
    canvas: Canvas, said: list[tuple[object, ...]], view: SpectrogramView, qtbot: QtBot
) -> None:
    canvas.set_playhead(20.0)
    view.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    for _ in range(5):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    assert canvas.accessibleDescription() == "Box F♯2–A2 from 0:20.000 to 0:22.000"
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    (_, box) = said[0]
    assert isinstance(box, ListeningBox)
    assert (box.start_s, box.stop_s) == pytest.approx((20.0, 22.0))
    assert (box.lowest_midi, box.highest_midi) == (42, 45)


def test_escape_drops_what_is_drawn_then_ends_the_box_then_gives_the_keyboard_back(
    canvas: Canvas, said: list[tuple[object, ...]], view: SpectrogramView, qtbot: QtBot
) -> None:
    canvas.set_box(BOX)
    view.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    for _ in range(5):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert said == []
    assert canvas.accessibleDescription().startswith("A2 at")
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert said == [("box_dismissed",)]
    canvas.set_box(None)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.hasFocus()


def test_a_click_leaves_the_arrows_to_the_song(canvas: Canvas, qapp: QApplication) -> None:
    QTest.mouseClick(canvas, LEFT, PLAIN, place(canvas, 15.0, 50.0))
    assert qapp.focusWidget() is not canvas
