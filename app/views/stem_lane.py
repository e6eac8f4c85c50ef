"""One stem's waveform on the time axis: faded when it cannot be heard, hatched where unfinished."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QTransform
from PySide6.QtWidgets import QToolTip, QWidget

from app import theme as tokens
from app.theme import Theme, stem_colour, with_alpha
from app.views.bar_lines import BarLines
from app.views.note_marks import NoteMarks
from app.views.peaks_source import PeaksSource
from app.views.stem_text import stem_name
from app.views.time_axis import TimeAxis
from app.views.time_canvas import TimeCanvas, TimeSpan
from app.views.waveform_image import waveform_image

MINIMUM_PX = 64
_FADED = 0.36
_UNFINISHED = 0.2


class StemLane(TimeCanvas):
    """The waveform of one stem, in its colour.

    Where the stem is not finished yet, the mix stands in for it, faint below a hatching. Above it
    may stand the notes of a take that plays it.

    `note_clicked(place)`: of a note among them, by a person.
    """

    note_clicked = Signal(int)

    def __init__(
        self, stem: str, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None
    ) -> None:
        super().__init__(axis, theme, parent)
        self._stem = stem
        self._sample_rate = sample_rate
        self._peaks: PeaksSource | None = None
        self._mix_peaks: PeaksSource | None = None
        self._finished: tuple[TimeSpan, ...] = ()
        self._audible = True
        self._bar_lines: BarLines | None = None
        self.notes: NoteMarks | None = None
        self.setMinimumHeight(MINIMUM_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Waveform of {stem}").format(stem=stem_name(stem)))

    def sizeHint(self) -> QSize:
        """A lane as high as the design has it."""
        return QSize(480, tokens.LANE_PX)

    def forget_song(self) -> None:
        """Be as it was built; what is dragged is let go."""
        self.let_go()
        self._peaks = self._mix_peaks = None
        self._finished = ()
        self._audible = True
        self.notes = None
        self.invalidate_layer()

    def set_peaks(self, peaks: PeaksSource | None) -> None:
        """Give the stem's waveform; call again when more of it is known."""
        self._peaks = peaks
        self.invalidate_layer()

    def set_mix_peaks(self, peaks: PeaksSource | None) -> None:
        """Give the waveform that stands in for what is unfinished."""
        self._mix_peaks = peaks
        self.invalidate_layer()

    def set_finished(self, spans_s: tuple[TimeSpan, ...]) -> None:
        """Say which spans, in seconds, disjoint and sorted, are separated already."""
        if spans_s != self._finished:
            self._finished = spans_s
            self.invalidate_layer()

    def set_bar_lines(self, lines: BarLines | None) -> None:
        """Show bars and beats behind the waveform, faintly, or none."""
        self._bar_lines = lines
        self.invalidate_layer()

    def set_notes(self, notes: NoteMarks | None) -> None:
        """Show a take's notes over the waveform, or none."""
        if notes is not self.notes:
            self.notes = notes
            self.invalidate_layer()

    def set_audible(self, audible: bool) -> None:
        """Fade the lane of a stem that is muted, or not soloed when another is."""
        if audible != self._audible:
            self._audible = audible
            self.invalidate_layer()

    def paint_layer(self, painter: QPainter) -> None:
        """The stem where it is finished; the mix and a hatching where it is not."""
        if self._bar_lines is not None:
            inside = self.rect().adjusted(0, 0, 0, -1)
            self._bar_lines.paint(painter, self.axis, inside, QColor(self.theme.text), inside)
        colour = stem_colour(self.theme, self._stem)
        fading = 1.0 if self._audible else _FADED
        for span_s in self._visible(self._finished):
            self._paint_waveform(painter, self._peaks, span_s, with_alpha(colour, fading))
        for span_s in self._visible(_gaps(self._finished, self.axis.duration_s)):
            self._paint_waveform(
                painter, self._mix_peaks, span_s, with_alpha(colour, _UNFINISHED * fading)
            )
            self._paint_hatching(painter, span_s)
        if self.notes is not None:
            self.notes.paint(painter, self.axis, self.inside(), self.theme)

    def click(self, x: float) -> None:
        """Go to the note that was clicked on, else to the place."""
        place = self._note_at(self.press_position)
        if self.notes is None or place is None:
            super().click(x)
        else:
            self.note_clicked.emit(place)

    def event(self, event: QEvent) -> bool:
        """Tell about the note under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._note_at(QPointF(event.pos()))
            if self.notes is not None and place is not None:
                QToolTip.showText(event.globalPos(), self.notes.notes[place].words, self)
                return True
        return super().event(event)

    def _note_at(self, point: QPointF) -> int | None:
        return None if self.notes is None else self.notes.at(self.axis, self.inside(), point)

    def inside(self) -> QRectF:
        """The lane without the line below it."""
        return QRectF(0, 0, self.width(), self.height() - 1)

    def _visible(self, spans_s: tuple[TimeSpan, ...]) -> list[TimeSpan]:
        axis = self.axis
        return [
            (max(start_s, axis.start_s), min(stop_s, axis.stop_s))
            for start_s, stop_s in spans_s
            if start_s < axis.stop_s and stop_s > axis.start_s
        ]

    def _span_rect(self, span_s: TimeSpan) -> QRectF:
        left = self.axis.x_at(span_s[0], self.width())
        return QRectF(
            left, 0, self.axis.x_at(span_s[1], self.width()) - left, float(self.height() - 1)
        )

    def _paint_waveform(
        self, painter: QPainter, peaks: PeaksSource | None, span_s: TimeSpan, colour: QColor
    ) -> None:
        if peaks is None:
            return
        scale = painter.device().devicePixelRatio()
        area = self._span_rect(span_s)
        # Whole device columns: a waveform drawn in pieces looks like one drawn at once.
        first = int(area.left() * scale)
        columns = max(1, round(area.right() * scale) - first)
        start_frame, stop_frame = (
            round(self.axis.time_at(column / scale, self.width()) * self._sample_rate)
            for column in (first, first + columns)
        )
        minima, maxima = peaks.min_max(start_frame, max(stop_frame, start_frame + 1), columns)
        image = waveform_image(minima, maxima, round(area.height() * scale), colour, scale)
        image.setDevicePixelRatio(scale)
        painter.drawImage(QPointF(first / scale, 0), image)

    def _paint_hatching(self, painter: QPainter, span_s: TimeSpan) -> None:
        brush = QBrush(with_alpha(self.theme.muted_text, 0.38), Qt.BrushStyle.BDiagPattern)
        # Hatching that is tied to the song moves with it when it is scrolled.
        brush.setTransform(QTransform.fromTranslate(self.axis.x_at(0.0, self.width()) % 8, 0))
        painter.fillRect(self._span_rect(span_s), brush)


def _gaps(spans_s: tuple[TimeSpan, ...], duration_s: float) -> tuple[TimeSpan, ...]:
    """What the spans leave out of the song."""
    gaps: list[TimeSpan] = []
    end_s = 0.0
    for start_s, stop_s in (*spans_s, (duration_s, duration_s)):
        if start_s > end_s:
            gaps.append((end_s, start_s))
        end_s = max(end_s, stop_s)
    return tuple(gaps)
