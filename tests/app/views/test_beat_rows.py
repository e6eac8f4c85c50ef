"""Bars and clicks: two rows, and one where the page is low, with everything that is needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.theme import BARS_PX, DARK, SIDE_COLUMN_PX
from app.views.click_strip import STRIP_PX
from app.views.song_page import SongPage
from player.mixer import StemMix

from .conftest import SAMPLE_RATE

LEFT = Qt.MouseButton.LeftButton
LOW, HIGH = (1024, 518), (1440, 802)  # what windows of 1024 x 640 and 1440 x 900 leave


@pytest.fixture
def page(qtbot: QtBot) -> SongPage:
    made = SongPage(DARK, SAMPLE_RATE)
    qtbot.addWidget(made)
    made.set_duration(100.0)
    made.set_stems(("vocals", "drums", "bass", "other"))
    made.resize(*HIGH)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def resize(page: SongPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    # In one turn the rows are made low, in the next they are laid out.
    for _ in range(3):
        QTest.qWait(1)


def place(widget: QWidget, page: SongPage) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", [LOW, (1024, 400), HIGH])
def test_in_every_window_the_click_is_seen_and_its_level_reached(
    page: SongPage, size: tuple[int, int], qtbot: QtBot
) -> None:
    resize(page, size)
    strip = page.click_strip
    strip.set_mix(StemMix())
    shown = [strip.on, strip.more, strip.gain, page.bar_cell.tap]
    places = [place(widget, page) for widget in shown]
    column = QRect(0, 0, SIDE_COLUMN_PX, page.height())
    for at, (widget, rect) in enumerate(zip(shown, places, strict=True)):
        assert widget.visibleRegion().boundingRect() == widget.rect()
        assert column.contains(rect)
        assert not any(rect.intersects(other) for other in places[:at])
    assert strip.gain.width() >= 64
    assert strip.on.isChecked()
    with qtbot.waitSignal(strip.on_toggled) as toggled:
        QTest.mouseClick(strip.on, LEFT)
    assert toggled.args == [False]
    with qtbot.waitSignal(strip.gain_db_changed):
        QTest.keyClick(strip.gain, Qt.Key.Key_Left)
    QTest.mouseClick(strip.more, LEFT)
    assert strip.popup.isVisible()
    strip.popup.hide()


def test_made_low_they_share_a_row_and_made_high_again_they_are_as_before(page: SongPage) -> None:
    strip, cell = page.click_strip, page.bar_cell
    watched = (strip, strip.on, strip.more, strip.gain, strip.pan, cell, cell.tap, page.click_lane)
    before = [place(widget, page) for widget in watched]
    assert strip.height() == STRIP_PX
    resize(page, LOW)
    assert strip.height() == cell.height() == page.bar_lane.height() == BARS_PX
    assert place(strip, page).y() == place(page.bar_lane, page).y()
    assert not page.click_lane.isVisible()
    resize(page, HIGH)
    assert [place(widget, page) for widget in watched] == before


def test_the_tab_key_goes_as_they_stand(page: SongPage) -> None:
    strip, cell = page.click_strip, page.bar_cell
    for size, wanted in ((LOW, (strip.gain, cell.tap)), (HIGH, (cell.tap, strip.on))):
        resize(page, size)
        wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(wanted[0], Qt.Key.Key_Tab)
        assert page.focusWidget() is wanted[1]


def test_the_keyboard_stays_where_it_is_as_long_as_that_is_seen(page: SongPage) -> None:
    strip = page.click_strip
    strip.gain.setFocus()
    for size in (LOW, HIGH):
        resize(page, size)
        assert page.focusWidget() is strip.gain
    strip.pan.setFocus()
    resize(page, LOW)
    assert page.focusWidget() is page


def test_in_one_row_moving_lines_is_ended_where_beats_are_tapped(
    page: SongPage, qtbot: QtBot
) -> None:
    cell = page.bar_cell
    resize(page, LOW)
    cell.set_moving(True)
    assert (cell.tap.isVisible(), cell.done.isVisible()) == (False, True)
    resize(page, HIGH)
    assert cell.tap.isVisible()
    assert cell.done.isVisible()
    resize(page, LOW)
    cell.set_moving(False)
    assert (cell.tap.isVisible(), cell.done.isVisible()) == (True, False)
