"""The strip of one stem at the left of its lane: mute, solo, pan, gain and level."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.stem_groups import is_rest
from app.text_scale import fix_size, fix_text_width, fix_width, text_scale
from app.theme import SPACE, Theme, stem_colour, with_alpha
from app.views.accessible import Role
from app.views.gain_slider import GainSlider, gain_text
from app.views.icons import icon_pixmap
from app.views.level_meter import LevelMeter
from app.views.pan_knob import PanKnob
from app.views.solo_button import SoloButton
from app.views.stem_name_label import StemNameLabel
from app.views.stem_text import stem_name, stem_title
from player.mixer import StemMix

_EDGE_PX = 5
_BUTTON_PX = 26
_MARK_PX = 14


class MixerStrip(QFrame):
    """What a musician does to one stem, or to everything else beside one.

    Signals, all from a person's hand: `mute_toggled(muted)`, `solo_toggled(soloed)`,
    `solo_alone_clicked()`, `solo_safe_toggled(solo_safe)`, `gain_db_changed(gain_db)`,
    `pan_changed(pan)`, `mine_toggled(mine)`: whether it is what the musician plays.
    """

    mute_toggled = Signal(bool)
    solo_toggled = Signal(bool)
    solo_alone_clicked = Signal()
    solo_safe_toggled = Signal(bool)
    gain_db_changed = Signal(float)
    pan_changed = Signal(float)
    mine_toggled = Signal(bool)
    accessible_role = Role.Grouping

    def __init__(self, stem: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stem = stem
        self._theme = theme
        self._audible = True
        self.setObjectName("SideCell")
        self.setAccessibleName(stem_title(stem))
        fix_width(self, tokens.SIDE_COLUMN_PX)
        name = stem_name(stem)
        self.name = StemNameLabel(stem)
        self.mark = QLabel()
        self.choices = QMenu(self)
        self.choices.setAccessibleName(stem_title(stem))
        self.choose_mine = self.choices.addAction(self.tr("My instrument"))
        self.choose_mine.setCheckable(True)
        self.mute = QPushButton("M")
        self.solo = SoloButton(stem, theme)
        self.pan = PanKnob(theme)
        self.pan.setAccessibleName(self.tr("Pan of {stem}").format(stem=name))
        self.gain = GainSlider(theme)
        self.gain.setAccessibleName(self.tr("Gain of {stem}").format(stem=name))
        self.gain_label = QLabel(gain_text(0.0))
        self.meter = LevelMeter(theme)
        self.meter.setAccessibleName(self.tr("Level of {stem}").format(stem=name))
        self._dress_buttons()
        self._lay_out()
        self.mute.clicked.connect(self.mute_toggled)
        self.solo.solo_toggled.connect(self.solo_toggled)
        self.solo.solo_alone_clicked.connect(self.solo_alone_clicked)
        self.solo.solo_safe_toggled.connect(self.solo_safe_toggled)
        self.gain.gain_db_changed.connect(self._on_gain_changed)
        self.pan.pan_changed.connect(self.pan_changed)
        self.choose_mine.triggered.connect(self.mine_toggled)
        self.set_theme(theme)

    def _dress_buttons(self) -> None:
        says = self.tr("Mute {stem}").format(stem=stem_name(self.stem))
        self.mute.setObjectName("MuteButton")
        self.mute.setCheckable(True)
        self.mute.setAccessibleName(says)
        self.mute.setToolTip(says)
        for button in (self.mute, self.solo):
            fix_size(button, _BUTTON_PX, _BUTTON_PX)
            button.setFont(tokens.font(tokens.SMALL_PX, bold=True))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)  # the return key presses it

    def _lay_out(self) -> None:
        self.gain_label.setFont(tokens.font(tokens.TEXT_PX))
        self.gain_label.setProperty("tone", "muted")
        self.gain_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Wide enough for every text it will show, so that the slider keeps its length.
        texts = (self.tr("mute"), gain_text(-59.9))
        metrics = self.gain_label.fontMetrics()
        widest_px = max(metrics.horizontalAdvance(text) for text in texts) + 2
        fix_text_width(self.gain_label, widest_px / text_scale())
        self.mark.setFixedSize(_MARK_PX, _MARK_PX)
        self.mark.setToolTip(self.choose_mine.text())
        self.mark.hide()
        called = QHBoxLayout()
        called.setSpacing(SPACE)
        called.addWidget(self.name)
        called.addWidget(self.mark)
        called.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        top.addLayout(called, 1)
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
        scale = self.devicePixelRatio()
        self.mark.setPixmap(icon_pixmap("mine", QColor(theme.text), _MARK_PX, scale))
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

    def set_mine(self, mine: bool) -> None:
        """Show whether it is what the musician plays; announces nothing."""
        self.mark.setVisible(mine)
        self.choose_mine.setChecked(mine)
        self.mute.setAccessibleDescription(self.choose_mine.text() if mine else "")

    def set_level(self, peak: float) -> None:
        """Tell the stem's latest peak, full scale 1.0."""
        self.meter.set_level(peak)

    def _on_gain_changed(self, gain_db: float) -> None:
        if not self.mute.isChecked():
            self.gain_label.setText(gain_text(gain_db))
        self.gain_db_changed.emit(gain_db)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to be what the musician plays, which everything else cannot."""
        if not is_rest(self.stem):
            self.choices.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stem's colour along the left edge, faded with the lane."""
        super().paintEvent(event)
        painter = QPainter(self)
        colour = stem_colour(self._theme, self.stem)
        painter.fillRect(
            0, 0, _EDGE_PX, self.height() - 1, with_alpha(colour, 1.0 if self._audible else 0.45)
        )
        painter.end()
