"""One loop by day: from the slowest to the fastest round, and the highest clean tempo."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.practice_log import LoopDay
from app.theme import SPACE, Theme, with_alpha
from app.views.column_chart import ColumnChart
from app.views.practice_text import day_words, loop_day_words

_HEIGHT_PX = 120
_DOT_PX = 4.0
_BAR_PX = 7.0
_ROOM_PERCENT = 5


class TempoPlot(ColumnChart[date]):
    """The days on which the loop was practised, in its colour."""

    scale_words = "100 %"

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name, theme, _HEIGHT_PX)
        self._practised: tuple[LoopDay, ...] = ()
        self._colour = QColor(theme.accent)

    def set_progress(self, days: tuple[tuple[date, LoopDay], ...], colour: QColor) -> None:
        """Show these, in this colour."""
        self._practised = tuple(practised for _, practised in days)
        self._colour = colour
        self.set_columns(tuple(day for day, _ in days))

    def words(self, place: int) -> str:
        """All about the day."""
        return loop_day_words(self.columns[place], self._practised[place])

    def labels(self) -> dict[int, str]:
        """The first day, the last one, and what lies between where there is room."""
        last = len(self.columns) - 1
        places = [0, last, *range(1, last)] if last else [0]
        return {place: day_words(self.columns[place]) for place in sorted(set(places))}

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Bars from slow to fast, dots where it was clean, a line from dot to dot."""
        tempos = [percent for each in self._practised for percent in (*each.rounds, *each.clean)]
        if not tempos:
            return
        low, high = min(tempos) - _ROOM_PERCENT, max(tempos) + _ROOM_PERCENT
        plot = area.adjusted(0, 2 * SPACE, 0, -SPACE)

        def y_of(percent: float) -> float:
            return plot.bottom() - (percent - low) / (high - low) * plot.height()

        self._paint_scale(
            painter, area, {min(tempos): y_of(min(tempos)), max(tempos): y_of(max(tempos))}
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(with_alpha(self._colour, 0.45))
        dots = []
        for place, practised in enumerate(self._practised):
            x = self.column(place).center().x()
            if practised.rounds:
                top, bottom = y_of(max(practised.rounds)), y_of(min(practised.rounds))
                bar = QRectF(x - _BAR_PX / 2, top - 2, _BAR_PX, bottom - top + 4)
                painter.drawRoundedRect(bar, 3, 3)
            if practised.highest_clean is not None:
                dots.append(QPointF(x, y_of(practised.highest_clean)))
        painter.setPen(QPen(self._colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(dots))
        painter.setPen(QPen(QColor(self.theme.surface), 1.5))
        painter.setBrush(self._colour)
        for dot in dots:
            painter.drawEllipse(dot, _DOT_PX, _DOT_PX)

    def _paint_scale(self, painter: QPainter, area: QRectF, lines: dict[int, float]) -> None:
        for percent, y in lines.items():
            painter.setPen(QPen(QColor(self.theme.line), 1, Qt.PenStyle.DotLine))
            painter.drawLine(round(area.left()), round(y), round(area.right()), round(y))
            painter.setPen(QColor(self.theme.muted_text))
            height = painter.fontMetrics().height()
            painter.drawText(
                QRectF(0, y - height / 2, area.left() - SPACE, height),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                f"{percent} %",
            )
