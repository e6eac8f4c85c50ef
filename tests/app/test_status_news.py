"""What is said first when several things want to be said."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.status_news import StatusNews
from app.stems_in_progress import Activity
from app.views.status_line import StatusLine

BUSY = "This computer is busy: tempo and pitch run in a lighter quality."


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def news(line: StatusLine) -> StatusNews:
    return StatusNews(line, line)


def test_a_lighter_quality_is_said_as_long_as_it_lasts(news: StatusNews, line: StatusLine) -> None:
    news.set_light_stretch(True)
    assert line.message.text() == BUSY
    news.clear()
    assert line.message.text() == BUSY
    news.set_light_stretch(False)
    assert line.message.text() == ""


def test_an_error_stands_before_a_lighter_quality(news: StatusNews, line: StatusLine) -> None:
    news.say("The song cannot be read.", "error")
    news.set_light_stretch(True)
    assert "cannot be read" in line.message.text()
    news.clear()
    assert line.message.text() == BUSY


def test_progress_stays_and_mentions_a_lighter_quality(news: StatusNews, line: StatusLine) -> None:
    news.set_activity(Activity("Separating with Compact", 0.63, 12.0))
    news.set_light_stretch(True)
    assert line.message.text() == "Separating with Compact"
    assert line.progress_text.text() == "63 % · about 12 s left · lighter quality"
    news.set_activity(None)
    assert line.message.text() == BUSY


def test_a_download_is_shown_while_nothing_else_is_done(news: StatusNews, line: StatusLine) -> None:
    news.set_download(Activity("Downloading HTDemucs", 0.34))
    assert line.message.text() == "Downloading HTDemucs"
    assert line.progress_text.text() == "34 %"
    news.set_activity(Activity("Separating with Compact", 0.63, 12.0))
    assert line.message.text() == "Separating with Compact"
    news.set_activity(None)
    assert line.message.text() == "Downloading HTDemucs"
    news.set_download(None)
    assert line.message.text() == ""


def test_what_is_mentioned_covers_progress_for_a_moment(
    qtbot: QtBot, news: StatusNews, line: StatusLine
) -> None:
    news._mentioning.setInterval(1)
    news.set_activity(Activity("Separating with Compact", 0.63, 12.0))
    news.mention("Loop 0:01.000 to 0:02.000")
    assert line.message.text() == "Loop 0:01.000 to 0:02.000"
    qtbot.waitUntil(lambda: line.message.text() == "Separating with Compact")


def test_what_is_mentioned_never_hides_an_error(news: StatusNews, line: StatusLine) -> None:
    news.say("The song cannot be read.", "error")
    news.mention("Loop 0:01.000 to 0:02.000")
    assert "cannot be read" in line.message.text()
    news.clear()
    assert line.message.text() == ""
