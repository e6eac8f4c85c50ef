"""Kept loops as blocks in their colours, each with the digit that recalls it and its name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app import theme as tokens
from app.bookmarks import NamedLoop
from app.theme import SPACE, loop_colour, mixed
from app.views.bookmark_text import DIGITS
from app.views.strip_text import Columns, uncovered, write_between
from app.views.time_canvas import TimeCanvas
from player.transport import LoopRegion

_RADIUS = 3
_NARROWEST_PX = 6
_TINT = 0.3
# So much of a longer block is seen above a shorter one that lies over it.
_RIM_PX = 2
_DEEPEST = 2
# Less of the name is not worth a tempo beside it.
_LEAST_NAME_PX = 40


class LoopBlocks:
    """Where the blocks of a view are, and how they look. A short one lies over a long one and shows
    its rim; the loop that is on is filled, the others are tinted.
    """

    def __init__(self, view: TimeCanvas, sample_rate: int) -> None:
        self._view = view
        self._sample_rate = sample_rate
        self._loops: tuple[NamedLoop, ...] = ()
        self._longest_first: list[NamedLoop] = []
        self._clean: Mapping[LoopRegion, int] = {}

    def set_loops(self, loops: tuple[NamedLoop, ...]) -> None:
        """Show these, given in the song's order."""
        self._loops = loops
        self._longest_first = sorted(loops, key=lambda loop: -loop.region.frames)

    def set_clean_tempos(self, percents: Mapping[LoopRegion, int]) -> None:
        """Show the highest tempo at which a loop was clean, in percent, by its bounds."""
        self._clean = percents

    def clean_percent(self, loop: NamedLoop) -> int | None:
        """The highest tempo at which it was clean; None if it never was."""
        return self._clean.get(loop.region)

    def digit(self, loop: NamedLoop) -> str:
        """What recalls it; nothing for the tenth and those behind it."""
        number = self._loops.index(loop) + 1
        return str(number) if number <= DIGITS else ""

    def at(self, x: float) -> NamedLoop | None:
        """The one that is seen at a px column."""
        for loop in reversed(self._longest_first):
            left, right = self._columns(loop)
            if left <= x <= right:
                return loop
        return None

    def paint(
        self, painter: QPainter, strip: QRectF, covers: tuple[Columns, ...] = ()
    ) -> list[QRect]:
        """Paint them on a strip of the view; no name goes where something covers the strip.

        Returns where there is writing.
        """
        for index, loop in enumerate(self._longest_first):
            beneath = sum(loop.overlaps(longer.region) for longer in self._longest_first[:index])
            rim_px = _RIM_PX * min(beneath, _DEEPEST)
            self._paint_block(painter, strip.adjusted(0, rim_px, 0, 0), loop)
        written: list[QRect] = []
        above = list(covers)
        for loop in reversed(self._longest_first):
            written += self._write(painter, strip, loop, above)
            above.append(self._columns(loop))
        return written

    def _columns(self, loop: NamedLoop) -> Columns:
        left = self._view.x_of(loop.start_frame / self._sample_rate)
        right = self._view.x_of(loop.end_frame / self._sample_rate)
        return left, max(left + _NARROWEST_PX, right)

    def _is_on(self, loop: NamedLoop) -> bool:
        edges = (loop.start_frame / self._sample_rate, loop.end_frame / self._sample_rate)
        return self._view.loop_enabled and self._view.loop == edges

    def _paint_block(self, painter: QPainter, strip: QRectF, loop: NamedLoop) -> None:
        theme = self._view.theme
        colour = loop_colour(theme, loop.colour)
        left, right = self._columns(loop)
        block = QRectF(left, strip.top(), right - left, strip.height()).adjusted(0.5, 0.5, -0.5, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour if self._is_on(loop) else mixed(colour, theme.surface, _TINT))
        painter.setPen(QPen(colour, 1))
        painter.drawRoundedRect(block, _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _write(
        self, painter: QPainter, strip: QRectF, loop: NamedLoop, covers: list[Columns]
    ) -> list[QRect]:
        """The digit and as much of the name as there is room for, where the block is seen."""
        left, right = self._columns(loop)
        parts = uncovered((max(left, 0.0), min(right, float(self._view.width()))), covers)
        if not parts:
            return []
        is_on, digit = self._is_on(loop), self.digit(loop)
        theme = self._view.theme
        painter.setPen(QColor(theme.background if is_on else theme.text))
        bold = tokens.font(tokens.SMALL_PX, bold=True)
        plain = bold if is_on else tokens.font(tokens.SMALL_PX)
        digit_px = QFontMetricsF(bold).horizontalAdvance(digit) + SPACE if digit else 0.0
        wanted = QFontMetricsF(plain).horizontalAdvance(loop.name) + digit_px + 3 * SPACE
        wide_enough = (part for part in parts if part[1] - part[0] >= wanted)
        start, stop = next(wide_enough, max(parts, key=lambda part: part[1] - part[0]))
        places: list[QRect | None] = []
        if digit:
            painter.setFont(bold)
            # A narrow block has its digit in the middle, and needs less around it.
            spare = min(SPACE - 1, max(0.0, digit_px + SPACE + 1 - (stop - start)) / 2)
            places.append(write_between(painter, (start - spare, stop + spare), strip, digit))
            start += digit_px
        percent = self._clean.get(loop.region)
        if percent is not None:
            painter.setFont(bold)
            text = f"{percent} %"
            tempo_px = QFontMetricsF(bold).horizontalAdvance(text) + 2 * SPACE + 1
            # At the end of the block, where that leaves room for some of the name.
            left, right = parts[-1]
            taken_to = start + _LEAST_NAME_PX if right == stop else left
            if right - tempo_px >= taken_to:
                places.append(write_between(painter, (right - tempo_px, right), strip, text))
                stop = min(stop, right - tempo_px)
        painter.setFont(plain)
        places.append(write_between(painter, (start, stop), strip, loop.name))
        return [place for place in places if place is not None]
