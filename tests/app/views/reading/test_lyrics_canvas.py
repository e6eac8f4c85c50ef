"""The lines of lyrics: what is lit, what is in the middle, and what a click means."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT, Theme
from app.views.reading.lyric_line_painter import LyricPlace
from app.views.reading.lyrics_canvas import LyricsCanvas
from player.multitrack import SAMPLE_RATE
from player.reading.lyrics import LyricLine, Lyrics, LyricWord

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
MANY = Lyrics(tuple(LyricLine.of_text(f"line {n}", n * SAMPLE_RATE) for n in range(1, 41)))
WORDS = Lyrics(
    (
        LyricLine(
            SAMPLE_RATE, (LyricWord("HHHHHH ", SAMPLE_RATE), LyricWord("HHHHHH", 2 * SAMPLE_RATE))
        ),
        LyricLine.of_text("HHHHHHHHHHHH", 3 * SAMPLE_RATE),
    )
)


@pytest.fixture
def canvas(qtbot: QtBot) -> LyricsCanvas:
    canvas = LyricsCanvas(DARK, SAMPLE_RATE, is_centred=False)
    qtbot.addWidget(canvas)
    canvas.setStyleSheet("background: #14161a;")
    canvas.resize(600, 240)
    canvas.set_lyrics(MANY)
    canvas.show()
    qtbot.waitExposed(canvas)
    return canvas


def row_rect(canvas: LyricsCanvas, line: int):  # type: ignore[no-untyped-def]
    return canvas.visualRect(canvas.model().index(line, 0))


def click(canvas: LyricsCanvas, line: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(canvas.viewport(), LEFT, modifier, row_rect(canvas, line).center())


def middle_of(canvas: LyricsCanvas, line: int) -> int:
    """How far the middle of a line is from the middle of the view, in px."""
    return abs(row_rect(canvas, line).center().y() - canvas.viewport().height() // 2)


def accent_part(image: QImage, left: float, right: float, theme: Theme) -> float:
    """The part of the ink between these parts of the width that has the theme's accent."""
    accent = inked = 0
    for x in range(round(left * image.width()), round(right * image.width())):
        for y in range(image.height()):
            colour = image.pixelColor(x, y)
            if abs(colour.lightness() - QColor(theme.background).lightness()) > 60:
                inked += 1
                accent += abs(colour.hue() - QColor(theme.accent).hue()) < 12
    return accent / max(1, inked)


def test_line_and_word_are_lit(canvas: LyricsCanvas) -> None:
    canvas.set_lyrics(WORDS)
    for time_s, place in (
        (0.5, None),
        (1.0, LyricPlace(0, 0)),
        (2.5, LyricPlace(0, 1)),
        (3.0, LyricPlace(1)),
        (None, None),
    ):
        canvas.set_playhead(time_s)
        assert canvas.sung == place


def test_words_that_were_sung_have_another_colour(canvas: LyricsCanvas, qtbot: QtBot) -> None:
    canvas.set_lyrics(WORDS)

    def painted() -> tuple[float, float]:
        rect = row_rect(canvas, 0)
        text = canvas.painter._text_rect(rect)
        layout = canvas.painter._laid_out(WORDS.lines[0], text.width())
        text.setWidth(round(layout.lineAt(0).naturalTextWidth()))
        image = canvas.viewport().grab(text).toImage()
        return accent_part(image, 0.0, 0.45, DARK), accent_part(image, 0.55, 1.0, DARK)

    canvas.set_playhead(1.5)
    first, second = painted()
    assert first > 0.8
    assert second < 0.1
    canvas.set_playhead(2.5)
    first, second = painted()
    assert min(first, second) > 0.8


def test_the_line_is_brought_into_the_middle(canvas: LyricsCanvas, qtbot: QtBot) -> None:
    canvas.set_playhead(20.5)
    qtbot.waitUntil(lambda: middle_of(canvas, 19) <= 2)
    canvas.set_playhead(1.0)
    qtbot.waitUntil(lambda: canvas.verticalScrollBar().value() == 0)


def test_nothing_is_scrolled_under_a_hand(canvas: LyricsCanvas, qtbot: QtBot) -> None:
    canvas.set_playhead(20.5)
    qtbot.waitUntil(lambda: middle_of(canvas, 19) <= 2)
    wheel(canvas, 480)
    before = canvas.verticalScrollBar().value()
    canvas.set_playhead(21.5)
    QApplication.processEvents()
    assert canvas.sung == LyricPlace(20)
    assert canvas.verticalScrollBar().value() == before
    canvas._looking.setInterval(1)
    wheel(canvas, 120)
    qtbot.waitUntil(lambda: not canvas._looking.isActive())
    canvas.set_playhead(22.5)
    qtbot.waitUntil(lambda: middle_of(canvas, 21) <= 2)


def wheel(canvas: LyricsCanvas, by: int) -> None:
    middle = QPointF(canvas.viewport().rect().center())
    event = QWheelEvent(
        middle,
        canvas.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), event)


def test_a_line_that_comes_into_view_late_is_in_the_middle(
    canvas: LyricsCanvas, qtbot: QtBot
) -> None:
    canvas.hide()
    canvas.set_playhead(20.5)
    canvas.show()
    qtbot.waitUntil(lambda: middle_of(canvas, 19) <= 2)
    canvas.resize(400, 180)
    qtbot.waitUntil(lambda: middle_of(canvas, 19) <= 2)


def test_a_click_chooses_a_line_and_with_shift_all_between(
    canvas: LyricsCanvas, qtbot: QtBot
) -> None:
    chosen: list[object] = []
    canvas.line_chosen.connect(chosen.append)
    canvas.lines_chosen.connect(lambda first, last: chosen.append((first, last)))
    click(canvas, 3, SHIFT)
    click(canvas, 3)
    click(canvas, 1, SHIFT)
    click(canvas, 4, SHIFT)
    assert chosen == [3, 3, (1, 3), (3, 4)], "the first Shift had nothing to begin at"
    QTest.mousePress(canvas.viewport(), LEFT, NONE, row_rect(canvas, 1).center())
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, row_rect(canvas, 2).center())
    assert len(chosen) == 4, "a drag is no click"


def test_the_keyboard_goes_through_the_lines(canvas: LyricsCanvas, qtbot: QtBot) -> None:
    chosen: list[object] = []
    canvas.line_chosen.connect(chosen.append)
    canvas.lines_chosen.connect(lambda first, last: chosen.append((first, last)))
    canvas.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down):
        QTest.keyClick(canvas, key)
    QTest.keyClick(canvas, Qt.Key.Key_Return, SHIFT)
    first = chosen[0]
    assert isinstance(first, int)
    assert chosen == [first, (first, first + 1)]
    assert canvas.chosen_line == first + 1


def test_other_times_leave_the_view_where_it_is(canvas: LyricsCanvas, qtbot: QtBot) -> None:
    canvas.set_playhead(20.5)
    qtbot.waitUntil(lambda: middle_of(canvas, 19) <= 2)
    canvas.set_lyrics(MANY.nudged(19, 100))
    assert canvas.sung == LyricPlace(19)
    assert middle_of(canvas, 19) <= 2
    canvas.set_lyrics(Lyrics.of_text("others"))
    assert canvas.sung is None


def test_long_lines_are_wrapped(canvas: LyricsCanvas) -> None:
    canvas.set_lyrics(Lyrics((LyricLine.of_text("short"), LyricLine.of_text("long " * 40))))
    assert row_rect(canvas, 1).height() > 2 * row_rect(canvas, 0).height()
    assert canvas.horizontalScrollBar().maximum() == 0


def test_screen_readers_hear_lines_and_times(canvas: LyricsCanvas) -> None:
    canvas.set_lyrics(Lyrics((LyricLine.of_text("sung", 61 * SAMPLE_RATE), LyricLine(9 * 10**6))))
    interface = QAccessible.queryAccessibleInterface(canvas)
    assert interface.role() == QAccessible.Role.List
    heard = [interface.child(n).text(QAccessible.Text.Name) for n in range(2)]
    assert heard == ["sung, 1:01", "Pause, 3:24"]
    assert interface.child(0).role() == QAccessible.Role.ListItem


def test_the_next_tap_is_marked(canvas: LyricsCanvas, qtbot: QtBot) -> None:
    canvas.set_theme(LIGHT)
    canvas.set_target(LyricPlace(30, 1))
    qtbot.waitUntil(lambda: middle_of(canvas, 30) <= 2)
    marked = canvas.viewport().grab(row_rect(canvas, 30)).toImage()
    beside = canvas.viewport().grab(row_rect(canvas, 29)).toImage()
    place = QPoint(marked.width() - 20, marked.height() // 2)
    assert marked.pixelColor(place) != beside.pixelColor(place)
