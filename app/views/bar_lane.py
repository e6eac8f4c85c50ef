"""The lane of bars below the ruler: their numbers, their lines, and where these are dragged."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from app import theme as tokens
from app.text_scale import fix_height
from app.theme import Theme, with_alpha
from app.views.bar_lines import BarLines, GridLine, draw_lines
from app.views.grid_text import confidence_words
from app.views.time_axis import TimeAxis
from app.views.time_canvas import GRIP_PX, Grip, TimeCanvas

_NUMBER_GAP_PX = 12
_BEAT_PX, _UNNUMBERED_PX = 5, 9
_HANDLE_PX = 4


class BarLane(TimeCanvas):
    """Numbers of bars; beats where there is room. Lines can be dragged only while that is wanted.

    Signals, from a person's hand: `line_dragged(time_s, by_s, is_all)`: the line that was at a time
    is dragged so far, and with Shift all lines with it; `line_drag_finished()`.
    """

    line_dragged = Signal(float, float, bool)
    line_drag_finished = Signal()

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(axis, theme, parent)
        self._sample_rate = sample_rate
        self._lines: BarLines | None = None
        self._is_edited = False
        self._moving = False
        self._written: list[QRect] = []
        fix_height(self, tokens.BARS_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Bars"))
        self._say()

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, tokens.BARS_PX)

    def set_bar_lines(self, lines: BarLines | None, *, is_edited: bool = False) -> None:
        """Show these, or that none are known."""
        self._lines, self._is_edited = lines, is_edited
        self._say()
        self.invalidate_layer()

    def set_moving(self, moving: bool) -> None:
        """Let lines be dragged, or no more."""
        if moving != self._moving:
            self.let_go()
            self._moving = moving
            self._say()
            self.invalidate_layer()

    def _say(self) -> None:
        if self._lines is None:
            says = self.tr("The beats of this song are not known")
        elif self._moving:
            says = self.tr("Drag a line to move it, with Shift all lines")
        else:
            grid = self._lines.grid
            says = confidence_words(
                grid.beat_confidence, grid.downbeat_confidence, is_edited=self._is_edited
            )
        self.setToolTip(says)
        self.setAccessibleDescription(says)

    # The mouse.

    def grip_at(self, x: float) -> Grip:
        """A line, while they may be moved; else what the ruler has."""
        if not self._moving:
            return super().grip_at(x)
        line = self._line_at(x)
        if line is None:
            return Grip(Qt.CursorShape.ArrowCursor, lambda *_: None, lambda: None)
        line_s = line.frame / self._sample_rate
        is_all = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        return Grip(
            Qt.CursorShape.SizeHorCursor,
            lambda from_s, to_s: self.line_dragged.emit(line_s, to_s - from_s, is_all),
            self.line_drag_finished.emit,
        )

    def _line_at(self, x: float) -> GridLine | None:
        if self._lines is None:
            return None
        lines = list(self._lines.visible(self.axis, self.width()))
        nearest = min(lines, key=lambda line: abs(line.x - x), default=None)
        return nearest if nearest is not None and abs(nearest.x - x) <= GRIP_PX else None

    # Painting.

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """A quiet strip, tinted while lines may be moved."""
        painter.fillRect(area, QColor(self.theme.surface))
        if self._moving:
            painter.fillRect(area, with_alpha(self.theme.accent, 0.14))
        elif self.loop is not None:
            tint = with_alpha(self.loop_colour(), 0.20 if self.loop_enabled else 0.10)
            left, right = self.x_of(self.loop[0]), self.x_of(self.loop[1])
            painter.fillRect(QRect(left, 0, right - left, self.height()), tint)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self.theme.line))

    def above_lines(self) -> list[QRect]:
        """Numbers can be read while the playhead passes."""
        return self._written

    def paint_layer(self, painter: QPainter) -> None:
        """Lines, and the numbers that have room beside each other."""
        self._written = []
        painter.setFont(tokens.font(tokens.SMALL_PX))
        if self._lines is None:
            painter.setPen(QColor(self.theme.muted_text))
            place = QRectF(self.rect()).adjusted(2 * tokens.SPACE, 0, 0, -1)
            words = self.tr("Beats are not known yet") if self.axis.duration_s > 0 else ""
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            return
        if self.axis.span_s <= 0:
            return
        metrics = painter.fontMetrics()
        widest = metrics.horizontalAdvance("000") + _NUMBER_GAP_PX
        step = self._lines.bar_step(self.axis, self.width(), widest)
        seen = self._lines.visible(self.axis, self.width())
        beats: list[GridLine] = []
        unnumbered: list[GridLine] = []
        numbered: list[GridLine] = []
        for line in seen:
            if line.number is None:
                beats.append(line)
            else:
                (unnumbered if (line.number - 1) % step else numbered).append(line)
        bottom, muted = self.height() - 2, QColor(self.theme.muted_text)
        beats_uncertain, bars_uncertain = self._lines.beats_uncertain, self._lines.bars_uncertain
        for lines, height, colour, dashed in (
            (beats, _BEAT_PX, with_alpha(muted, 0.7), beats_uncertain),
            (unnumbered, _UNNUMBERED_PX, muted, bars_uncertain),
            (numbered, bottom, muted, bars_uncertain),
        ):
            columns = [round(line.x) for line in lines]
            draw_lines(painter, columns, (bottom - height + 1, bottom), colour, dashed=dashed)
        for line in numbered:
            self._write(painter, line)
        if self._moving:
            for line in seen:
                self._paint_handle(painter, line)

    def _write(self, painter: QPainter, line: GridLine) -> None:
        assert self._lines is not None
        text = str(line.number)
        width = painter.fontMetrics().horizontalAdvance(text) + 2
        place = QRectF(line.x + 4, 0, width, self.height() - 4)
        uncertain = self._lines.bars_uncertain
        painter.setPen(QColor(self.theme.muted_text if uncertain else self.theme.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        self._written.append(place.toAlignedRect())

    def _paint_handle(self, painter: QPainter, line: GridLine) -> None:
        """A small triangle says: take me."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.accent))
        x, bottom = round(line.x) + 0.5, self.height() - 1
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x - _HANDLE_PX, bottom),
                    QPointF(x + _HANDLE_PX, bottom),
                    QPointF(x, bottom - 1.5 * _HANDLE_PX),
                ]
            )
        )
