"""Where popups open: below their button, and never off the screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QFrame, QPushButton
from pytestqt.qtbot import QtBot

from app.theme import SPACE
from app.views.popup_place import popup_place


def test_a_popup_opens_below_its_button_and_on_the_screen(qtbot: QtBot) -> None:
    button, popup = QPushButton("Open"), QFrame()
    qtbot.addWidget(button)
    qtbot.addWidget(popup)
    popup.resize(200, 100)
    room = button.screen().availableGeometry()
    button.setGeometry(room.left() + 50, room.top() + 50, 80, 30)
    button.show()
    qtbot.waitExposed(button)
    corner = button.mapToGlobal(QPoint(0, 0))
    assert popup_place(button, popup) == corner + QPoint(0, button.height() + SPACE)
    button.move(room.bottomRight() - QPoint(20, 20))
    assert room.contains(QRect(popup_place(button, popup), popup.size()))
    button.move(room.topLeft() - QPoint(60, 200))
    assert room.contains(QRect(popup_place(button, popup), popup.size()))
