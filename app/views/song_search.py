"""The field in which a song of the library is searched for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app import theme as tokens
from app.text_scale import fix_height
from app.theme import Theme
from app.views.icons import icon
from app.views.own_keys import claims_key, held_with

_HEIGHT_PX = 36
_LEAVING_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SongSearch(QLineEdit):
    """Finds while it is typed. Escape empties it.

    Signals besides its own: `opened()`, Return was pressed; `left_for_list(rows)`, an arrow was,
    1 downwards, -1 upwards.
    """

    opened = Signal()
    left_for_list = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SongSearch")
        fix_height(self, _HEIGHT_PX)
        self.setFont(tokens.font())
        self.setPlaceholderText(self.tr("Search title, file or folder   /"))
        self.setAccessibleName(self.tr("Search the songs"))
        self._clear = QAction(self.tr("Clear the search"), self)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self._clear.setVisible(False)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of this theme."""
        self._clear.setIcon(icon("close", theme))

    def event(self, event: QEvent) -> bool:
        """Keep the keys that it knows from becoming shortcuts."""
        return claims_key(event, _is_own_key) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, leave for the list, open, or empty it."""
        if event.key() in _OPENING_KEYS:
            self.opened.emit()
        elif event.key() in _LEAVING_KEYS:
            self.left_for_list.emit(_LEAVING_KEYS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_own_key(event: QKeyEvent) -> bool:
    return event.key() in (*_LEAVING_KEYS, *_OPENING_KEYS) and not held_with(event)
