"""Loops and markers by the window's keys, its menu and its lane."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.bookmarks import Marker, NamedLoop
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion
from tests.app.conftest import delete_now

LEFT = Qt.MouseButton.LeftButton
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def practising(qtbot: QtBot, window: MainWindow, stem_folder: Path) -> MainWindow:
    """The window with ready stems of 3 s open."""
    with qtbot.waitSignal(window.session.song_begun, timeout=10_000):
        window.session.open(stem_folder)
    qtbot.waitUntil(lambda: window.session.bookmarks._is_read)
    return window


def put_playhead(qtbot: QtBot, window: MainWindow, seconds: float) -> None:
    frame = round(seconds * SAMPLE_RATE)
    window.session.transport.seek(frame)
    wait_for_playhead(qtbot, window, seconds)


def wait_for_playhead(qtbot: QtBot, window: MainWindow, seconds: float) -> None:
    frame = round(seconds * SAMPLE_RATE)
    qtbot.waitUntil(lambda: window.session.transport.position_frame() == frame)


def loop_menu(window: MainWindow) -> QMenu:
    for action in window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QMenu) and action.text() == "&Loop":
            return menu
    raise AssertionError("there is no loop menu")


def item(menu: QMenu, text: str) -> QAction:
    """The item whose text, without its mnemonic, begins so."""
    found = [each for each in menu.actions() if each.text().replace("&", "").startswith(text)]
    assert len(found) == 1, [each.text() for each in menu.actions()]
    return found[0]


def submenu(window: MainWindow, text: str) -> QMenu:
    menu = item(loop_menu(window), text).menu()
    assert isinstance(menu, QMenu)
    return menu


def test_ctrl_l_keeps_the_loop_and_lets_its_name_be_typed(
    qtbot: QtBot, practising: MainWindow
) -> None:
    bookmarks, desk = practising.session.bookmarks, practising.session.desk
    editor = practising.song_page.bookmark_lane.editor
    before = desk.state
    practising.session.transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    qtbot.keyClick(practising, Qt.Key.Key_L, CTRL)
    assert bookmarks.state.loops == (NamedLoop("Loop 1", SAMPLE_RATE, 2 * SAMPLE_RATE),)
    assert practising.focusWidget() is editor
    assert editor.selectedText() == "Loop 1"
    for letter in ("V", "d", "b", "1"):
        qtbot.keyClick(practising.focusWidget(), letter)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert [loop.name for loop in bookmarks.state.loops] == ["Vdb1"]
    assert desk.state == before
    assert not editor.isVisible()
    assert practising.focusWidget() is practising.song_page
    qtbot.keyClick(practising, Qt.Key.Key_L, CTRL)
    assert not editor.isVisible(), "it has a name"


def test_escape_leaves_a_kept_loop_its_proposed_name(qtbot: QtBot, practising: MainWindow) -> None:
    bookmarks, transport = practising.session.bookmarks, practising.session.transport
    editor = practising.song_page.bookmark_lane.editor
    transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    qtbot.keyClick(practising, Qt.Key.Key_L, CTRL)
    qtbot.keyClicks(editor, "chor")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert [loop.name for loop in bookmarks.state.loops] == ["Loop 1"]
    assert not editor.isVisible()


def test_a_loop_that_is_kept_while_another_is_named_takes_no_name_of_it(
    qtbot: QtBot, practising: MainWindow
) -> None:
    bookmarks, transport = practising.session.bookmarks, practising.session.transport
    editor = practising.song_page.bookmark_lane.editor
    transport.set_loop(0, SAMPLE_RATE)
    qtbot.keyClick(practising, Qt.Key.Key_L, CTRL)
    qtbot.keyClicks(editor, "Intro")
    transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    qtbot.keyClick(practising, Qt.Key.Key_L, CTRL)
    assert [loop.name for loop in bookmarks.state.loops] == ["Intro", "Loop 2"]
    assert editor.selectedText() == "Loop 2"


def test_a_pedal_keeps_the_loop_and_leaves_the_keys_alone(
    qtbot: QtBot, practising: MainWindow
) -> None:
    practising.session.transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    assert practising.menus.shortcuts.trigger("loop.keep")
    assert len(practising.session.bookmarks.state.loops) == 1
    assert not practising.song_page.bookmark_lane.editor.isVisible()
    practising.session.transport.set_loop(0, SAMPLE_RATE)
    item(loop_menu(practising), "Keep").trigger()
    assert practising.song_page.bookmark_lane.editor.isVisible()


def test_f2_renames_a_kept_loop(qtbot: QtBot, practising: MainWindow) -> None:
    bookmarks = practising.session.bookmarks
    practising.session.transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    bookmarks.keep_loop()
    qtbot.keyClick(practising, Qt.Key.Key_F2)
    editor = practising.song_page.bookmark_lane.editor
    assert editor.isVisible()
    qtbot.keyClicks(editor, "My & lick 1")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert [loop.name for loop in bookmarks.state.loops] == ["My & lick 1"]
    assert not practising.session.desk.state.strip_of("vocals").muted, "1 was typed, not pressed"
    assert item(submenu(practising, "Go to loop"), "My").text() == "My && lick 1"


def test_m_sets_a_marker_and_ctrl_arrows_go_through_them(
    qtbot: QtBot, practising: MainWindow
) -> None:
    for seconds in (2.0, 1.0):
        put_playhead(qtbot, practising, seconds)
        qtbot.keyClick(practising, Qt.Key.Key_M, CTRL)
    assert practising.session.bookmarks.state.markers == (
        Marker("Marker 2", SAMPLE_RATE),
        Marker("Marker 1", 2 * SAMPLE_RATE),
    )
    qtbot.keyClick(practising, Qt.Key.Key_Right, CTRL)
    wait_for_playhead(qtbot, practising, 2.0)
    qtbot.keyClick(practising, Qt.Key.Key_Left, CTRL)
    wait_for_playhead(qtbot, practising, 1.0)


def test_alt_and_a_digit_goes_to_a_loop(qtbot: QtBot, practising: MainWindow) -> None:
    transport = practising.session.transport
    for start, end in ((2, 3), (0, 1)):
        transport.set_loop(start * SAMPLE_RATE, end * SAMPLE_RATE)
        qtbot.keyClick(practising, Qt.Key.Key_L, CTRL)
    transport.clear_loop()
    qtbot.keyClick(practising, Qt.Key.Key_2)
    assert transport.active_loop == LoopRegion(2 * SAMPLE_RATE, 3 * SAMPLE_RATE)
    wait_for_playhead(qtbot, practising, 2.0)
    qtbot.keyClick(practising, Qt.Key.Key_1)
    assert transport.active_loop == LoopRegion(0, SAMPLE_RATE)
    wait_for_playhead(qtbot, practising, 0.0)
    names = [each.text() for each in submenu(practising, "Go to loop").actions()]
    assert names == ["Loop 2", "Loop 1"]


def test_the_menu_offers_what_can_be_done(qtbot: QtBot, practising: MainWindow) -> None:
    menu, transport = loop_menu(practising), practising.session.transport
    keep, rename = item(menu, "Keep"), item(menu, "Rename")
    update, remove = item(menu, "Set"), item(menu, "Remove a loop or marker")
    assert not any(each.isEnabled() for each in (keep, rename, update, remove))
    transport.set_loop(0, SAMPLE_RATE)
    keep.trigger()
    assert [each.text().replace("&", "") for each in (rename, update, remove)] == [
        "Rename “Loop 1”",
        "Set “Loop 1” to the loop as it is now",
        "Remove “Loop 1”",
    ]
    assert rename.isEnabled()
    assert not update.isEnabled(), "it is the loop as it is"
    transport.set_loop(0, 2 * SAMPLE_RATE)
    update.trigger()
    assert practising.session.bookmarks.state.loops == (NamedLoop("Loop 1", 0, 2 * SAMPLE_RATE),)
    remove.trigger()
    assert not practising.session.bookmarks.state.loops
    assert not rename.isEnabled()


def test_a_click_on_a_bar_loops_it_with_the_pre_roll(qtbot: QtBot, practising: MainWindow) -> None:
    transport, lane = practising.session.transport, practising.song_page.bookmark_lane
    transport.set_loop(2 * SAMPLE_RATE, 3 * SAMPLE_RATE)
    qtbot.keyClick(practising, Qt.Key.Key_L, CTRL)
    transport.clear_loop()
    item(submenu(practising, "Pre-roll"), "1 s").trigger()
    qtbot.mouseClick(lane, LEFT, pos=QPoint(lane.x_of(2.5), lane.height() // 2))
    assert transport.active_loop == LoopRegion(2 * SAMPLE_RATE, 3 * SAMPLE_RATE)
    wait_for_playhead(qtbot, practising, 1.0)
    qtbot.keyClick(practising, Qt.Key.Key_Space)
    # From the pre-roll it runs into the loop, and stays there.
    qtbot.waitUntil(lambda: transport.position_frame() > 2.1 * SAMPLE_RATE)
    qtbot.waitUntil(lambda: transport.position_frame() > 2.9 * SAMPLE_RATE)
    qtbot.waitUntil(lambda: transport.position_frame() < 2.5 * SAMPLE_RATE)
    assert transport.position_frame() >= 2 * SAMPLE_RATE


def test_a_marker_is_gone_to_dragged_and_removed(qtbot: QtBot, practising: MainWindow) -> None:
    bookmarks, lane = practising.session.bookmarks, practising.song_page.bookmark_lane
    put_playhead(qtbot, practising, 1.0)
    qtbot.keyClick(practising, Qt.Key.Key_M, CTRL)
    put_playhead(qtbot, practising, 0.0)
    y, x = lane.height() // 2, lane.x_of(1.0) + 4
    qtbot.mouseClick(lane, LEFT, pos=QPoint(x, y))
    wait_for_playhead(qtbot, practising, 1.0)
    assert practising.session.transport.loop is None
    moved_px = lane.x_of(2.0) - lane.x_of(1.0)
    qtbot.mousePress(lane, LEFT, pos=QPoint(x, y))
    qtbot.mouseMove(lane, QPoint(x + 20, y))
    qtbot.mouseMove(lane, QPoint(x + moved_px, y))
    qtbot.mouseRelease(lane, LEFT, pos=QPoint(x + moved_px, y))
    (marker,) = bookmarks.state.markers
    assert marker.frame == pytest.approx(2 * SAMPLE_RATE, abs=SAMPLE_RATE / 100)
    assert practising.session.transport.loop is None


def test_the_cells_menu_keeps_marks_and_lists(qtbot: QtBot, practising: MainWindow) -> None:
    cell, bookmarks = practising.song_page.bookmark_cell, practising.session.bookmarks
    assert not item(cell.menu, "Keep").isEnabled()
    practising.session.transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    item(cell.menu, "Keep").trigger()
    assert practising.song_page.bookmark_lane.editor.isVisible(), "its name can be typed"
    item(cell.menu, "Marker here").trigger()
    assert len(bookmarks.state.in_order) == 2
    assert [each.text() for each in cell.menu.actions() if not each.isSeparator()] == [
        "Keep this loop\tCtrl+L",
        "Marker here\tCtrl+M",
        "Marker 1\t0:00",
        "Loop 1\t0:01 – 0:02",
    ]
    practising.session.transport.clear_loop()
    item(cell.menu, "Loop 1").trigger()
    assert practising.session.transport.active_loop == LoopRegion(SAMPLE_RATE, 2 * SAMPLE_RATE)


def test_pre_roll_and_pause_are_remembered(
    qtbot: QtBot, practising: MainWindow, session: PracticeSession, tmp_path: Path
) -> None:
    item(submenu(practising, "Pre-roll"), "2 s").trigger()
    item(submenu(practising, "Pause"), "4 s").trigger()
    assert (session.transport.pre_roll_s, session.transport.pause_s) == (2.0, 4.0)
    practising._settings.sync()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    next_session = PracticeSession()
    again = MainWindow(next_session, settings)
    try:
        transport = next_session.transport
        assert (transport.pre_roll_s, transport.pause_s) == (2.0, 4.0)
        assert item(submenu(again, "Pre-roll"), "2 s").isChecked()
        assert item(submenu(again, "Pause"), "4 s").isChecked()
    finally:
        again.close()
        delete_now(again)
        delete_now(next_session)


def test_without_a_song_nothing_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_M, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    assert not window.session.bookmarks.state.in_order


def test_a_new_song_shows_no_loops_of_the_old_one(
    qtbot: QtBot, practising: MainWindow, stem_folder: Path, tmp_path: Path
) -> None:
    qtbot.keyClick(practising, Qt.Key.Key_M, CTRL)
    assert "Marker 1" in practising.song_page.bookmark_lane.accessibleDescription()
    other = tmp_path / "other"
    other.mkdir()
    (stem_folder / "bass.wav").rename(other / "bass.wav")
    with qtbot.waitSignal(practising.session.song_begun, timeout=10_000):
        practising.session.open(other)
    assert practising.song_page.bookmark_lane.accessibleDescription() == ""
    assert len(practising.song_page.bookmark_cell.menu.actions()) == 3
