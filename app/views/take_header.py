"""The row above the takes: from which input is recorded, how loud that is, and what is going on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from app import theme as tokens
from app.text_scale import fix_height, fix_icon, fix_size, fix_width
from app.theme import SPACE, Theme
from app.views.bookmark_text import for_menu
from app.views.elided_label import ElidedLabel
from app.views.icons import icon
from app.views.level_meter import LevelMeter

InputChoices: TypeAlias = Sequence[tuple[object, str]]

_BUTTON_PX, _ICON_PX = 24, 12
_METER_PX = 160


class TakeHeader(QFrame):
    """Signals, all from a person's hand: `input_chosen(id)`, a device or its channels;
    `monitor_toggled(on)`: whether the input is to be heard at once; `calibrate_clicked()`,
    `look_again_clicked()` for devices that came or went.
    """

    input_chosen = Signal(object)
    monitor_toggled = Signal(bool)
    calibrate_clicked = Signal()
    look_again_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TakeHeader")
        fix_height(self, tokens.RULER_PX)
        self.side = QFrame()
        self.side.setObjectName("SideCell")
        fix_size(self.side, tokens.SIDE_COLUMN_PX, tokens.RULER_PX)
        self.input = QPushButton(self.tr("Input"))
        self.choices = QMenu(self)
        self.choices.setAccessibleName(self.tr("Input to record from"))
        self._groups: list[QActionGroup] = []
        self.meters = (LevelMeter(theme), LevelMeter(theme))
        self.clip = QLabel(self.tr("too loud"))
        self.lost = QLabel()
        self.says = ElidedLabel(tokens.font(tokens.SMALL_PX))
        self._dress()
        self._lay_out()
        self.input.clicked.connect(self.open_choices)
        self.set_input((), None, (), None, "", monitored=False)
        self.set_level((), clipped=False)
        self.set_lost("")
        self.set_theme(theme)

    def _dress(self) -> None:
        self.input.setProperty("shape", "quiet")
        self.input.setObjectName("StemsButton")
        fix_height(self.input, _BUTTON_PX)
        self.input.setFont(tokens.font())
        fix_icon(self.input, _ICON_PX)
        self.input.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the word
        self.input.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.input.setAutoDefault(True)
        for number, meter in enumerate(self.meters, 1):
            fix_width(meter, _METER_PX)
            meter.setAccessibleName(self.tr("Level of input {number}").format(number=number))
        for warning in (self.clip, self.lost):
            warning.setFont(tokens.font(tokens.SMALL_PX, bold=True))
            warning.setProperty("tone", "error")
        self.says.setProperty("tone", "muted")

    def _lay_out(self) -> None:
        side = QHBoxLayout(self.side)
        side.setContentsMargins(4 + 3 * SPACE, 0, 4 * SPACE - 1, 1)
        side.addWidget(self.input)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 3 * SPACE, 0)
        row.setSpacing(3 * SPACE)
        row.addWidget(self.side)
        for meter in self.meters:
            row.addWidget(meter)
        row.addWidget(self.clip)
        row.addWidget(self.lost)
        row.addWidget(self.says, 1)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.input.setIcon(icon("chevron_down", theme, size_px=_ICON_PX))
        for meter in self.meters:
            meter.set_theme(theme, QColor(theme.text))

    def set_input(
        self,
        devices: InputChoices,
        device: object,
        channels: InputChoices,
        channel: object,
        round_trip: str,
        *,
        monitored: bool,
    ) -> None:
        """Offer devices and channels as (id, label); the current ones are marked.

        round_trip: what is known of the way from output to input. monitored: whether the input is
        heard.
        """
        self.choices.clear()
        self._groups.clear()
        for offered, current in ((devices, device), (channels, channel)):
            group = QActionGroup(self.choices)
            self._groups.append(group)
            for choice, label in offered:
                action = self.choices.addAction(for_menu(label))
                action.setCheckable(True)
                action.setData(choice)
                action.setChecked(choice == current)
                group.addAction(action)
            group.triggered.connect(lambda action: self.input_chosen.emit(action.data()))
            if offered:
                self.choices.addSeparator()
        monitor = self.choices.addAction(self.tr("Hear the input (needs a short latency)"))
        monitor.setCheckable(True)
        monitor.setChecked(monitored)
        monitor.triggered.connect(self.monitor_toggled)
        self.choices.addSeparator()
        if round_trip:
            self.choices.addAction(round_trip).setEnabled(False)
        text = self.tr("Measure the delay …")
        self.choices.addAction(text).triggered.connect(lambda: self.calibrate_clicked.emit())
        text = self.tr("Look again")
        self.choices.addAction(text).triggered.connect(lambda: self.look_again_clicked.emit())
        label = next((label for choice, label in devices if choice == device), "")
        self.input.setAccessibleName(self.tr("Input: {device}").format(device=label or "–"))
        self.input.setToolTip(self.tr("Input to record from: {device}").format(device=label or "–"))

    def open_choices(self) -> None:
        """Open the menu of inputs."""
        self.choices.popup(self.input.mapToGlobal(QPoint(0, self.input.height())))

    def set_level(self, peaks: Sequence[float], *, clipped: bool) -> None:
        """Tell the latest peaks of the channels, full scale 1.0, and whether it is too loud."""
        for index, meter in enumerate(self.meters):
            meter.setVisible(index < len(peaks))
            if index < len(peaks):
                meter.set_level(peaks[index])
        self.clip.setVisible(clipped)

    def set_lost(self, text: str) -> None:
        """Tell what the input has lost of what is recorded; "" for nothing."""
        if text != self.lost.text():
            self.lost.setText(text)
        self.lost.setVisible(bool(text))

    def say(self, text: str) -> None:
        """Tell what is going on."""
        if text != self.says.text():
            self.says.setText(text)
