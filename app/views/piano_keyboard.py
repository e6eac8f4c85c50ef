"""A piano standing on its side, at the edge of the spectrogram."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.text_scale import fix_width
from app.theme import Theme
from app.views.accessible import Role
from app.views.own_keys import claims_key, held_with
from app.views.pitch_axis import C_NOTES, EVERY_PITCH, HIGHEST_MIDI, LOWEST_MIDI, PitchAxis
from player.pitch_names import Pitch

WIDTH_PX = 44
_BLACK = frozenset((1, 3, 6, 8, 10))
_BLACK_PART = 0.58
# Ivory and ebony in both themes: a piano looks like a piano.
_IVORY, _EBONY, _SHADE = QColor("#f4f2ea"), QColor("#16181c"), QColor("#c9c6bb")
_NAME_PX = 9
_DRAG_BEGINS_PX = 3
_NOTCH = 120
_ZOOM_PER_NOTCH = 1.25
_ZOOM_PER_KEY = 1.5
_SCROLL_PER_KEY = 1.0


class PianoKeyboard(QWidget):
    """Its keys stand at the heights of their pitches; the one under the pointer is lit.

    It is also how one moves among the pitches: the wheel zooms around the mouse, a drag scrolls, a
    double click shows all of them. With the keyboard: Up and Down, Page Up and Page Down, Home.

    Signals: `note_pressed(midi)` and `note_released()` when a key is played; `note_dropped()` when
    it was not meant to be.
    """

    note_pressed = Signal(float)
    note_released = Signal()
    note_dropped = Signal()
    accessible_role = Role.Graphic

    def __init__(self, pitches: PitchAxis, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pitches = pitches
        self._theme = theme
        self._lit: int | None = None
        self._pressed: tuple[float, float] | None = None
        self._dragging = False
        fix_width(self, WIDTH_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Piano keys of the spectrogram's pitches"))
        self.setToolTip(
            self.tr(
                "Click a key to hear it, scroll to zoom into the pitches, drag to move, "
                "double-click to see all of them"
            )
        )
        pitches.changed.connect(self._on_pitches_changed)
        self._on_pitches_changed()

    def set_theme(self, theme: Theme) -> None:
        """Light keys in this theme's accent."""
        self._theme = theme
        self.update()

    def set_lit(self, midi: int | None) -> None:
        """Light one key."""
        if midi != self._lit:
            self._lit = midi
            self.update()

    def _on_pitches_changed(self) -> None:
        bottom, top = self._pitches.range
        text = self.tr("{lowest} to {highest}; Up and Down move, Page Up and Page Down zoom")
        lowest, highest = (Pitch(round(midi)).name for midi in (bottom + 0.5, top - 0.5))
        self.setAccessibleDescription(text.format(lowest=lowest, highest=highest))
        self.update()

    # Hands.

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse."""
        around_midi = self._pitches.midi_at(event.position().y(), self.height())
        self._pitches.zoom(_ZOOM_PER_NOTCH ** (event.angleDelta().y() / _NOTCH), around_midi)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Sound the key, and take hold of the pitch under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            y = event.position().y()
            midi = self._pitches.midi_at(y, self.height())
            self._pressed = (y, midi)
            self._dragging = False
            self.note_pressed.emit(float(min(max(round(midi), LOWEST_MIDI), HIGHEST_MIDI)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep the pitch that is held under the mouse."""
        if self._pressed is None:
            return
        pressed_y, held_midi = self._pressed
        y = event.position().y()
        if not self._dragging and abs(y - pressed_y) > _DRAG_BEGINS_PX:
            self._dragging = True
            self.note_dropped.emit()
        if self._dragging:
            self._pitches.scroll(held_midi - self._pitches.midi_at(y, self.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._pressed is not None and not self._dragging:
            self.note_released.emit()
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all pitches."""
        self.note_dropped.emit()
        self._pitches.show(EVERY_PITCH)

    def event(self, event: QEvent) -> bool:
        """Claim the piano's own keys before the window's shortcuts get them."""
        return claims_key(event, _is_own_key) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the pitches."""
        bottom, top = self._pitches.range
        match event.key() if _is_own_key(event) else None:
            case Qt.Key.Key_Up:
                self._pitches.scroll(_SCROLL_PER_KEY)
            case Qt.Key.Key_Down:
                self._pitches.scroll(-_SCROLL_PER_KEY)
            case Qt.Key.Key_PageUp:
                self._pitches.zoom(_ZOOM_PER_KEY, (bottom + top) / 2)
            case Qt.Key.Key_PageDown:
                self._pitches.zoom(1 / _ZOOM_PER_KEY, (bottom + top) / 2)
            case Qt.Key.Key_Home:
                self._pitches.show(EVERY_PITCH)
            case _:
                event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusOutEvent(event)
        self.update()

    # Painting.

    @property
    def _semitone_px(self) -> float:
        return self.height() / self._pitches.span

    def _visible(self) -> range:
        bottom, top = self._pitches.range
        first, last = math.floor(bottom), math.ceil(top)
        return range(max(first, LOWEST_MIDI), min(last, HIGHEST_MIDI) + 1)

    def _y_of(self, midi: float) -> float:
        return self._pitches.y_at(midi, self.height())

    def _key_rect(self, midi: int) -> QRectF:
        top, bottom = self._y_of(midi + 0.5), self._y_of(midi - 0.5)
        width = self.width() * _BLACK_PART if midi % 12 in _BLACK else self.width()
        return QRectF(0, top, width, bottom - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ivory, the gaps between white keys, ebony, the lit key, and the names of keys."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _IVORY)
        painter.setPen(QPen(_SHADE, 1))
        for midi in self._visible():
            if midi % 12 in (4, 11):
                y = round(self._y_of(midi + 0.5))
                painter.drawLine(0, y, self.width(), y)
        for midi in self._visible():
            if midi % 12 in _BLACK:
                key = self._key_rect(midi)
                painter.fillRect(key, _EBONY)
                y = round(key.center().y())
                painter.drawLine(round(key.right()), y, self.width(), y)
        if self._lit is not None:
            painter.fillRect(self._key_rect(self._lit), QColor(self._theme.accent))
        self._paint_names(painter)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(self._theme.line))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        """The names of white keys, or of the Cs, as far as they leave each other room."""
        painter.setFont(tokens.font(_NAME_PX, bold=True))
        painter.setPen(_EBONY)
        text_px = painter.fontMetrics().ascent()
        if self._semitone_px >= text_px:
            named = [midi for midi in self._visible() if midi % 12 not in _BLACK]
        else:
            every = 1 if 12 * self._semitone_px > text_px + 4 else 2
            named = [midi for midi in C_NOTES[::every] if midi in self._visible()]
        for midi in named:
            middle, half = self._y_of(midi), text_px / 2 + 1
            if midi in (LOWEST_MIDI, HIGHEST_MIDI):
                middle = min(max(middle, half), self.height() - half)
            elif not half <= middle <= self.height() - half:
                continue
            painter.drawText(
                QRectF(0, middle - 10, self.width() - 3, 20),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                Pitch(midi).name,
            )


def _is_own_key(event: QKeyEvent) -> bool:
    plain = not held_with(event)
    return plain and event.key() in (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
    )
