"""The picture of a spectrogram, below loop, playhead and pointer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.theme import DARK, Theme, with_alpha
from app.views.bar_lines import BarLines
from app.views.listening_canvas import ListeningCanvas
from app.views.pitch_axis import C_NOTES, PitchAxis
from app.views.reading.note_layer import NoteLayer
from app.views.spectrogram_picture import Layer, SpectrogramPicture
from app.views.time_axis import TimeAxis
from player.spectrogram_tile import SpectrogramTile

_HARMONICS = range(2, 17)
_ZOOM_PER_NOTCH = 1.25
_NOTCH = 120
# Where a semitone is this high, every note has a line.
_ROOMY_SEMITONE_PX = 14
# Lines of harmonics stand at least this far apart, and their numbers.
_HARMONICS_APART_PX, _NUMBERS_APART_PX = 4, 14
_NUMBER_MARGIN_PX = tokens.SPACE


class SpectrogramPlot(QWidget):
    """Tiles in colours, and what is known of notes, under a canvas that takes the mouse."""

    def __init__(
        self,
        axis: TimeAxis,
        pitches: PitchAxis,
        theme: Theme,
        sample_rate: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.picture = SpectrogramPicture(axis, pitches, sample_rate, self)
        self.notes = NoteLayer(axis, pitches, sample_rate, self)
        self.overlay = SpectrogramOverlay(axis, pitches, theme, self)

    def set_layers(self, layers: Sequence[Layer]) -> None:
        """Show these sources in their colours."""
        self.picture.set_layers(layers)

    def set_tile(self, tile: SpectrogramTile) -> None:
        """Show a tile of one of the sources."""
        self.picture.set_tile(tile)

    def clear_tiles(self) -> None:
        """Show nothing but the dark ground."""
        self.picture.clear_tiles()

    def set_decibel_range(self, darkest_db: float, brightest_db: float) -> None:
        """What the colours span, in dB relative to the loudest pitch seen so far."""
        self.picture.set_decibel_range(darkest_db, brightest_db)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Picture, notes and canvas cover each other exactly."""
        self.picture.setGeometry(self.rect())
        self.notes.setGeometry(self.rect())
        self.overlay.setGeometry(self.rect())


class SpectrogramOverlay(ListeningCanvas):
    """What is painted over the picture. Its colours are the dark theme's: so is the picture.

    Signals: `pointed_at(midi: float | None)` when the mouse points at another pitch or time, or
    leaves; the time is in `pointer_s`.
    """

    pointed_at = Signal(object)
    has_layer = False

    def __init__(
        self, axis: TimeAxis, pitches: PitchAxis, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(axis, theme, parent)
        self.pitches = pitches
        self.pointer_s = 0.0
        self._bar_lines: BarLines | None = None
        self._pointer_midi: float | None = None
        self._pointer_colour = QColor(DARK.muted_text)
        self.setAccessibleName(self.tr("Spectrogram"))
        pitches.changed.connect(self._on_axis_changed)
        self.cursor_moved.connect(self._point_at)

    def set_pointer_colour(self, colour: QColor) -> None:
        """The colour of the line under the mouse and of its harmonics."""
        if colour != self._pointer_colour:
            self._pointer_colour = colour
            self.update()

    def set_bar_lines(self, lines: BarLines | None) -> None:
        """Show bars and beats over the picture, faintly, or none."""
        self._bar_lines = lines
        self.update()

    def show_pitch(self, midi: float) -> None:
        """Scroll to a pitch that is out of sight."""
        bottom, top = self.pitches.range
        self.pitches.scroll(min(midi - 1 - bottom, 0.0) + max(midi + 1 - top, 0.0))

    def playhead_colour(self) -> QColor:
        """White on the dark picture, whatever the theme."""
        return QColor("#ffffff")

    def loop_colour(self) -> QColor:
        """The dark theme's accent, or grey."""
        return QColor(DARK.accent if self.loop_enabled else DARK.muted_text)

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """Faint lines at every C and bar, and the tint of the loop; the picture shows through."""
        bottom, top = self.pitches.range
        if self.height() / self.pitches.span >= _ROOMY_SEMITONE_PX:
            for midi in range(math.ceil(bottom - 0.5), math.floor(top + 0.5)):
                self._line(painter, midi + 0.5, with_alpha("#ffffff", 0.10))
        else:
            for midi in C_NOTES:
                self._line(painter, midi, with_alpha("#ffffff", 0.18))
        if self._bar_lines is not None:
            self._bar_lines.paint(painter, self.axis, self.rect(), QColor("#ffffff"), area)
        if self.loop is not None:
            left, right = self.x_of(self.loop[0]), self.x_of(self.loop[1])
            tint = with_alpha(self.loop_colour(), 0.08)
            painter.fillRect(QRect(left, 0, right - left, self.height()), tint)

    def pitch_at(self, y: float) -> float:
        """The pitch at a height in px, as a MIDI number with its fraction."""
        return self.pitches.midi_at(y, self.height())

    def y_of(self, midi: float) -> float:
        """The height in px, from the top, of a pitch."""
        return self.pitches.y_at(midi, self.height())

    def _line(self, painter: QPainter, midi: float, colour: QColor) -> None:
        painter.fillRect(0, round(self.y_of(midi)), self.width(), 1, colour)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Over everything the pitch under the mouse and its harmonics."""
        super().paintEvent(event)
        if self._pointer_midi is None:
            return
        painter = QPainter(self)
        painter.setPen(QPen(self._pointer_colour, 2))
        y = round(self.y_of(self._pointer_midi))
        painter.drawLine(0, y, self.width(), y)
        pen = QPen(with_alpha(self._pointer_colour, 0.75), 1)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setFont(tokens.font(tokens.SMALL_PX))
        drawn_y = numbered_y = y
        for number in _HARMONICS:
            y = round(self.y_of(self._pointer_midi + 12 * math.log2(number)))
            if drawn_y - y < _HARMONICS_APART_PX:
                continue
            drawn_y = y
            painter.drawLine(0, y, self.width(), y)
            if numbered_y - y >= _NUMBERS_APART_PX:
                numbered_y = y
                self._write_number(painter, y, str(number))
        painter.end()

    def _write_number(self, painter: QPainter, y: int, text: str) -> None:
        """On a dark ground of its own: the picture may be as bright as the number."""
        width = painter.fontMetrics().horizontalAdvance(text) + 2 * _NUMBER_MARGIN_PX
        top = y - _NUMBERS_APART_PX
        place = QRectF(self.width() - width, top, width, _NUMBERS_APART_PX)
        painter.fillRect(place, with_alpha(DARK.background, 0.8))
        painter.save()
        painter.setPen(self._pointer_colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the pitch under the mouse."""
        super().mouseMoveEvent(event)
        y = min(max(event.position().y(), 0.0), float(self.height()))
        time_s = self.time_of(event.position().x())
        self._point_at(self.pitch_at(y), time_s)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self._point_at(None, self.pointer_s)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll in time; with Ctrl zoom in time; with Ctrl and Shift zoom in pitch."""
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & both != both:
            super().wheelEvent(event)
            return
        # Some systems turn the wheel sideways while Shift is held.
        notches = (event.angleDelta().y() or event.angleDelta().x()) / _NOTCH
        self.pitches.zoom(_ZOOM_PER_NOTCH**notches, self.pitch_at(event.position().y()))
        event.accept()

    def _point_at(self, midi: float | None, time_s: float) -> None:
        if (midi, time_s) != (self._pointer_midi, self.pointer_s):
            if midi != self._pointer_midi:
                self.update()
            self._pointer_midi, self.pointer_s = midi, time_s
            self.pointed_at.emit(midi)
