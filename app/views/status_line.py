"""The line at the bottom: what is being done, how far it is, and where the sound goes."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app import theme as tokens
from app.text_scale import fix_height
from app.theme import SPACE
from app.views.elided_label import ElidedLabel
from app.views.keyboard_focus import give_up_keyboard

MessageKind = Literal["info", "warning", "error"]
_RESOLUTION = 1000


class StatusLine(QFrame):
    """Either an activity with its progress, or a sentence.

    Signals: `cancel_clicked()`; `action_clicked()`, what a message offered to do.
    """

    cancel_clicked = Signal()
    action_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StatusLine")
        fix_height(self, tokens.STATUS_PX)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # takes the keyboard from the fields above
        self.message = ElidedLabel(tokens.font(tokens.TEXT_PX))
        self.progress = QProgressBar()
        self.progress.setRange(0, _RESOLUTION)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(200, 6)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress_text = QLabel()
        self.cancel, self.action = QPushButton(self.tr("Cancel")), QPushButton()
        for button in (self.cancel, self.action):
            fix_height(button, 24)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)
        self.device = QLabel()
        for label in (self.progress_text, self.device):
            label.setFont(tokens.font(tokens.TEXT_PX))
            label.setProperty("tone", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(5 + 3 * SPACE, 0, 4 * SPACE, 0)
        row.setSpacing(3 * SPACE)
        row.addWidget(self.message)
        row.addWidget(self.progress)
        row.addWidget(self.progress_text)
        row.addWidget(self.cancel)
        row.addWidget(self.action)
        row.addStretch(1)
        row.addWidget(self.device)
        self.cancel.clicked.connect(self.cancel_clicked)
        self.action.clicked.connect(self.action_clicked)
        self.set_message("")

    def set_activity(self, text: str, progress: float, progress_text: str = "") -> None:
        """Show what is being done ("Separating with Compact"), how far it is (0 to 1), and that
        in words ("63 % · about 1 min 12 s left").
        """
        self._show(text, "info", active=True)
        self.progress.setValue(round(min(max(progress, 0.0), 1.0) * _RESOLUTION))
        self.progress.setAccessibleDescription(f"{text}. {progress_text}")
        self.cancel.setAccessibleDescription(text)
        self.progress_text.setText(progress_text)

    def set_message(self, text: str, kind: MessageKind = "info", action: str = "") -> None:
        """Show a sentence instead of an activity, with a button if `action` names one."""
        self.action.setText(action)
        self._show(text, kind, active=False)

    def set_device(self, text: str) -> None:
        """Show where the sound goes."""
        self.device.setText(text)

    def _show(self, text: str, kind: MessageKind, *, active: bool) -> None:
        shown = {self.cancel: active, self.action: not active and bool(self.action.text())}
        for button, visible in shown.items():
            if not visible and button.hasFocus():
                give_up_keyboard(button)
            button.setVisible(visible)
        for widget in (self.progress, self.progress_text):
            widget.setVisible(active)
        # Colour is never the only sign.
        signs = {"info": "", "warning": "△ ", "error": "⨯ "}
        self.message.setText(signs[kind] + text if text else "")
        if self.message.property("tone") != kind:
            self.message.setProperty("tone", kind)
            self.message.style().polish(self.message)
