"""A page whose rows take less height where there is little of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.text_scale import grown
from app.views.scrolling import frame_of

# In less the lanes and the spectrogram need all of it: bars and clicks share a row.
_LOW_BELOW_PX = 552


class LowRow(Protocol):
    """What can be lower than usual."""

    def set_low(self, low: bool) -> None:
        """Be low, or as usual."""


class LowRows(QObject):
    """Makes rows of a page low, or as usual, as the room for the page is. `changed()`.

    A moment after the page was laid out, and by the room that it is seen in: rows that change while
    it is laid out, and by its own height, give it another least height, which turns them round
    again, without end.
    """

    changed = Signal()

    def __init__(self, page: QWidget, rows: Sequence[LowRow]) -> None:
        super().__init__(page)
        self._page = page
        self._rows = rows
        self.is_low = False
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._look)
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The page has another size, or its text has, or what it is seen in."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange, QEvent.Type.Show):
            frame_of(self._page).installEventFilter(self)
            self._soon.start()
        return False

    def _look(self) -> None:
        is_low = frame_of(self._page).height() < grown(_LOW_BELOW_PX)
        if is_low != self.is_low:
            self.is_low = is_low
            for row in self._rows:
                row.set_low(is_low)
            self.changed.emit()
