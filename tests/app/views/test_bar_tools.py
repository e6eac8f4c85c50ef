"""Buttons that give way keep doing what they did."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.bar_tools import BarTools, Room
from app.views.transport_bar import TransportBar


@pytest.fixture
def tools(qtbot: QtBot) -> BarTools:
    made = BarTools(DARK)
    qtbot.addWidget(made)
    songs, sounds = QPushButton("Songs"), QToolButton()
    songs.setAccessibleName("All songs")
    offered = QMenu("Sound output", sounds)
    offered.addAction("Speakers")
    sounds.setMenu(offered)
    sounds.setFixedSize(36, 36)
    made.add(songs, "open")
    made.add(sounds)
    made.set_theme(DARK)
    made.show()
    return made


def _button(tools: BarTools) -> QPushButton:
    found = tools.findChild(QPushButton)
    assert found is not None
    return found


def test_a_text_gives_way_to_its_icon_and_comes_back(tools: BarTools) -> None:
    button = _button(tools)
    tools.set_room(Room.ICONS)
    assert (button.text(), button.icon().isNull()) == ("", False)
    assert button.accessibleName() == "All songs"
    tools.set_room(Room.TEXTS)
    assert (button.text(), button.icon().isNull()) == ("Songs", True)


def test_each_step_is_narrower(tools: BarTools) -> None:
    texts, icons, menu = (tools.width_px(room) for room in Room)
    assert texts > icons > menu
    for room in Room:
        tools.set_room(room)
        tools.adjustSize()
        assert tools.width() <= tools.width_px(room) + 2


def test_what_is_in_the_menu_still_works(tools: BarTools, qtbot: QtBot) -> None:
    tools.set_room(Room.MENU)
    assert tools.more.isVisible()
    assert not _button(tools).isVisible()
    tools.menu.aboutToShow.emit()
    songs, sounds = tools.menu.actions()
    with qtbot.waitSignal(_button(tools).clicked):
        songs.trigger()
    assert sounds.menu().actions()[0].text() == "Speakers"
    _button(tools).setEnabled(False)
    tools.menu.aboutToShow.emit()
    assert not tools.menu.actions()[0].isEnabled()


def test_the_keyboard_is_not_lost_in_a_button_that_hides(qtbot: QtBot) -> None:
    bar = TransportBar(DARK)
    qtbot.addWidget(bar)
    bar.show()
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    bar.songs.setFocus()
    bar.tools.set_room(Room.MENU)
    assert bar.focusWidget() is not bar.songs


@pytest.mark.parametrize("width", [480, 600, 800, 1024, 1440])
def test_nothing_in_the_bar_overlaps_at_any_width(qtbot: QtBot, width: int) -> None:
    bar = TransportBar(DARK)
    qtbot.addWidget(bar)
    bar.set_title("A long name of a song", "song.mp3")
    for text in ("Songs", "Export"):
        bar.tools.add(QPushButton(text), "open")
    bar.show()
    bar.resize(width, bar.height())
    QTest.qWait(1)
    parts: list[QWidget] = [bar.to_start, bar.play, bar.loop, bar.position, bar.tempo, bar.pitch]
    parts.append(bar.tools)
    places = [QRect(part.mapTo(bar, QPoint(0, 0)), part.size()) for part in parts]
    for index, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[index + 1 :])
    if width >= 600:
        assert all(bar.rect().contains(place) for place in places)
    assert bar.title.width() > 0
    assert Qt.FocusPolicy.TabFocus & bar.songs.focusPolicy()
