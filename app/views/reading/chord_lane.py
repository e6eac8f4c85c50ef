"""The lane of chords: what is played when, and where a hand corrects it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from app import theme as tokens
from app.reading import chord_words
from app.reading.shown_chords import ShownChords
from app.text_scale import fix_height, grown
from app.theme import SPACE, Theme
from app.views.keyboard_focus import give_up_keyboard
from app.views.own_keys import claims_key
from app.views.reading.chord_blocks import RADIUS, paint_chord
from app.views.reading.chord_editor import ChordEditor
from app.views.reading.chord_keys import chord_key
from app.views.time_axis import TimeAxis
from app.views.time_canvas import GRIP_PX, Grip, TimeCanvas
from player.beat_grid import BeatGrid
from player.reading.chord_borders import nearest_beat, resting_border
from player.reading.chord_chart import ChordSpan

LANE_PX = 26
_EDITOR_PX = 84
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ChordLane(TimeCanvas):
    """A click on a chord sounds it, a double click or Return lets another be typed, Delete takes it
    away; the arrow keys go from chord to chord; a border is dragged from beat to beat, or anywhere
    with Alt. Elsewhere it is like any view of time.

    Signals, from a person's hand: `chord_clicked(index)`; `cursor_moved(index)` by the keyboard;
    `chord_typed(start_frame, stop_frame, text)`, a chord or none; `text_refused(text)`, which is
    neither; `border_moved(index, frame)`: where that chord is to begin; `split_wanted(frame)`:
    another chord is to begin there. Indexes are of the chart's spans.
    """

    chord_clicked = Signal(int)
    cursor_moved = Signal(int)
    chord_typed = Signal(int, int, str)
    text_refused = Signal(str)
    border_moved = Signal(int, int)
    split_wanted = Signal(int)

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(axis, theme, parent)
        self._sample_rate = sample_rate
        self._shown: ShownChords | None = None
        self._grid: BeatGrid | None = None
        self._hint = ""
        self._current: int | None = None
        self._cursor: int | None = None
        # From which frame to which a chord is typed, or was typed last.
        self._edited = (0, 0)
        # A chord, and the frame at which it would begin.
        self._moving: tuple[int, int] | None = None
        self.editor = ChordEditor(self)
        self.editor.typed.connect(self._on_typed)
        self.editor.refused.connect(self.text_refused)
        self.editor.stepped.connect(self._on_stepped)
        fix_height(self, LANE_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Chords of the song"))
        self._describe()

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, LANE_PX)

    # What it is told.

    def set_chords(self, shown: ShownChords | None, hint: str = "") -> None:
        """Show these; with None the hint instead."""
        if (shown, hint) == (self._shown, self._hint):
            return
        self.let_go()
        self._moving = None
        self._shown, self._hint = shown, hint
        spans = self.spans
        if self._cursor is not None and self._cursor >= len(spans):
            self._cursor = len(spans) - 1 if spans else None
        self._current = self._index_at(self._playhead_s)
        self._describe()
        self.invalidate_layer()

    def set_grid(self, grid: BeatGrid | None) -> None:
        """Let borders come to rest on these beats."""
        self._grid = grid

    def set_playhead(self, time_s: float | None) -> None:
        """Move the playhead, and light the chord that is there."""
        super().set_playhead(time_s)
        current = self._index_at(time_s)
        if current != self._current:
            for index in (self._current, current):
                if index is not None and index < len(self.spans):
                    left, right = self._columns(index)
                    self.update(QRectF(left, 0, right - left, self.height()).toAlignedRect())
            self._current = current

    @property
    def spans(self) -> tuple[ChordSpan, ...]:
        """The chords that are shown, as they are recorded."""
        return () if self._shown is None else self._shown.chart.spans

    def edit(self, index: int) -> None:
        """Let another chord be typed in this one's place."""
        assert self._shown is not None
        self.editor.take()
        span = self.spans[min(index, len(self.spans) - 1)]
        text = "" if span.chord is None else self._shown.shape_text(span.chord)
        self.type_between(span.start_frame, span.stop_frame, text)

    def type_between(self, start_frame: int, stop_frame: int, text: str = "") -> None:
        """Let a chord be typed that lasts from one frame to another."""
        self.editor.take()
        self._edited = (start_frame, stop_frame)
        self.axis.reveal(start_frame / self._sample_rate)
        self.editor.open(text, self._editor_place())

    # Where things are.

    def _index_at(self, time_s: float | None) -> int | None:
        if time_s is None or self._shown is None:
            return None
        return self._shown.chart.index_at(time_s * self._sample_rate)

    def _beat_at(self, time_s: float) -> int:
        return nearest_beat(self._grid, time_s * self._sample_rate)

    def _columns(self, index: int) -> tuple[float, float]:
        """Left and right of a chord in px, as it is while a border is dragged."""
        span = self.spans[index]
        start, stop = span.start_frame, span.stop_frame
        if self._moving is not None:
            moved, frame = self._moving
            start = frame if moved == index else start
            stop = frame if moved == index + 1 else stop
        return self.x_of(start / self._sample_rate), self.x_of(stop / self._sample_rate)

    def _between(self, left: float, right: float) -> range:
        """Which chords lie between two px columns: an hour's song has thousands of others."""
        if self._shown is None:
            return range(0)
        frames = (self.time_of(x) * self._sample_rate for x in (left, right))
        return self._shown.chart.between(*frames)

    def _editor_place(self) -> QRect:
        width = grown(_EDITOR_PX)
        left = self.x_of(self._edited[0] / self._sample_rate)
        return QRect(max(0, min(left, self.width() - width)), 1, width, self.height() - 3)

    def _border_at(self, x: float) -> int | None:
        """The chord that begins there, if another ends."""
        near = [
            (abs(self.x_of(self.spans[index].start_frame / self._sample_rate) - x), index)
            for index in self._between(x - GRIP_PX, x + GRIP_PX)
            if index > 0
        ]
        distance, index = min(near, default=(GRIP_PX + 1.0, 0))
        return index if distance <= GRIP_PX else None

    # The mouse.

    def grip_at(self, x: float) -> Grip:
        """Borders of chords, and what any view of time lets take."""
        index = self._border_at(x)
        if index is None:
            return super().grip_at(x)
        at_s = self.spans[index].start_frame / self._sample_rate
        return Grip(
            Qt.CursorShape.SizeHorCursor,
            lambda from_s, to_s: self._drag_border(index, at_s + to_s - from_s),
            self._drop_border,
        )

    def click(self, x: float) -> None:
        """Sound the chord that is there."""
        index = self._index_at(self.time_of(x))
        if index is None:
            super().click(x)
        else:
            self._cursor = index
            self.chord_clicked.emit(index)

    def _drag_border(self, index: int, time_s: float) -> None:
        before, after = self.spans[index - 1], self.spans[index]
        # While Alt is held, nothing is near enough to snap.
        grid = self._grid if self.reach_s() > 0 else None
        frame = resting_border(time_s * self._sample_rate, before, after, grid)
        if frame is not None:
            self._moving = (index, frame)
            self.invalidate_layer()

    def _drop_border(self) -> None:
        moved, self._moving = self._moving, None
        self.invalidate_layer()
        if moved is not None and moved[1] != self.spans[moved[0]].start_frame:
            self.border_moved.emit(*moved)

    def let_go(self) -> None:
        """Drag nothing any more."""
        super().let_go()
        if self._moving is not None:
            self._moving = None
            self.invalidate_layer()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let another chord be typed."""
        index = self._index_at(self.time_of(event.position().x()))
        if index is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
        else:
            self.edit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the chord that is there."""
        time_s = self.time_of(event.pos().x())
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._cursor is not None:
            time_s = self.spans[self._cursor].start_frame / self._sample_rate
        index = self._index_at(time_s)
        if index is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Chord"))
        offers = (
            (self.tr("Hear it"), lambda: self.chord_clicked.emit(index)),
            (self.tr("Change it …"), lambda: self.edit(index)),
            (self.tr("No chord here"), lambda: self._take_away(index)),
            (
                self.tr("Another chord from here …"),
                lambda: self.split_wanted.emit(self._beat_at(time_s)),
            ),
        )
        for text, do in offers:
            menu.addAction(text).triggered.connect(lambda _=False, do=do: do())
        menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Claim the lane's own keys, and tell what the mouse rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tool_tip(event)
            return True
        return claims_key(event, self._is_own_key) or super().event(event)

    def _is_own_key(self, event: QKeyEvent) -> bool:
        return bool(self.spans) and chord_key(event) is not None

    def _show_tool_tip(self, event: QHelpEvent) -> None:
        index = self._index_at(self.time_of(event.pos().x()))
        if index is None or self._shown is None:
            QToolTip.hideText()
            return
        text = chord_words.told(self.spans[index], self._shown)
        keys = self.tr("Click to hear it, double-click to change it; drag its edges")
        QToolTip.showText(event.globalPos(), f"{text}\n{keys}", self)

    # The keyboard.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from chord to chord, and do with one what the mouse does."""
        key = chord_key(event)
        if key is None or not self.spans:
            event.ignore()
            return
        cursor = 0 if self._cursor is None else self._cursor
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(-1 if key == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.edit(cursor)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._take_away(cursor)
            case Qt.Key.Key_Escape:
                give_up_keyboard(self)

    def _step(self, by: int) -> None:
        cursor = 0 if self._cursor is None else self._cursor + by
        self._put_cursor(min(max(cursor, 0), len(self.spans) - 1))

    def _put_cursor(self, index: int) -> None:
        self._cursor = index
        self.axis.reveal(self.spans[index].start_frame / self._sample_rate)
        self._describe()
        self.update()
        self.cursor_moved.emit(index)

    def _take_away(self, index: int) -> None:
        span = self.spans[index]
        self.chord_typed.emit(span.start_frame, span.stop_frame, "")

    def _on_typed(self, text: str) -> None:
        self.chord_typed.emit(*self._edited, text)
        if self._shown is not None:
            self._cursor = self._shown.chart.index_at(self._edited[0])

    def _on_stepped(self, by: int) -> None:
        # By its place: a chord that is typed as its neighbour is becomes one with it.
        start, stop = self._edited
        frame = stop if by > 0 else start - 1
        following = None if self._shown is None else self._shown.chart.index_at(frame)
        if following is not None:
            self._put_cursor(following)
            self.edit(following)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the chord at the playhead."""
        super().focusInEvent(event)
        if self.spans and (self._cursor is None or event.reason() in _BY_KEYS):
            self._cursor = self._current or 0
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusOutEvent(event)
        self.update()

    def _describe(self) -> None:
        if self._shown is None:
            self.setAccessibleDescription(self._hint)
        elif self._cursor is not None:
            span = self.spans[self._cursor]
            self.setAccessibleDescription(chord_words.spoken_span(span, self._shown))
        else:
            self.setAccessibleDescription(
                self.tr("%n chords; arrow keys go from one to the next", "", len(self.spans))
            )

    def _on_axis_changed(self) -> None:
        super()._on_axis_changed()
        if self.editor.is_open:
            self.editor.setGeometry(self._editor_place())

    # Painting.

    def paint_layer(self, painter: QPainter) -> None:
        """The chords in sight; a hint while there are none."""
        if self._shown is None:
            painter.setFont(tokens.font(tokens.SMALL_PX))
            painter.setPen(QColor(self.theme.muted_text))
            place = QRectF(self.rect()).adjusted(SPACE, 0, 0, -1)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._hint)
            return
        # With a neighbour at each side: a border that is dragged may lie before where it was.
        seen = self._between(0, self.width())
        for index in range(max(0, seen.start - 1), min(len(self.spans), seen.stop + 1)):
            self._paint_chord(painter, index, is_lit=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Over everything the chord that is heard, which stays readable, and the keyboard's own."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current is not None:
            self._paint_chord(painter, self._current, is_lit=True)
        if self.hasFocus() and self._cursor is not None:
            left, right = self._columns(self._cursor)
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(left + 1, 1, max(2.0, right - left - 2), self.height() - 3)
            painter.drawRoundedRect(ring, RADIUS, RADIUS)
        painter.end()

    def _paint_chord(self, painter: QPainter, index: int, *, is_lit: bool) -> None:
        assert self._shown is not None
        paint_chord(
            painter,
            QRectF(self.rect()),
            self._columns(index),
            self.spans[index],
            self._shown,
            self.theme,
            is_lit=is_lit,
        )
