"""The first song finds its page made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.page_ahead import make_page_ahead


class _Painted(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_the_page_is_built_laid_out_and_painted_while_nobody_sees_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    page, painted = window.song_page, _Painted(window)
    page.ruler.installEventFilter(painted)
    make_page_ahead(window)
    qtbot.waitUntil(lambda: painted.count > 0, timeout=5000)
    assert tuple(page.lanes) == window.session.next_stems
    assert page.size() == window.pages.size()
    assert window.pages.currentWidget() is window.start_page
    assert not page.isVisible()
