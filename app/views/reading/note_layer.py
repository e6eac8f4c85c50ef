"""What is known of notes, over the picture of the spectrogram: lines, blocks, hits of drums."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.reading.note_words import UNCERTAIN, note_name
from app.theme import DARK, SPACE, with_alpha
from app.views.pitch_axis import PitchAxis
from app.views.reading.drum_rows import paint_hits
from app.views.reading.note_places import NotePlaces
from app.views.reading.pitch_line import paint_trace
from app.views.time_axis import TimeAxis
from player.reading.drum_hits import DrumHit
from player.reading.song_notes import PitchTrace, SongNote, SongNotes

_CORNER_PX = 2.5
_EDGE_PX, _HALO_PX = 1.5, 3.5
_FILL_ALPHA, _HALO_ALPHA, _LEAST_ALPHA = 0.35, 0.8, 0.35
_MARGIN_PX = 24


class NotesShown(StrEnum):
    """What of notes is seen."""

    NOTHING = "nothing"
    LINE = "line"
    BLOCKS = "blocks"


@dataclass(frozen=True, eq=False)
class Voice:
    """The notes of one stem, in its colour; trace: None where there is none."""

    notes: SongNotes
    trace: PitchTrace | None
    colour: QColor


class NoteLayer(QWidget):
    """Paints notes under the canvas that takes the mouse; the ones under the playhead are lit.

    What changes seldom is painted once and kept. Its colours are the dark theme's: so is the
    picture.
    """

    def __init__(
        self,
        axis: TimeAxis,
        pitches: PitchAxis,
        sample_rate: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.places = NotePlaces(axis, pitches, sample_rate)
        self.voices: tuple[Voice, ...] = ()
        self.shown = NotesShown.NOTHING
        self.hits: tuple[DrumHit, ...] = ()
        self.chosen: frozenset[SongNote] = frozenset()
        self.lit: frozenset[SongNote] = frozenset()
        self._colours: dict[SongNote, QColor] = {}
        self._starts: list[int] = []
        self._in_order: list[SongNote] = []
        self._longest_frames = 0
        self._hit_colour = QColor(DARK.text)
        self._flats = False
        self._playhead_frame: float | None = None
        self._kept = QPixmap()
        self._is_current = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        axis.changed.connect(self._paint_anew)
        pitches.changed.connect(self._paint_anew)

    def set_shown(self, shown: NotesShown) -> None:
        """Show lines, blocks, or nothing."""
        if shown is not self.shown:
            self.shown = shown
            self._find_lit()
            self._paint_anew()

    def set_voices(self, voices: Sequence[Voice]) -> None:
        """Show these."""
        self.voices = tuple(voices)
        self._colours = {note: each.colour for each in self.voices for note in each.notes.notes}
        self._in_order = sorted(self._colours)
        self._starts = [note.start_frame for note in self._in_order]
        lengths = (note.stop_frame - note.start_frame for note in self._in_order)
        self._longest_frames = max(lengths, default=0)
        self._find_lit()
        self._paint_anew()

    def set_hits(self, hits: Sequence[DrumHit], colour: QColor) -> None:
        """Show these hits of drums, or none."""
        if self.hits or hits:
            self.hits, self._hit_colour = tuple(hits), colour
            self._paint_anew()

    def set_spelling(self, tuning_cents: float, *, flats: bool) -> None:
        """How far the song is from A = 440 Hz, and whether its notes have flats."""
        if (tuning_cents, flats) != (self.places.tuning_cents, self._flats):
            self.places.tuning_cents, self._flats = tuning_cents, flats
            self._paint_anew()

    def set_chosen(self, chosen: Collection[SongNote]) -> None:
        """Mark these notes as the ones that a hand is at."""
        if frozenset(chosen) != self.chosen:
            self.chosen = frozenset(chosen)
            self.update()

    def set_playhead(self, time_s: float | None) -> None:
        """Light the notes that sound there."""
        rate = self.places.sample_rate
        self._playhead_frame = None if time_s is None else time_s * rate
        self._find_lit()

    def _find_lit(self) -> None:
        frame = self._playhead_frame
        lit: frozenset[SongNote] = frozenset()
        if frame is not None and self.shown is NotesShown.BLOCKS:
            first = bisect_left(self._starts, frame - self._longest_frames)
            begun = self._in_order[first : bisect_right(self._starts, frame)]
            lit = frozenset(note for note in begun if frame < note.stop_frame)
        if lit != self.lit:
            before, self.lit = self.lit, lit
            for note in before ^ lit:
                place = self.places.rect_of(note, self.size()).toAlignedRect()
                # With the name above it.
                self.update(place.adjusted(-4, -_MARGIN_PX, _MARGIN_PX, 4))

    def _paint_anew(self) -> None:
        self._is_current = False
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything stands elsewhere."""
        super().resizeEvent(event)
        self._paint_anew()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is kept, and over it the notes that are lit or chosen."""
        if self.shown is NotesShown.NOTHING:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._current())
        if self.shown is NotesShown.BLOCKS:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for note in self.places.visible(sorted(self.lit | self.chosen)):
                if note in self._colours:
                    self._paint_block(painter, note, self._colours[note])
        painter.end()

    def _current(self) -> QPixmap:
        scale = self.devicePixelRatioF()
        size = QSize(round(self.width() * scale), round(self.height() * scale))
        if self._kept.size() != size:
            self._kept = QPixmap(size)
            self._is_current = False
        if not self._is_current:
            self._kept.setDevicePixelRatio(scale)
            self._kept.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._kept)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_all(painter)
            painter.end()
            self._is_current = True
        return self._kept

    def _paint_all(self, painter: QPainter) -> None:
        for voice in self.voices:
            if self.shown is NotesShown.BLOCKS:
                for note in self.places.visible(voice.notes.notes):
                    self._paint_block(painter, note, voice.colour, plain=True)
            elif voice.trace is not None:
                paint_trace(painter, self.places, voice.trace, self.size(), voice.colour)
        if self.hits:
            paint_hits(painter, self.places, self.hits, self.size(), self._hit_colour)

    def _paint_block(
        self, painter: QPainter, note: SongNote, colour: QColor, *, plain: bool = False
    ) -> None:
        """plain: neither lit nor chosen, whether it is or not."""
        place = self.places.rect_of(note, self.size())
        is_lit, is_chosen = note in self.lit and not plain, note in self.chosen and not plain
        alpha = _LEAST_ALPHA + (1 - _LEAST_ALPHA) * note.confidence
        fill, edge = with_alpha(DARK.background, _FILL_ALPHA), with_alpha(colour, alpha)
        if is_chosen:
            fill, edge = with_alpha(colour, 0.6), QColor("#ffffff")
        if is_lit:
            fill = QColor(DARK.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(with_alpha(DARK.background, _HALO_ALPHA * alpha), _HALO_PX))
        painter.drawRoundedRect(place, _CORNER_PX, _CORNER_PX)
        painter.setBrush(fill)
        pen = QPen(edge, 2 if is_chosen else _EDGE_PX)
        if note.confidence < UNCERTAIN and not is_chosen:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(place, _CORNER_PX, _CORNER_PX)
        self._paint_name(painter, note, place, is_lit=is_lit)

    def _paint_name(
        self, painter: QPainter, note: SongNote, place: QRectF, *, is_lit: bool
    ) -> None:
        """In the block where that is high enough, else above it; where it is long enough."""
        painter.setFont(tokens.font(tokens.SMALL_PX, bold=True))
        metrics = painter.fontMetrics()
        name = note_name(note.midi, self.places.tuning_cents, flats=self._flats)
        width, height = metrics.horizontalAdvance(name), metrics.height()
        if width + 2 * SPACE > place.width():
            return
        inside = height - 2 <= place.height()
        left = max(place.left(), 0.0) + SPACE
        if left + width > place.right():
            return
        top = place.center().y() - height / 2 if inside else place.top() - height
        room = QRectF(left, top, width, height)
        if not inside:
            painter.fillRect(room.adjusted(-2, 1, 2, 0), with_alpha(DARK.background, 0.7))
        on_accent = is_lit and inside
        painter.setPen(QColor(DARK.on_accent if on_accent else DARK.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
