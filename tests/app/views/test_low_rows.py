"""Rows are low where a page has little room, and never turn round and round."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.low_rows import LowRows
from app.views.scrolling import scrolling

_ROOMY_PX, _NARROW_PX, _LEAST_PX = 700, 400, 800


class _Row(QWidget):
    """A row that makes its page higher while it is low: the worst that rows can do."""

    def __init__(self) -> None:
        super().__init__()
        self.turned: list[bool] = []
        self.set_low(low=False)
        self.turned.clear()

    def set_low(self, low: bool) -> None:
        self.turned.append(low)
        self.setFixedHeight(_LEAST_PX if low else 20)
        page = self.parentWidget()
        layout = None if page is None else page.layout()
        if layout is not None:
            layout.activate()


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[_Row]:
    page, pages, row = QWidget(), QStackedWidget(), _Row()
    QVBoxLayout(page).addWidget(row)
    pages.addWidget(page)
    frame = scrolling(pages)
    qtbot.addWidget(frame)
    LowRows(page, [row])
    frame.resize(600, _ROOMY_PX)
    frame.show()
    qtbot.waitExposed(frame)
    yield row
    frame.hide()


def test_rows_are_as_the_room_is(qtbot: QtBot, row: _Row) -> None:
    qtbot.wait(20)
    assert not row.turned
    frame = row.window()
    frame.resize(600, _NARROW_PX)
    qtbot.waitUntil(lambda: row.turned == [True])
    # Now the page is higher than where rows are low, but what is seen of it is not.
    page = row.parentWidget()
    assert page is not None
    qtbot.waitUntil(lambda: page.height() >= _LEAST_PX)
    qtbot.wait(50)
    assert row.turned == [True]
    frame.resize(600, _ROOMY_PX)
    qtbot.waitUntil(lambda: row.turned == [True, False])


def test_rows_stay_while_their_page_is_laid_out(qtbot: QtBot, row: _Row) -> None:
    qtbot.wait(20)
    page = row.parentWidget()
    assert page is not None
    row.window().resize(600, _NARROW_PX)
    page.resize(600, _NARROW_PX)
    assert not row.turned
    qtbot.waitUntil(lambda: row.turned == [True])
