"""The takes of one round, one after the other: how early or late, and how steady."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen

from app.compared_take import ComparedTake
from app.comparison_words import history_words, share_words
from app.takes import Take
from app.theme import SPACE, Theme, with_alpha
from app.views.column_chart import ColumnChart
from player.take_comparison import CLOSE_MS

_HEIGHT_PX = 128
_DOT_PX = 4.0
_BAR_PX = 9.0
_LEAST_SCALE_MS = 40.0
# What is written beside the picture: what is together or, where that is too near to 0, the greatest
# of these that is in the picture.
_FARTHER_MS = (50.0, 100.0, 200.0)


class HistoryPlot(ColumnChart[str]):
    """Up is late, down is early: a bar for what most notes are, a dot for their mean, and beneath
    it how many are together. Between the dotted lines is together. The picture reaches as far as
    the takes do.

    `take_chosen(take id)`, by a person: with a click, or Return.
    """

    take_chosen = Signal(str)
    scale_words = "+100 ms"

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name, theme, _HEIGHT_PX)
        self._takes: tuple[tuple[Take, ComparedTake], ...] = ()
        # How far the picture goes up and down.
        self._reach_ms = _LEAST_SCALE_MS
        self._shown = ""

    def set_history(self, takes: tuple[tuple[Take, ComparedTake], ...], shown: str) -> None:
        """Show these, of which this one is the page's."""
        self._takes = takes
        self._reach_ms = _reach_ms(each for _, each in takes)
        self.set_columns(tuple(take.id for take, _ in takes))
        if shown != self._shown and shown in self.columns:
            self.look_at(self.columns.index(shown))
        self._shown = shown
        self.update()

    def words(self, place: int) -> str:
        """All about the take."""
        return history_words(*self._takes[place])

    def labels(self) -> dict[int, str]:
        """How many notes are together; the shown take's first, where there is little room."""
        last = len(self.columns) - 1
        return {
            place: share_words(self._takes[place][1].comparison.close_share)
            for place in range(last + 1)
        }

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Mean and spread of each take, around the line of what is in time."""
        for late_ms, style in (
            (CLOSE_MS, Qt.PenStyle.DotLine),
            (0.0, Qt.PenStyle.SolidLine),
            (-CLOSE_MS, Qt.PenStyle.DotLine),
        ):
            painter.setPen(QPen(QColor(self.theme.line), 1, style))
            y = round(self.y_of(late_ms))
            painter.drawLine(round(area.left()), y, round(area.right()), y)
        painter.setPen(QColor(self.theme.muted_text))
        for text, rect in self.scale().items():
            y = round(rect.center().y())
            painter.drawLine(round(rect.right()) + 2, y, round(area.left()), y)
            painter.drawText(
                rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text
            )
        for place, (take, each) in enumerate(self._takes):
            mean_ms, spread_ms = each.comparison.mean_ms, each.comparison.spread_ms
            if mean_ms is None or spread_ms is None:
                continue
            x = self.column(place).center().x()
            is_shown = take.id == self._shown
            colour = QColor(self.theme.accent if is_shown else self.theme.muted_text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(with_alpha(colour, 0.45))
            top, bottom = self.y_of(mean_ms + spread_ms), self.y_of(mean_ms - spread_ms)
            bar = QRectF(x - _BAR_PX / 2, top, _BAR_PX, max(2.0, bottom - top))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(QPen(QColor(self.theme.surface), 1.5))
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(x, self.y_of(mean_ms)), _DOT_PX, _DOT_PX)

    def scale(self) -> dict[str, QRectF]:
        """What is written beside the picture, and where: nothing over anything else."""
        height = float(self.fontMetrics().height())
        px_per_ms = self.y_of(0.0) - self.y_of(1.0)
        farther = [each for each in _FARTHER_MS if each <= self._reach_ms]
        marked = [CLOSE_MS] if CLOSE_MS * px_per_ms >= height else farther[-1:]
        places = {"0": 0.0}
        for each in marked:
            places |= {f"+{each:.0f} ms": each, f"−{each:.0f} ms": -each}
        right = self.area().left() - SPACE
        return {
            text: QRectF(0, self.y_of(late_ms) - height / 2, right, height)
            for text, late_ms in places.items()
        }

    def y_of(self, late_ms: float) -> float:
        """Where so many milliseconds are: early, if less than 0, is below."""
        plot = self.area().adjusted(0, SPACE, 0, -SPACE)
        return plot.center().y() - late_ms / self._reach_ms * plot.height() / 2

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the take under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton and self.columns:
            self.look_at(self.place_at(event.position().x()))
            self.take_chosen.emit(self.columns[self.looked_at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses; the rest is looking."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.columns:
            self.take_chosen.emit(self.columns[self.looked_at])
        else:
            super().keyPressEvent(event)


def _reach_ms(takes: Iterable[ComparedTake]) -> float:
    """How far a picture of these goes up and down."""
    ends = [
        abs(comparison.mean_ms) + comparison.spread_ms
        for each in takes
        if (comparison := each.comparison).mean_ms is not None and comparison.spread_ms is not None
    ]
    return max([_LEAST_SCALE_MS, *ends])
