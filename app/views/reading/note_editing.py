"""The hand on the notes of the spectrogram, while they are edited."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QPushButton, QWidget

from app import theme as tokens
from app.reading.note_edits import Grip
from app.text_scale import fix_height
from app.theme import DARK, SPACE
from app.views.accessible import Role
from app.views.listening_canvas import STRIP_PX
from app.views.own_keys import claims_key, held_with
from app.views.reading.note_layer import NoteLayer
from app.views.spectrogram_plot import SpectrogramOverlay
from player.reading.song_notes import SongNote

_REACH_PX, _EDGE_PX = 4.0, 5.0
# A short note has a middle that can be taken hold of, too.
_LEAST_MIDDLE_PX = 6.0
_DRAG_BEGINS_PX, _SIDEWAYS_PX = 4.0, 6.0
_DONE_PX = 24
_OCTAVE = 12

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_ALT, _SHIFT, _CTRL = _Modifier.AltModifier, _Modifier.ShiftModifier, _Modifier.ControlModifier
_SIDEWAYS = {_Key.Key_Left: -1, _Key.Key_Right: 1}
_UPWARDS = {
    _Key.Key_Up: 1,
    _Key.Key_Down: -1,
    _Key.Key_PageUp: _OCTAVE,
    _Key.Key_PageDown: -_OCTAVE,
}
_GRIPS = {_CTRL: Grip.BODY, _ALT: Grip.STOP, _ALT | _SHIFT: Grip.START}
_REMOVE, _ENTER = (_Key.Key_Delete, _Key.Key_Backspace), (_Key.Key_Return, _Key.Key_Enter)
_PLAIN_KEYS = (*_UPWARDS, *_REMOVE, *_ENTER, _Key.Key_Insert, _Key.Key_Escape)


@dataclass(frozen=True)
class _Press:
    """Where the mouse was pressed, and what it has hold of there, if anything."""

    place: QPointF
    note: SongNote | None
    grip: Grip
    adds: bool


class NoteEditing(QWidget):
    """Covers the canvas below its strip while notes are edited; what it does not take goes there.

    A click chooses a note, with Shift one more; a drag moves it, its edges make it longer or
    shorter, with Alt without coming to rest; a double click on nothing makes one. Arrow keys: left
    and right choose, with Shift more; up and down raise and lower; with Ctrl the note moves, with
    Alt its end, with Alt and Shift its start. Insert makes a note, Delete removes, Return sounds.

    Signals: `pressed(note or None, adds)`, `held(note, grip)`, `dragged(frames, semitones,
    is_free)`, `dropped()`, `cancelled()`, `clicked(note)`: without a drag; `note_wanted(frame,
    midi, is_free)`; by the keyboard `choice_stepped(step, extends)`, `raised(semitones)`,
    `edge_stepped(grip, step)`, `removed()`, `note_wanted_here()`, `sounded()`, `released()`;
    `left()`: nothing is to be edited any more.
    """

    pressed = Signal(object, bool)
    held = Signal(object, object)
    dragged = Signal(float, int, bool)
    dropped = Signal()
    cancelled = Signal()
    clicked = Signal(object)
    note_wanted = Signal(float, float, bool)
    choice_stepped = Signal(int, bool)
    raised = Signal(int)
    edge_stepped = Signal(object, int)
    removed = Signal()
    note_wanted_here = Signal()
    sounded = Signal()
    released = Signal()
    left = Signal()
    accessible_role = Role.Graphic

    def __init__(self, layer: NoteLayer, canvas: SpectrogramOverlay) -> None:
        super().__init__(canvas)
        self._layer = layer
        self._canvas = canvas
        self._press: _Press | None = None
        self._is_drag = False
        self.done = QPushButton(self)
        self.done.setFont(tokens.font(tokens.TEXT_PX, bold=True))
        fix_height(self.done, _DONE_PX)
        self.done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.done.setAutoDefault(True)
        self.done.setCursor(Qt.CursorShape.PointingHandCursor)
        # Of the dark theme, as everything that stands on the picture.
        self.done.setStyleSheet(
            f"QPushButton {{ background: {DARK.accent}; color: {DARK.on_accent};"
            f" border: 2px solid {DARK.accent}; border-radius: {_DONE_PX // 2}px;"
            f" padding: 0 {2 * SPACE}px; }}"
            f"QPushButton:focus {{ border-color: {DARK.text}; }}"
        )
        self.done.clicked.connect(self.left)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip(
            self.tr(
                "Drag a note: higher, lower, earlier, later; its edges: longer, shorter\n"
                "Double click: a new note; Delete removes it\n"
                "Shift chooses several, Alt leaves the grid"
            )
        )
        canvas.installEventFilter(self)
        self.hide()

    def open(self, stem_title: str) -> None:
        """Take the mouse and the keyboard, for the notes of this stem."""
        self._forget_press()
        self.done.setText(self.tr("Notes: {stem}  ×").format(stem=stem_title))
        says = self.tr("Done with editing the notes")
        self.done.setAccessibleName(says)
        self.done.setToolTip(says)
        self.setAccessibleName(self.tr("Editing notes: {stem}").format(stem=stem_title))
        self._cover()
        self._place_done()
        # Right behind what it covers.
        self.setTabOrder(self._canvas.chip, self)
        self.setTabOrder(self, self.done)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_up(self) -> None:
        """Leave mouse and keyboard to the canvas."""
        self._forget_press()
        has_keyboard = self.hasFocus() or self.done.hasFocus()
        self.hide()
        if has_keyboard:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as big as the canvas."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        self.setGeometry(self._canvas.rect().adjusted(0, STRIP_PX, 0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays in its corner."""
        super().resizeEvent(event)
        self._place_done()

    def _place_done(self) -> None:
        self.done.ensurePolished()
        width = self.done.sizeHint().width()
        self.done.setGeometry(self.width() - width - 2 * SPACE, SPACE, width, self.done.height())

    # The mouse.

    def _place(self, event: QMouseEvent) -> QPointF:
        """Where it is in the canvas."""
        return event.position() + QPointF(0, STRIP_PX)

    def _at(self, place: QPointF) -> tuple[SongNote | None, Grip]:
        """The note that is there, and what of it."""
        places, size = self._layer.places, self._canvas.size()
        notes = [note for voice in self._layer.voices for note in voice.notes.notes]
        note = places.note_at(place, places.visible(notes), size, _REACH_PX)
        if note is None:
            return None, Grip.BODY
        rect = places.rect_of(note, size)
        edge = min(_EDGE_PX, max(0.0, (rect.width() - _LEAST_MIDDLE_PX) / 2))
        if place.x() <= rect.left() + edge:
            return note, Grip.START
        return note, Grip.STOP if place.x() >= rect.right() - edge else Grip.BODY

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a note and take hold of it, or choose none."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = self._place(event)
        note, grip = self._at(place)
        adds = bool(event.modifiers() & _SHIFT)
        self._press = _Press(place, note, grip, adds)
        self._is_drag = False
        self._canvas.axis.set_held(True)
        self.pressed.emit(note, adds)
        if note is not None:
            self.held.emit(note, grip)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held, or show what could be."""
        press, place = self._press, self._place(event)
        if press is None:
            note, grip = self._at(place)
            shape = Qt.CursorShape.CrossCursor
            if note is not None:
                sideways, both = Qt.CursorShape.SizeHorCursor, Qt.CursorShape.SizeAllCursor
                shape = both if grip is Grip.BODY else sideways
            self.setCursor(shape)
            # The canvas says which pitch is under the mouse.
            event.ignore()
            return
        if press.note is None:
            return
        way = place - press.place
        self._is_drag = self._is_drag or way.manhattanLength() > _DRAG_BEGINS_PX
        if self._is_drag:
            places, size = self._layer.places, self._canvas.size()
            # A hand that means the pitch is not quite straight.
            is_sideways = press.grip is not Grip.BODY or abs(way.x()) > _SIDEWAYS_PX
            frames = places.frames_of(way.x(), size) if is_sideways else 0.0
            semitones = round(-way.y() / places.semitone_px(size))
            self.dragged.emit(frames, semitones, bool(event.modifiers() & _ALT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        press = self._press
        if event.button() != Qt.MouseButton.LeftButton or press is None:
            return
        was_drag = self._is_drag
        self._forget_press()
        self.dropped.emit()
        if press.note is not None and not was_drag and not press.adds:
            self.clicked.emit(press.note)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Make a note where none is."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = self._place(event)
        if self._at(place)[0] is None:
            size = self._canvas.size()
            frame = self._layer.places.frame_at(place.x(), size)
            is_free = bool(event.modifiers() & _ALT)
            self.note_wanted.emit(frame, self._canvas.pitch_at(place.y()), is_free)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll and zoom as without it."""
        passed_on = QWheelEvent(
            event.position() + QPointF(0, STRIP_PX),
            event.globalPosition(),
            event.pixelDelta(),
            event.angleDelta(),
            event.buttons(),
            event.modifiers(),
            event.phase(),
            event.inverted(),
        )
        QCoreApplication.sendEvent(self._canvas, passed_on)
        event.accept()

    def _forget_press(self) -> None:
        if self._press is not None:
            self._press = None
            self._canvas.axis.set_held(False)
        self._is_drag = False

    # The keyboard.

    def event(self, event: QEvent) -> bool:
        """Claim the editor's keys before the window's shortcuts get them."""
        return claims_key(event, _is_own_key) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, raise, move, make, remove, sound, or leave."""
        if not _is_own_key(event):
            super().keyPressEvent(event)
            return
        key, modifiers = _Key(event.key()), held_with(event)
        if key in _SIDEWAYS and modifiers in _GRIPS:
            self.edge_stepped.emit(_GRIPS[modifiers], _SIDEWAYS[key])
        elif key in _SIDEWAYS:
            self.choice_stepped.emit(_SIDEWAYS[key], bool(modifiers & _SHIFT))
        elif key in _UPWARDS:
            self.raised.emit(_UPWARDS[key])
        elif key in _REMOVE:
            self.removed.emit()
        elif key in _ENTER:
            if not event.isAutoRepeat():
                self.sounded.emit()
        elif key == _Key.Key_Insert:
            self.note_wanted_here.emit()
        else:
            self._step_back()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the note that sounds."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.released.emit()
        else:
            super().keyReleaseEvent(event)

    def _step_back(self) -> None:
        """What was dragged goes back; else what was chosen is not any more; else it is the end."""
        if self._press is not None:
            self._forget_press()
            self.cancelled.emit()
        elif self._layer.chosen:
            self.pressed.emit(None, False)
        else:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame, stronger where the keyboard is: what is done here changes notes."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(DARK.accent), 2 if self.hasFocus() else 1))
        painter.drawRect(QRect(self.rect()).adjusted(0, 0, -1, -1))
        painter.end()


def _is_own_key(event: QKeyEvent) -> bool:
    key, modifiers = event.key(), held_with(event)
    if key in _SIDEWAYS:
        return not modifiers or modifiers == _SHIFT or modifiers in _GRIPS
    return key in _PLAIN_KEYS and not modifiers
