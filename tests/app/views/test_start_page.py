"""Before there is a song: open one, or the demo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.start_page import StartPage

from .conftest import Pixels

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    made = StartPage(DARK)
    qtbot.addWidget(made)
    made.resize(1024, 560)
    made.show()
    return made


def test_buttons_and_drop_zone_ask_for_a_song(page: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.open_clicked):
        QTest.mouseClick(page.open, LEFT)
    with qtbot.waitSignal(page.open_clicked):
        QTest.mouseClick(page.drop_zone, LEFT, pos=QPoint(20, 20))
    with qtbot.waitSignal(page.demo_clicked):
        QTest.mouseClick(page.demo, LEFT)
    with qtbot.waitSignal(page.demo_clicked):
        QTest.keyClick(page.demo, Qt.Key.Key_Return)


def test_one_press_of_the_button_asks_once(page: StartPage) -> None:
    asked: list[bool] = []
    page.open_clicked.connect(lambda: asked.append(True))
    QTest.mouseClick(page.open, LEFT)
    assert asked == [True]


def test_the_drop_zone_lights_up_while_a_file_is_over_it(page: StartPage, pixels: Pixels) -> None:
    before = pixels(page)
    page.set_dragged_over(True)
    assert (pixels(page) != before).any()
    page.set_dragged_over(False)
    assert (pixels(page) == before).all()


def test_no_button_has_the_keyboard_before_somebody_takes_it(page: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    assert page.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert page.open.hasFocus() or page.demo.hasFocus()
