"""Widgets that move between layouts leave nothing behind in PySide.

What PySide keeps of a place in a layout, an item, it is not told the end of; whatever comes to lie
in the item's memory is taken for it then, and has none of its own methods.
"""

from __future__ import annotations

import gc

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.bar_cell import BarCell
from app.views.bar_lane import BarLane
from app.views.beat_rows import BeatRows
from app.views.click_lane import ClickLane
from app.views.click_strip import ClickStrip
from app.views.time_axis import TimeAxis
from app.views.transport_bar import TransportBar
from player.multitrack import SAMPLE_RATE


def known_items() -> list[QLayoutItem]:
    """All that PySide knows; layouts, which are items too, end with a word."""
    gc.collect()
    return [
        each
        for each in gc.get_objects()
        if isinstance(each, QLayoutItem) and not isinstance(each, QObject)
    ]


@pytest.fixture
def others() -> list[QLayoutItem]:
    """What tests before have left."""
    return known_items()


def forgotten_items(widget: QWidget, others: list[QLayoutItem]) -> int:
    """How many items PySide knows that no layout of the widget has any more."""
    known = [each for each in known_items() if not any(each is other for other in others)]
    there = {
        shiboken6.getCppPointer(layout.itemAt(place))[0]
        for layout in widget.findChildren(QLayout)
        for place in range(layout.count())
    }
    return sum(shiboken6.getCppPointer(each)[0] not in there for each in known)


def test_they_would_be_noticed(qtbot: QtBot, others: list[QLayoutItem]) -> None:
    widget, label = QWidget(), QLabel()
    qtbot.addWidget(widget)
    outer, first, second = QVBoxLayout(widget), QHBoxLayout(), QHBoxLayout()
    first.addWidget(label)
    outer.addLayout(first)
    outer.addLayout(second)
    second.addWidget(label)
    assert forgotten_items(widget, others) == 1


def test_the_top_bar_leaves_none(qtbot: QtBot, others: list[QLayoutItem]) -> None:
    bar = TransportBar(DARK)
    qtbot.addWidget(bar)
    for width in (1600, 700, 1600):
        bar.resize(width, 120)
        bar.show()
        assert forgotten_items(bar, others) == 0


def test_bars_and_clicks_in_one_row_leave_none(qtbot: QtBot, others: list[QLayoutItem]) -> None:
    axis = TimeAxis()
    lanes = BarLane(axis, DARK, SAMPLE_RATE), ClickLane(axis, DARK, SAMPLE_RATE)
    rows = BeatRows(BarCell(), lanes[0], ClickStrip(DARK), lanes[1])
    qtbot.addWidget(rows)
    for low in (True, False):
        rows.set_low(low)
        assert forgotten_items(rows, others) == 0
