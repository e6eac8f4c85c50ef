"""A field in which keys are pressed, and not typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app import theme as tokens
from app.pressed_keys import pressed_keys
from app.views.own_keys import held_with

_GOES_ON = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_LEAVES = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyField(QLineEdit):
    """Takes every key, but for those by which one leaves it.

    Signals: `keys_pressed(keys)`, in Qt's portable form; `emptied()` by Backspace; `left()` by
    Escape or Return.
    """

    keys_pressed = Signal(str)
    emptied = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFont(tokens.font(tokens.TEXT_PX))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        # A dead key or a letter of many strokes is a key here.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def event(self, event: QEvent) -> bool:
        """Keep keys from being shortcuts, and the field's own."""
        if isinstance(event, QKeyEvent) and event.key() not in _GOES_ON:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell what was pressed."""
        event.accept()
        if event.isAutoRepeat():
            return
        alone = not held_with(event)
        if event.key() in _LEAVES and alone:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Backspace and alone:
            self.emptied.emit()
        elif keys := pressed_keys(event.key(), event.modifiers()):
            self.keys_pressed.emit(keys)
