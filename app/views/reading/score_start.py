"""What stands before the first bar of a score that is seen: clef and key, or what strings are
tuned to.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QWidget

from app.text_scale import fix_width
from app.theme import Theme
from app.views.reading.score_canvas import ScoreCanvas

WIDTH_PX = 88


class ScoreStart(QWidget):
    """Stands beside a canvas, at its left; `offset_px` is how much lower it begins."""

    def __init__(self, canvas: ScoreCanvas, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._theme = theme
        self.offset_px = 0
        fix_width(self, WIDTH_PX)
        canvas.axis.changed.connect(self.update)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Lines and signs, as high as they stand in the canvas."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        painter.setTransform(QTransform.fromTranslate(0, -self.offset_px), True)
        self._canvas.paint_start(painter, self.width())
        painter.end()
