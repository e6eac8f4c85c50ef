"""Text on a strip: in the room that is left, as much of it as there is room for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from app.theme import SPACE

Columns = tuple[float, float]
"""Left and right, in px."""


def uncovered(whole: Columns, covers: Iterable[Columns]) -> list[Columns]:
    """The parts of `whole` that no cover reaches, from left to right."""
    free, left = [], whole[0]
    for cover_left, cover_right in sorted(covers):
        if cover_left > left:
            free.append((left, min(cover_left, whole[1])))
        left = max(left, cover_right)
        if left >= whole[1]:
            break
    else:
        free.append((left, whole[1]))
    return [part for part in free if part[1] > part[0]]


def write_between(
    painter: QPainter, between: Columns, strip: QRectF, text: str, text_px: float | None = None
) -> QRect | None:
    """Write a text between two columns of a strip. Returns where; None without any room.

    text_px: how wide it is, where that is known.
    """
    left, right = between[0] + SPACE, between[1] - SPACE
    if text_px is not None and text_px <= right - left + 1:
        place = QRectF(left, strip.top(), text_px + 2, strip.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        return place.toAlignedRect()
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - left + 1)
    if right - left + 1 < metrics.horizontalAdvance(text[:1]) or (len(shown) < 2 and shown != text):
        return None
    width = metrics.horizontalAdvance(shown) + 2
    place = QRectF(left, strip.top(), width, strip.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
    return place.toAlignedRect()
