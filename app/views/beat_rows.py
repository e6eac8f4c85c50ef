"""Bars and clicks below the ruler: a row for each, or one for both where the page is low."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import theme as tokens
from app.text_scale import fix_width
from app.views.bar_cell import BarCell
from app.views.bar_lane import BarLane
from app.views.click_lane import ClickLane
from app.views.click_strip import ClickStrip
from app.views.keyboard_focus import give_up_keyboard


class BeatRows(QWidget):
    """In one row there is the lane of bars alone: its beats are where the clicks are."""

    def __init__(
        self,
        bar_cell: BarCell,
        bar_lane: BarLane,
        click_strip: ClickStrip,
        click_lane: ClickLane,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bar_cell = bar_cell
        self._click_strip = click_strip
        self._click_lane = click_lane
        self._is_low = False
        side = QWidget()
        fix_width(side, tokens.SIDE_COLUMN_PX)
        self._side, self._clicks, bars = _row(side), _row(), _row()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        # Empty, because what is in them moves: see TransportBar.
        rows.addLayout(bars)
        rows.addLayout(self._clicks)
        self._side.addWidget(bar_cell)
        bars.addWidget(side)
        bars.addWidget(bar_lane, 1)
        self._clicks.addWidget(click_strip)
        self._clicks.addWidget(click_lane, 1)

    @property
    def cells(self) -> tuple[QWidget, ...]:
        """What can be pressed, as it stands."""
        cells = (self._bar_cell, self._click_strip)
        return cells[::-1] if self._is_low else cells

    def set_low(self, low: bool) -> None:
        """Let all of it stand in one row, or in two again."""
        if low == self._is_low:
            return
        self._is_low = low
        focused = self.window().focusWidget()
        if low:
            self._side.insertWidget(0, self._click_strip, 1)
        else:
            self._clicks.insertWidget(0, self._click_strip)
        self._click_strip.show()
        self._click_lane.setVisible(not low)
        self._click_strip.set_low(low)
        self._bar_cell.set_low(low)
        if focused is not None and self._click_strip.isAncestorOf(focused):
            # It was lost on the way from one row to the other.
            if focused.isVisibleTo(self):
                focused.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                give_up_keyboard(focused)


def _row(widget: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout() if widget is None else QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    return row
