"""What is dragged to the edge of a view scrolls it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.views.time_axis import TimeAxis

_EDGE_PX = 24
_INTERVAL_MS = 16
# Of what is visible, in every second, at the very edge.
_PACE = 0.8
_DEEPEST = 3.0
# A window that was busy for longer does not leap.
_LONGEST_STEP_S = 0.1


class EdgeScroll(QObject):
    """Scrolls the axis as long as the mouse is near an edge that the drag goes to: the further out,
    the faster.

    `scrolled()`: another part of the song is under the mouse.
    """

    scrolled = Signal()

    def __init__(self, axis: TimeAxis, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._axis = axis
        self._depth = 0.0
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._scroll)

    def follow(self, x: float, from_x: float, width: int) -> None:
        """The mouse is at `x` of a view `width` px wide, and was pressed at `from_x`.

        A drag that begins near an edge and leads away from it does not scroll.
        """
        before_px, behind_px = _EDGE_PX - x, x - (width - _EDGE_PX)
        self._depth = 0.0
        if before_px > 0 and x < from_x:
            self._depth = -min(before_px / _EDGE_PX, _DEEPEST)
        elif behind_px > 0 and x > from_x:
            self._depth = min(behind_px / _EDGE_PX, _DEEPEST)
        if not self._depth:
            self._timer.stop()
        elif not self._timer.isActive():
            self._since.start()
            self._timer.start()

    def stop(self) -> None:
        """Nothing is dragged any more."""
        self._timer.stop()

    def _scroll(self) -> None:
        before_s = self._axis.start_s
        passed_s = min(self._since.restart() / 1000, _LONGEST_STEP_S)
        self._axis.scroll(self._depth * _PACE * self._axis.span_s * passed_s)
        if self._axis.start_s != before_s:
            self.scrolled.emit()
