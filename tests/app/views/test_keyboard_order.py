"""The tab key's way from view to view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.keyboard_order import chain


def test_it_goes_as_the_views_stand_and_past_windows_of_their_own(
    qtbot: QtBot, qtlog: object
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    last, first = _view("last"), _view("first")
    column.addWidget(last)
    column.addWidget(first)
    popup = QFrame(first, Qt.WindowType.Popup)
    of_the_popup = QPushButton("in the popup", popup)
    chain([first, last])
    met = []
    stop: QWidget | None = _buttons(first)[0]
    while len(met) < 4:
        assert stop is not None
        if isinstance(stop, QPushButton) and stop is not of_the_popup:
            met.append(stop.text())
        stop = stop.nextInFocusChain()
    assert met == ["first 1", "first 2", "last 1", "last 2"]
    assert not [record.message for record in qtlog.records]  # type: ignore[attr-defined]


def _buttons(view: QWidget) -> list[QPushButton]:
    return view.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _view(name: str) -> QWidget:
    view = QWidget()
    column = QVBoxLayout(view)
    for number in (1, 2):
        column.addWidget(QPushButton(f"{name} {number}"))
    return view
