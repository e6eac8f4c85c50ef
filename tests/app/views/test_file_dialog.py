"""Qt's own file dialog, which stands in where the system has none, in our clothes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.application_style import apply_theme
from app.theme import DARK, LIGHT, Theme

from .conftest import Pixels


@pytest.fixture(params=[DARK, LIGHT], ids=["dark", "light"])
def dialog(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[QFileDialog]:
    theme: Theme = request.param
    apply_theme(qapp, theme)
    (tmp_path / "folder").mkdir()
    made = QFileDialog(None, "Open a song", str(tmp_path / "folder"))
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    apply_theme(qapp, DARK)


def test_its_tool_buttons_show_what_they_do(dialog: QFileDialog, pixels: Pixels) -> None:
    def grey_levels(widget: QWidget) -> NDArray[np.float64]:
        middle = pixels(widget)[5:-5, 5:-5].astype(int)
        assert middle.size > 0
        levels: NDArray[np.float64] = middle.mean(axis=2)
        return levels

    enabled = [button for button in dialog.findChildren(QToolButton) if button.isEnabled()]
    assert len(enabled) >= 4
    for button in enabled:
        levels = grey_levels(button)
        assert levels.max() - levels.min() > 100, button.objectName()


def test_its_buttons_have_room_for_their_texts(dialog: QFileDialog) -> None:
    buttons = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    assert len(buttons) == 2
    for button in buttons:
        assert button.height() >= button.fontMetrics().height() + 8
