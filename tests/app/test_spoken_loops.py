"""What is heard of the loop under the keys, and of the loops and markers that are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from player.multitrack import SAMPLE_RATE
from tests.app.screen_reader import Listener

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def press(window: MainWindow, name: str) -> None:
    """Choose an item of the menu."""
    item = window.findChild(QAction, name)
    assert item is not None
    assert item.isEnabled()
    item.trigger()


def give_loop(
    window: MainWindow, listener: Listener, qtbot: QtBot, start_s: float, end_s: float
) -> None:
    """Loop that, and let it be told."""
    window.session.transport.set_loop(round(start_s * SAMPLE_RATE), round(end_s * SAMPLE_RATE))
    qtbot.waitUntil(lambda: bool(listener.heard))
    listener.heard.clear()


def go_to(window: MainWindow, qtbot: QtBot, frame: int) -> None:
    """Put the playhead there, and wait until it is."""
    transport = window.session.transport
    transport.seek(frame)
    qtbot.waitUntil(lambda: round(transport.position_frame()) == frame)


def test_a_nudged_edge_is_told_to_the_millisecond(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    give_loop(practising, listener, qtbot, 1.0, 2.0)
    edits = practising.session.loop_edits
    edits.nudge_start(-SAMPLE_RATE // 100)
    listener.hears(qtbot, "Start 0:00.990")
    edits.nudge_end(SAMPLE_RATE // 100)
    listener.hears(qtbot, "End 0:02.010")
    practising.session.transport.set_loop(SAMPLE_RATE // 2, 3 * SAMPLE_RATE // 2)
    listener.hears(qtbot, "Start 0:00.500, End 0:01.500")
    practising.session.transport.set_loop(SAMPLE_RATE // 2, 3 * SAMPLE_RATE)
    listener.hears(qtbot, "Loop on, 0:00 to 0:03")


def test_a_loop_that_is_off_is_told_as_one(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    give_loop(practising, listener, qtbot, 0.0, 2.5)
    practising.session.transport.set_loop_enabled(False)
    listener.hears(qtbot, "Loop off")
    practising.session.loop_edits.halve()
    listener.hears(qtbot, "Loop off, 0:00 to 0:01")


def test_why_a_loop_stays_is_told(qtbot: QtBot, practising: MainWindow, listener: Listener) -> None:
    give_loop(practising, listener, qtbot, 0.0, 2.0)
    practising.session.loop_edits.double()
    listener.hears(qtbot, "The song ends before twice the loop.")


def test_what_is_kept_is_told(qtbot: QtBot, practising: MainWindow, listener: Listener) -> None:
    give_loop(practising, listener, qtbot, 1.0, 2.5)
    QTest.keyClick(practising, Key.Key_L, CTRL)
    listener.hears(qtbot, "Loop 1 kept")
    QTest.keyClick(practising.focusWidget(), Key.Key_Escape)
    listener.heard.clear()
    go_to(practising, qtbot, SAMPLE_RATE * 3 // 2)
    QTest.keyClick(practising, Key.Key_M, CTRL)
    listener.hears(qtbot, "Marker 1 at 0:01")
    # It is there already.
    QTest.keyClick(practising, Key.Key_M, CTRL)
    listener.hears(qtbot, "Marker 1 at 0:01")


def test_a_change_of_what_is_kept_is_told(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    lane, bookmarks = practising.song_page.bookmark_lane, practising.session.bookmarks
    give_loop(practising, listener, qtbot, 1.0, 2.5)
    bookmarks.keep_loop()
    listener.hears(qtbot, "Loop 1 kept")
    QTest.keyClick(practising, Key.Key_F2)
    lane.editor.setText("Riff")
    QTest.keyClick(lane.editor, Key.Key_Return)
    listener.hears(qtbot, "Now called Riff")
    give_loop(practising, listener, qtbot, 0.0, 2.0)
    press(practising, "loop.update")
    listener.hears(qtbot, "Riff, 0:00 to 0:02")
    press(practising, "loop.next_colour")
    listener.hears(qtbot, "Riff: Green")
    press(practising, "loop.remove")
    listener.hears(qtbot, "Riff removed")
    practising.session.history.stack.undo()
    listener.hears(qtbot, "Undone: remove “Riff”, Riff kept")


def test_where_keys_go_is_told(qtbot: QtBot, practising: MainWindow, listener: Listener) -> None:
    give_loop(practising, listener, qtbot, 1.0, 2.5)
    practising.session.bookmarks.keep_loop()
    listener.hears(qtbot, "Loop 1 kept")
    # Also to a loop that is looped already.
    for _ in range(2):
        QTest.keyClick(practising, Key.Key_1)
        listener.hears(qtbot, "Loop 1, 0:01 to 0:02")
    practising.session.transport.set_loop_enabled(False)
    listener.hears(qtbot, "Loop off")
    go_to(practising, qtbot, 0)
    QTest.keyClick(practising, Key.Key_Right, CTRL)
    listener.hears(qtbot, "Loop 1 at 0:01")
    QTest.keyClick(practising, Key.Key_1)
    listener.hears(qtbot, "Loop 1, 0:01 to 0:02")


def test_what_another_song_remembers_is_no_news(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    session = practising.session
    give_loop(practising, listener, qtbot, 1.0, 2.5)
    session.bookmarks.keep_loop()
    listener.hears(qtbot, "Loop 1 kept")
    assert session.song is not None
    key = session.song.folder.path.name
    with qtbot.waitSignal(session.bookmarks.read):
        session.bookmarks.open(key)
    assert session.bookmarks.state.loops
    session.transport.set_tempo(80.0)
    listener.hears(qtbot, "80 percent")
