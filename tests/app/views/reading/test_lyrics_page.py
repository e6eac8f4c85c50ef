"""The page of lyrics: what it says, and its buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.reading.lyric_line_painter import LyricPlace
from app.views.reading.lyrics_page import LyricsPage
from player.multitrack import SAMPLE_RATE
from player.reading.lrc_file import parse_lyrics
from player.reading.lyrics import Lyrics

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot) -> LyricsPage:
    menu = QMenu()
    page = LyricsPage(menu, DARK, SAMPLE_RATE)
    menu.setParent(page, menu.windowFlags())
    qtbot.addWidget(page)
    page.resize(900, 240)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_without_lyrics_it_says_how_to_get_some(page: LyricsPage) -> None:
    pressed: list[str] = []
    page.paste_clicked.connect(lambda: pressed.append("paste"))
    page.open_clicked.connect(lambda: pressed.append("open"))
    assert not page.canvas.isVisible()
    assert not page.tapping.isEnabled()
    assert not page.sing.isEnabled()
    for button in (page.paste, page.open):
        QTest.mouseClick(button, LEFT)
    assert pressed == ["paste", "open"]
    page.set_lyrics(Lyrics.of_text("word"))
    assert page.canvas.isVisible()
    page.set_lyrics(Lyrics())
    assert not page.canvas.isVisible()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("one\ntwo", "No times yet: tap them in while the song plays."),
        ("[00:01]one\ntwo", "1 of 2 lines have a time"),
        ("[00:01]one\n[00:02]", "1 line"),
        ("[00:01]<00:01>one <00:02>two\n[00:03]three", "2 lines, word by word"),
    ],
)
def test_it_says_what_is_known_of_them(page: LyricsPage, text: str, says: str) -> None:
    page.set_lyrics(parse_lyrics(text, SAMPLE_RATE))
    # Without a translation Qt leaves the letter out of no plural.
    assert page.says.text().replace("1 lines", "1 line") == says


def test_tapping_has_its_buttons_while_it_lasts(page: LyricsPage, qtbot: QtBot) -> None:
    told: list[object] = []
    page.tapping_toggled.connect(told.append)
    page.by_words_toggled.connect(told.append)
    page.tapped.connect(lambda: told.append("tap"))
    page.back_clicked.connect(lambda: told.append("back"))
    page.sing_clicked.connect(lambda: told.append("sing"))
    page.set_lyrics(Lyrics.of_text("one two"))
    page.set_tap_keys("X")
    assert not page.tap.isVisible()
    QTest.mouseClick(page.tapping, LEFT)
    page.set_tapping(LyricPlace(0), by_words=False)
    assert page.tap.text() == "The line begins  X"
    QTest.mousePress(page.tap, LEFT)
    assert told == [True, "tap"], "when it is pressed, not when it is let go"
    QTest.mouseRelease(page.tap, LEFT)
    QTest.mouseClick(page.back, LEFT)
    QTest.mouseClick(page.by_words, LEFT)
    page.set_tapping(LyricPlace(0, 0), by_words=True)
    assert page.tap.text() == "The word begins  X"
    QTest.mouseClick(page.sing, LEFT)
    assert told == [True, "tap", "back", True, "sing"]
    page.set_tapping(None, by_words=True)
    assert not page.tap.isVisible()
    assert not page.tapping.isChecked()


def test_the_keyboard_is_not_lost_when_tapping_ends(page: LyricsPage, qtbot: QtBot) -> None:
    page.set_lyrics(Lyrics.of_text("one"))
    page.set_tapping(LyricPlace(0), by_words=False)
    page.activateWindow()
    page.back.setFocus()
    qtbot.waitUntil(page.back.hasFocus)
    page.set_tapping(None, by_words=False)
    assert page.tapping.hasFocus()
