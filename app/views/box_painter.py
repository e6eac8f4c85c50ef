"""How a box that is listened to, or being drawn, stands on the spectrogram.

The colours are the dark theme's: so is the picture. view: the rectangle of all that is painted on.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.listening_box import ListeningBox
from app.theme import DARK, SPACE, with_alpha
from app.views.time_text import loop_length
from player.pitch_names import Pitch


def paint_box(painter: QPainter, view: QRect, place: QRectF, box: ListeningBox) -> None:
    """A box with its notes, and everything else in the dark."""
    around = QPainterPath()
    around.addRect(QRectF(view))
    inside = QPainterPath()
    inside.addRect(place)
    painter.fillPath(around - inside, with_alpha("#000000", 0.55))
    painter.setPen(QPen(QColor(DARK.accent), 2))
    painter.drawRect(place)
    _paint_notes(painter, view, place, box)


def paint_draft(painter: QPainter, view: QRect, place: QRectF, box: ListeningBox) -> None:
    """A box that is being drawn, with its notes and its length."""
    painter.fillRect(place, with_alpha("#ffffff", 0.12))
    pen = QPen(QColor(DARK.text), 1)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawRect(place)
    _paint_notes(painter, view, place, box)
    _write(painter, view, place.left(), place.bottom() + SPACE, loop_length(box.duration_s))


def _paint_notes(painter: QPainter, view: QRect, place: QRectF, box: ListeningBox) -> None:
    """The names of its highest and its lowest note, at its edges on the right."""
    x = place.right() + SPACE
    height = painter.fontMetrics().height()
    _write(painter, view, x, place.top(), Pitch(box.highest_midi).name)
    if box.lowest_midi != box.highest_midi:
        top = max(place.bottom() - height, place.top() + height)
        _write(painter, view, x, top, Pitch(box.lowest_midi).name)


def _write(painter: QPainter, view: QRect, left: float, top: float, text: str) -> None:
    """Text on a ground that lets it be read over any picture, inside the view."""
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(text) + 2 * SPACE, metrics.height()
    left = min(max(left, 0.0), view.width() - width)
    top = min(max(top, 0.0), view.height() - height)
    place = QRectF(left, top, width, height)
    painter.fillRect(place, with_alpha(DARK.background, 0.85))
    painter.setPen(QColor(DARK.text))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
