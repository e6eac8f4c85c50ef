"""The speed trainer in the top bar: its button, and beneath it where a training is."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app import theme as tokens
from app.text_scale import fix_icon, fix_size
from app.theme import Theme
from app.views.icons import icon

_TOGGLE_PX, _ICON_PX = 28, 16


class TrainerCell(QWidget):
    """Stands beside the tempo. `clicked()`, from a person's hand."""

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.button = QPushButton()
        self.button.setCheckable(True)
        self.button.setProperty("shape", "icon-toggle")
        fix_size(self.button, _TOGGLE_PX, _TOGGLE_PX)
        fix_icon(self.button, _ICON_PX)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setAutoDefault(True)  # the return key presses it
        self.button.setAccessibleName(self.tr("Speed trainer"))
        self.button.clicked.connect(self._on_clicked)
        self.caption = QLabel()
        self.caption.setFont(tokens.font(tokens.SMALL_PX))
        self.caption.setProperty("tone", "warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addStretch()
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.caption, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self.set_training("", "")

    def set_training(self, short: str, where: str) -> None:
        """Show where a training is, shortly and in a sentence; "" while there is none."""
        with QSignalBlocker(self.button):
            self.button.setChecked(bool(short))
        self.caption.setText(short)
        self.caption.setVisible(bool(short))
        self.caption.setToolTip(where)
        says = where or self.tr("Speed trainer: faster round by round")
        self.button.setToolTip(says)
        self.button.setAccessibleDescription(says)
        self._show_icon()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self._show_icon()

    def _show_icon(self) -> None:
        on_accent = self.button.isChecked()
        self.button.setIcon(icon("trainer", self._theme, size_px=_ICON_PX, on_accent=on_accent))

    def _on_clicked(self) -> None:
        # It opens what can begin and end a training; pressing it does neither.
        with QSignalBlocker(self.button):
            self.button.setChecked(not self.button.isChecked())
        self.clicked.emit()
