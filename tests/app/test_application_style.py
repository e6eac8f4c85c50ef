"""The application wears what its theme says, and is dressed no more often than it has to be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.application_style import apply_theme, stylesheet
from app.text_scale import set_text_scale
from app.theme import DARK, LIGHT, Theme, font


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_stylesheet_is_understood(qapp: QApplication, theme: Theme, qtlog: object) -> None:
    apply_theme(qapp, theme)
    assert qapp.styleSheet() == stylesheet(theme)
    assert not [record.message for record in qtlog.records]  # type: ignore[attr-defined]
    apply_theme(qapp, DARK)


class _StyleChanges(QObject):
    """Counts how often a widget is dressed."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def test_what_is_worn_is_not_put_on_again(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, DARK)
    label = QLabel("worn")
    qtbot.addWidget(label)
    label.show()
    changes = _StyleChanges(label)
    label.installEventFilter(changes)
    apply_theme(qapp, DARK)
    assert changes.count == 0
    set_text_scale(1.5)
    apply_theme(qapp, DARK)
    assert changes.count > 0
    assert qapp.font() == font()
    set_text_scale(1.0)
    apply_theme(qapp, DARK)
    assert qapp.styleSheet() == stylesheet(DARK)
