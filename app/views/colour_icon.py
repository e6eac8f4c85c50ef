"""A loop's colour as a little block in a menu."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from app.theme import Theme, loop_colour

_SIZE_PX = 16
_RADIUS = 3
_DOT_PX = 2.5
# Sharp on screens of 100, 200 and 300 %.
_SCALES = (1, 2, 3)


def colour_icon(theme: Theme, colour: str, *, chosen: bool) -> QIcon:
    """One of LOOP_COLOURS as this theme has it, with a dot on the one that is chosen."""
    drawn = QIcon()
    for scale in _SCALES:
        pixmap = QPixmap(_SIZE_PX * scale, _SIZE_PX * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(loop_colour(theme, colour))
        painter.scale(scale, scale)
        painter.drawRoundedRect(QRectF(1, 3, _SIZE_PX - 2, _SIZE_PX - 6), _RADIUS, _RADIUS)
        if chosen:
            painter.setBrush(QColor(theme.background))
            painter.drawEllipse(QPointF(_SIZE_PX / 2, _SIZE_PX / 2), _DOT_PX, _DOT_PX)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        drawn.addPixmap(pixmap)
    return drawn
