"""What is being done, or a sentence; never both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.theme import DARK, STATUS_PX
from app.views.status_line import StatusLine

from .conftest import Pixels, rgb


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.resize(1024, STATUS_PX)
    made.show()
    return made


def test_an_activity_shows_how_far_it_is_and_can_be_cancelled(
    line: StatusLine, qtbot: QtBot
) -> None:
    line.set_activity("Separating with Compact", 0.63, "63 % · about 1 min 12 s left")
    assert line.message.text() == "Separating with Compact"
    assert line.progress.value() / line.progress.maximum() == pytest.approx(0.63)
    assert line.progress_text.isVisible()
    told = line.progress.accessibleDescription()
    assert told == "Separating with Compact. 63 % · about 1 min 12 s left"
    assert line.cancel.accessibleDescription() == "Separating with Compact"
    with qtbot.waitSignal(line.cancel_clicked):
        QTest.mouseClick(line.cancel, Qt.MouseButton.LeftButton)


def test_a_message_takes_the_place_of_the_activity(line: StatusLine) -> None:
    line.set_activity("Separating", 0.5)
    line.set_message("Separated.")
    assert line.message.text() == "Separated."
    assert not any(w.isVisible() for w in (line.progress, line.progress_text, line.cancel))


def test_a_message_may_offer_something_to_do(line: StatusLine, qtbot: QtBot) -> None:
    line.set_message("Cancelled.", "warning", "Continue")
    assert line.action.text() == "Continue"
    with qtbot.waitSignal(line.action_clicked):
        QTest.mouseClick(line.action, Qt.MouseButton.LeftButton)
    line.set_message("Opened.")
    assert not line.action.isVisible()


def test_a_button_that_goes_takes_no_other_with_it(line: StatusLine, qtbot: QtBot) -> None:
    with qtbot.waitActive(line):
        line.activateWindow()
    line.set_activity("Separating", 0.5)
    line.cancel.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(line.cancel, Qt.Key.Key_Return)
    line.set_message("Cancelled.", "warning", "Continue")
    assert line.hasFocus()
    assert not line.action.hasFocus()


def test_an_error_is_told_by_colour_and_by_sign(line: StatusLine, pixels: Pixels) -> None:
    def error_px() -> int:
        return int((pixels(line) == rgb(DARK.error)).all(axis=2).sum())

    line.set_message("The song cannot be read.")
    assert error_px() == 0
    line.set_message("The song cannot be read.", "error")
    assert error_px() > 0
    assert line.message.text() == "⨯ The song cannot be read."
    line.set_message("")
    assert line.message.text() == ""


def test_a_long_sentence_does_not_push_the_device_out(line: StatusLine) -> None:
    line.set_device("Speakers · 12 ms")
    line.set_message("word " * 200, "warning")
    QTest.qWait(1)
    assert line.device.geometry().right() <= line.width()
    assert line.device.width() >= line.device.sizeHint().width()
    assert line.message.toolTip().startswith("△ word")
