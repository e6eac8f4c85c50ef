"""What is heard of the spectrogram's cursor, its notes and its boxes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.listening_box import ListeningBox
from app.main_window import MainWindow
from tests.app.screen_reader import Listener

SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def test_the_cursor_tells_where_it_is_and_what_it_does(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    canvas = practising.song_page.spectrogram.plot.overlay
    practising.song_page.axis.show(0.0, 3.0)
    QTest.keyClick(practising, Key.Key_F)
    listener.hears(qtbot, "A2 at 0:00.000")
    QTest.keyClick(canvas, Key.Key_Up)
    listener.hears(qtbot, "A♯2 at 0:00.000")
    QTest.keyClick(canvas, Key.Key_Return)
    listener.hears(qtbot, "A♯2")
    for _ in range(20):
        QTest.keyClick(canvas, Key.Key_Right, SHIFT)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.texts == [canvas.accessibleDescription()]
    assert listener.texts[0].startswith("Box A♯2 from 0:00.000 to ")


def test_what_is_not_told_of_the_cursor(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    canvas = practising.song_page.spectrogram.plot.overlay
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, canvas.height() // 2))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, canvas.height() // 2))
    canvas.setFocus()
    practising.song_page.setFocus()
    QTest.keyClick(practising, Key.Key_B)
    listener.hears(qtbot, "Bass muted")


def test_a_box_and_its_end_are_told(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    practising.song_page.spectrogram.plot.overlay.box_chosen.emit(ListeningBox(1.0, 2.2, 36, 43))
    listener.hears(qtbot, "Listening to C2–G2, 1.2 s")
    QTest.keyClick(practising, Key.Key_Escape)
    listener.hears(qtbot, "Everything is heard again")
