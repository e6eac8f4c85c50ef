"""What a screen reader is given to say, and what it is spared."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.announcer import Announcer
from app.main_window import MainWindow
from app.stems_in_progress import Activity
from player.multitrack import SAMPLE_RATE

POLITE = QAccessible.AnnouncementPoliteness.Polite
ASSERTIVE = QAccessible.AnnouncementPoliteness.Assertive


@dataclass
class Listener:
    """Stands where screen readers listen."""

    heard: list[tuple[str, QAccessible.AnnouncementPoliteness]] = field(default_factory=list)
    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def updateAccessibility(self, event: object) -> None:
        self.heard.append((event.message(), event.politeness()))  # type: ignore[attr-defined]

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.heard]


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Listener:
    made = Listener()
    monkeypatch.setattr("app.announcer.QAccessible", made)
    return made


@pytest.fixture
def announcer(qtbot: QtBot) -> Announcer:
    window = QWidget()
    qtbot.addWidget(window)
    return Announcer(window)


@pytest.fixture
def practising(qtbot: QtBot, multitrack: MainWindow, listener: Listener) -> MainWindow:
    """The window with a song, when everything about opening it has been said."""
    multitrack.activateWindow()
    qtbot.waitUntil(multitrack.isActiveWindow)
    multitrack.song_page.setFocus()
    multitrack.news.say("Everything else was said.", "info")
    qtbot.waitUntil(lambda: any("Everything else was said." in text for text in listener.texts))
    listener.heard.clear()
    return multitrack


def test_what_follows_at_once_is_one_sentence(
    qtbot: QtBot, announcer: Announcer, listener: Listener
) -> None:
    for percent in (95, 90, 85):
        announcer.tell("tempo", f"{percent} percent")
    announcer.tell("mute bass", "Bass muted")
    announcer.tell("loop", "Loop off")
    announcer.tell("loop", "")
    assert listener.texts == []
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard == [("85 percent, Bass muted", POLITE)]


def test_an_error_does_not_wait(announcer: Announcer, listener: Listener) -> None:
    announcer.interrupt("The disk is full.")
    assert listener.heard == [("The disk is full.", ASSERTIVE)]


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


def test_news_is_spoken_errors_at_once(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    practising.news.say("It cannot be read.", "error")
    assert listener.heard == [("It cannot be read.", ASSERTIVE)]
    for fraction in (0.1, 0.2):
        practising.news.set_activity(Activity("Separating with Compact", fraction, None))
    practising.news.say("Half of it is done.", "info")
    said = ["Separating with Compact, Half of it is done."]
    qtbot.waitUntil(lambda: listener.texts[1:] == said)
