"""Practice minutes: a bar for each day of the last weeks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.theme import SPACE, Theme, with_alpha
from app.views.column_chart import ColumnChart
from app.views.practice_text import day_words, practised_words

_HEIGHT_PX = 132
_RADIUS = 2
_LEAST_SCALE_S = 10 * 60.0


class MinutesBars(ColumnChart[date]):
    """Seconds of each day as bars; the scale says what the highest of them stands for."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name, theme, _HEIGHT_PX)
        self._seconds: tuple[float, ...] = ()

    def set_seconds(self, seconds: tuple[tuple[date, float], ...]) -> None:
        """Show these, day by day."""
        self._seconds = tuple(each for _, each in seconds)
        self.set_columns(tuple(day for day, _ in seconds))

    def words(self, place: int) -> str:
        """The day, and how long."""
        return f"{day_words(self.columns[place])}: {practised_words(self._seconds[place])}"

    def labels(self) -> dict[int, str]:
        """The Mondays."""
        mondays = (place for place, day in enumerate(self.columns) if day.weekday() == 0)
        return {place: day_words(self.columns[place]) for place in mondays}

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """A day without practice has no bar."""
        top_s = max(_LEAST_SCALE_S, *self._seconds)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, seconds in enumerate(self._seconds):
            column = self.column(place)
            height = max(2.0, seconds / top_s * (area.height() - 2 * SPACE))
            if seconds:
                bar = QRectF(
                    column.left() + 1.5, area.bottom() - height, column.width() - 3, height
                )
                is_looked_at = place == self.looked_at
                painter.setBrush(
                    QColor(self.theme.accent)
                    if is_looked_at
                    else with_alpha(self.theme.accent, 0.65)
                )
                painter.drawRoundedRect(bar, _RADIUS, _RADIUS)
        y = area.top() + 2 * SPACE
        painter.setPen(QPen(QColor(self.theme.line), 1, Qt.PenStyle.DotLine))
        painter.drawLine(round(area.left()), round(y), round(area.right()), round(y))
        painter.setPen(QColor(self.theme.muted_text))
        painter.drawText(
            QRectF(area.left() + SPACE, 0, area.width(), area.top() + SPACE),
            Qt.AlignmentFlag.AlignVCenter,
            practised_words(top_s),
        )
