"""A part on a staff of five lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app import theme as tokens
from app.text_scale import scaled
from app.views.reading import glyphs
from app.views.reading.rhythm_marks import RhythmMarks, Stem, stem_flags
from app.views.reading.score_area import ScoreArea
from app.views.reading.staff_places import (
    accidentals_of,
    goes_up,
    key_places,
    staff_place,
)
from player.reading.laid_part import LaidEvent
from player.reading.score import ClefSign, ScoreNote, Technique

_LEAST_SPACE_PX, _MOST_SPACE_PX = 4.5, 9.0
_NOTE_GAP_SPACES = 1.25
"""Between where a note begins in time and its head: room for an accidental."""
_GRACE_PART = 0.62
# Above the top line and below the bottom line: a stem, a clef.
_AIR_PLACES = 5


class StaffPainter:
    """Paints what `area` shows of a part. A place is so many half spaces above the bottom line."""

    def __init__(self, area: ScoreArea) -> None:
        self._area = area
        low = min(area.places[0], 0) - _AIR_PLACES
        high = max(area.places[1], 8) + _AIR_PLACES
        room = area.bottom - area.top
        most = scaled(_MOST_SPACE_PX)
        self._space = min(max(2 * room / (high - low), _LEAST_SPACE_PX), most)
        spare = room - (high - low) * self._space / 2
        # Where there is too little room for everything, the lines are what is to be seen.
        self._bottom_y = area.top + max(spare, 0.0) / 2 + high * self._space / 2
        self._bottom_y = min(self._bottom_y, area.bottom - 2 * self._space)

    @property
    def lines(self) -> tuple[float, float]:
        """The y of the top line and of the bottom line."""
        return self._bottom_y - 4 * self._space, self._bottom_y

    def paint(self, painter: QPainter) -> None:
        """Lines, notes and rests."""
        for line in range(5):
            y = round(self._bottom_y - line * self._space)
            painter.fillRect(QRectF(0, y, self._area.width, 1), self._area.line_colour)
        ties: dict[tuple[int, int], float] = {}
        for played in self._area.bars:
            events = self._area.laid.of_bar(played)
            signs = accidentals_of(self._area.laid.bar(played), events)
            voices = sorted({each.voice for each in events})
            for voice in voices:
                its = [each for each in events if each.voice == voice]
                self._paint_voice(painter, its, len(voices), signs, ties)

    def paint_lit(self, painter: QPainter, events: Iterable[LaidEvent], colour: QColor) -> None:
        """The heads of these events, over the others."""
        for event in events:
            self._paint_heads(painter, event, colour)

    def paint_start(self, painter: QPainter, played: int, width: float) -> None:
        """What stands before a staff so wide: clef, key and metre as they are in a bar."""
        area, space = self._area, self._space
        bar = area.laid.bar(played)
        beats, unit = area.laid.timeline.score.bars[area.laid.timeline.order[played]].metre
        for line in range(5):
            y = round(self._bottom_y - line * space)
            painter.fillRect(QRectF(0, y, width, 1), area.line_colour)
        painter.setBrush(area.ink)
        line = 3 if bar.clef.sign is ClefSign.PERCUSSION else bar.clef.line
        clef_x, clef_y = 1.9 * space, self._bottom_y - (line - 1) * space
        glyphs.draw(painter, glyphs.clef(bar.clef.sign), clef_x, clef_y, space)
        if bar.clef.octaves:
            self._paint_octaves(painter, bar.clef.octaves, clef_x)
        digits_left = width - 1.9 * space * max(1, len(str(max(beats, unit))) * 0.7)
        places = key_places(bar)
        x, room = 4.3 * space, digits_left - 4.3 * space
        step = min(0.95 * space, room / max(1, len(places)))
        for place, alter in places:
            glyphs.draw(painter, glyphs.accidental(alter), x, self._y(place), space * 0.92)
            x += step
        font = tokens.font(tokens.TEXT_PX, bold=True)
        font.setPixelSize(max(6, round(2.5 * space)))
        painter.setFont(font)
        painter.setPen(area.ink)
        for number, top in ((beats, 4.0), (unit, 2.0)):
            box = QRectF(digits_left, self._bottom_y - top * space, width - digits_left, 2 * space)
            box.adjust(-space, -2, space, 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    def _paint_octaves(self, painter: QPainter, octaves: int, x: float) -> None:
        """The small figure that says how many octaves lower or higher it sounds."""
        figure = {1: "8", 2: "15"}[abs(octaves)]
        painter.setFont(tokens.font(tokens.SMALL_PX - 1, bold=True))
        painter.setPen(self._area.ink)
        top, bottom = self.lines
        y = bottom + 1.4 * self._space if octaves < 0 else top - 3.4 * self._space
        painter.drawText(QRectF(x - 12, y, 24, 16), Qt.AlignmentFlag.AlignCenter, figure)

    # Events.

    def _y(self, place: int) -> float:
        return self._bottom_y - place * self._space / 2 + 0.5

    def _left(self, event: LaidEvent) -> float:
        gap = _NOTE_GAP_SPACES * self._space
        if event.event.is_grace:
            gap = -0.6 * self._space
        return self._area.x_at(event.frame) + gap

    def _place(self, event: LaidEvent, note: ScoreNote) -> int:
        return staff_place(note, self._area.laid.bar(event.played).clef)

    def _paint_voice(
        self,
        painter: QPainter,
        voice: Sequence[LaidEvent],
        voices: int,
        signs: dict[tuple[int, ScoreNote], int],
        ties: dict[tuple[int, int], float],
    ) -> None:
        area = self._area
        if area.is_dense:
            for event in area.apart(voice):
                self._paint_heads(painter, event, area.quiet_ink)
            return
        for event in voice:
            if event.event.notes:
                self._paint_ledgers(painter, event)
                self._paint_heads(painter, event, area.ink)
                self._paint_around(painter, event, signs, ties)
            elif not event.event.is_grace:
                self._paint_rest(painter, event, voices)
        self._paint_rhythm(painter, voice, voices)

    def _paint_heads(self, painter: QPainter, event: LaidEvent, colour: QColor) -> None:
        painter.setBrush(colour)
        if self._area.is_dense:
            painter.setPen(Qt.PenStyle.NoPen)
            radius = min(2.0, self._space / 3)
            x = self._area.x_at(event.frame) + radius
            for note in event.event.notes:
                y = self._y(self._place(event, note))
                painter.drawEllipse(QPointF(x, y), radius, radius)
            return
        size = self._space * (_GRACE_PART if event.event.is_grace else 1.0)
        for note in event.event.notes:
            is_cross = note.has_cross or Technique.DEAD in note.techniques
            head = glyphs.notehead(event.event.value.denominator, is_cross=is_cross)
            y = self._y(self._place(event, note))
            glyphs.draw(painter, head, self._left(event), y, size)

    def _paint_ledgers(self, painter: QPainter, event: LaidEvent) -> None:
        places = [self._place(event, note) for note in event.event.notes]
        left = self._left(event) - 0.35 * self._space
        width = (glyphs.HEAD_WIDTH + 0.7) * self._space
        below = range(-2, min(places) - 1, -2)
        above = range(10, max(places) + 1, 2)
        for place in (*below, *above):
            line = QRectF(left, round(self._y(place) - 0.5), width, 1)
            painter.fillRect(line, self._area.quiet_ink)

    def _paint_around(
        self,
        painter: QPainter,
        event: LaidEvent,
        signs: dict[tuple[int, ScoreNote], int],
        ties: dict[tuple[int, int], float],
    ) -> None:
        """Accidentals, dots and ties."""
        left, space = self._left(event), self._space
        marks = RhythmMarks(painter, self._area.ink, space)
        for note in event.event.notes:
            place = self._place(event, note)
            y = self._y(place)
            alter = signs.get((id(event), note))
            if alter is not None:
                painter.setBrush(self._area.ink)
                size = space * (_GRACE_PART if event.event.is_grace else 0.92)
                glyphs.draw(painter, glyphs.accidental(alter), left - 0.15 * space, y, size)
            if event.event.value.dots:
                on_line = place % 2 == 0
                x = left + (glyphs.HEAD_WIDTH + 0.5) * space
                marks.dots(x, y - (space / 2 if on_line else 0), event.event.value.dots)
            key = (event.voice, note.pitch.midi)
            if note.is_tied and key in ties:
                painter.setPen(QPen(self._area.quiet_ink, 1.3))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(_bow(ties[key], left, y + 0.7 * space, 0.8 * space))
            ties[key] = left + glyphs.HEAD_WIDTH * space
            if Technique.STACCATO in note.techniques:
                marks.dots(left + glyphs.HEAD_WIDTH / 2 * space, y + space, 1)

    def _paint_rest(self, painter: QPainter, event: LaidEvent, voices: int) -> None:
        painter.setBrush(self._area.ink)
        denominator = event.event.value.denominator
        shift = 0.0 if voices == 1 else (-2.0 if event.voice == 0 else 2.0)
        y = self._y(4) + shift * self._space
        x = self._left(event) + 0.6 * self._space
        if denominator == 1:
            x = (self._area.x_at(event.frame) + self._area.x_at(event.stop_frame)) / 2
        glyphs.draw(painter, glyphs.rest(denominator), x, y, self._space)
        if event.event.value.dots:
            marks = RhythmMarks(painter, self._area.ink, self._space)
            marks.dots(x + self._space, y - self._space / 2, event.event.value.dots)

    # Rhythm.

    def _paint_rhythm(self, painter: QPainter, voice: Sequence[LaidEvent], voices: int) -> None:
        area, space = self._area, self._space
        marks = RhythmMarks(painter, area.ink, space)
        timeline = area.laid.timeline
        metre = timeline.score.bars[timeline.order[voice[0].played]].metre
        places: list[QPointF | None] = [None] * len(voice)
        for group in marks.groups(voice, metre):
            heads = [
                sorted(self._place(voice[index], note) for note in voice[index].event.notes)
                for index in group
            ]
            up = goes_up([place for each in heads for place in each], voice[0].voice, voices)
            tips = [self._y(each[-1] if up else each[0]) for each in heads]
            reach = glyphs.STEM_LENGTH * space
            # Stems of notes far above or below the staff reach its middle line.
            middle = self._y(4)
            far = min(*tips, middle + reach) - reach if up else max(*tips, middle - reach) + reach
            stems = []
            for index, each in zip(group, heads, strict=True):
                event = voice[index]
                side = glyphs.HEAD_WIDTH * space - 0.6 if up else 0.6
                x = self._left(event) + side
                places[index] = QPointF(x, far + (-0.9 if up else 0.9) * space)
                if event.event.value.denominator > 1:
                    near = self._y(each[0] if up else each[-1])
                    stems.append(Stem(x, near, far, stem_flags(event)))
            marks.paint(stems)
        marks.tuplets(voice, places)


def _bow(left: float, right: float, y: float, depth: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    path.quadTo(QPointF((left + right) / 2, y + depth), QPointF(right, y))
    return path
