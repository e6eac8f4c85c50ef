"""What a screen reader is given to say, and what it is spared."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.announcer import Announcer
from tests.app.screen_reader import ASSERTIVE, POLITE, Listener


@pytest.fixture
def announcer(qtbot: QtBot) -> Announcer:
    window = QWidget()
    qtbot.addWidget(window)
    return Announcer(window)


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
