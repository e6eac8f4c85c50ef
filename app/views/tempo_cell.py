"""The tempo in the top bar: the number, what the speed trainer makes of it, and its button."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from app import theme as tokens
from app.text_scale import fix_icon, fix_size, keep_text_height
from app.theme import SPACE, Theme
from app.views.icons import icon
from app.views.value_field import ValueField

_TOGGLE_PX, _ICON_PX = 28, 16


class TempoCell(QWidget):
    """25 to 200 percent. While a training is on, where it is stands beneath.

    `trainer_clicked()`, from a person's hand.
    """

    trainer_clicked = Signal()

    def __init__(self, theme: Theme, caption_px: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tempo = ValueField(self.tr("Tempo"), theme, 25, 200, 100, unit=" %")
        self.caption = QLabel(self.tr("tempo"))
        self.caption.setFont(tokens.font(tokens.SMALL_PX))
        # It stands on one line with others.
        keep_text_height(self.caption, caption_px)
        self.trainer = QPushButton()
        self.trainer.setCheckable(True)
        self.trainer.setProperty("shape", "icon-toggle")
        fix_size(self.trainer, _TOGGLE_PX, _TOGGLE_PX)
        fix_icon(self.trainer, _ICON_PX)
        self.trainer.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.trainer.setAutoDefault(True)  # the return key presses it
        self.trainer.setAccessibleName(self.tr("Speed trainer"))
        self.trainer.clicked.connect(self._on_clicked)
        centre = Qt.AlignmentFlag.AlignHCenter
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(1)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(3, 1)
        grid.addWidget(self.tempo, 1, 0, centre)
        grid.addWidget(self.caption, 2, 0, centre)
        grid.addWidget(self.trainer, 0, 1, 4, 1, Qt.AlignmentFlag.AlignVCenter)
        self.set_training("", "")

    def set_training(self, short: str, where: str) -> None:
        """Show where a training is, shortly and in a sentence; "" while there is none."""
        with QSignalBlocker(self.trainer):
            self.trainer.setChecked(bool(short))
        self.caption.setText(short or self.tr("tempo"))
        self.caption.setProperty("tone", "warning" if short else "muted")
        self.caption.style().polish(self.caption)
        says = self.tr("Speed trainer: faster round by round")
        self.trainer.setToolTip(where or says)
        self.trainer.setAccessibleDescription(where or says)
        self.caption.setToolTip(where)
        self._show_icon()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.tempo.set_theme(theme)
        self._show_icon()

    def _show_icon(self) -> None:
        on_accent = self.trainer.isChecked()
        self.trainer.setIcon(icon("trainer", self._theme, size_px=_ICON_PX, on_accent=on_accent))

    def _on_clicked(self) -> None:
        # It opens what can begin and end a training; pressing it does neither.
        with QSignalBlocker(self.trainer):
            self.trainer.setChecked(not self.trainer.isChecked())
        self.trainer_clicked.emit()
