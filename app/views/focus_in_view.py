"""Whatever the keyboard comes to is scrolled into view."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_AROUND_PX = 12


class FocusInView(QObject):
    """Watches where the keyboard goes. Qt itself scrolls only from within a scroll area."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or not now.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return  # a whole page has it while nothing in it does
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # what the mouse has taken hold of must not slip away
        around: QWidget | None = now
        while around is not None:
            around = around.parentWidget()
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(now, _AROUND_PX, _AROUND_PX)
