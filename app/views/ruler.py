"""The ruler over the lanes: times, and the loop as a bar with its length."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.text_scale import fix_height
from app.theme import Theme
from app.views import time_text
from app.views.time_axis import TimeAxis
from app.views.time_canvas import GRIP_PX, Grip, TimeCanvas, TimeSpan

# Between labels people can count in, tenths, seconds, quarters of a minute; and in how many parts
# small ticks divide them.
# fmt: off
_PARTS_OF_S = {
    0.001: 5, 0.002: 4, 0.005: 5, 0.01: 5, 0.02: 4, 0.05: 5, 0.1: 5, 0.2: 4, 0.5: 5,
    1.0: 5, 2.0: 4, 5.0: 5, 10.0: 5, 15.0: 3, 30.0: 3,
    60.0: 4, 120.0: 4, 300.0: 5, 600.0: 5, 1800.0: 6, 3600.0: 4,
}
# fmt: on
_LABEL_GAP_PX = 28
_TICK_PX, _SMALL_TICK_PX = 8, 4
_TEXT_LIFT_PX = 4
_TAG_RADIUS = 4
# A loop that has not changed for so long is read, not set.
_SETTLED_MS = 1500


def label_interval_s(
    span_s: float, latest_s: float, width: int, label_px: Callable[[str], float]
) -> float:
    """The smallest round interval at which labels leave each other room.

    span_s, latest_s: what is visible on `width` px, and its end. label_px: how wide a text is.
    """
    for interval_s in _PARTS_OF_S:
        room_px = interval_s / span_s * width - _LABEL_GAP_PX
        if room_px > 0 and room_px >= label_px(_time_text(interval_s)(latest_s)):
            return interval_s
    return max(_PARTS_OF_S)


def _time_text(interval_s: float) -> Callable[[float], str]:
    """How times are written when they stand this far apart."""
    if interval_s >= 1:
        return time_text.minutes_and_seconds
    return time_text.minutes_to_milliseconds


class Ruler(TimeCanvas):
    """Times at round intervals. The loop's bar can be dragged as a whole."""

    def __init__(self, axis: TimeAxis, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(axis, theme, parent)
        self._written: list[QRect] = []
        self._guide_name = ""
        self._changing = QTimer(self)
        self._changing.setSingleShot(True)
        self._changing.setInterval(_SETTLED_MS)
        self._changing.timeout.connect(self.invalidate_layer)
        fix_height(self, tokens.RULER_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Ruler"))
        self.setToolTip(self.tr("Click to go there, drag to loop, drag the bar to move the loop"))

    def set_loop(self, loop: TimeSpan | None, enabled: bool) -> None:
        """Show the loop as a bar; its length to the millisecond as long as it changes."""
        if (loop, enabled) != (self.loop, self.loop_enabled):
            if loop != self.loop:
                self._changing.start()
            super().set_loop(loop, enabled)
            self.invalidate_layer()
            where = "" if loop is None else self.tr("Loop {start} to {end}")
            start, end = (time_text.minutes_to_milliseconds(edge_s) for edge_s in loop or (0, 0))
            self.setAccessibleDescription(where.format(start=start, end=end))

    def name_guide(self, name: str) -> None:
        """Say what a dragged edge has come to rest at."""
        if name != self._guide_name:
            self._guide_name = name
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, tokens.RULER_PX)

    def grip_at(self, x: float) -> Grip:
        """Besides the edges, the bar between them."""
        if self.loop is not None:
            start_s, stop_s = self.loop
            left, right = self.x_of(start_s), self.x_of(stop_s)
            if left + GRIP_PX < x < right - GRIP_PX:
                return Grip(
                    Qt.CursorShape.OpenHandCursor,
                    lambda from_s, to_s: self._move_loop(start_s, stop_s, to_s - from_s),
                    self.loop_drag_finished.emit,
                )
        return super().grip_at(x)

    def _move_loop(self, start_s: float, stop_s: float, by_s: float) -> None:
        by_s = min(max(by_s, -start_s), self.axis.duration_s - stop_s)
        moved = (start_s + by_s, stop_s + by_s)
        self.emit_loop(*(moved if self.snapping is None else self._rest(moved)))

    def _rest(self, span_s: TimeSpan) -> TimeSpan:
        """Where the whole loop comes to rest, inside the song."""
        assert self.snapping is not None
        start_s, stop_s = self.snapping.span_s(span_s, self.reach_s())
        return (start_s, stop_s) if start_s >= 0 and stop_s <= self.axis.duration_s else span_s

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """A quiet strip; the loop's bar belongs to the layer."""
        painter.fillRect(area, QColor(self.theme.surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self.theme.line))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Over everything the name of what holds a dragged edge."""
        super().paintEvent(event)
        if self._guide_s is None or not self._guide_name:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tokens.font(tokens.SMALL_PX))
        metrics = painter.fontMetrics()
        tag = self._tag_place(metrics.horizontalAdvance(self._guide_name) + 4 * tokens.SPACE)
        painter.setPen(QColor(self.theme.text))
        painter.setBrush(QColor(self.theme.raised))
        painter.drawRoundedRect(tag, _TAG_RADIUS, _TAG_RADIUS)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, self._guide_name)
        painter.end()

    def _tag_place(self, width: float) -> QRectF:
        """Beside the guide, outside of the loop if there is room."""
        assert self._guide_s is not None
        x = self.x_of(self._guide_s)
        before, behind = x - tokens.SPACE - width, float(x + tokens.SPACE)
        is_start = self.loop is not None and self._guide_s <= self.loop[0]
        goes_before = (is_start and before >= 0) or behind + width > self.width()
        left = before if goes_before else behind
        return QRectF(left + 0.5, 2.5, width, self.height() - 2 * tokens.SPACE + 1)

    def above_lines(self) -> list[QRect]:
        """What is written can be read while the playhead passes."""
        return self._written

    def paint_layer(self, painter: QPainter) -> None:
        """Times everywhere, and over them the bar with its own."""
        self._written.clear()
        if self.axis.span_s <= 0:
            return
        painter.setFont(tokens.font(tokens.SMALL_PX))
        everywhere = QRectF(self.rect())
        if self.loop is None:
            self._paint_times(painter, QColor(self.theme.muted_text), everywhere, QRectF())
            return
        left, right = self.x_of(self.loop[0]), self.x_of(self.loop[1])
        bar = QRectF(left, 0, right - left, self.height())
        self._paint_times(painter, QColor(self.theme.muted_text), everywhere, bar)
        painter.fillRect(bar, self.loop_colour())
        painter.setClipRect(bar)
        painter.setPen(QColor(self.theme.on_accent if self.loop_enabled else self.theme.surface))
        painter.setFont(tokens.font(tokens.SMALL_PX, bold=True))
        label = self._paint_length(painter, bar)
        painter.setFont(tokens.font(tokens.SMALL_PX))
        self._paint_times(painter, painter.pen().color(), bar, label)

    def _paint_length(self, painter: QPainter, bar: QRectF) -> QRectF:
        """Write the loop's length at its visible left end; return where it stands."""
        assert self.loop is not None
        written = time_text.loop_length
        if self._changing.isActive():
            written = time_text.precise_loop_length
        length = written(self.loop[1] - self.loop[0])
        left = max(bar.left(), 0.0) + 2 * tokens.SPACE
        room = min(bar.right(), self.width()) - tokens.SPACE - left
        # Colour is not the only sign of a loop that is off.
        named = self.tr("Loop · {length}") if self.loop_enabled else self.tr("Loop off · {length}")
        for text in (named.format(length=length), length):
            width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2
            if width <= room:
                place = QRectF(left, 0, width, self.height() - _TEXT_LIFT_PX)
                self._write(painter, place, text)
                return place.adjusted(-8, 0, 8, 0)
        return QRectF()

    def _paint_times(
        self, painter: QPainter, colour: QColor, inside: QRectF, keep_free: QRectF
    ) -> None:
        """Ticks, and the times that stand wholly inside one area and wholly outside the other."""
        metrics = painter.fontMetrics()
        ticks = list(self._ticks(metrics.horizontalAdvance))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        heights_px = (_SMALL_TICK_PX if text is None else _TICK_PX for _, text in ticks)
        painter.drawRects(
            [
                QRect(x, self.height() - tick_px, 1, tick_px)
                for (x, _), tick_px in zip(ticks, heights_px, strict=True)
            ]
        )
        painter.setPen(colour)
        for x, text in ticks:
            if text is None:
                continue
            place = QRectF(
                x + 4, 0, metrics.horizontalAdvance(text) + 2, self.height() - _TEXT_LIFT_PX
            )
            if inside.contains(place) and not place.intersects(keep_free):
                self._write(painter, place, text)

    def _write(self, painter: QPainter, place: QRectF, text: str) -> None:
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        # From its first to its last px column, down to where the ticks begin.
        self._written.append(place.toAlignedRect().adjusted(-1, 0, 0, _TEXT_LIFT_PX - _TICK_PX))

    def _ticks(self, label_px: Callable[[str], float]) -> Iterator[tuple[int, str | None]]:
        """Every tick's px column, with its text if it has one."""
        interval_s = label_interval_s(self.axis.span_s, self.axis.stop_s, self.width(), label_px)
        text = _time_text(interval_s)
        parts = _PARTS_OF_S[interval_s]
        number = math.floor(self.axis.start_s / interval_s) * parts
        while (time_s := number * interval_s / parts) <= self.axis.stop_s:
            x = self.axis.x_at(time_s, self.width())
            yield round(x), text(time_s + 1e-9) if number % parts == 0 else None
            number += 1
