"""The ground of every view that shows time: loop and playhead, and the mouse that moves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.theme import Theme, with_alpha
from app.views.accessible import Role
from app.views.edge_scroll import EdgeScroll
from app.views.time_axis import TimeAxis

GRIP_PX = 6
LINE_PX = 2
_DRAG_BEGINS_PX = 3
_SNAP_PX = 8
_DASH_PX = 4
_ZOOM_PER_NOTCH = 1.25
_SCROLL_PER_NOTCH = 0.1
_NOTCH = 120

TimeSpan = tuple[float, float]
"""Start and stop in seconds of the song."""


@dataclass(frozen=True)
class Grip:
    """Something the mouse can take hold of.

    drag: called with the time at which the mouse was pressed and the time where it is now.
    finish: called when it is let go after a drag.
    """

    cursor: Qt.CursorShape
    drag: Callable[[float, float], None]
    finish: Callable[[], None]


class LoopSnapping(Protocol):
    """Where the edges of a loop come to rest while they are dragged.

    Times are seconds of the song; reach_s: how near an edge has to come.
    """

    def edge_s(self, time_s: float, reach_s: float) -> float:
        """Where an edge that is dragged to a time comes to rest."""

    def span_s(self, span_s: TimeSpan, reach_s: float) -> TimeSpan:
        """Where a loop that is dragged as a whole comes to rest, as long as it was."""


class TimeCanvas(QWidget):
    """Paints loop and playhead over its own content, and turns mouse moves into wishes.

    A click asks to seek, a drag marks a loop, a drag of a loop edge moves it, to where `snapping`
    lets it rest, or anywhere with Alt; near an edge of the view it scrolls. The wheel scrolls, with
    Ctrl it zooms around the mouse, and so does a pinch. Content that changes seldom is
    painted once by `paint_layer` and kept until axis, size, theme or data are others; a class that
    has no such content says so by `has_layer`.

    Signals: `seek_requested(time_s)`, `loop_dragged(start_s, stop_s)` while dragging,
    `loop_drag_finished()` when the mouse is let go.
    """

    seek_requested = Signal(float)
    loop_dragged = Signal(float, float)
    loop_drag_finished = Signal()
    accessible_role = Role.Graphic
    has_layer = True

    def __init__(self, axis: TimeAxis, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis = axis
        self.theme = theme
        self.loop: TimeSpan | None = None
        self.loop_enabled = False
        self.snapping: LoopSnapping | None = None
        self._playhead_s: float | None = None
        # On another axis it stood elsewhere, but then everything is painted anew.
        self._told_x: int | None = None
        self._guide_s: float | None = None
        self._layer = QPixmap()
        self._layer_is_current = False
        self._grip: Grip | None = None
        self._press = QPointF()
        self._press_s = 0.0
        self._drag_x = 0.0
        self._dragging = False
        self._is_free = False
        self._edge_scroll = EdgeScroll(axis, self)
        self._edge_scroll.scrolled.connect(self._drag)
        self.setMouseTracking(True)
        axis.changed.connect(self._on_axis_changed)

    # What the views of one song are told.

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme from now on."""
        if theme != self.theme:
            self.theme = theme
            self.invalidate_layer()

    def set_playhead(self, time_s: float | None) -> None:
        """Move the playhead, repainting nothing but where it was and where it is."""
        self._playhead_s = time_s
        before, self._told_x = self._told_x, self.playhead_x()
        if before == self._told_x:
            return
        for x in (before, self._told_x):
            if x is not None:
                self.update(self._playhead_rect(x))

    def set_loop(self, loop: TimeSpan | None, enabled: bool) -> None:
        """Show a loop region, bright when it is enabled."""
        if (loop, enabled) != (self.loop, self.loop_enabled):
            self.loop, self.loop_enabled = loop, enabled
            self.update()

    def set_guide(self, time_s: float | None) -> None:
        """Show a dashed line where a dragged edge has come to rest, or none."""
        if time_s != self._guide_s:
            self._guide_s = time_s
            self.update()

    # What subclasses paint.

    def paint_layer(self, painter: QPainter) -> None:
        """Paint what changes seldom, over the ground and the loop's tint. Override this."""

    def paint_over_layer(self, painter: QPainter) -> None:
        """Paint what changes often, below the lines of loop and playhead. Override this."""

    def above_lines(self) -> Iterable[QRect]:
        """Where the layer stays above the lines of loop and playhead. Override this."""
        return ()

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """Paint what everything else stands on."""
        painter.fillRect(area, QColor(self.theme.background))
        if self.loop is not None:
            tint = with_alpha(self.loop_colour(), 0.12 if self.loop_enabled else 0.06)
            left, right = self.x_of(self.loop[0]), self.x_of(self.loop[1])
            painter.fillRect(QRect(left, 0, right - left, self.height()), tint)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self.theme.line))

    def playhead_colour(self) -> QColor:
        """The colour of the playhead."""
        return QColor(self.theme.text)

    def loop_colour(self) -> QColor:
        """The colour of the loop: the accent, or grey for a loop that is not enabled."""
        return QColor(self.theme.accent if self.loop_enabled else self.theme.muted_text)

    def invalidate_layer(self) -> None:
        """Paint the layer anew before it is shown next."""
        self._layer_is_current = False
        self.update()

    # Geometry: every view rounds alike, so that a line through all of them is straight.

    def x_of(self, time_s: float) -> int:
        """The px column of a time; far outside is cut to just outside."""
        return round(min(max(self.axis.x_at(time_s, self.width()), -9.0), self.width() + 9.0))

    def time_of(self, x: float) -> float:
        """The time at a px column, inside the song."""
        return min(max(self.axis.time_at(x, self.width()), 0.0), self.axis.duration_s)

    def playhead_x(self) -> int | None:
        """The px column of the playhead, None while there is none."""
        return None if self._playhead_s is None else self.x_of(self._playhead_s)

    def _playhead_rect(self, x: int) -> QRect:
        return QRect(x - LINE_PX // 2, 0, LINE_PX, self.height())

    def _on_axis_changed(self) -> None:
        self.invalidate_layer()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Compose ground, layer, loop edges and playhead."""
        painter = QPainter(self)
        self.paint_ground(painter, event.rect())
        if self.has_layer:
            painter.drawPixmap(0, 0, self._current_layer())
        self.paint_over_layer(painter)
        lines: list[QRect] = []
        if self.loop is not None:
            lines = [self._playhead_rect(self.x_of(edge_s)) for edge_s in self.loop]
            for line in lines:
                painter.fillRect(line, self.loop_colour())
        x = self.playhead_x()
        if x is not None:
            lines.append(self._playhead_rect(x))
            painter.fillRect(lines[-1], self.playhead_colour())
        if self._guide_s is not None:
            line = self._playhead_rect(self.x_of(self._guide_s))
            lines.append(line)
            for top in range(0, self.height(), 2 * _DASH_PX):
                dash = QRect(line.left(), top, line.width(), _DASH_PX)
                painter.fillRect(dash, self.playhead_colour())
        for place in self.above_lines():
            shown = place.intersects(event.rect())
            if shown and any(place.intersects(line) for line in lines):
                painter.setClipRect(place)
                self.paint_ground(painter, place)
                painter.drawPixmap(0, 0, self._current_layer())
        painter.end()

    def _current_layer(self) -> QPixmap:
        scale = self.devicePixelRatioF()
        size = QSize(round(self.width() * scale), round(self.height() * scale))
        if self._layer.size() != size:
            self._layer = QPixmap(size)
            self._layer_is_current = False
        if not self._layer_is_current:
            self._layer.setDevicePixelRatio(scale)
            self._layer.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_layer(painter)
            painter.end()
            self._layer_is_current = True
        return self._layer

    # The mouse.

    @property
    def press_position(self) -> QPointF:
        """Where it was pressed last, in px."""
        return self._press

    def grip_at(self, x: float) -> Grip:
        """What a drag that begins here would do."""
        if self.loop is not None:
            distances = [abs(x - self.x_of(edge_s)) for edge_s in self.loop]
            nearest = distances.index(min(distances))
            if distances[nearest] <= GRIP_PX:
                moved, fixed = self.loop[nearest], self.loop[1 - nearest]
                return Grip(
                    Qt.CursorShape.SizeHorCursor,
                    lambda from_s, to_s: self._drag_edge(fixed, moved + to_s - from_s),
                    self.loop_drag_finished.emit,
                )
        return Grip(
            Qt.CursorShape.ArrowCursor,
            lambda from_s, to_s: self._drag_edge(self._rest_s(from_s), to_s),
            self.loop_drag_finished.emit,
        )

    def click(self, x: float) -> None:
        """A press that never moved: ask to seek. Override this."""
        self.seek_requested.emit(self.time_of(x))

    def emit_loop(self, one_s: float, other_s: float) -> None:
        """Wish for a loop between two times inside the song, whichever comes first."""
        start_s, stop_s = sorted(
            min(max(time_s, 0.0), self.axis.duration_s) for time_s in (one_s, other_s)
        )
        self.loop_dragged.emit(start_s, stop_s)

    def reach_s(self) -> float:
        """From how far away an edge snaps, in seconds; 0 while Alt is held."""
        return 0.0 if self._is_free else _SNAP_PX * self.axis.span_s / max(1, self.width())

    def _rest_s(self, time_s: float) -> float:
        if self.snapping is None:
            return time_s
        return self.snapping.edge_s(min(max(time_s, 0.0), self.axis.duration_s), self.reach_s())

    def _drag_edge(self, fixed_s: float, moved_s: float) -> None:
        rest_s = self._rest_s(moved_s)
        # Both edges in one place are no loop.
        self.emit_loop(fixed_s, moved_s if rest_s == fixed_s else rest_s)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what is under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton and self.axis.duration_s > 0:
            self._press = event.position()
            self._press_s = self.time_of(self._press.x())
            self._grip = self.grip_at(self._press.x())
            self._dragging = False
            self.axis.set_held(True)
            if self._grip.cursor == Qt.CursorShape.OpenHandCursor:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held, or show what could be."""
        x = event.position().x()
        if self._grip is None:
            self.setCursor(self.grip_at(x).cursor)
            return
        self._dragging = self._dragging or abs(x - self._press.x()) > _DRAG_BEGINS_PX
        if self._dragging:
            self._is_free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._edge_scroll.follow(x, self._press.x(), self.width())
            self._drag_x = min(max(x, 0.0), float(self.width()))
            self._drag()

    def _drag(self) -> None:
        if self._grip is not None:
            self._grip.drag(self._press_s, self.time_of(self._drag_x))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a press that never moved was a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._grip is None:
            return
        grip, self._grip = self._grip, None
        self._edge_scroll.stop()
        self.axis.set_held(False)
        if self._dragging:
            grip.finish()
        else:
            self.click(self._press.x())
        self.setCursor(self.grip_at(event.position().x()).cursor)

    def let_go(self) -> None:
        """Drag nothing any more, and wish for nothing."""
        if self._grip is not None:
            self._grip = None
            self._edge_scroll.stop()
            self.axis.set_held(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom around the mouse."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(_ZOOM_PER_NOTCH ** (turn.y() / _NOTCH), event.position())
        elif not event.pixelDelta().isNull():
            moved = event.pixelDelta()
            self.axis.scroll(-(moved.x() + moved.y()) / max(1, self.width()) * self.axis.span_s)
        else:
            notches = (turn.x() + turn.y()) / _NOTCH
            self.axis.scroll(-notches * _SCROLL_PER_NOTCH * self.axis.span_s)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Zoom on a pinch of the touchpad."""
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._zoom(1.0 + event.value(), event.position())
            return True
        return super().event(event)

    def _zoom(self, factor: float, at: QPointF) -> None:
        self.axis.zoom(max(factor, 0.1), self.axis.time_at(at.x(), self.width()))
