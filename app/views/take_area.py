"""The takes under the stems: a row of what is recorded from, and a strip and a lane for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from app.takes import Take, Takes
from app.text_scale import grown
from app.theme import RULER_PX, Theme
from app.views.accessible import Role
from app.views.keyboard_focus import give_up_keyboard
from app.views.peaks_source import PeaksSource
from app.views.take_header import TakeHeader
from app.views.take_lane import TAKE_PX, TakeLane
from app.views.take_strip import TakeStrip
from app.views.time_axis import TimeAxis
from app.views.time_canvas import TimeCanvas

_SHOWN_ROWS = 2
_BAR_PX = 10


class TakeArea(QWidget):
    """Hidden as long as there is nothing to record or to hear.

    Signals, all from a person's hand, with the take: `best_toggled(take, best)`,
    `mute_toggled(take, muted)`, `solo_toggled(take, soloed)`, `gain_db_changed(take, gain_db)`,
    `renamed(take, text)`, `beside_clicked(take)`, `export_clicked(take)`,
    `delete_clicked(take)`.
    `lane_made(lane)`: there is one more canvas. `height_changed()`.
    """

    best_toggled = Signal(object, bool)
    mute_toggled = Signal(object, bool)
    solo_toggled = Signal(object, bool)
    gain_db_changed = Signal(object, float)
    renamed = Signal(object, str)
    beside_clicked = Signal(object)
    export_clicked = Signal(object)
    delete_clicked = Signal(object)
    lane_made = Signal(object)
    height_changed = Signal()
    accessible_role = Role.Grouping

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._axis = axis
        self._theme = theme
        self._sample_rate = sample_rate
        self._takes: dict[str, Take] = {}
        self._kept: set[str] = set()
        self._growing: set[str] = set()
        self._is_armed = False
        self.setAccessibleName(self.tr("Takes"))
        self.header = TakeHeader(theme)
        self.strips: dict[str, TakeStrip] = {}
        self.lanes: dict[str, TakeLane] = {}
        self._rows: dict[str, QWidget] = {}
        self._scrolled = QScrollArea()
        self._scrolled.setObjectName("LaneArea")
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar beside the lanes would make them narrower than the stems above: it lies over them.
        self._scrolled.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_bar = QScrollBar(Qt.Orientation.Vertical, self)
        inner = self._scrolled.verticalScrollBar()
        self.scroll_bar.valueChanged.connect(inner.setValue)
        inner.valueChanged.connect(self.scroll_bar.setValue)
        inner.rangeChanged.connect(self._on_range_changed)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scrolled.setWidget(inside)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self._scrolled, 1)
        self._on_range_changed(0, 0)
        self._show_height()

    @property
    def canvases(self) -> tuple[TimeCanvas, ...]:
        """The lanes."""
        return tuple(self.lanes.values())

    def wanted_height(self) -> int:
        """What it takes of the page, in px; 0 while it is hidden."""
        if not self._is_armed and not self._takes:
            return 0
        return grown(RULER_PX) + min(_SHOWN_ROWS, len(self._takes)) * grown(TAKE_PX)

    def set_armed(self, armed: bool) -> None:
        """Show what is recorded from, also where there is no take yet."""
        self._is_armed = armed
        self._show_height()

    def set_takes(
        self,
        takes: Takes,
        peaks: Callable[[Take], PeaksSource | None],
        audible: Mapping[str, bool],
    ) -> None:
        """Show these, the newest on top. audible: by id, whether it is let through."""
        self._kept = {take.id for take in takes.all}
        self._growing -= self._kept
        self._remove_gone()
        for take in takes.all:
            self._show_take(take, peaks(take), audible=audible.get(take.id, False))
            self.strips[take.id].set_take(take)
            self.strips[take.id].set_growing("")
        self._show_height()

    def set_growing(self, growing: Sequence[tuple[Take, PeaksSource, str]]) -> None:
        """Show what is recorded and is no take yet, above the takes, each as far as it has come in,
        and what is said of it; nothing can be done to it.
        """
        there = {take.id for take, _, _ in growing} - self._kept
        new = there - self._growing
        self._growing = there
        self._remove_gone()
        for take, peaks, says in growing:
            if take.id not in there:
                continue
            # A round that is over is not painted again and again.
            if self._takes.get(take.id) is not take:
                self._show_take(take, peaks, audible=True)
            self.strips[take.id].set_growing(says)
        if new:
            self.scroll_bar.setValue(0)
            self._show_height()

    def _remove_gone(self) -> None:
        for gone in self._takes.keys() - self._kept - self._growing:
            self._remove(gone)
            self._show_height()

    def _show_take(self, take: Take, peaks: PeaksSource | None, *, audible: bool) -> None:
        if take.id not in self._takes:
            self._add(take)
        self._takes[take.id] = take
        self.lanes[take.id].set_take(take, peaks, audible=audible)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.header.set_theme(theme)
        for key in self._takes:
            self.strips[key].set_theme(theme)
            self.lanes[key].set_theme(theme)

    def _add(self, take: Take) -> None:
        strip = TakeStrip(take, self._theme)
        lane = TakeLane(take, self._axis, self._theme, self._sample_rate)
        row = QWidget()
        row.setFixedHeight(grown(TAKE_PX))
        cells = QHBoxLayout(row)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(0)
        cells.addWidget(strip)
        cells.addWidget(lane, 1)
        newer = sum(each.order > take.order for each in self._takes.values())
        self._column.insertWidget(newer, row)
        self.strips[take.id], self.lanes[take.id], self._rows[take.id] = strip, lane, row
        self._connect(take.id, strip)
        self.lane_made.emit(lane)

    def _connect(self, key: str, strip: TakeStrip) -> None:
        strip.best_toggled.connect(lambda on: self.best_toggled.emit(self._takes[key], on))
        strip.mute_toggled.connect(lambda on: self.mute_toggled.emit(self._takes[key], on))
        strip.solo_toggled.connect(lambda on: self.solo_toggled.emit(self._takes[key], on))
        strip.gain_db_changed.connect(
            lambda gain_db: self.gain_db_changed.emit(self._takes[key], gain_db)
        )
        strip.renamed.connect(lambda text: self.renamed.emit(self._takes[key], text))
        strip.beside_clicked.connect(lambda: self.beside_clicked.emit(self._takes[key]))
        strip.export_clicked.connect(lambda: self.export_clicked.emit(self._takes[key]))
        strip.delete_clicked.connect(lambda: self.delete_clicked.emit(self._takes[key]))

    def _remove(self, key: str) -> None:
        row = self._rows.pop(key)
        focused = self.window().focusWidget()
        if focused is not None and row.isAncestorOf(focused):
            self._hand_on_keyboard(row)
        self.lanes.pop(key).let_go()
        del self._takes[key], self.strips[key]
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _hand_on_keyboard(self, row: QWidget) -> None:
        """To the same button of the take that stands where this row was, or of the one above."""
        place = self._column.indexOf(row)
        nearest = min(
            self._rows,
            key=lambda key: abs(self._column.indexOf(self._rows[key]) - place - 0.1),
            default=None,
        )
        if nearest is None:
            give_up_keyboard(row)
        else:
            self.strips[nearest].more.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll bar at the right edge."""
        super().resizeEvent(event)
        top = self.header.height()
        self.scroll_bar.setGeometry(self.width() - _BAR_PX, top, _BAR_PX, self.height() - top)
        self.scroll_bar.raise_()

    def _on_range_changed(self, minimum: int, maximum: int) -> None:
        self.scroll_bar.setRange(minimum, maximum)
        self.scroll_bar.setPageStep(self._scrolled.verticalScrollBar().pageStep())
        self.scroll_bar.setVisible(maximum > minimum)
        self.scroll_bar.raise_()

    def _show_height(self) -> None:
        height = self.wanted_height()
        self._scrolled.setVisible(bool(self._takes))
        self.setVisible(height > 0)
        if height != self.maximumHeight():
            self.setFixedHeight(height)
            self.height_changed.emit()
