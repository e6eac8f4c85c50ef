"""The cell beside the lane of bars: tap along, and the end of moving lines."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app import theme as tokens
from app.text_scale import fix_height, fix_size, fix_text_width, fix_width, free_width
from app.theme import SPACE
from app.views.keyboard_focus import give_up_keyboard

_BUTTON_PX, _WIDTH_PX = 18, 52
_LEFT_PX = 5 + 3 * SPACE


class BarCell(QFrame):
    """Signals, from a person's hand: `tapped()`; `done_clicked()`: no line is to be moved more."""

    tapped = Signal()
    done_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SideCell")
        fix_size(self, tokens.SIDE_COLUMN_PX, tokens.BARS_PX)
        self._is_low, self._is_moving = False, False
        self._title = QLabel(self.tr("Bars"))
        self._title.setProperty("tone", "muted")
        self.tap, self.done = QPushButton(self.tr("Tap")), QPushButton(self.tr("Done"))
        for button in (self.tap, self.done):
            button.setProperty("shape", "small-toggle")
            fix_height(button, _BUTTON_PX)
            fix_text_width(button, _WIDTH_PX)
            button.setFont(tokens.font(tokens.SMALL_PX))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)  # the return key presses it, Space plays
        self.done.setProperty("shape", "small-toggle")
        self.done.setCheckable(True)
        self.done.setAccessibleName(self.tr("Done with moving lines"))
        # Who taps means the moment of pressing.
        self.tap.pressed.connect(self.tapped)
        self.done.clicked.connect(self.done_clicked)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT_PX, 0, 4 * SPACE - 1, 1)
        row.setSpacing(SPACE)
        row.addWidget(self._title, 1)
        row.addWidget(self.done)
        row.addWidget(self.tap)
        self.set_tap_keys("")
        self.set_moving(False)

    def set_tap_keys(self, keys: str) -> None:
        """Say which keys tap too, as this system writes them."""
        says = self.tr("Tap along with the beats while the song plays")
        self.tap.setAccessibleName(self.tr("Tap the beats"))
        self.tap.setToolTip(f"{says} ({keys})" if keys else says)

    def set_moving(self, moving: bool) -> None:
        """Offer to end moving lines, while they may be moved."""
        self._is_moving = moving
        self.done.setChecked(moving)
        self._show_buttons()

    def set_low(self, low: bool) -> None:
        """Leave room for others beside it: no title, and one button at a time."""
        self._is_low = low
        self._title.setVisible(not low)
        margins = self._row.contentsMargins()
        margins.setLeft(SPACE if low else _LEFT_PX)
        self._row.setContentsMargins(margins)
        if low:
            free_width(self)
        else:
            fix_width(self, tokens.SIDE_COLUMN_PX)
        self._show_buttons()

    def _show_buttons(self) -> None:
        shown = {self.done: self._is_moving, self.tap: not (self._is_low and self._is_moving)}
        for button, is_shown in shown.items():
            if not is_shown and button.hasFocus():
                give_up_keyboard(button)
            button.setVisible(is_shown)
