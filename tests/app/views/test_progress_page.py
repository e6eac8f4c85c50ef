"""The page of progress: what it draws, what the keyboard reaches, what is told of a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bookmarks import Bookmarks, NamedLoop
from app.practice_log import LoopDay, PracticeLog
from app.progress_report import ProgressReport, report
from app.theme import DARK, LIGHT, loop_colour
from app.views.progress_page import LoopRow, ProgressPage
from tests.app.screen_reader import Listener
from tests.app.test_practice_log import DAY, RIFF, VERSE

from .conftest import Pixels, rgb

LEFT = Qt.MouseButton.LeftButton
BOOKMARKS = Bookmarks((NamedLoop("Riff", RIFF.start_frame, RIFF.end_frame, "green"),))
LOG = PracticeLog(
    {DAY: 720.0, DAY - timedelta(days=1): 60.0},
    {
        RIFF: {
            DAY - timedelta(days=1): LoopDay(60.0, {65: 4}),
            DAY: LoopDay(300.0, {70: 2, 75: 1}, {70: 1}),
        },
        VERSE: {DAY: LoopDay(40.0, {100: 5})},
    },
)


@pytest.fixture
def page(qtbot: QtBot) -> ProgressPage:
    made = ProgressPage(DARK)
    qtbot.addWidget(made)
    made.set_report(report("Song", LOG, BOOKMARKS, DAY))
    made.show()
    qtbot.waitExposed(made)
    return made


def told(widget: object) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Value))


def test_it_says_how_much_each_loop_was_practised(page: ProgressPage) -> None:
    riff, verse = page.rows[RIFF], page.rows[VERSE]
    assert riff.clean.text() == "clean at 70 %"
    assert riff.words.text() == "7 rounds · 6 min · 2 days"
    assert verse.clean.text() == "not clean yet"
    assert verse.words.text() == "5 rounds · 40 s · 1 day"
    assert page.empty.isHidden()


def test_arrow_keys_go_from_day_to_day(page: ProgressPage) -> None:
    assert told(page.minutes) == "14 Mar: 12 min"
    QTest.keyClick(page.minutes, Qt.Key.Key_Left)
    assert told(page.minutes) == "13 Mar: 1 min"
    QTest.keyClick(page.minutes, Qt.Key.Key_Home)
    QTest.keyClick(page.minutes, Qt.Key.Key_Left)
    assert page.minutes.looked_at == 0
    QTest.keyClick(page.minutes, Qt.Key.Key_End)
    assert told(page.minutes) == "14 Mar: 12 min"
    plot = page.rows[RIFF].plot
    assert told(plot) == "14 Mar: 70 to 75 %, clean at 70 %, 3 rounds, 5 min"
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert told(plot) == "13 Mar: 65 %, not clean yet, 4 rounds, 1 min"
    QAccessible.queryAccessibleInterface(plot).valueInterface().setCurrentValue(1.0)
    assert plot.looked_at == 1


def test_the_mouse_looks_at_the_day_it_is_over(page: ProgressPage) -> None:
    plot = page.rows[RIFF].plot
    QTest.mouseMove(plot, QPoint(round(plot.column(0).center().x()), 60))
    assert plot.looked_at == 0


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_it_is_painted_in_the_colours_of_the_theme(
    page: ProgressPage, pixels: Pixels, theme: object
) -> None:
    page.set_theme(theme)
    plot, bars = page.rows[RIFF].plot, page.minutes
    column = plot.column(1)
    seen = pixels(plot)[:, round(column.left()) : round(column.right())].reshape(-1, 3)
    assert rgb(loop_colour(theme, "green")) in {tuple(each) for each in seen.tolist()}
    today = bars.column(len(bars.columns) - 1).center()
    assert tuple(pixels(bars)[round(bars.area().bottom()) - 4, round(today.x())]) == rgb(
        theme.accent
    )
    first = bars.column(0).center()
    assert tuple(pixels(bars)[round(bars.area().bottom()) - 4, round(first.x())]) != rgb(
        theme.accent
    )


def test_a_new_report_keeps_the_day_that_is_looked_at(page: ProgressPage) -> None:
    page.minutes.look_at(3)
    day = page.minutes.columns[3]
    page.set_report(report("Song", LOG, BOOKMARKS, DAY + timedelta(days=1)))
    assert page.minutes.columns[page.minutes.looked_at] == day


def test_only_rows_that_say_something_new_are_touched(
    page: ProgressPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    show = LoopRow.set_progress
    monkeypatch.setattr(
        LoopRow,
        "set_progress",
        lambda row, progress: (shown.append(progress.name), show(row, progress)),
    )
    page.set_report(report("Song", LOG, BOOKMARKS, DAY))
    assert shown == []
    more = LOG.plus(PracticeLog({}, {RIFF: {DAY: LoopDay(2.0, {75: 1})}}))
    page.set_report(report("Song", more, BOOKMARKS, DAY))
    assert shown == ["Riff"]
    assert page.rows[RIFF].words.text() == "8 rounds · 6 min · 2 days"


def test_it_says_which_loops_are_listed(page: ProgressPage) -> None:
    assert page.listed.isVisible()
    assert "at least 4 times in the last six weeks" in page.listed.text()
    page.set_report(report("Song", PracticeLog({DAY: 5.0}), Bookmarks(), DAY))
    assert page.listed.isVisible()
    page.set_report(ProgressReport())
    assert page.listed.isHidden()


def test_a_screen_reader_hears_the_day_that_is_gone_to(
    qtbot: QtBot, listener: Listener, page: ProgressPage
) -> None:
    QTest.keyClick(page.minutes, Qt.Key.Key_Left)
    listener.hears(qtbot, "13 Mar: 1 min")
    QTest.keyClick(page.rows[RIFF].plot, Qt.Key.Key_Left)
    listener.hears(qtbot, "13 Mar: 65 %, not clean yet, 4 rounds, 1 min")
    QTest.keyClick(page.rows[RIFF].plot, Qt.Key.Key_Left)
    assert listener.texts == []


def test_rows_come_and_go(page: ProgressPage) -> None:
    page.set_report(
        report("Song", PracticeLog(LOG.days, {VERSE: LOG.loops[VERSE]}), BOOKMARKS, DAY)
    )
    assert list(page.rows) == [VERSE]


def test_what_is_pressed_is_told(qtbot: QtBot, page: ProgressPage) -> None:
    with qtbot.waitSignal(page.all_songs_chosen) as chosen:
        QTest.mouseClick(page.scope.chips["all"], LEFT)
    assert chosen.args == [True]
    with qtbot.waitSignal(page.practise_clicked) as practised:
        QTest.mouseClick(page.rows[RIFF].practise, LEFT)
    assert practised.args == [RIFF]
    with qtbot.waitSignal(page.trainer_clicked):
        QTest.mouseClick(page.trainer, LEFT)


def test_when_nothing_is_practised_it_says_what_to_do(qtbot: QtBot) -> None:
    page = ProgressPage(DARK)
    qtbot.addWidget(page)
    page.set_report(report("Song", PracticeLog(), Bookmarks(), DAY))
    page.show()
    assert page.empty.isVisible()
    assert "Loop a passage" in page.empty.text()
    assert told(page.minutes) == "14 Mar: 0 s"
    page.set_report(ProgressReport())
    assert told(page.minutes) == "–"
    assert not page.trainer.isEnabled()
