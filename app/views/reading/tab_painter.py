"""A part as tablature: a line for each string, the frets on them, the rhythm below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from app import theme as tokens
from app.text_scale import scaled, text_scale
from app.views.reading import glyphs
from app.views.reading.rhythm_marks import RhythmMarks, Stem, stem_flags
from app.views.reading.score_area import ScoreArea
from player.pitch_names import Pitch
from player.reading.laid_part import LaidEvent
from player.reading.score import ScoreNote, Technique

_NOTE_GAP_PX = 4.0
"""What begins at a bar line stands this far behind it, and so does every other note."""
_LEAST_LINE_PX, _MOST_LINE_PX = 7.0, 15.0
_STEM_SPACES, _MARKS_SPACES, _AIR_SPACES = 2.6, 1.5, 0.6
_WORDS = ((Technique.PALM_MUTE, "P.M."), (Technique.TRILL, "tr"), (Technique.LET_RING, "l.r."))


class TabPainter:
    """Paints what `area` shows of a part that has strings."""

    def __init__(self, area: ScoreArea) -> None:
        self._area = area
        self._strings = len(area.laid.part.strings)
        spaces = self._strings - 1 + _STEM_SPACES + _MARKS_SPACES + _AIR_SPACES
        room = area.bottom - area.top
        self._line_px = min(max(room / spaces, _LEAST_LINE_PX), scaled(_MOST_LINE_PX))
        spare = max(0.0, room - spaces * self._line_px)
        self._first_y = area.top + spare / 2 + _MARKS_SPACES * self._line_px
        # A fret is as high as there is room between two lines.
        size = min(tokens.TEXT_PX + 1, round(self._line_px / text_scale()))
        self._font = tokens.font(size, bold=True)
        self._metrics = QFontMetricsF(self._font)

    @property
    def lines(self) -> tuple[float, float]:
        """The y of the first string and of the last."""
        return self._first_y, self._first_y + (self._strings - 1) * self._line_px

    def paint(self, painter: QPainter) -> None:
        """Lines, bars, frets and rhythm."""
        for string in range(self._strings):
            y = round(self._first_y + string * self._line_px)
            painter.fillRect(QRectF(0, y, self._area.width, 1), self._area.line_colour)
        for played in self._area.bars:
            events = self._area.laid.of_bar(played)
            for voice in sorted({each.voice for each in events}):
                self._paint_voice(painter, [each for each in events if each.voice == voice])

    def paint_start(self, painter: QPainter, played: int, width: float) -> None:
        """What stands before strings, so wide: what they are tuned to, and the metre of a bar."""
        area = self._area
        beats, unit = area.laid.timeline.score.bars[area.laid.timeline.order[played]].metre
        font = tokens.font(min(tokens.SMALL_PX, round(0.85 * self._line_px / text_scale())))
        painter.setFont(font)
        names = QFontMetricsF(font)
        for string, midi in enumerate(area.laid.part.strings):
            y = round(self._first_y + string * self._line_px)
            name = Pitch(midi).name
            left = names.horizontalAdvance(name) + 3 * tokens.SPACE
            painter.fillRect(QRectF(left, y, width - left, 1), area.line_colour)
            painter.setPen(area.quiet_ink)
            painter.drawText(QPointF(tokens.SPACE, y + 0.5 + names.capHeight() / 2), name)
        top, bottom = self.lines
        font = tokens.font(tokens.TEXT_PX, bold=True)
        font.setPixelSize(max(8, round(min(bottom - top, 5 * self._line_px) * 0.42)))
        painter.setFont(font)
        painter.setPen(area.ink)
        middle = (top + bottom) / 2
        metre_px = QFontMetricsF(font).horizontalAdvance(str(max(beats, unit))) + 2 * tokens.SPACE
        height = QFontMetricsF(font).capHeight() + 3
        for number, centre in ((beats, middle - height / 2 - 1), (unit, middle + height / 2 + 1)):
            box = QRectF(width - metre_px, centre - height, metre_px, 2 * height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    def paint_lit(self, painter: QPainter, events: Iterable[LaidEvent], colour: QColor) -> None:
        """The frets of these events, over the others."""
        for event in events:
            if self._area.is_dense:
                self._paint_dots(painter, event, colour)
            else:
                self._paint_frets(painter, event, colour)

    def _paint_voice(self, painter: QPainter, voice: Sequence[LaidEvent]) -> None:
        area = self._area
        if area.is_dense:
            for event in area.apart(voice):
                self._paint_dots(painter, event, area.quiet_ink)
            return
        for event, following in zip(voice, (*voice[1:], None), strict=True):
            if event.event.notes:
                self._paint_frets(painter, event, area.ink)
                self._paint_marks(painter, event, following)
        if voice and voice[0].voice == 0:
            self._paint_rhythm(painter, voice)

    # Notes.

    def _left(self, event: LaidEvent) -> float:
        shift = -2.2 * self._line_px if event.event.is_grace else 0.0
        return self._area.x_at(event.frame) + _NOTE_GAP_PX + shift

    def _middle(self, event: LaidEvent) -> float:
        widest = max((self._width(note) for note in event.event.notes), default=self._line_px * 0.7)
        return self._left(event) + widest / 2

    def _width(self, note: ScoreNote) -> float:
        return self._metrics.horizontalAdvance(_fret_text(note))

    def _y(self, note: ScoreNote) -> float:
        assert note.string is not None
        return self._first_y + (note.string - 1) * self._line_px

    def _paint_dots(self, painter: QPainter, event: LaidEvent, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        radius = min(2.0, self._line_px / 4)
        for note in _on_strings(event, self._strings):
            x = self._area.x_at(event.frame) + radius
            painter.drawEllipse(QPointF(x, self._y(note) + 0.5), radius, radius)

    def _paint_frets(self, painter: QPainter, event: LaidEvent, colour: QColor) -> None:
        painter.setFont(self._font)
        left = self._left(event)
        ascent = self._metrics.capHeight()
        for note in _on_strings(event, self._strings):
            text = _fret_text(note)
            y = self._y(note)
            # The line stops beside a number, so that a 1 is no crossing.
            box = QRectF(left - 1, y - 1, self._width(note) + 2, 3)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(box, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(self._area.quiet_ink if note.is_tied else colour)
            painter.drawText(QPointF(left, y + 0.5 + ascent / 2), text)

    def _paint_marks(
        self, painter: QPainter, event: LaidEvent, following: LaidEvent | None
    ) -> None:
        """Hammer-ons, slides, bends, vibrato; what has no place on the strings stands above."""
        area = self._area
        if not any(note.techniques for note in event.event.notes):
            return
        pen = QPen(area.quiet_ink, 1.2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        above: list[str] = []
        right_end = area.x_at(event.stop_frame)
        for note in _on_strings(event, self._strings):
            begin, y = self._left(event) + self._width(note) + 1, self._y(note) + 0.5
            target = None if following is None else _same_string(following, note)
            end = right_end if following is None else self._left(following) - 1
            painter.setPen(pen)
            if Technique.HAMMER in note.techniques and target is not None:
                painter.drawPath(_bow(begin - 2, end + 2, y - self._line_px * 0.45))
            if Technique.SLIDE in note.techniques:
                rises = target is None or (target.fret or 0) >= (note.fret or 0)
                stop = max(begin + 4, end if target is not None else begin + self._line_px)
                slope = (1 if rises else -1) * self._line_px * 0.28
                painter.drawLine(QPointF(begin + 1, y + slope), QPointF(stop - 1, y - slope))
            if Technique.BEND in note.techniques:
                painter.drawPath(self._bend(begin, y))
            if Technique.VIBRATO in note.techniques:
                above.append("∿∿")
            above += [word for technique, word in _WORDS if technique in note.techniques]
        if above:
            painter.setFont(tokens.font(tokens.SMALL_PX - 1))
            metrics = QFontMetricsF(painter.font())
            text = " ".join(dict.fromkeys(above))
            if metrics.horizontalAdvance(text) < right_end - area.x_at(event.frame):
                painter.setPen(area.quiet_ink)
                place = QPointF(self._left(event), self._first_y - self._line_px * 0.75)
                painter.drawText(place, text)

    def _bend(self, x: float, y: float) -> QPainterPath:
        """An arrow that turns upwards."""
        size = self._line_px * 0.8
        path = QPainterPath(QPointF(x, y))
        path.quadTo(QPointF(x + size * 0.8, y), QPointF(x + size * 0.8, y - size))
        tip = QPointF(x + size * 0.8, y - size)
        for side in (-1, 1):
            path.moveTo(tip)
            path.lineTo(tip + QPointF(side * size * 0.25, size * 0.3))
        return path

    # Rhythm.

    def _paint_rhythm(self, painter: QPainter, voice: Sequence[LaidEvent]) -> None:
        area, space = self._area, self._line_px * 0.72
        marks = RhythmMarks(painter, area.quiet_ink, space)
        near = self.lines[1] + self._line_px * 0.55
        far = near + self._line_px * 1.5
        bar = area.laid.timeline.score.bars[area.laid.timeline.order[voice[0].played]]
        for group in marks.groups(voice, bar.metre):
            stems = []
            for index in group:
                event, x = voice[index], self._middle(voice[index])
                value = event.event.value
                if value.dots:
                    marks.dots(x + space * 0.7, far - space * 0.2, value.dots)
                if value.denominator == 1:
                    continue
                half = (near + far) / 2
                begin = half if value.denominator == 2 else near
                stems.append(Stem(x, begin, far, stem_flags(event)))
            marks.paint(stems)
        places = [
            QPointF(self._middle(each), far + space * 0.9) if each.event.notes else None
            for each in voice
        ]
        marks.tuplets(voice, places)
        painter.setBrush(area.quiet_ink)
        middle = sum(self.lines) / 2
        for event in voice:
            if not event.event.notes and not event.event.is_grace:
                sign = glyphs.rest(event.event.value.denominator)
                x = self._left(event) + space * 0.7
                glyphs.draw(painter, sign, x, middle, space)


def _on_strings(event: LaidEvent, strings: int) -> list[ScoreNote]:
    """What is to be written: of notes that go on, only those that do so over a bar line."""
    return [
        note
        for note in event.event.notes
        if note.string is not None and note.string <= strings and note.fret is not None
        if not note.is_tied or event.event.start == 0
    ]


def _same_string(event: LaidEvent, note: ScoreNote) -> ScoreNote | None:
    return next((each for each in event.event.notes if each.string == note.string), None)


def _fret_text(note: ScoreNote) -> str:
    if Technique.DEAD in note.techniques:
        return "×"
    if Technique.HARMONIC in note.techniques:
        return f"‹{note.fret}›"
    is_quiet = note.is_tied or Technique.GHOST in note.techniques
    return f"({note.fret})" if is_quiet else str(note.fret)


def _bow(left: float, right: float, y: float) -> QPainterPath:
    """A slur from one place to another."""
    path = QPainterPath(QPointF(left, y))
    path.quadTo(QPointF((left + right) / 2, y - 5), QPointF(right, y))
    return path
