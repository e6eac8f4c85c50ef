"""A number that is dragged, scrolled, stepped and typed."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.pitch_field import PitchField
from app.views.value_field import ValueField

from .conftest import Pixels, Wheel

LEFT = Qt.MouseButton.LeftButton
MIDDLE = QPoint(20, 15)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    QVBoxLayout(made)
    return made


@pytest.fixture
def field(window: QWidget, qtbot: QtBot) -> ValueField:
    """A tempo from 25 to 200 percent."""
    made = ValueField("Tempo", DARK, 25, 200, 100, unit=" %")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    with qtbot.waitActive(window):
        window.show()
    window.setFocus()
    return made


@pytest.fixture
def values(field: ValueField) -> list[float]:
    heard: list[float] = []
    field.value_changed.connect(heard.append)
    return heard


def drag(field: ValueField, up_px: int) -> None:
    QTest.mousePress(field, LEFT, pos=MIDDLE)
    QTest.mouseMove(field, MIDDLE - QPoint(0, up_px))
    QTest.mouseRelease(field, LEFT, pos=MIDDLE - QPoint(0, up_px))


def test_it_is_dragged_up_and_down(field: ValueField, values: list[float]) -> None:
    drag(field, -75)
    assert values == [75.0]
    assert field.text() == "75 %"
    drag(field, 5000)
    assert values[-1] == 200.0


def test_a_drag_does_not_begin_to_type_a_click_does(field: ValueField) -> None:
    drag(field, 30)
    assert not field.editor.isVisible()
    QTest.mouseClick(field, LEFT, pos=MIDDLE)
    assert field.editor.hasFocus()
    assert field.editor.selectedText() == "110"


def test_the_wheel_moves_one_step_a_notch(
    field: ValueField, values: list[float], wheel: Wheel
) -> None:
    wheel(field, 20, -1)
    wheel(field, 20, 0.5)
    wheel(field, 20, 0.5)
    assert values == [99.0, 100.0]


def test_the_wheel_does_nothing_while_a_number_is_typed(
    field: ValueField, values: list[float], wheel: Wheel
) -> None:
    QTest.mouseClick(field, LEFT, pos=MIDDLE)
    wheel(field, 20, -3)
    wheel(field.editor, 20, -3)
    QTest.keyClick(field.editor, Qt.Key.Key_Up)
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    assert values == []
    assert field.text() == "100 %"


def test_keys_step(field: ValueField, values: list[float]) -> None:
    field.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        QTest.keyClick(field, key)
    assert values == [101.0, 100.0, 95.0]


def test_the_right_button_resets(field: ValueField, values: list[float]) -> None:
    field.set_value(60)
    assert values == []
    QTest.mouseClick(field, Qt.MouseButton.RightButton, pos=MIDDLE)
    field.contextMenuEvent(None)  # type: ignore[arg-type]  # the platform's way differs
    assert values == [100.0]


@pytest.mark.parametrize(
    ("typed", "value"), [("75", 75), ("62,4 %", 62), ("62.5", 63), ("999", 200), ("1", 25)]
)
def test_a_click_lets_type(
    field: ValueField, window: QWidget, values: list[float], typed: str, value: int
) -> None:
    QTest.mouseClick(field, LEFT, pos=MIDDLE)
    assert field.editor.isVisible()
    QTest.keyClicks(field.editor, typed)
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert not field.editor.isVisible()
    assert field.text() == f"{value} %"
    assert values == [value]
    assert window.hasFocus()  # and with it the window's shortcuts


def test_return_lets_type_and_comes_back(field: ValueField, values: list[float]) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field.editor, "85")
    assert values == []
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert values == [85.0]
    assert field.hasFocus()


def test_a_click_elsewhere_takes_what_was_typed(
    field: ValueField, window: QWidget, values: list[float]
) -> None:
    QTest.mouseClick(field, LEFT, pos=MIDDLE)
    QTest.keyClicks(field.editor, "80")
    QTest.mouseClick(window, LEFT, pos=QPoint(1, 1))
    assert values == [80.0]
    assert not field.editor.isVisible()


@pytest.mark.parametrize("typed", ["", "abc"])
def test_what_is_no_number_changes_nothing(
    field: ValueField, values: list[float], typed: str
) -> None:
    field.edit()
    field.editor.setText(typed)
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert values == []
    assert not field.editor.isVisible()


def test_escape_leaves_the_number_as_it_was(field: ValueField, values: list[float]) -> None:
    field.edit()
    QTest.keyClicks(field.editor, "33")
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    assert not field.editor.isVisible()
    assert values == []
    assert field.value() == 100


def test_the_window_s_keys_win_unless_a_number_is_typed(field: ValueField, window: QWidget) -> None:
    pressed: list[str] = []
    for keys in ("Space", "1", "Home", "-"):
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.activated.connect(lambda keys=keys: pressed.append(keys))
    field.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_Home, Qt.Key.Key_Minus):
        QTest.keyClick(field, key)
    assert pressed == ["Space", "1", "Home", "-"]
    field.edit()
    QTest.keyClick(field.editor, Qt.Key.Key_1)
    assert len(pressed) == 4
    assert field.editor.text() == "1"


def test_escape_gives_the_keyboard_back(field: ValueField, window: QWidget) -> None:
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.hasFocus()


def test_a_window_that_is_left_finds_nobody_typing(
    field: ValueField, window: QWidget, values: list[float], qtbot: QtBot
) -> None:
    QTest.mouseClick(field, LEFT, pos=MIDDLE)
    QTest.keyClicks(field.editor, "70")
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    assert (values, field.editor.isVisible()) == ([70.0], False)
    with qtbot.waitActive(window):
        window.activateWindow()
    assert window.hasFocus()


def test_a_screen_reader_hears_name_role_and_value(field: ValueField) -> None:
    field.set_value(75)
    told = QAccessible.queryAccessibleInterface(field)
    assert told is not None
    assert told.text(QAccessible.Text.Name) == "Tempo"
    assert told.text(QAccessible.Text.Value) == "75 %"
    assert told.role() == QAccessible.Role.SpinBox
    number = told.valueInterface()
    assert (number.currentValue(), number.minimumValue(), number.maximumValue()) == (75, 25, 200)


def test_nothing_around_it_moves_when_the_number_does(field: ValueField) -> None:
    before = field.sizeHint()
    field.set_value(25)
    assert field.sizeHint() == before
    assert field.fontMetrics().horizontalAdvance("200 %") <= before.width()


# Semitones and cents.


@pytest.fixture
def pitch(qtbot: QtBot) -> PitchField:
    made = PitchField(DARK)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_name_of_the_note_stands_on_the_line_of_its_number(
    pitch: PitchField, pixels: Pixels
) -> None:
    caption = next(label for label in pitch.findChildren(QLabel) if label.text() == "A4")
    lines = []
    for widget, underline in ((caption, 0), (pitch.tuning, 3)):
        picture = pixels(pitch)[:, widget.mapTo(pitch, QPoint(0, 0)).x() :][:, : widget.width()]
        top = widget.mapTo(pitch, QPoint(0, 0)).y()
        text = picture[top : top + widget.height() - underline].astype(int)
        inked = np.abs(text - text[0, 0]).sum(axis=2) > 120
        lines.append(top + np.flatnonzero(inked.any(axis=1))[-1])
    assert lines[0] == lines[1]


def test_semitones_and_cents_are_one_number(pitch: PitchField, wheel: Wheel) -> None:
    pitches: list[float] = []
    pitch.pitch_changed.connect(pitches.append)
    wheel(pitch.semitones, 5, -2)
    wheel(pitch.cents, 5, 3)
    assert pitches == pytest.approx([-2.0, -1.97])
    assert (pitch.semitones.text(), pitch.cents.text()) == ("−2", "+3 ct")


@pytest.mark.parametrize(
    ("semitones", "shown"),
    [(0.0, (0, 0)), (-2.25, (-2, -25)), (11.7, (12, -30)), (3.4, (3, 40))],
)
def test_a_pitch_that_is_set_is_shown_and_not_announced(
    pitch: PitchField, semitones: float, shown: tuple[int, int]
) -> None:
    pitches: list[float] = []
    pitch.pitch_changed.connect(pitches.append)
    pitch.set_pitch(semitones)
    assert (pitch.semitones.value(), pitch.cents.value()) == shown
    assert pitches == []


def test_the_same_pitch_comes_back_as_it_was_written(pitch: PitchField) -> None:
    pitch.semitones.set_value(-1)
    pitch.cents.set_value(-50)
    pitch.set_pitch(-1.5)
    assert (pitch.semitones.value(), pitch.cents.value()) == (-1, -50)
