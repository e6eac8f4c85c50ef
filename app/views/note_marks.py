"""Notes of a take drawn over the lane of the stem that it plays: early or late, high or low.

A note that was played stands beside where the stem has it, as many times magnified as there is room
for: a triangle to the left is early, one to the right is late, a dot is together. Colours say the
same again, blue and orange, which nobody confuses. What is higher was too high.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.compared_take import HeardNote, NoteKind
from app.theme import Theme, loop_colour, with_alpha
from app.views.time_axis import TimeAxis
from player.take_comparison import CLOSE_MS

_MARK_PX = 5.0
_HALO_PX = 1.5
_TICK_PX = 18.0
_GROUND = 0.5
# Nearer than this, marks would cover one another, and their mean is drawn instead.
_LEAST_APART_PX = 15.0
_MOST_MS, _MOST_CENTS = 60.0, 60.0
_MOST_PX_PER_MS = 0.3
_ROOM_PART = 0.4
_PITCH_PART = 0.34
_COLUMN_PX = 8
_EDGE_PX = 9.0


@dataclass(frozen=True)
class LaneNote:
    """time_s: where the note stands in the song. words: all that is known of it."""

    note: HeardNote
    time_s: float
    words: str


class NoteMarks:
    """The marks of one lane. pointed: the place of the note that is looked at, among the notes."""

    def __init__(self, notes: Sequence[LaneNote], pointed: int | None = None) -> None:
        self.notes = tuple(notes)
        self.pointed = pointed
        self._times_s = np.array([each.time_s for each in notes])

    def paint(self, painter: QPainter, axis: TimeAxis, area: QRectF, theme: Theme) -> None:
        """Draw what of them is visible, over what is there."""
        first, last = self._visible(axis)
        if first >= last:
            return
        left = axis.x_at(self.notes[0].time_s, round(area.width())) - 3 * _MARK_PX
        right = axis.x_at(self.notes[-1].time_s, round(area.width())) + 3 * _MARK_PX
        ground = QRectF(left, area.top(), right - left, area.height()).intersected(area)
        painter.fillRect(ground, with_alpha(theme.background, _GROUND))
        painter.setPen(QPen(with_alpha(theme.text, 0.5), 1))
        middle = round(area.center().y()) + 0.5
        painter.drawLine(QPointF(ground.left(), middle), QPointF(ground.right(), middle))
        if self._is_dense(axis, area):
            self._paint_means(painter, axis, area, theme, first, last)
        else:
            for place in range(first, last):
                self._paint_note(painter, axis, area, theme, place)
        if self.pointed is not None and first <= self.pointed < last:
            at = self.place_of(self.pointed, axis, area)
            if self._is_dense(axis, area):
                x = axis.x_at(self.notes[self.pointed].time_s, round(area.width()))
                at = QPointF(x, middle)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, width in ((theme.background, 5.0), (theme.text, 2.0)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawEllipse(at, 2 * _MARK_PX, 2 * _MARK_PX)

    def at(self, axis: TimeAxis, area: QRectF, point: QPointF) -> int | None:
        """Which note is under the mouse, if they can be told apart."""
        if self._is_dense(axis, area):
            return None
        first, last = self._visible(axis)
        near = []
        for place in range(first, last):
            apart = self.place_of(place, axis, area) - point
            distance = float(np.hypot(apart.x(), apart.y()))
            if distance <= 2 * _MARK_PX:
                near.append((distance, place))
        return min(near)[1] if near else None

    def _visible(self, axis: TimeAxis) -> tuple[int, int]:
        first, last = np.searchsorted(self._times_s, (axis.start_s - 0.2, axis.stop_s + 0.2))
        return int(first), int(last)

    def _apart_px(self, axis: TimeAxis, area: QRectF) -> float:
        """How far neighbours usually are from one another."""
        first, last = self._visible(axis)
        if last - first < 2:
            return float(area.width())
        apart_s = float(np.median(np.diff(self._times_s[first:last])))
        return apart_s / max(axis.span_s, 1e-9) * area.width()

    def _is_dense(self, axis: TimeAxis, area: QRectF) -> bool:
        return self._apart_px(axis, area) < _LEAST_APART_PX

    def place_of(self, place: int, axis: TimeAxis, area: QRectF) -> QPointF:
        """Where the mark of a note stands."""
        each = self.notes[place]
        x, middle = axis.x_at(each.time_s, round(area.width())), area.center().y()
        if each.note.kind is not NoteKind.PLAYED:
            return QPointF(x, middle)
        true_px_per_ms = area.width() / max(axis.span_s, 1e-9) / 1000
        room = _ROOM_PART * self._apart_px(axis, area) / _MOST_MS
        px_per_ms = max(true_px_per_ms, min(_MOST_PX_PER_MS, room))
        late_ms = min(max(each.note.late_ms, -1.5 * _MOST_MS), 1.5 * _MOST_MS)
        cents = min(max(each.note.cents or 0.0, -_MOST_CENTS), _MOST_CENTS)
        y = middle - cents / _MOST_CENTS * _PITCH_PART * area.height()
        return QPointF(x + late_ms * px_per_ms, y)

    def _paint_note(
        self, painter: QPainter, axis: TimeAxis, area: QRectF, theme: Theme, place: int
    ) -> None:
        each, at = self.notes[place], self.place_of(place, axis, area)
        if each.note.kind is NoteKind.PLAYED:
            x = axis.x_at(each.time_s, round(area.width()))
            middle = area.center().y()
            # From where the stem has it to where it was played.
            painter.setPen(QPen(QColor(theme.text), 1))
            tick = _TICK_PX / 2
            painter.drawLine(QPointF(x, middle - tick), QPointF(x, middle + tick))
            painter.setPen(QPen(lateness_colour(theme, each.note.late_ms), 1.5))
            painter.drawLine(QPointF(x, middle), at)
        paint_mark(painter, each.note, at, theme)

    def _paint_means(
        self,
        painter: QPainter,
        axis: TimeAxis,
        area: QRectF,
        theme: Theme,
        first: int,
        last: int,
    ) -> None:
        """A bar for every few px: up is late, down is early; what is missed above, extra below."""
        columns: dict[int, list[HeardNote]] = {}
        for each in self.notes[first:last]:
            x = axis.x_at(each.time_s, round(area.width()))
            columns.setdefault(int(x // _COLUMN_PX), []).append(each.note)
        middle, reach = area.center().y(), area.height() / 2 - 2 * _EDGE_PX
        for column, notes in columns.items():
            left = column * _COLUMN_PX
            late = [note.late_ms for note in notes if note.kind is NoteKind.PLAYED]
            if late:
                mean = float(np.mean(late))
                height = max(2.0, min(1.0, abs(mean) / _MOST_MS) * reach)
                top = middle - height if mean > 0 else middle
                bar = QRectF(left + 1, top, _COLUMN_PX - 2, height)
                painter.fillRect(bar.adjusted(-1, -1, 1, 1), QColor(theme.background))
                painter.fillRect(bar, lateness_colour(theme, mean))
            for kind, y in (
                (NoteKind.MISSED, area.top() + _EDGE_PX),
                (NoteKind.EXTRA, area.bottom() - _EDGE_PX),
            ):
                there = next((note for note in notes if note.kind is kind), None)
                if there is not None:
                    at = QPointF(left + _COLUMN_PX / 2, y)
                    paint_mark(painter, there, at, theme, size_px=0.7 * _MARK_PX)


def lateness_colour(theme: Theme, late_ms: float) -> QColor:
    """Blue is early, orange is late, and what is together has the colour of text."""
    if abs(late_ms) <= CLOSE_MS:
        return QColor(theme.text)
    return loop_colour(theme, "blue") if late_ms < 0 else QColor(theme.accent)


def paint_mark(
    painter: QPainter, note: HeardNote, at: QPointF, theme: Theme, *, size_px: float = _MARK_PX
) -> None:
    """One mark, with an edge that parts it from a waveform."""
    halo = QPen(QColor(theme.background), 2 * _HALO_PX)
    ink = QColor(theme.text)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if note.kind is NoteKind.EXTRA:
        reach = size_px - 1
        for pen in (QPen(QColor(theme.background), 2 + 2 * _HALO_PX), QPen(ink, 2)):
            painter.setPen(pen)
            painter.drawLine(at + QPointF(-reach, -reach), at + QPointF(reach, reach))
            painter.drawLine(at + QPointF(-reach, reach), at + QPointF(reach, -reach))
        return
    if note.kind is NoteKind.MISSED:
        painter.setBrush(QColor(theme.background))
        painter.setPen(QPen(QColor(theme.background), 2 + 2 * _HALO_PX))
        painter.drawEllipse(at, size_px, size_px)
        painter.setPen(QPen(ink, 2))
        painter.drawEllipse(at, size_px, size_px)
        return
    painter.setPen(halo)
    painter.setBrush(lateness_colour(theme, note.late_ms))
    shape = _shape(note.late_ms, at, size_px)
    for pen in (halo, QPen(Qt.PenStyle.NoPen)):
        painter.setPen(pen)
        if shape is None:
            painter.drawEllipse(at, size_px - 0.5, size_px - 0.5)
        else:
            painter.drawPolygon(shape)


def _shape(late_ms: float, at: QPointF, size_px: float) -> QPolygonF | None:
    """A triangle that points to where it is off; None for what is together."""
    if abs(late_ms) <= CLOSE_MS:
        return None
    tip = size_px + 1 if late_ms > 0 else -size_px - 1
    back = -0.7 * tip
    return QPolygonF(
        [
            at + QPointF(tip, 0),
            at + QPointF(back, -size_px),
            at + QPointF(back, size_px),
        ]
    )
