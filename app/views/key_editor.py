"""Where the keys and the pedal of one action are changed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app import theme as tokens
from app.shortcuts import Shortcut
from app.text_scale import fix_height, fix_size
from app.theme import SPACE
from app.views.elided_label import ElidedLabel
from app.views.key_caps import native_keys
from app.views.key_field import KeyField

_BUTTON_PX = 28
_FIELD_PX = 168


class KeyEditor(QWidget):
    """A line of what can be changed.

    Signals, all from a person's hand: `keys_pressed(keys)`, "" for none; `reset_clicked()`;
    `learn_toggled(learning)`; `forget_clicked()`, of the pedal; `left()`.
    """

    keys_pressed = Signal(str)
    reset_clicked = Signal()
    learn_toggled = Signal(bool)
    forget_clicked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(tokens.font(tokens.TEXT_PX, bold=True))
        self.field = KeyField()
        self.field.setPlaceholderText(self.tr("Press the new keys"))
        fix_size(self.field, _FIELD_PX, _BUTTON_PX)
        self.field.setToolTip(self.tr("Backspace for no keys, Escape to leave them as they are"))
        self.none = QPushButton(self.tr("No keys"))
        self.reset = QPushButton()
        self.learn = QPushButton(self.tr("Learn pedal"))
        self.learn.setCheckable(True)
        self.learn.setProperty("shape", "toggle")
        self.forget = QPushButton()
        self.done = QPushButton(self.tr("Done"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.title, 1)
        row.addWidget(self.field)
        for button in self._buttons:
            fix_height(button, _BUTTON_PX)
            button.setFont(tokens.font(tokens.TEXT_PX))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)
            row.addWidget(button)
        self.field.keys_pressed.connect(self.keys_pressed)
        self.field.emptied.connect(lambda: self.keys_pressed.emit(""))
        self.none.clicked.connect(lambda: self.keys_pressed.emit(""))
        self.reset.clicked.connect(self.reset_clicked)
        self.learn.clicked.connect(self.learn_toggled)
        self.forget.clicked.connect(self.forget_clicked)
        self.field.left.connect(self.left)
        self.done.clicked.connect(self.left)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.none, self.reset, self.learn, self.forget, self.done)

    def set_shortcut(self, shortcut: Shortcut, pedal: str) -> None:
        """Offer what can be changed of this action, and of its pedal if it has one."""
        self.title.setText(shortcut.text)
        self.field.setAccessibleName(self.tr("New keys for {action}").format(action=shortcut.text))
        default = native_keys(shortcut.default_keys) or self.tr("no keys")
        self.reset.setText(self.tr("Back to {keys}").format(keys=default))
        self.reset.setVisible(shortcut.keys != shortcut.default_keys)
        self.none.setVisible(bool(shortcut.keys))
        self.forget.setText(self.tr("Forget {pedal}").format(pedal=pedal))
        self.forget.setVisible(bool(pedal))

    def set_can_learn(self, can_learn: bool, why: str) -> None:
        """Whether there is a pedal to be learnt, and what there is or is not."""
        self.learn.setEnabled(can_learn or self.learn.isChecked())
        self.learn.setToolTip(why)
        self.learn.setAccessibleDescription(why)

    def set_learning(self, learning: bool) -> None:
        """Show whether a pedal is being waited for; announces nothing."""
        with QSignalBlocker(self.learn):
            self.learn.setChecked(learning)
        text = self.tr("Press the pedal …") if learning else self.tr("Learn pedal")
        self.learn.setText(text)
