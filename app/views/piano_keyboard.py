"""A piano standing on its side, at the edge of the spectrogram."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.theme import Theme
from app.views.pitch_axis import C_NOTES, HIGHEST_MIDI, LOWEST_MIDI, midi_at, y_at

WIDTH_PX = 44
_BLACK = frozenset((1, 3, 6, 8, 10))
_BLACK_PART = 0.58
# Ivory and ebony in both themes: a piano looks like a piano.
_IVORY, _EBONY, _SHADE = QColor("#f4f2ea"), QColor("#16181c"), QColor("#c9c6bb")


class PianoKeyboard(QWidget):
    """Its keys stand at the heights of their pitches; the one under the pointer is lit.

    Signals: `note_pressed(midi)` and `note_released()` when one is played; `note_dropped()` when
    it was not meant to be.
    """

    note_pressed = Signal(float)
    note_released = Signal()
    note_dropped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lit: int | None = None
        self.setFixedWidth(WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setToolTip(self.tr("Click a key to hear it"))
        self.setAccessibleName(self.tr("Piano keys of the spectrogram's pitches"))

    def set_theme(self, theme: Theme) -> None:
        """Light keys in this theme's accent."""
        self._theme = theme
        self.update()

    def set_lit(self, midi: int | None) -> None:
        """Light one key."""
        if midi != self._lit:
            self._lit = midi
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Sound the key."""
        if event.button() == Qt.MouseButton.LeftButton:
            midi = round(midi_at(event.position().y(), self.height()))
            self.note_pressed.emit(float(min(max(midi, LOWEST_MIDI), HIGHEST_MIDI)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.note_released.emit()

    def _key_rect(self, midi: int) -> QRectF:
        top, bottom = y_at(midi + 0.5, self.height()), y_at(midi - 0.5, self.height())
        width = self.width() * _BLACK_PART if midi % 12 in _BLACK else self.width()
        return QRectF(0, top, width, bottom - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ivory, the gaps between white keys, ebony, the lit key, and the names of the Cs."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _IVORY)
        painter.setPen(QPen(_SHADE, 1))
        for midi in range(LOWEST_MIDI, HIGHEST_MIDI):
            if midi % 12 in (4, 11):
                y = round(y_at(midi + 0.5, self.height()))
                painter.drawLine(0, y, self.width(), y)
        for midi in range(LOWEST_MIDI, HIGHEST_MIDI + 1):
            if midi % 12 in _BLACK:
                key = self._key_rect(midi)
                painter.fillRect(key, _EBONY)
                y = round(key.center().y())
                painter.drawLine(round(key.right()), y, self.width(), y)
        if self._lit is not None:
            painter.fillRect(self._key_rect(self._lit), QColor(self._theme.accent))
        self._paint_names(painter)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(self._theme.line))
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        """Each C by name, as far as they leave each other room."""
        painter.setFont(tokens.font(9, bold=True))
        painter.setPen(_EBONY)
        text_px = painter.fontMetrics().ascent()
        octave_px = self.height() * 12 / (HIGHEST_MIDI - LOWEST_MIDI + 1)
        every = 1 if octave_px > text_px + 4 else 2
        for midi in C_NOTES[::every]:
            middle = min(max(y_at(midi, self.height()), text_px / 2 + 1), self.height() - 6.0)
            place = QRectF(0, middle - 10, self.width() - 3, 20)
            painter.drawText(
                place,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                f"C{midi // 12 - 1}",
            )
