"""The strip of the click, above those of the stems: on or off, how loud, and where."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app import theme as tokens
from app.text_scale import fix_height, fix_text_width, fix_width, free_width
from app.theme import SPACE, Theme
from app.views.accessible import Role
from app.views.click_popup import ClickPopup
from app.views.gain_slider import GainSlider, gain_text
from app.views.icons import icon
from app.views.late import Late
from app.views.pan_knob import PanKnob
from player.mixer import StemMix

STRIP_PX = 32
_BUTTON_PX, _NAME_PX, _ARROW_PX = 24, 56, 12
_LOW_BUTTON_PX, _LOW_NAME_PX, _LOW_MORE_PX = 18, 48, 20
_SLIDER_PX = 64


class ClickStrip(QFrame):
    """What a musician does to the click.

    Signals, all from a person's hand: `on_toggled(on)`, `gain_db_changed(gain_db)`,
    `pan_changed(pan)`; those of how it sounds are in `popup`.

    `popup_made(popup)`: nobody could listen to it before, or tell it anything.
    """

    on_toggled = Signal(bool)
    gain_db_changed = Signal(float)
    pan_changed = Signal(float)
    popup_made = Signal(object)
    accessible_role = Role.Grouping

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SideCell")
        self.setAccessibleName(self.tr("Click"))
        self._theme = theme
        self._is_low = False
        self.late_popup = Late(self._new_popup)
        self.on = QPushButton(self.tr("Click"))
        self.on.setProperty("shape", "small-toggle")
        self.on.setCheckable(True)
        self.more = QPushButton()
        self.more.setProperty("shape", "quiet")
        self.set_keys("", "")
        for button in (self.on, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)  # the return key presses it, Space plays
        self.gain = GainSlider(theme)
        self.gain.setMinimumWidth(_SLIDER_PX)
        self.gain.setAccessibleName(self.tr("Gain of the click"))
        self.pan = PanKnob(theme)
        self.pan.setAccessibleName(self.tr("Pan of the click"))
        row = self._row = QHBoxLayout(self)
        row.addWidget(self.on)
        row.addWidget(self.more)
        row.addWidget(self.gain, 1)
        row.addWidget(self.pan)
        self.on.clicked.connect(self.on_toggled)
        self.more.clicked.connect(self.open_popup)
        self.gain.gain_db_changed.connect(self._on_gain_changed)
        self.pan.pan_changed.connect(self.pan_changed)
        self.set_low(False)
        self.set_mix(StemMix(muted=True))
        self.set_theme(theme)

    @property
    def popup(self) -> ClickPopup:
        """How it clicks, and the count-in."""
        return self.late_popup.wanted()

    def _new_popup(self) -> ClickPopup:
        popup = ClickPopup(self._theme, self)
        popup.set_theme(self._theme)
        popup.set_pans(self._is_low)
        self.popup_made.emit(popup)
        return popup

    def set_keys(self, on: str, popup: str) -> None:
        """Tell the keys of both buttons, as this system writes them; "" for none."""
        for button, says, keys in (
            (self.on, self.tr("Click on every beat"), on),
            (self.more, self.tr("How it clicks, and the count-in"), popup),
        ):
            button.setAccessibleName(says)
            button.setToolTip(f"{says} ({keys})" if keys else says)

    def set_low(self, low: bool) -> None:
        """Be as low as the row of bars, and leave room beside it: then the pan is in the popup."""
        fix_height(self, tokens.BARS_PX if low else STRIP_PX)
        for button in (self.on, self.more):
            fix_height(button, _LOW_BUTTON_PX if low else _BUTTON_PX)
        self.on.setFont(tokens.font(tokens.SMALL_PX if low else tokens.TEXT_PX))
        fix_text_width(self.on, _LOW_NAME_PX if low else _NAME_PX)
        self.more.setFixedWidth(_LOW_MORE_PX if low else _BUTTON_PX)
        self.pan.setVisible(not low)
        self._is_low = low
        if self.late_popup.made is not None:
            self.late_popup.made.set_pans(low)
        self._row.setContentsMargins(5 + 3 * SPACE, 0, SPACE if low else 4 * SPACE - 1, 1)
        self._row.setSpacing(SPACE if low else 2 * SPACE)
        if low:
            free_width(self)
        else:
            fix_width(self, tokens.SIDE_COLUMN_PX)

    def open_popup(self) -> None:
        """Show everything that can be chosen."""
        self.popup.open_below(self.more)

    def set_mix(self, mix: StemMix) -> None:
        """Show whether it is on, how loud, and where; announces nothing."""
        with QSignalBlocker(self.on):
            self.on.setChecked(not mix.muted)
        self.gain.set_gain_db(mix.gain_db)
        self.gain.setToolTip(gain_text(mix.gain_db))
        self.pan.set_pan(mix.pan)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.gain.set_theme(theme, QColor(theme.muted_text))
        self.pan.set_theme(theme, QColor(theme.muted_text))
        self._theme = theme
        if self.late_popup.made is not None:
            self.late_popup.made.set_theme(theme)
        self.more.setIcon(icon("chevron_down", theme, size_px=_ARROW_PX))
        self.more.setIconSize(QSize(_ARROW_PX, _ARROW_PX))

    def _on_gain_changed(self, gain_db: float) -> None:
        self.gain.setToolTip(gain_text(gain_db))
        self.gain_db_changed.emit(gain_db)
