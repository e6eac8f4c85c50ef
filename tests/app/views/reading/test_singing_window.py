"""Lyrics on the whole screen: as big as fits, and left as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.reading.lyric_line_painter import LyricPlace
from app.views.reading.singing_window import SingingWindow
from player.multitrack import SAMPLE_RATE
from player.reading.lyrics import LyricLine, Lyrics

SHORT = Lyrics(tuple(LyricLine.of_text(f"line {n}", n * SAMPLE_RATE) for n in range(9)))
LONG = Lyrics((LyricLine.of_text("a long line of many words " * 3, 0),))


class Host(QMainWindow):
    """A window with a key of its own, and a song."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = 0
        self.time_s = 4.5
        play = self.menuBar().addMenu("Play").addAction("Play")
        assert isinstance(play, QAction)
        play.setShortcut(QKeySequence("Space"))
        play.triggered.connect(self._on_pressed)
        self.singing = SingingWindow(self, DARK, SAMPLE_RATE, lambda: self.time_s)

    def _on_pressed(self) -> None:
        self.pressed += 1


@pytest.fixture
def host(qtbot: QtBot) -> Host:
    host = Host()
    qtbot.addWidget(host)
    host.resize(800, 500)
    host.show()
    qtbot.waitExposed(host)
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    return host


def test_it_fills_the_screen_and_follows_the_song(host: Host, qtbot: QtBot) -> None:
    host.singing.set_lyrics(SHORT)
    host.singing.toggle()
    assert host.isFullScreen()
    assert host.singing.geometry() == host.rect()
    qtbot.waitUntil(lambda: host.singing.canvas.sung == LyricPlace(4))
    host.time_s = 6.0
    qtbot.waitUntil(lambda: host.singing.canvas.sung == LyricPlace(6))


def test_keys_do_what_they_do_elsewhere_and_escape_leaves(host: Host, qtbot: QtBot) -> None:
    host.singing.set_lyrics(SHORT)
    host.singing.open()
    qtbot.waitUntil(host.singing.canvas.hasFocus)
    QTest.keyClick(host.singing.canvas, Qt.Key.Key_Space)
    assert host.pressed == 1
    QTest.keyClick(host.singing.canvas, Qt.Key.Key_Tab)
    assert host.singing.canvas.hasFocus(), "nothing below is seen"
    QTest.keyClick(host.singing.canvas, Qt.Key.Key_Escape)
    assert not host.singing.is_open
    assert not host.isFullScreen()


def test_text_is_as_big_as_most_lines_allow(host: Host, qtbot: QtBot) -> None:
    sizes = []
    for lyrics in (SHORT, LONG):
        host.singing.set_lyrics(lyrics)
        host.singing.open()
        qtbot.waitUntil(lambda: host.singing.geometry() == host.rect())
        qtbot.waitUntil(lambda: host.singing.canvas.painter.text_px is not None)
        host.singing._fit_text()
        sizes.append(host.singing.canvas.painter.text_px or 0)
        bar = host.singing.canvas.horizontalScrollBar()
        assert bar.maximum() == 0
    assert sizes[0] > sizes[1] >= 24
    painter = host.singing.canvas.painter
    layout = painter._laid_out(LONG.lines[0], host.singing.width())
    rows = [layout.lineAt(row).naturalTextWidth() for row in range(layout.lineCount())]
    assert len(rows) > 1
    assert min(rows) > 0.6 * max(rows), "no row has but the last word"


def test_it_ends_with_the_words_and_with_the_window(host: Host, qtbot: QtBot) -> None:
    host.singing.set_lyrics(SHORT)
    host.singing.open()
    host.singing.set_lyrics(None)
    assert not host.singing.is_open
    host.singing.set_lyrics(SHORT)
    host.singing.open()
    host.close()
    assert not host.isFullScreen(), "the next window would be as big"
