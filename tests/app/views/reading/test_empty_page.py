"""What a page shows that has nothing to show."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.views.reading.empty_page import EmptyPage


def test_where_there_is_little_room_the_title_goes_and_all_words_stay(qtbot: QtBot) -> None:
    page = EmptyPage("Nothing yet", QPushButton("Open …"))
    qtbot.addWidget(page)
    page.set_words("A sentence that is as long as three or four of its kind. " * 3)
    page.resize(600, 300)
    page.show()
    words = page.words
    assert page.title.isVisible()
    page.resize(600, page.minimumSizeHint().height())
    qtbot.waitUntil(lambda: not page.title.isVisible())
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    page.resize(600, 300)
    qtbot.waitUntil(page.title.isVisible)
