"""The trace of a pitch over the spectrogram: a line that fades where it is not sure."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.theme import DARK, with_alpha
from app.views.reading.note_places import NotePlaces
from player.reading.song_notes import PitchTrace

_LINE_PX, _HALO_PX = 2.0, 4.5
_HALO_ALPHA, _LEAST_ALPHA = 0.75, 0.12
# The line is cut into pieces of about the same confidence, in so many steps of it.
_STEPS = 5
# A pitch that jumps further than this, in semitones, is another note: no line leads there.
_JUMP = 1.5


def paint_trace(
    painter: QPainter, places: NotePlaces, trace: PitchTrace, size: QSize, colour: QColor
) -> None:
    """The visible part of a trace, with a dark edge that parts it from a bright picture."""
    lines = _lines(places, trace, size)
    for width, ink, strength in (
        (_HALO_PX, QColor(DARK.background), _HALO_ALPHA),
        (_LINE_PX, colour, 1.0),
    ):
        for confidence, line in lines:
            alpha = strength * (_LEAST_ALPHA + (1 - _LEAST_ALPHA) * confidence)
            pen = QPen(with_alpha(ink, alpha), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(line)


def _lines(places: NotePlaces, trace: PitchTrace, size: QSize) -> list[tuple[float, QPolygonF]]:
    """Pieces of the visible line, each with its confidence; no more points than there are px."""
    axis, rate = places.axis, places.sample_rate
    first, last = np.searchsorted(
        trace.frames, ((axis.start_s - 0.1) * rate, (axis.stop_s + 0.1) * rate)
    )
    every = max(1, int(last - first) // max(1, size.width()))
    shown = slice(int(first), int(last), every)
    midi = trace.midi[shown].astype(np.float64)
    x = (trace.frames[shown] / rate - axis.start_s) / max(axis.span_s, 1e-9) * size.width()
    y = places.y_of(0.0, size) - midi * places.semitone_px(size)
    steps = np.round(np.clip(trace.confidence[shown], 0.0, 1.0) * _STEPS)
    lines: list[tuple[float, QPolygonF]] = []
    # NaN is never near: a line ends where there is no pitch.
    joined = np.abs(np.diff(midi)) < _JUMP
    borders = np.flatnonzero(~joined | (np.diff(steps) != 0))
    begin = 0
    for border in [*borders.tolist(), len(midi) - 1]:
        # Pieces of another confidence go on where the one before ends.
        end = border + 2 if border < len(joined) and joined[border] else border + 1
        if end - begin > 1:
            points = [QPointF(*at) for at in zip(x[begin:end], y[begin:end], strict=True)]
            lines.append((float(steps[begin]) / _STEPS, QPolygonF(points)))
        begin = border + 1
    return lines
