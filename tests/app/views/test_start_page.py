"""Open a song, or the demo, or one of those there were."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.application_style import apply_theme
from app.library import LibrarySong
from app.theme import DARK, LIGHT
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


SONGS = tuple(
    LibrarySong(key, title, Path(f"/music/{key}.mp3"), 60.0, 1.0)
    for key, title in (("a", "Águas de Março"), ("b", "Blue & Green"), ("c", "Chicken"))
)


@pytest.fixture
def library(page: StartPage) -> StartPage:
    """The same page with songs."""
    page.set_songs(SONGS)
    return page


def test_the_ways_to_a_song_are_there_beside_the_library(library: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(library.open_clicked):
        QTest.mouseClick(library.open, LEFT)
    with qtbot.waitSignal(library.open_clicked):
        QTest.mouseClick(library.drop_zone, LEFT, pos=QPoint(20, 20))
    with qtbot.waitSignal(library.demo_clicked):
        QTest.mouseClick(library.demo, LEFT)
    assert library.list.height() > 300
    library.set_songs(())
    qtbot.waitUntil(lambda: library.demo.y() > library.drop_zone.geometry().bottom())
    assert library.demo.isVisible()
    assert not library.list.isVisible()


def test_tab_goes_through_the_page_as_the_eye_does(library: StartPage, qtbot: QtBot) -> None:
    library.set_open_song("a", "Águas de Março")
    with qtbot.waitActive(library):
        library.activateWindow()
    library.demo.setFocus()
    row = library.list.buttons
    for expected in (library.back, library.open, library.search, library.list, row.folder):
        QTest.keyClick(library.focusWidget(), Qt.Key.Key_Tab)
        assert library.focusWidget() is expected


def test_a_song_to_go_back_to_is_named(library: StartPage, qtbot: QtBot) -> None:
    assert not library.back.isVisible()
    library.set_open_song("b", "Blue & Green")
    assert library.back.text() == "Back to Blue && Green"
    assert library.back.accessibleName() == "Back to Blue & Green"
    library.set_open_song("b", "x" * 200)
    assert library.back.width() < 500
    with qtbot.waitSignal(library.back_clicked):
        QTest.keyClick(library.list, Qt.Key.Key_Escape)


def test_what_is_typed_anywhere_is_searched_for(library: StartPage) -> None:
    QTest.keyClick(library.list, Qt.Key.Key_M)
    assert library.focusWidget() is library.search
    QTest.keyClicks(library.search, "arco")
    assert [song.key for song in library.list.songs.shown] == ["a"]
    assert library.summary.text() == "1 of 3 songs"
    QTest.keyClicks(library.search, "x")
    assert library.nothing_found.isVisible()
    QTest.keyClick(library.search, Qt.Key.Key_Escape)
    assert library.summary.text() == "3 songs"
    assert not library.nothing_found.isVisible()


def test_arrows_leave_the_search_for_the_list(library: StartPage, qtbot: QtBot) -> None:
    library.start_search()
    QTest.keyClick(library.search, Qt.Key.Key_Down)
    assert library.focusWidget() is library.list
    with qtbot.waitSignal(library.list.song_clicked) as opened:
        QTest.keyClick(library.list, Qt.Key.Key_Return)
    assert opened.args[0].key == "b"
    library.start_search()
    with qtbot.waitSignal(library.list.song_clicked) as opened:
        QTest.keyClick(library.search, Qt.Key.Key_Return)
    assert opened.args[0].key == "b"


def test_the_search_is_cleared_by_its_button(library: StartPage) -> None:
    library.search.setText("zzz")
    clear = library.search.actions()[0]
    assert clear.isVisible()
    clear.trigger()
    assert library.search.text() == ""
    assert not clear.isVisible()


def test_the_page_begins_anew_when_it_is_seen_again(library: StartPage) -> None:
    library.search.setText("chick")
    library.list.ask_to_remove()
    library.set_note("The stems were removed.")
    library.hide()
    library.show()
    assert library.search.text() == ""
    assert not library.list.buttons.is_asking
    assert not library.note.isVisible()
    library.set_note("It was forgotten.", can_bring_back=True)
    library.hide()
    library.show()
    assert library.bring_back.isVisible(), "there is no other way to it"


def test_another_theme_changes_no_size(library: StartPage, qapp: QApplication) -> None:
    def sizes() -> list[int]:
        labels = library.drop_zone.findChildren(QLabel)
        return [label.font().pixelSize() for label in labels]

    before = sizes()
    apply_theme(qapp, LIGHT)
    library.set_theme(LIGHT)
    after = sizes()
    apply_theme(qapp, DARK)
    assert after == before
