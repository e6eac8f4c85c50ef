"""Stems, flags, beams, dots and the numbers of tuplets, for tab and staff alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app import theme as tokens
from app.views.reading import glyphs
from player.reading.beaming import beam_groups, flags, tuplet_groups
from player.reading.laid_part import LaidEvent

_BEAM_STEP = 0.72
_STUB = 0.9
_LONGEST_BEAM_GAP = 14.0
"""In spaces: notes of a slow song stand far apart, and a beam over a whole page joins nothing."""


@dataclass(frozen=True)
class Stem:
    """One stem: at an x, from the note at `near` to `far`; the higher of both is where y is less.

    flags: how many beams or flags it has.
    """

    x: float
    near: float
    far: float
    flags: int

    @property
    def goes_up(self) -> bool:
        """Whether its end is above its note."""
        return self.far < self.near


class RhythmMarks:
    """Paints them in one colour. space: px between two lines of a staff."""

    def __init__(self, painter: QPainter, colour: QColor, space: float) -> None:
        self._painter = painter
        self._colour = colour
        self._space = space

    def groups(self, voice: Sequence[LaidEvent], metre: tuple[int, int]) -> list[tuple[int, ...]]:
        """Indexes of what stands on one beam, or on a stem by itself."""
        beamed = beam_groups([each.event for each in voice], metre)
        inside = {index for group in beamed for index in group}
        alone = [
            (index,)
            for index, each in enumerate(voice)
            if index not in inside and each.event.notes and not each.event.is_grace
        ]
        return [*beamed, *alone]

    def paint(self, stems: Sequence[Stem]) -> None:
        """Stems of one group, which end at the same height, and their beams or flags."""
        painter, space = self._painter, self._space
        painter.setBrush(self._colour)
        painter.setPen(Qt.PenStyle.NoPen)
        for stem in stems:
            top, bottom = sorted((stem.near, stem.far))
            width = max(1.0, glyphs.STEM_WIDTH * space)
            painter.drawRect(QRectF(stem.x - width / 2, top, width, bottom - top))
        for left, right in pairwise(stems):
            if right.x - left.x <= _LONGEST_BEAM_GAP * space:
                self._beam(left.x, right.x, left, range(min(left.flags, right.flags)))
        for index, stem in enumerate(stems):
            self._paint_rest_of(stems, index, stem)

    def _paint_rest_of(self, stems: Sequence[Stem], index: int, stem: Stem) -> None:
        """The flags of a stem that no beam to a neighbour has."""
        near = [
            other
            for other in (*stems[max(0, index - 1) : index], *stems[index + 1 : index + 2])
            if abs(other.x - stem.x) <= _LONGEST_BEAM_GAP * self._space
        ]
        joined = max((min(stem.flags, other.flags) for other in near), default=0)
        if not near and stem.flags:
            glyph = glyphs.flag(min(stem.flags, 4))
            glyphs.draw(self._painter, glyph, stem.x, stem.far, self._space, flip=not stem.goes_up)
        elif joined < stem.flags:
            side = 1 if near[0].x > stem.x else -1
            self._beam(stem.x, stem.x + side * _STUB * self._space, stem, range(joined, stem.flags))

    def _beam(self, left: float, right: float, stem: Stem, levels: range) -> None:
        towards_note = 1 if stem.goes_up else -1
        thick = glyphs.BEAM_WIDTH * self._space
        for level in levels:
            edge = stem.far + towards_note * level * _BEAM_STEP * self._space
            top = edge if stem.goes_up else edge - thick
            self._painter.drawRect(QRectF(min(left, right), top, abs(right - left), thick))

    def dots(self, x: float, y: float, count: int) -> None:
        """The dots of a dotted value."""
        self._painter.setBrush(self._colour)
        self._painter.setPen(Qt.PenStyle.NoPen)
        radius = max(1.0, 0.2 * self._space)
        for index in range(count):
            place = QPointF(x + index * 0.6 * self._space, y)
            self._painter.drawEllipse(place, radius, radius)

    def tuplets(self, voice: Sequence[LaidEvent], places: Sequence[QPointF | None]) -> None:
        """The number of each tuplet at the middle of its events; places: where it is at each."""
        painter = self._painter
        painter.setFont(tokens.font(tokens.SMALL_PX - 1))
        painter.setPen(self._colour)
        for group in tuplet_groups([each.event for each in voice]):
            known = [place for place in (places[index] for index in group) if place is not None]
            if len(known) > 1:
                x = (known[0].x() + known[-1].x()) / 2
                box = QRectF(x - 20, known[0].y() - 8, 40, 16)
                number = str(voice[group[0]].event.value.tuplet[0])
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)


def stem_flags(event: LaidEvent) -> int:
    """How many beams or flags the stem of an event has."""
    return flags(event.event)
