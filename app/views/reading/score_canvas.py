"""A part of a score on the time axis, as tab or on a staff, its bar lines to be dragged."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.reading.opened_score import Notation
from app.reading.score_words import bar_number
from app.text_scale import grown
from app.theme import Theme, with_alpha
from app.views.reading.score_area import ScoreArea
from app.views.reading.staff_painter import StaffPainter
from app.views.reading.staff_places import part_range
from app.views.reading.tab_painter import TabPainter
from app.views.time_axis import TimeAxis
from app.views.time_canvas import GRIP_PX, Grip, TimeCanvas
from player.reading.laid_part import LaidEvent, LaidPart

STRIP_PX = 20
"""How high the strip at the top is, with the numbers of bars, where bar lines can be dragged."""
_HANDLE_PX = 4
_TEXT_GAP_PX = 4
_MARK_PX = 8
_BARS_APART_PX = 9
_AIR_PX = 4
# Where a note is gone to, the playhead stands a fraction of a frame before it.
_SLACK_FRAMES = 1.0


def painter_of(area: ScoreArea) -> TabPainter | StaffPainter:
    """What paints a part as it is to be written."""
    return TabPainter(area) if area.notation is Notation.TAB else StaffPainter(area)


class ScoreCanvas(TimeCanvas):
    """Shows a part where it is played in the song; what is played now is lit.

    In the strip at the top bar lines are dragged, and a double click lets go of one that is held;
    below, the mouse does what it does in every lane.

    Signals, from a person's hand: `bar_dragged(played, frame)`, `bar_drag_finished()`,
    `bar_freed(played)`.
    """

    bar_dragged = Signal(int, int)
    bar_drag_finished = Signal()
    bar_freed = Signal(int)

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(axis, theme, parent)
        self._sample_rate = sample_rate
        self._laid: LaidPart | None = None
        self._notation = Notation.TAB
        self._held: frozenset[int] = frozenset()
        self._places = (0, 8)
        self._pointer_y = float("inf")
        self._lit: tuple[LaidEvent, ...] = ()
        self._written: list[QRect] = []
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Score"))
        says = self.tr(
            "Along the top: drag a bar line to where it belongs; a double click lets go of it\n"
            "Below: click to go there, drag to loop"
        )
        self.setToolTip(says)
        self.setAccessibleDescription(says)

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, 160)

    def set_part(self, laid: LaidPart | None, notation: Notation, held: frozenset[int]) -> None:
        """Show this part; held: the played bars whose beginnings a person has put somewhere."""
        if laid is None or self._laid is None or laid.part is not self._laid.part:
            self._places = (0, 8) if laid is None else part_range(laid.part)
        self._laid, self._notation, self._held = laid, notation, held
        self._light()
        self.invalidate_layer()

    @property
    def is_dense(self) -> bool:
        """Whether notes are too near together at this zoom to be more than dots."""
        area = self._area()
        return area is not None and area.is_dense

    @property
    def lit(self) -> tuple[LaidEvent, ...]:
        """What is played where the playhead is."""
        return self._lit

    def set_playhead(self, time_s: float | None) -> None:
        """Move the playhead, and light what is played there."""
        super().set_playhead(time_s)
        self._light()

    def _light(self) -> None:
        time_s = self._playhead_s
        lit: tuple[LaidEvent, ...] = ()
        if self._laid is not None and time_s is not None:
            lit = self._laid.sounding(time_s * self._sample_rate + _SLACK_FRAMES)
        if lit != self._lit:
            self._lit = lit
            self.update()

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is taken hold of depends on how high it is pressed."""
        self._pointer_y = event.position().y()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what could be dragged here."""
        if not event.buttons():
            self._pointer_y = event.position().y()
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let go of a bar line that is held."""
        self._pointer_y = event.position().y()
        played = self._line_at(event.position().x())
        if played is not None and played in self._held:
            self.let_go()
            self.bar_freed.emit(played)
        else:
            super().mouseDoubleClickEvent(event)

    def grip_at(self, x: float) -> Grip:
        """A bar line, in the strip; else what every lane has."""
        played = self._line_at(x)
        if played is None or self._laid is None:
            return super().grip_at(x)
        line_s = int(self._laid.timeline.bar_frames[played]) / self._sample_rate
        return Grip(
            Qt.CursorShape.SizeHorCursor,
            lambda from_s, to_s: self._drag_bar(played, line_s + to_s - from_s),
            self.bar_drag_finished.emit,
        )

    def _drag_bar(self, played: int, time_s: float) -> None:
        if self.snapping is not None:
            time_s = self.snapping.edge_s(time_s, self.reach_s())
        self.bar_dragged.emit(played, round(time_s * self._sample_rate))

    def click(self, x: float) -> None:
        """Go there; on a bar line, exactly to it."""
        played = self._line_at(x)
        if played is None or self._laid is None:
            super().click(x)
        elif played not in self._held:
            time_s = int(self._laid.timeline.bar_frames[played]) / self._sample_rate
            self.seek_requested.emit(min(max(time_s, 0.0), self.axis.duration_s))

    def _line_at(self, x: float) -> int | None:
        """The played bar whose beginning can be dragged here."""
        if self._laid is None or self._pointer_y >= grown(STRIP_PX):
            return None
        lines = self._lines()
        nearest = min(lines, key=lambda line: abs(line[1] - x), default=None)
        return nearest[0] if nearest is not None and abs(nearest[1] - x) <= GRIP_PX else None

    # Painting.

    def _area(self) -> ScoreArea | None:
        if self._laid is None or self.axis.span_s <= 0:
            return None
        return ScoreArea(
            self._laid,
            self._notation,
            self.theme,
            self.width(),
            grown(STRIP_PX) + _AIR_PX,
            self.height() - _AIR_PX,
            self.axis.start_s * self._sample_rate,
            self.axis.stop_s * self._sample_rate,
            self._places,
        )

    def paint_start(self, painter: QPainter, width: int) -> None:
        """Paint what stands before the first bar that is seen, so wide and as high as this view."""
        area = self._area()
        if area is not None:
            first = area.laid.timeline.bar_at(area.start_frame)
            painter_of(area).paint_start(painter, first or 0, width)

    def _lines(self) -> list[tuple[int, float]]:
        """The bars that begin in sight and have room, and where; those that are held always."""
        area = self._area()
        if area is None:
            return []
        frames = area.laid.timeline.bar_frames
        lines: list[tuple[int, float]] = []
        for played in area.bars:
            x = area.x_at(float(frames[played]))
            has_room = not lines or x - lines[-1][1] >= _BARS_APART_PX
            if -1 <= x <= self.width() and (has_room or played in self._held):
                lines.append((played, x))
        return lines

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """The strip stands out from what is below it."""
        super().paint_ground(painter, area)
        strip = QRect(0, 0, self.width(), grown(STRIP_PX))
        painter.fillRect(strip, QColor(self.theme.surface))
        if self.loop is not None:
            tint = with_alpha(self.loop_colour(), 0.20 if self.loop_enabled else 0.10)
            left, right = self.x_of(self.loop[0]), self.x_of(self.loop[1])
            painter.fillRect(QRect(left, 0, right - left, strip.height()), tint)
        painter.fillRect(0, strip.height() - 1, self.width(), 1, QColor(self.theme.line))

    def above_lines(self) -> Iterable[QRect]:
        """Numbers can be read while the playhead passes."""
        return self._written

    def paint_layer(self, painter: QPainter) -> None:
        """The part, its bar lines and their numbers."""
        self._written = []
        area = self._area()
        if area is None:
            return
        of_part = painter_of(area)
        of_part.paint(painter)
        top, bottom = of_part.lines
        for played, x in self._lines():
            colour = QColor(self.theme.accent) if played in self._held else area.bar_colour
            painter.fillRect(QRectF(round(x), top, 1, bottom - top + 1), colour)
        end = area.x_at(float(area.laid.timeline.bar_frames[-1]))
        if 0 <= end <= self.width():
            painter.fillRect(QRectF(round(end) - 3, top, 3, bottom - top + 1), area.bar_colour)
        self._paint_strip(painter, area)

    def _paint_strip(self, painter: QPainter, area: ScoreArea) -> None:
        """Handles of bar lines, then sections, numbers and new metres as far as they have room."""
        lines = self._lines()
        height = grown(STRIP_PX)
        free_from = 0.0
        for place, (played, x) in enumerate(lines):
            is_held = played in self._held
            colour = QColor(self.theme.accent) if is_held else area.bar_colour
            mark_px = height if is_held else _MARK_PX
            painter.fillRect(QRectF(round(x), height - mark_px, 1, mark_px), colour)
            if is_held:
                self._paint_handle(painter, round(x), height)
            following = lines[place + 1][1] if place + 1 < len(lines) else self.width()
            at = x + _TEXT_GAP_PX
            section, *others = self._texts(area, played)
            if section:
                at = max(at, free_from)
                free_from = at = self._write(painter, section, at, is_section=True)
            elif at < free_from:
                continue  # the name of a section reaches to here
            for text in others:
                painter.setFont(tokens.font(tokens.SMALL_PX))
                if at + painter.fontMetrics().horizontalAdvance(text) + _TEXT_GAP_PX <= following:
                    at = self._write(painter, text, at, is_section=False)

    def _texts(self, area: ScoreArea, played: int) -> tuple[str, ...]:
        """What may stand at the beginning of a bar: its section, its number, its metre if new."""
        timeline = area.laid.timeline
        bar = timeline.score.bars[timeline.order[played]]
        before = timeline.score.bars[timeline.order[played - 1]] if played else None
        metre = f"{bar.metre[0]}/{bar.metre[1]}"
        is_new = before is None or before.metre != bar.metre
        return (bar.section, bar_number(area.laid, played), *((metre,) if is_new else ()))

    def _write(self, painter: QPainter, text: str, x: float, *, is_section: bool) -> float:
        """Write it, and say where there is room for more."""
        painter.setFont(tokens.font(tokens.SMALL_PX, bold=is_section))
        painter.setPen(QColor(self.theme.text if is_section else self.theme.muted_text))
        width = painter.fontMetrics().horizontalAdvance(text)
        box = QRectF(x, 0, width + 2, grown(STRIP_PX) - 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        self._written.append(box.toAlignedRect())
        return x + width + 2 * tokens.SPACE

    def _paint_handle(self, painter: QPainter, x: int, height: int) -> None:
        """A small triangle says that it is held here."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.accent))
        half = _HANDLE_PX
        corners = (
            (x + 0.5 - half, height - 1),
            (x + 0.5 + half, height - 1),
            (x + 0.5, height - 7),
        )
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    def paint_over_layer(self, painter: QPainter) -> None:
        """What is played now."""
        area = self._area()
        if area is None or not self._lit:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        of_part = painter_of(area)
        of_part.paint_lit(painter, self._lit, QColor(self.theme.accent))
