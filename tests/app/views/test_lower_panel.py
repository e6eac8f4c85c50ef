"""The panel below the lanes: one page at a time, and what folds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.text_scale import grown
from app.theme import DARK
from app.views.lower_page import HEADER_PX, LowerPage
from app.views.lower_panel import SPECTROGRAM, LowerPanel
from app.views.spectrogram_view import SpectrogramView
from app.views.time_axis import TimeAxis
from player.multitrack import SAMPLE_RATE


class Following(LowerPage):
    playhead_s: float | None = None

    def set_playhead(self, time_s: float | None) -> None:
        self.playhead_s = time_s


@pytest.fixture
def panel(qtbot: QtBot) -> LowerPanel:
    panel = LowerPanel(SpectrogramView(TimeAxis(), DARK, SAMPLE_RATE))
    qtbot.addWidget(panel)
    panel.add_page("words", "Words", Following(QLabel("la la"), DARK))
    panel.resize(800, 300)
    panel.show()
    return panel


def test_the_title_leads_from_page_to_page(panel: LowerPanel, qtbot: QtBot) -> None:
    page, title = panel.pages["words"], panel._spectrogram.title
    assert title.text() == "Spectrogram"
    offered = title.menu().actions()
    assert [(each.text(), each.isChecked()) for each in offered] == [
        ("Spectrogram", True),
        ("Words", False),
    ]
    with qtbot.waitSignals([panel.page_changed, panel.page_chosen]):
        offered[1].trigger()
    assert page.isVisible()
    assert panel.page_name == "words"
    assert not panel.shows_spectrogram
    assert page.title.text() == "Words"
    page.title.menu().actions()[0].trigger()
    assert panel._spectrogram.isVisible()
    assert panel.shows_spectrogram


def test_it_says_when_the_page_that_is_shown_needs_more_room(
    panel: LowerPanel, qtbot: QtBot
) -> None:
    page = panel.pages["words"]
    panel.show_page("words")
    more = QLabel("more")
    column = QVBoxLayout(page.side)
    qtbot.waitUntil(lambda: page.isVisible())
    with qtbot.waitSignal(panel.least_height_changed):
        more.setFixedHeight(200)
        column.addWidget(more)
    assert panel.least_height() > 200
    with qtbot.waitSignal(panel.least_height_changed):
        more.hide()
    assert panel.least_height() < 200


def test_only_the_page_that_is_shown_follows_the_playhead(panel: LowerPanel) -> None:
    page = panel.pages["words"]
    assert isinstance(page, Following)
    panel.set_playhead(3.0)
    assert page.playhead_s is None
    panel.show_page("words")
    assert page.playhead_s == 3.0
    panel.set_playhead(4.0)
    assert page.playhead_s == 4.0


def test_the_spectrogram_that_is_shown_again_has_the_playhead_where_it_stands_now(
    panel: LowerPanel,
) -> None:
    overlay = panel._spectrogram.plot.overlay
    panel.set_playhead(3.0)
    panel.show_page("words")
    panel.set_playhead(4.0)
    panel.show_page(SPECTROGRAM)
    assert overlay.playhead_x() == overlay.x_of(4.0)


def test_all_pages_fold_together_and_a_chosen_one_unfolds(panel: LowerPanel, qtbot: QtBot) -> None:
    page = panel.pages["words"]
    panel.show_page("words")
    with qtbot.waitSignal(panel.collapsed_changed):
        QTest.mouseClick(page.fold, Qt.MouseButton.LeftButton)
    assert panel.collapsed
    assert panel.maximumHeight() == grown(HEADER_PX)
    assert page.fold.accessibleName() == "Show this page"
    panel.choose_page(SPECTROGRAM)
    assert not panel.collapsed
    assert panel.shows_spectrogram
    assert page.fold.accessibleName() == "Fold this page away"


def test_a_page_that_is_not_there_is_the_spectrogram(panel: LowerPanel) -> None:
    panel.show_page("words")
    panel.show_page("from another version")
    assert panel.page_name == SPECTROGRAM


def test_the_keyboard_stays_in_the_panel(panel: LowerPanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel._spectrogram.look.setFocus()
    qtbot.waitUntil(panel._spectrogram.look.hasFocus)
    panel.choose_page("words")
    assert panel.pages["words"].title.hasFocus()
