"""The lanes with their strips, one under the other, scrolling where they do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.theme import Theme
from app.views.mixer_strip import MixerStrip
from app.views.stem_lane import MINIMUM_PX, StemLane
from app.views.time_axis import TimeAxis

_BAR_PX = 10


class LaneArea(QScrollArea):
    """A strip and a lane per stem. Its scroll bar lies over the lanes, whose width it must not
    change: every view of the song is equally wide.

    Signals, all from a person's hand on a strip: `mute_toggled(stem, muted)`,
    `solo_toggled(stem, soloed)`, `solo_alone_clicked(stem)`, `solo_safe_toggled(stem, solo_safe)`,
    `gain_db_changed(stem, gain_db)`, `pan_changed(stem, pan)`, `instrument_chosen(stem)`, or None,
    `stem_drag_wanted(stem)`: out of the window; on a lane, `note_clicked(place)`: among the notes
    of the take that stand there.
    """

    mute_toggled = Signal(str, bool)
    solo_toggled = Signal(str, bool)
    solo_alone_clicked = Signal(str)
    solo_safe_toggled = Signal(str, bool)
    gain_db_changed = Signal(str, float)
    pan_changed = Signal(str, float)
    instrument_chosen = Signal(object)
    stem_drag_wanted = Signal(str)
    note_clicked = Signal(int)

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._axis = axis
        self._theme = theme
        self._sample_rate = sample_rate
        self.strips: dict[str, MixerStrip] = {}
        self.lanes: dict[str, StemLane] = {}
        self.setObjectName("LaneArea")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.scroll_bar.valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self.scroll_bar.setValue)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._on_range_changed(0, 0)
        self.set_stems(())

    def set_stems(self, stems: Sequence[str]) -> None:
        """Build a strip and a lane for each of these, in this order."""
        self.strips = {stem: MixerStrip(stem, self._theme) for stem in stems}
        self.lanes = {
            stem: StemLane(stem, self._axis, self._theme, self._sample_rate, None) for stem in stems
        }
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for stem in stems:
            row = QHBoxLayout()
            row.setSpacing(0)
            row.addWidget(self.strips[stem])
            row.addWidget(self.lanes[stem], 1)
            column.addLayout(row, 1)
        self.setWidget(rows)
        for stem, strip in self.strips.items():
            self._connect(stem, strip)
        for lane in self.lanes.values():
            lane.note_clicked.connect(self.note_clicked)

    def _connect(self, stem: str, strip: MixerStrip) -> None:
        strip.mute_toggled.connect(partial(self.mute_toggled.emit, stem))
        strip.solo_toggled.connect(partial(self.solo_toggled.emit, stem))
        strip.solo_alone_clicked.connect(partial(self.solo_alone_clicked.emit, stem))
        strip.solo_safe_toggled.connect(partial(self.solo_safe_toggled.emit, stem))
        strip.gain_db_changed.connect(partial(self.gain_db_changed.emit, stem))
        strip.pan_changed.connect(partial(self.pan_changed.emit, stem))
        strip.name.drag_wanted.connect(partial(self.stem_drag_wanted.emit, stem))
        strip.mine_toggled.connect(lambda mine: self.instrument_chosen.emit(stem if mine else None))

    def preferred_height(self) -> int:
        """Every lane as high as the design has it."""
        return max(1, len(self.lanes)) * tokens.LANE_PX

    def least_height(self) -> int:
        """As many lanes as a song usually has, as low as they may be."""
        return min(4, max(1, len(self.lanes))) * self.least_lane_height()

    def least_lane_height(self) -> int:
        """As low as a lane may be beside its strip, in px."""
        strips = (strip.minimumSizeHint().height() for strip in self.strips.values())
        return max((MINIMUM_PX, *strips))

    def whole_lanes(self, height_px: int) -> int:
        """The height of as many whole lanes as there are in this one, if not all fit."""
        lane_px = self.least_lane_height()
        if height_px >= len(self.lanes) * lane_px:
            return height_px
        return max(1, height_px // lane_px) * lane_px

    def minimumSizeHint(self) -> QSize:
        """Two lanes, or what there is."""
        return QSize(0, min(2, max(1, len(self.lanes))) * self.least_lane_height())

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        for stem in self.lanes:
            self.lanes[stem].set_theme(theme)
            self.strips[stem].set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll bar at the right edge."""
        super().resizeEvent(event)
        self.scroll_bar.setGeometry(self.width() - _BAR_PX, 0, _BAR_PX, self.height())
        self.scroll_bar.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a new set of lanes not cover the scroll bar, and what is around this know how high
        it has to be now.
        """
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ChildAdded:
            self.scroll_bar.raise_()
        elif event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return handled

    def _on_range_changed(self, minimum: int, maximum: int) -> None:
        self.scroll_bar.setRange(minimum, maximum)
        # A notch of the wheel is a lane.
        lane_px = self.least_lane_height()
        lines = max(1, QApplication.wheelScrollLines())
        self.verticalScrollBar().setSingleStep(max(1, lane_px // lines))
        self.scroll_bar.setPageStep(self.verticalScrollBar().pageStep())
        self.scroll_bar.setVisible(maximum > minimum)
