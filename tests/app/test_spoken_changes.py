"""What is heard when keys change the sound, and when that is undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from player.multitrack import SAMPLE_RATE
from tests.app.screen_reader import Listener

CTRL = Qt.KeyboardModifier.ControlModifier


def test_keys_say_what_they_did(qtbot: QtBot, practising: MainWindow, listener: Listener) -> None:
    QTest.keyClick(practising, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: listener.texts == ["Bass muted"])
    QTest.keyClick(practising, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: listener.texts[1:] == ["Bass soloed"])
    QTest.keyClick(practising, Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: listener.texts[2:] == ["95 percent"])
    practising.session.transport.set_loop(SAMPLE_RATE, 2 * SAMPLE_RATE)
    qtbot.waitUntil(lambda: listener.texts[3:] == ["Loop on, 0:01 to 0:02"])
    QTest.keyClick(practising, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: listener.texts[4:] == ["Loop off"])
    practising.session.transport.set_pitch(-2.5)
    qtbot.waitUntil(lambda: listener.texts[5:] == ["2.5 semitones lower"])
    practising.session.transport.set_pitch(1.0)
    qtbot.waitUntil(lambda: listener.texts[6:] == ["1 semitone higher"])


def test_what_has_the_keyboard_speaks_for_itself(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    bar, strip = practising.transport_bar, practising.song_page.lane_area.strips["bass"]
    for widget in (strip.mute, strip.solo):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Return)
    bar.tempo.setFocus()
    QTest.keyClick(bar.tempo, Qt.Key.Key_Up)
    bar.pitch.cents.setFocus()
    QTest.keyClick(bar.pitch.cents, Qt.Key.Key_Up)
    state = practising.session.desk.state.strip_of("bass")
    assert (state.muted, state.soloed, bar.tempo.text()) == (True, True, "101 %")
    strip.mute.setFocus()
    practising.session.desk.set_muted("drums", True)
    qtbot.waitUntil(lambda: listener.texts == ["Drums muted"])


def test_what_is_undone_is_told_by_its_name(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    practising.session.desk.set_gain("bass", -6.0)
    QTest.keyClick(practising, Qt.Key.Key_Z, CTRL)
    listener.hears(qtbot, "Undone: volume of bass")
    QTest.keySequence(practising, QKeySequence.StandardKey.Redo)
    listener.hears(qtbot, "Redone: volume of bass")
    practising.session.transport.set_tempo(80.0)
    listener.hears(qtbot, "80 percent")
    QTest.keyClick(practising, Qt.Key.Key_Z, CTRL)
    listener.hears(qtbot, "Undone: tempo, 100 percent")
