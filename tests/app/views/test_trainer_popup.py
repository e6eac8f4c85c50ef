"""The trainer's popup and its button: numbers give way to each other, presses are told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.tempo_training import TrainerPlan
from app.theme import DARK
from app.views.trainer_cell import TrainerCell
from app.views.trainer_popup import TrainerPopup

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def popup(qtbot: QtBot) -> TrainerPopup:
    made = TrainerPopup(DARK)
    qtbot.addWidget(made)
    made.show()
    return made


def plans(popup: TrainerPopup) -> list[TrainerPlan]:
    announced: list[TrainerPlan] = []
    popup.plan_changed.connect(announced.append)
    return announced


def test_a_plan_is_shown_and_not_announced(popup: TrainerPopup) -> None:
    announced = plans(popup)
    popup.set_plan(TrainerPlan(45, 90, 3, 7, is_gated=True))
    shown = [
        field.value() for field in (popup.from_percent, popup.to_percent, popup.step, popup.rounds)
    ]
    assert shown == [45, 90, 3, 7]
    assert popup.gate.chips["clean"].isChecked()
    assert not popup.rounds.isEnabled()
    assert announced == []


def test_the_other_end_gives_way(popup: TrainerPopup) -> None:
    announced = plans(popup)
    QTest.keyClick(popup.to_percent, Qt.Key.Key_Down)
    popup.from_percent.setValue(120)
    assert announced == [TrainerPlan(60, 99), TrainerPlan(120, 120)]
    popup.to_percent.setValue(80)
    assert (popup.from_percent.value(), popup.to_percent.value()) == (80, 80)


def test_when_it_gets_faster_is_chosen(popup: TrainerPopup) -> None:
    announced = plans(popup)
    QTest.mouseClick(popup.gate.chips["clean"], LEFT)
    QTest.mouseClick(popup.gate.chips["every"], LEFT)
    assert [plan.is_gated for plan in announced] == [True, False]
    assert popup.rounds.isEnabled()


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("toggle", "toggled"),
        ("clean", "clean_clicked"),
        ("take_back", "take_back_clicked"),
        ("progress", "progress_clicked"),
    ],
)
def test_buttons_are_pressed_with_mouse_and_return_key(
    qtbot: QtBot, popup: TrainerPopup, button: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(popup, signal)):
        QTest.mouseClick(getattr(popup, button), LEFT)
    popup.show()
    with qtbot.waitSignal(getattr(popup, signal)):
        QTest.keyClick(getattr(popup, button), Qt.Key.Key_Return)


def test_it_marks_with_the_keys_of_the_window(qtbot: QtBot, popup: TrainerPopup) -> None:
    popup.set_mark_keys(QKeySequence("K"), QKeySequence("Shift+K"))
    assert popup.clean.text() == "Clean  K"
    popup.toggle.setFocus()
    for key, modifier, signal, other in (
        (
            Qt.Key.Key_K,
            Qt.KeyboardModifier.NoModifier,
            popup.clean_clicked,
            popup.take_back_clicked,
        ),
        (
            Qt.Key.Key_K,
            Qt.KeyboardModifier.ShiftModifier,
            popup.take_back_clicked,
            popup.clean_clicked,
        ),
    ):
        with qtbot.assertNotEmitted(other), qtbot.waitSignal(signal):
            QTest.keyClick(popup.toggle, key, modifier)
    popup.set_mark_keys(QKeySequence(), QKeySequence())
    assert popup.clean.text() == "Clean"
    with qtbot.assertNotEmitted(popup.clean_clicked):
        QTest.keyClick(popup.toggle, Qt.Key.Key_K)


def test_every_stop_of_the_tab_key_has_a_name(popup: TrainerPopup) -> None:
    fields = (popup.from_percent, popup.to_percent, popup.step, popup.rounds)
    names = [field.accessibleName() for field in fields]
    assert names == ["From", "To", "Step", "Rounds at one tempo"]
    popup.from_percent.setFocus()
    walked = []
    for _ in range(9):
        walked.append(popup.focusWidget())
        QTest.keyClick(popup.focusWidget(), Qt.Key.Key_Tab)
    chip = popup.gate.chips["every"]
    assert walked[:5] == [*fields[:3], chip, popup.rounds]
    assert walked[5:] == [popup.toggle, popup.clean, popup.take_back, popup.progress]


def test_the_cell_says_where_a_training_is(qtbot: QtBot) -> None:
    cell = TrainerCell(DARK)
    qtbot.addWidget(cell)
    cell.show()
    assert (cell.caption.isHidden(), cell.button.isChecked()) == (True, False)
    with qtbot.assertNotEmitted(cell.clicked):
        cell.set_training("2/4 → 75 %", "Round 2 of 4 at 70 %, next 75 %")
    assert cell.caption.text() == "2/4 → 75 %"
    assert cell.button.accessibleDescription() == "Round 2 of 4 at 70 %, next 75 %"
    with qtbot.waitSignal(cell.clicked):
        QTest.mouseClick(cell.button, LEFT)
    # A press opens something: whether a training is on, nobody has changed.
    assert cell.button.isChecked()
