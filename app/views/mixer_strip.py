"""The strip of one stem at the left of its lane: mute, solo, pan, gain and level."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.theme import SPACE, Theme, stem_colour, with_alpha
from app.views.gain_slider import GainSlider, gain_text
from app.views.level_meter import LevelMeter
from app.views.pan_knob import PanKnob

_EDGE_PX = 5
_BUTTON_PX = 26


class MixerStrip(QFrame):
    """What a musician does to one stem.

    Signals, all from a person's hand: `mute_toggled(muted)`, `solo_toggled(soloed, exclusive)`
    (exclusive with Ctrl held: no other solo stays), `gain_db_changed(gain_db)`, `pan_changed(pan)`.
    """

    mute_toggled = Signal(bool)
    solo_toggled = Signal(bool, bool)
    gain_db_changed = Signal(float)
    pan_changed = Signal(float)

    def __init__(self, stem: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stem = stem
        self._theme = theme
        self._audible = True
        self.setObjectName("SideCell")
        self.setFixedWidth(tokens.SIDE_COLUMN_PX)
        self.name = QLabel(stem[:1].upper() + stem[1:])
        self.mute = self._button("M", "MuteButton", self.tr("Mute {stem}"))
        self.solo = self._button(
            "S", "SoloButton", self.tr("Solo {stem}"), self.tr("with Ctrl: it alone")
        )
        self.pan = PanKnob(theme)
        self.pan.setAccessibleName(self.tr("Pan of {stem}").format(stem=stem))
        self.gain = GainSlider(theme)
        self.gain.setAccessibleName(self.tr("Gain of {stem}").format(stem=stem))
        self.gain_label = QLabel(gain_text(0.0))
        self.meter = LevelMeter(theme)
        self.meter.setAccessibleName(self.tr("Level of {stem}").format(stem=stem))
        self._lay_out()
        self.mute.clicked.connect(self.mute_toggled)
        self.solo.clicked.connect(self._on_solo_clicked)
        self.gain.gain_db_changed.connect(self._on_gain_changed)
        self.pan.pan_changed.connect(self.pan_changed)
        self.set_theme(theme)

    def _button(self, letter: str, name: str, says: str, hint: str = "") -> QPushButton:
        button = QPushButton(letter)
        button.setObjectName(name)
        button.setCheckable(True)
        button.setFixedSize(_BUTTON_PX, _BUTTON_PX)
        button.setFont(tokens.font(tokens.SMALL_PX, bold=True))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(True)  # the return key presses it
        says = says.format(stem=self.stem)
        button.setAccessibleName(says)
        button.setToolTip(f"{says} ({hint})" if hint else says)
        return button

    def _lay_out(self) -> None:
        self.name.setFont(tokens.font(tokens.TEXT_PX, bold=True))
        self.gain_label.setFont(tokens.font(tokens.TEXT_PX))
        self.gain_label.setProperty("tone", "muted")
        self.gain_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Wide enough for every text it will show, so that the slider keeps its length.
        texts = (self.tr("mute"), "−60.0 dB")
        metrics = self.gain_label.fontMetrics()
        self.gain_label.setFixedWidth(max(metrics.horizontalAdvance(text) for text in texts) + 2)
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        top.addWidget(self.name, 1)
        for widget in (self.mute, self.solo, self.pan):
            top.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(2 * SPACE)
        middle.addWidget(self.gain, 1)
        middle.addWidget(self.gain_label)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_EDGE_PX + 3 * SPACE, 4, 4 * SPACE - 1, 4)
        rows.setSpacing(2)
        rows.addStretch(2)
        rows.addLayout(top)
        rows.addStretch(1)
        rows.addLayout(middle)
        rows.addStretch(1)
        rows.addWidget(self.meter)
        rows.addStretch(2)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        colour = stem_colour(theme, self.stem)
        self.gain.set_theme(theme, colour)
        self.pan.set_theme(theme, colour)
        self.meter.set_theme(theme, colour)
        self.update()

    def set_state(
        self, gain_db: float, pan: float, muted: bool, soloed: bool, audible: bool
    ) -> None:
        """Show what the mixer has; announces nothing."""
        for button, checked in ((self.mute, muted), (self.solo, soloed)):
            with QSignalBlocker(button):
                button.setChecked(checked)
        self.gain.set_gain_db(gain_db)
        self.pan.set_pan(pan)
        self.gain_label.setText(self.tr("mute") if muted else gain_text(gain_db))
        if audible != self._audible:
            self._audible = audible
            self.update()

    def set_level(self, peak: float) -> None:
        """Tell the stem's latest peak, full scale 1.0."""
        self.meter.set_level(peak)

    def _on_solo_clicked(self, soloed: bool) -> None:
        exclusive = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.solo_toggled.emit(soloed, bool(exclusive))

    def _on_gain_changed(self, gain_db: float) -> None:
        if not self.mute.isChecked():
            self.gain_label.setText(gain_text(gain_db))
        self.gain_db_changed.emit(gain_db)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stem's colour along the left edge, faded with the lane."""
        super().paintEvent(event)
        painter = QPainter(self)
        colour = stem_colour(self._theme, self.stem)
        painter.fillRect(
            0, 0, _EDGE_PX, self.height() - 1, with_alpha(colour, 1.0 if self._audible else 0.45)
        )
        painter.end()
