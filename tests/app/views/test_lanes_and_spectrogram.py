"""Lanes and spectrogram share the height of a page without asking for more of it."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.song_page import SongPage

from .conftest import SAMPLE_RATE


@pytest.mark.parametrize("stems", [("vocals",), ("vocals", "drums", "bass", "other")])
def test_a_page_never_shows_what_it_has_no_height_for(qtbot: QtBot, stems: tuple[str, ...]) -> None:
    page = SongPage(DARK, SAMPLE_RATE)
    qtbot.addWidget(page)
    page.set_duration(100.0)
    page.set_stems(stems)
    page.resize(1024, 200)
    with qtbot.waitExposed(page):
        page.show()
    QTest.qWait(10)
    least_px = page.minimumSizeHint().height()
    for height in range(least_px, least_px + 60):
        page.resize(1024, height)
        QTest.qWait(1)
        assert page.minimumSizeHint().height() <= height
