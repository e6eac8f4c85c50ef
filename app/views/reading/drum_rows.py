"""The hits of drums at the foot of the spectrogram: a row for each drum."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from app import theme as tokens
from app.reading.note_words import drum_name
from app.text_scale import grown
from app.theme import DARK, SPACE, with_alpha
from app.views.reading.note_places import NotePlaces
from player.reading.drum_hits import Drum, DrumHit

ROWS = (Drum.HIHAT, Drum.SNARE, Drum.KICK)
"""From the top: as a drum part is written."""
_ROW_PX, _MARK_PX = 16, 3.0
_GROUND_ALPHA, _LEAST_ALPHA, _LEAST_HEIGHT = 0.78, 0.25, 0.3


def rows_rect(size: QSize) -> QRectF:
    """Where the rows stand in a view of this size."""
    height = min(len(ROWS) * grown(_ROW_PX), size.height())
    return QRectF(0, size.height() - height, size.width(), height)


def paint_hits(
    painter: QPainter, places: NotePlaces, hits: Sequence[DrumHit], size: QSize, colour: QColor
) -> None:
    """The visible hits: higher where they are louder, fainter where they are not sure."""
    area = rows_rect(size)
    row_px = area.height() / len(ROWS)
    painter.fillRect(area, with_alpha(DARK.background, _GROUND_ALPHA))
    axis, rate = places.axis, places.sample_rate
    for hit in hits:
        if not axis.start_s - 0.1 <= hit.frame / rate <= axis.stop_s + 0.1:
            continue
        bottom = area.top() + (ROWS.index(hit.drum) + 1) * row_px - 2
        height = (_LEAST_HEIGHT + (1 - _LEAST_HEIGHT) * hit.velocity) * (row_px - 4)
        mark = QRectF(places.x_of(hit.frame, size), bottom - height, _MARK_PX, height)
        alpha = _LEAST_ALPHA + (1 - _LEAST_ALPHA) * hit.confidence
        painter.fillRect(mark, with_alpha(colour, alpha))
    _paint_names(painter, area, row_px)


def _paint_names(painter: QPainter, area: QRectF, row_px: float) -> None:
    """On a ground of their own, at the left: hits pass below them."""
    painter.setFont(tokens.font(tokens.SMALL_PX, bold=True))
    metrics = QFontMetricsF(painter.font())
    width = max(metrics.horizontalAdvance(drum_name(drum)) for drum in ROWS) + 4 * SPACE
    painter.fillRect(
        QRectF(area.topLeft(), area.topLeft()).adjusted(0, 0, width, area.height()),
        with_alpha(DARK.background, 0.9),
    )
    painter.setPen(QColor(DARK.muted_text))
    for number, drum in enumerate(ROWS):
        row = QRectF(2 * SPACE, area.top() + number * row_px, width, row_px)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, drum_name(drum))
