"""A time canvas that shows pitch as well: notes to hear, and boxes to listen to alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.listening_box import ListeningBox
from app.theme import DARK, SPACE, Theme, with_alpha
from app.views.box_chip import BoxChip
from app.views.box_edges import Edges, cursor_of, edges_at, moved
from app.views.box_painter import paint_box, paint_draft
from app.views.keyboard_focus import give_up_keyboard
from app.views.own_keys import claims_key, held_with
from app.views.pitch_cursor import PitchCursor
from app.views.time_axis import TimeAxis
from app.views.time_canvas import GRIP_PX, TimeCanvas
from app.views.time_text import minutes_to_milliseconds
from player.pitch_names import Pitch
from player.transport import MINIMUM_LOOP_S

STRIP_PX = 16
"""How much at the top is as every other time canvas: a click goes there, a drag makes a loop."""
_DRAG_BEGINS_PX = 4.0
_STEP_PX = 8
_OCTAVE = 12
_FIRST_MIDI = 45  # A2, where nothing was pointed at before
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_PageUp: (0, _OCTAVE),
    Qt.Key.Key_PageDown: (0, -_OCTAVE),
}
_OWN_KEYS = (*_STEPS, *_ENTER, Qt.Key.Key_Escape)


@dataclass(frozen=True)
class _Hold:
    """Where the mouse was pressed, and what it has hold of: edges of `box`, or nothing yet.

    leaves: beside a box that is listened to; a click there ends it.
    """

    place: QPointF
    time_s: float
    midi: float
    edges: Edges
    box: ListeningBox | None
    leaves: bool


class ListeningCanvas(TimeCanvas):
    """Turns the mouse and the keyboard into notes and boxes.

    A press sounds the nearest note as long as it is held, with Shift exactly what is under the
    mouse; a drag draws a box, whose edges can be dragged afterwards; a double click goes there. In
    the strip at the top it is as in every other view. With the keyboard, the arrows move a cursor,
    with Shift they draw a box, and Return sounds the note or listens to the box.

    Signals: `note_pressed(midi)`, `note_released()`, `note_dropped()` when it was no note after
    all; `box_chosen(box)`, `box_resized(box)` while an edge is dragged, `box_drag_finished()`,
    `box_dismissed()`; `cursor_moved(midi, time_s)`, midi None when the keyboard is elsewhere.
    """

    note_pressed = Signal(float)
    note_released = Signal()
    note_dropped = Signal()
    box_chosen = Signal(object)
    box_resized = Signal(object)
    box_drag_finished = Signal()
    box_dismissed = Signal()
    cursor_moved = Signal(object, float)

    def __init__(self, axis: TimeAxis, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(axis, theme, parent)
        self.box: ListeningBox | None = None
        self._draft: ListeningBox | None = None
        self._hold: _Hold | None = None
        self._is_drag = False
        self._in_strip = False
        self._cursor: PitchCursor | None = None
        self.chip = BoxChip(self)
        self.chip.clicked.connect(self.box_dismissed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the arrow keys to the song
        self.setToolTip(
            self.tr(
                "Click: hear the note (with Shift, exactly what is there)\n"
                "Drag: listen to a box alone\n"
                "Along the top: drag to loop, click to go there\n"
                "Double click: go there"
            )
        )

    # What a subclass knows.

    def pitch_at(self, y: float) -> float:
        """The pitch at a height in px, as a MIDI number with its fraction. Override this."""
        raise NotImplementedError

    def y_of(self, midi: float) -> float:
        """The height in px of a pitch. Override this."""
        raise NotImplementedError

    def show_pitch(self, midi: float) -> None:
        """Bring a pitch into sight. Override this where not all of them are."""

    # What it is told.

    def set_box(self, box: ListeningBox | None) -> None:
        """Show what is listened to alone, if something is."""
        if box != self.box:
            self.box = box
            if box is None and self.chip.hasFocus():
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.chip.set_box(box)
            self._place_chip()
            self.update()

    # Geometry.

    def _rect_of(self, box: ListeningBox) -> QRectF:
        left, right = self.x_of(box.start_s), self.x_of(box.stop_s)
        top, bottom = self.y_of(box.highest_midi + 0.5), self.y_of(box.lowest_midi - 0.5)
        return QRectF(left, round(top), right - left, round(bottom) - round(top))

    def _corner(self, place: QPointF) -> tuple[float, float]:
        """The time and the pitch at a place, inside the view."""
        y = min(max(place.y(), 0.0), self.height() - 1.0)
        x = min(max(place.x(), 0.0), float(self.width()))
        return self.time_of(x), self.pitch_at(y)

    def _is_time_only(self, place: QPointF) -> bool:
        """Whether the mouse does here what it does in the other views."""
        # Beside a box the loop is only remembered.
        edges_s = self.loop if self.loop is not None and self.box is None else ()
        at_edge = any(abs(place.x() - self.x_of(edge_s)) <= GRIP_PX for edge_s in edges_s)
        return at_edge or place.y() < STRIP_PX

    def _place_chip(self) -> None:
        if self.box is not None:
            self.chip.stand_at(self._rect_of(self.box), STRIP_PX)

    def _on_axis_changed(self) -> None:
        super()._on_axis_changed()
        self._place_chip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chip stays at its box."""
        super().resizeEvent(event)
        self._place_chip()

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge, or sound the note."""
        place = event.position()
        if event.button() != Qt.MouseButton.LeftButton or self.axis.duration_s <= 0:
            return
        edges = self._edges_at(place)
        if not edges and self._is_time_only(place):
            super().mousePressEvent(event)
            return
        time_s, midi = self._corner(place)
        leaves = self.box is not None and not self._rect_of(self.box).contains(place)
        self._hold = _Hold(place, time_s, midi, edges, self.box, leaves and not edges)
        self._is_drag = False
        if not edges and not leaves:
            exact = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.note_pressed.emit(midi if exact else float(round(midi)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw a box, move an edge, or show what could be done."""
        place, hold = event.position(), self._hold
        self._set_in_strip(hold is None and place.y() < STRIP_PX)
        if hold is None:
            edges = self._edges_at(place)
            if self._grip is not None or (not edges and self._is_time_only(place)):
                super().mouseMoveEvent(event)
            else:
                self.setCursor(cursor_of(edges) if edges else Qt.CursorShape.CrossCursor)
            return
        if not self._is_drag:
            if (place - hold.place).manhattanLength() <= _DRAG_BEGINS_PX:
                return
            self._is_drag = True
            if not hold.edges and not hold.leaves:
                self.note_dropped.emit()
        if hold.edges and hold.box is not None:
            box = moved(hold.box, hold.edges, *self._corner(place))
            if box != self.box:
                self.box_resized.emit(box)
        else:
            self._set_draft(ListeningBox.between((hold.time_s, hold.midi), self._corner(place)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: of a note, an edge, or a box that was drawn."""
        hold = self._hold
        if event.button() != Qt.MouseButton.LeftButton or hold is None:
            super().mouseReleaseEvent(event)
            return
        self._hold = None
        draft = self._draft
        self._set_draft(None)
        if hold.edges:
            if self._is_drag:
                self.box_drag_finished.emit()
        elif self._is_drag:
            if draft is not None and draft.duration_s >= MINIMUM_LOOP_S:
                self.setToolTip("")  # whoever has drawn one knows, and reads the picture now
                self.box_chosen.emit(draft)
        elif hold.leaves:
            self.box_dismissed.emit()
        else:
            self.note_released.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        place = event.position()
        if event.button() != Qt.MouseButton.LeftButton or self._is_time_only(place):
            super().mouseDoubleClickEvent(event)
        elif not self._edges_at(place):
            self.note_dropped.emit()
            self.seek_requested.emit(self.time_of(place.x()))

    def leaveEvent(self, event: QEvent) -> None:
        """The strip at the top has nothing to say any more."""
        super().leaveEvent(event)
        self._set_in_strip(False)

    def _edges_at(self, place: QPointF) -> Edges:
        return Edges.NONE if self.box is None else edges_at(place, self._rect_of(self.box))

    def _set_in_strip(self, in_strip: bool) -> None:
        if in_strip != self._in_strip:
            self._in_strip = in_strip
            self.update()

    def _set_draft(self, draft: ListeningBox | None) -> None:
        if draft != self._draft:
            self._draft = draft
            self.update()

    # The keyboard.

    def event(self, event: QEvent) -> bool:
        """Claim the cursor's keys before the window's shortcuts get them."""
        return claims_key(event, _is_own_key) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, draw, sound, listen, or leave."""
        if not _is_own_key(event) or self._cursor is None or self.axis.duration_s <= 0:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in _STEPS:
            sideways, upwards = _STEPS[key]
            step_s = _STEP_PX * self.axis.span_s / max(1, self.width())
            draws = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            duration_s = self.axis.duration_s
            self._move_cursor(
                self._cursor.moved(sideways * step_s, upwards, duration_s, draws=draws)
            )
        elif key in _ENTER:
            if not event.isAutoRepeat():
                self._enter(self._cursor)
        elif self._cursor.anchor is not None:
            self._move_cursor(self._cursor.moved(0.0, 0, self.axis.duration_s, draws=False))
        elif self.box is not None:
            self.box_dismissed.emit()
        else:
            give_up_keyboard(self)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the note."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.note_released.emit()
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor: where it was if that is in sight, else at the playhead or in the middle
        of the view.
        """
        super().focusInEvent(event)
        axis, cursor = self.axis, self._cursor
        if cursor is None or not axis.start_s <= cursor.time_s <= axis.stop_s:
            x = self.playhead_x()
            in_sight = x is not None and 0 <= x <= self.width()
            time_s = self.time_of(x if x is not None and in_sight else self.width() / 2)
            cursor = PitchCursor(time_s, _FIRST_MIDI if cursor is None else cursor.midi)
        self._move_cursor(cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it, and let go of its note."""
        super().focusOutEvent(event)
        self.note_released.emit()
        self._set_draft(None)
        self.cursor_moved.emit(None, 0.0)
        self.update()

    def _enter(self, cursor: PitchCursor) -> None:
        box = cursor.box
        if box is None:
            self.note_pressed.emit(float(cursor.midi))
        else:
            self._move_cursor(cursor.moved(0.0, 0, self.axis.duration_s, draws=False))
            self.box_chosen.emit(box)

    def _move_cursor(self, cursor: PitchCursor) -> None:
        self._cursor = cursor
        self.axis.reveal(cursor.time_s)
        self.show_pitch(cursor.midi)
        self._set_draft(cursor.box)
        self.setAccessibleDescription(self._cursor_words(cursor))
        self.cursor_moved.emit(float(cursor.midi), cursor.time_s)
        self.update()

    def _cursor_words(self, cursor: PitchCursor) -> str:
        box = cursor.box
        if box is None:
            words = self.tr("{note} at {time}")
            return words.format(
                note=Pitch(cursor.midi).name, time=minutes_to_milliseconds(cursor.time_s)
            )
        words = self.tr("Box {notes} from {start} to {stop}")
        return words.format(
            notes=box.notes,
            start=minutes_to_milliseconds(box.start_s),
            stop=minutes_to_milliseconds(box.stop_s),
        )

    # Painting. The colours are the dark theme's: so is the picture.

    def paint_over_layer(self, painter: QPainter) -> None:
        """The strip, the box with everything else in the dark, a box being drawn, the cursor."""
        painter.fillRect(0, 0, self.width(), STRIP_PX, with_alpha("#ffffff", self._strip_alpha()))
        painter.setFont(tokens.font(tokens.SMALL_PX, bold=True))
        if self.box is not None:
            paint_box(painter, self.rect(), self._rect_of(self.box), self.box)
        if self._draft is not None:
            paint_draft(painter, self.rect(), self._rect_of(self._draft), self._draft)
        if self._cursor is not None and self.hasFocus():
            painter.fillRect(self.x_of(self._cursor.time_s), 0, 1, self.height(), QColor(DARK.text))
            painter.setPen(QPen(QColor(DARK.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        if self._in_strip:
            painter.setPen(QColor(DARK.text))
            place = QRectF(2 * SPACE, 0, self.width(), STRIP_PX)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.tr("Drag here to loop"))

    def _strip_alpha(self) -> float:
        return 0.22 if self._in_strip else 0.08


def _is_own_key(event: QKeyEvent) -> bool:
    key, modifiers = event.key(), held_with(event)
    if key in _STEPS:
        return not modifiers & ~Qt.KeyboardModifier.ShiftModifier
    return key in _OWN_KEYS and not modifiers
