"""Colours and levels of the spectrogram are remembered, whatever the settings hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.picture_choices import PictureChoices
from app.theme import DARK
from app.views.spectrogram_view import SpectrogramView
from app.views.time_axis import TimeAxis
from player.multitrack import SAMPLE_RATE


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def open_view(qtbot: QtBot, settings: QSettings) -> SpectrogramView:
    view = SpectrogramView(TimeAxis(), DARK, SAMPLE_RATE)
    qtbot.addWidget(view)
    PictureChoices(view, settings, view)
    return view


def shown(view: SpectrogramView) -> tuple[str, int, int]:
    chosen = [name for name, button in view.popup.colours.items() if button.isChecked()]
    return *chosen, view.popup.darkest.value(), view.popup.brightest.value()


def test_it_begins_with_magma_and_sixty_decibels(qtbot: QtBot, settings: QSettings) -> None:
    assert shown(open_view(qtbot, settings)) == ("magma", -60, 0)


def test_what_was_chosen_is_there_again(qtbot: QtBot, settings: QSettings) -> None:
    first = open_view(qtbot, settings)
    QTest.mouseClick(first.popup.colours["cividis"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(first.popup.darkest, Qt.Key.Key_PageDown)
    qtbot.keyClick(first.popup.brightest, Qt.Key.Key_Down)
    again = open_view(qtbot, settings)
    assert shown(again) == ("cividis", -65, -1)
    QTest.mouseClick(again.popup.reset, Qt.MouseButton.LeftButton)
    assert shown(open_view(qtbot, settings)) == ("magma", -60, 0)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("picture/colours", "rainbow"),
        ("picture/darkest_db", "dark"),
        ("picture/darkest_db", "nan"),
        ("picture/darkest_db", "3"),
        ("picture/brightest_db", "-80"),
    ],
)
def test_nonsense_in_the_settings_is_not_believed(
    qtbot: QtBot, settings: QSettings, key: str, value: str
) -> None:
    settings.setValue(key, value)
    assert shown(open_view(qtbot, settings)) == ("magma", -60, 0)
