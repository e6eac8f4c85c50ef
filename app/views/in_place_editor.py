"""A line to type in, laid over what is being changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.keyboard_focus import give_up_keyboard
from app.views.own_keys import claims_key

_CLOSING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class InPlaceEditor(QLineEdit):
    """Hidden until it is opened. Return or a click elsewhere takes what was typed, Escape does
    not; either way the keyboard goes back to where it came from.

    Signals: `typed(text)`.
    """

    typed = Signal(str)

    def __init__(self, name: str, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self._is_open = False
        self._owner_had_keyboard = False
        self.hide()
        self.setFont(font)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(name)
        self.editingFinished.connect(self.take)

    @property
    def is_open(self) -> bool:
        """Whether somebody is typing."""
        return self._is_open

    def open(self, text: str, place: QRect) -> None:
        """Show itself there with this text, selected, and take the keyboard."""
        self._is_open = True
        self._owner_had_keyboard = self._owner.hasFocus()
        self.setGeometry(place)
        self.setText(text)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Keep the closing keys from becoming shortcuts."""
        return claims_key(event, lambda asked: asked.key() in _CLOSING_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, take or leave. No key goes on to what lies below, which would change unseen."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in _CLOSING_KEYS:
            self.take()
        else:
            super().keyPressEvent(event)
        event.accept()

    def take(self) -> None:
        """Take what was typed, as with Return, if somebody is typing."""
        if self._is_open:
            self._close()
            self.typed.emit(self.text())

    def _close(self) -> None:
        self._is_open = False
        # Asked of the window, for one that is not active has its keyboard elsewhere.
        if self.window().focusWidget() is self:
            if self._owner_had_keyboard:
                self._owner.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                give_up_keyboard(self._owner)
        self.hide()
