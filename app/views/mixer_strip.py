"""The strip of one stem at the left of its lane: mute, solo, pan, gain and level."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
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
from app.views.solo_button import SoloButton
from player.mixer import StemMix

_EDGE_PX = 5
_BUTTON_PX = 26


class MixerStrip(QFrame):
    """What a musician does to one stem.

    Signals, all from a person's hand: `mute_toggled(muted)`, `solo_toggled(soloed)`,
    `solo_alone_clicked()`, `solo_safe_toggled(solo_safe)`, `gain_db_changed(gain_db)`,
    `pan_changed(pan)`.
    """

    mute_toggled = Signal(bool)
    solo_toggled = Signal(bool)
    solo_alone_clicked = Signal()
    solo_safe_toggled = Signal(bool)
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
        self.mute = QPushButton("M")
        self.solo = SoloButton(stem, theme)
        self.pan = PanKnob(theme)
        self.pan.setAccessibleName(self.tr("Pan of {stem}").format(stem=stem))
        self.gain = GainSlider(theme)
        self.gain.setAccessibleName(self.tr("Gain of {stem}").format(stem=stem))
        self.gain_label = QLabel(gain_text(0.0))
        self.meter = LevelMeter(theme)
        self.meter.setAccessibleName(self.tr("Level of {stem}").format(stem=stem))
        self._dress_buttons()
        self._lay_out()
        self.mute.clicked.connect(self.mute_toggled)
        self.solo.solo_toggled.connect(self.solo_toggled)
        self.solo.solo_alone_clicked.connect(self.solo_alone_clicked)
        self.solo.solo_safe_toggled.connect(self.solo_safe_toggled)
        self.gain.gain_db_changed.connect(self._on_gain_changed)
        self.pan.pan_changed.connect(self.pan_changed)
        self.set_theme(theme)

    def _dress_buttons(self) -> None:
        says = self.tr("Mute {stem}").format(stem=self.stem)
        self.mute.setObjectName("MuteButton")
        self.mute.setCheckable(True)
        self.mute.setAccessibleName(says)
        self.mute.setToolTip(says)
        for button in (self.mute, self.solo):
            button.setFixedSize(_BUTTON_PX, _BUTTON_PX)
            button.setFont(tokens.font(tokens.SMALL_PX, bold=True))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)  # the return key presses it

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
        self.solo.set_theme(theme)
        self.gain.set_theme(theme, colour)
        self.pan.set_theme(theme, colour)
        self.meter.set_theme(theme, colour)
        self.update()

    def set_state(self, mix: StemMix, audible: bool) -> None:
        """Show what the mixer has; announces nothing."""
        with QSignalBlocker(self.mute):
            self.mute.setChecked(mix.muted)
        self.solo.set_state(soloed=mix.soloed, solo_safe=mix.solo_safe)
        self.gain.set_gain_db(mix.gain_db)
        self.pan.set_pan(mix.pan)
        self.gain_label.setText(self.tr("mute") if mix.muted else gain_text(mix.gain_db))
        if audible != self._audible:
            self._audible = audible
            self.update()

    def set_level(self, peak: float) -> None:
        """Tell the stem's latest peak, full scale 1.0."""
        self.meter.set_level(peak)

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
