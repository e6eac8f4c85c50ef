"""Named loops as bars and markers as flags, on the time axis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPolygonF,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from app import theme as tokens
from app.bookmarks import LOOP_COLOURS, Bookmark, Bookmarks, Marker, NamedLoop
from app.text_scale import fix_height
from app.theme import SPACE, Theme
from app.views.bookmark_text import colour_name, told
from app.views.colour_icon import colour_icon
from app.views.in_place_editor import InPlaceEditor
from app.views.loop_blocks import LoopBlocks
from app.views.strip_text import Columns, write_between
from app.views.time_axis import TimeAxis
from app.views.time_canvas import Grip, TimeCanvas, TimeSpan
from player.transport import LoopRegion

_POINT_PX = 6
_POLE_PX = 2
_WIDEST_FLAG_PX = 140
_EDITOR_PX = 140
_NAME_LETTERS = 80


class BookmarkLane(TimeCanvas):
    """A click on a bar or a flag goes there, a double click renames it in place, the right button
    opens its menu; a flag can be dragged. Elsewhere it is like any view of time.

    Signals, all from a person's hand: `bookmark_chosen(bookmark)`, `renamed(bookmark, text)`,
    `removed(bookmark)`, `recoloured(named_loop, colour)`, `loop_update_requested(named_loop)`: it
    should become the loop as it is now; `marker_moved(marker, time_s)`, when it is let go.
    """

    bookmark_chosen = Signal(object)
    renamed = Signal(object, str)
    removed = Signal(object)
    recoloured = Signal(object, str)
    loop_update_requested = Signal(object)
    marker_moved = Signal(object, float)

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(axis, theme, parent)
        self._sample_rate = sample_rate
        self._bookmarks = Bookmarks()
        self._hint = ""
        self._blocks = LoopBlocks(self, sample_rate)
        self._moving: tuple[Marker, float] | None = None
        self._written: list[QRect] = []
        self._renaming: Bookmark | None = None
        self.editor = InPlaceEditor(self.tr("New name"), tokens.font(tokens.SMALL_PX), self)
        self.editor.setMaxLength(_NAME_LETTERS)
        self.editor.typed.connect(self._on_typed)
        fix_height(self, tokens.BOOKMARKS_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Loops and markers"))

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, tokens.BOOKMARKS_PX)

    # What it is told.

    def set_keys(self, keep: str, mark: str) -> None:
        """Say, as long as there are none, which keys keep a loop and set a marker."""
        if keep and mark:
            text = self.tr("{keep} keeps the loop, {mark} sets a marker")
            self._hint = text.format(keep=keep, mark=mark)
        else:
            self._hint = ""
        self.invalidate_layer()

    def set_bookmarks(self, bookmarks: Bookmarks) -> None:
        """Show these."""
        self._bookmarks = bookmarks
        self._blocks.set_loops(bookmarks.loops)
        self._describe()
        self.invalidate_layer()

    def set_clean_tempos(self, percents: Mapping[LoopRegion, int]) -> None:
        """Show the highest tempo at which a loop was clean, in percent, by its bounds."""
        self._blocks.set_clean_tempos(percents)
        self._describe()
        self.invalidate_layer()

    def _describe(self) -> None:
        names = [self._with_tempo(bookmark.name, bookmark) for bookmark in self._bookmarks.in_order]
        self.setAccessibleDescription(", ".join(names))

    def _with_tempo(self, text: str, bookmark: Bookmark) -> str:
        if not isinstance(bookmark, NamedLoop):
            return text
        percent = self._blocks.clean_percent(bookmark)
        if percent is None:
            return text
        return f"{text} · " + self.tr("clean at {percent} %").format(percent=percent)

    def set_loop(self, loop: TimeSpan | None, enabled: bool) -> None:
        """Show which of the named loops it is."""
        if (loop, enabled) != (self.loop, self.loop_enabled):
            super().set_loop(loop, enabled)
            self.invalidate_layer()

    def rename(self, bookmark: Bookmark) -> None:
        """Let a new name be typed where the bookmark is."""
        self.editor.take()
        self.axis.reveal(self._time_s(bookmark.frame))
        self._renaming = bookmark
        self.editor.open(bookmark.name, self._editor_place(bookmark))

    # Where things are.

    def bookmark_at(self, x: float) -> Bookmark | None:
        """What is seen at a px column: a flag lies over the bars, a short bar over a long one."""
        for marker, flag in reversed(list(self._flags())):
            if flag.left() <= x <= flag.right():
                return marker
        return self._blocks.at(x)

    def _strip(self) -> QRectF:
        """Where blocks, flags and names stand."""
        return QRectF(0, 2, self.width(), self.height() - 5)

    def _time_s(self, frame: int) -> float:
        return frame / self._sample_rate

    def _flags(self) -> Iterator[tuple[Marker, QRectF]]:
        """The markers in sight, from left to right, with room for their names."""
        metrics = QFontMetricsF(tokens.font(tokens.SMALL_PX))
        shown = sorted(self._bookmarks.markers, key=self._marker_s)
        times_s = [*map(self._marker_s, shown), float("inf")]
        for marker, time_s, following_s in zip(shown, times_s, times_s[1:], strict=False):
            if not self.axis.start_s <= time_s <= self.axis.stop_s:
                continue
            left = self.x_of(time_s)
            room = _WIDEST_FLAG_PX
            if following_s <= self.axis.stop_s:
                room = min(room, self.x_of(following_s) - left - 1)
            wanted = metrics.horizontalAdvance(marker.name) + 2 * SPACE + _POINT_PX
            yield marker, QRectF(left, 2, max(_POINT_PX, min(wanted, room)), self.height() - 5)

    def _marker_s(self, marker: Marker) -> float:
        if self._moving is not None and self._moving[0] == marker:
            return self._moving[1]
        return self._time_s(marker.frame)

    def _editor_place(self, bookmark: Bookmark) -> QRect:
        left = self.x_of(self._time_s(bookmark.frame))
        left = max(0, min(left, self.width() - _EDITOR_PX))
        return QRect(left, 1, _EDITOR_PX, self.height() - 3)

    # The mouse.

    def grip_at(self, x: float) -> Grip:
        """Besides what any view of time lets take: the flags."""
        bookmark = self.bookmark_at(x)
        if isinstance(bookmark, Marker):
            at_s = self._time_s(bookmark.frame)
            return Grip(
                Qt.CursorShape.PointingHandCursor,
                lambda from_s, to_s: self._drag_marker(bookmark, at_s + to_s - from_s),
                self._drop_marker,
            )
        grip = super().grip_at(x)
        if bookmark is not None and grip.cursor == Qt.CursorShape.ArrowCursor:
            return replace(grip, cursor=Qt.CursorShape.PointingHandCursor)
        return grip

    def click(self, x: float) -> None:
        """Go to what is there."""
        bookmark = self.bookmark_at(x)
        if bookmark is None:
            super().click(x)
        else:
            self.bookmark_chosen.emit(bookmark)

    def _drag_marker(self, marker: Marker, time_s: float) -> None:
        self._moving = (marker, min(max(time_s, 0.0), self.axis.duration_s))
        self.invalidate_layer()

    def _drop_marker(self) -> None:
        assert self._moving is not None
        moved, self._moving = self._moving, None
        self.invalidate_layer()
        self.marker_moved.emit(*moved)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename what is there."""
        bookmark = self.bookmark_at(event.position().x())
        if bookmark is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
        else:
            self.rename(bookmark)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what is there."""
        bookmark = self.bookmark_at(event.pos().x())
        if bookmark is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename")).triggered.connect(lambda: self.rename(bookmark))
        if isinstance(bookmark, NamedLoop):
            update = menu.addAction(self.tr("Set to the loop as it is now"))
            update.setEnabled(self.loop is not None)
            update.triggered.connect(lambda: self.loop_update_requested.emit(bookmark))
            self._offer_colours(menu.addMenu(self.tr("Colour")), bookmark)
        menu.addAction(self.tr("Remove")).triggered.connect(lambda: self.removed.emit(bookmark))
        menu.popup(event.globalPos())

    def _offer_colours(self, menu: QMenu, loop: NamedLoop) -> None:
        for colour in LOOP_COLOURS:
            is_its = colour == loop.colour
            drawn = colour_icon(self.theme, colour, chosen=is_its)
            action = menu.addAction(drawn, colour_name(colour))
            action.setCheckable(True)
            action.setChecked(is_its)
            action.triggered.connect(
                lambda _=False, colour=colour: self.recoloured.emit(loop, colour)
            )

    def event(self, event: QEvent) -> bool:
        """Tell the whole name, and the times, of what the mouse rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bookmark = self.bookmark_at(event.pos().x())
            if bookmark is None:
                QToolTip.hideText()
            else:
                text = told(bookmark, self._bookmarks, self._sample_rate)
                QToolTip.showText(event.globalPos(), self._with_tempo(text, bookmark), self)
            return True
        return super().event(event)

    def _on_typed(self, text: str) -> None:
        bookmark, self._renaming = self._renaming, None
        if bookmark is not None:
            self.renamed.emit(bookmark, text)

    def _on_axis_changed(self) -> None:
        super()._on_axis_changed()
        if self._renaming is not None and self.editor.is_open:
            self.editor.setGeometry(self._editor_place(self._renaming))

    # Painting.

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """A quiet strip, as the ruler below."""
        painter.fillRect(area, QColor(self.theme.surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self.theme.line))

    def above_lines(self) -> list[QRect]:
        """Names can be read while the playhead passes."""
        return self._written

    def paint_layer(self, painter: QPainter) -> None:
        """The blocks, the flags, and the names where they are seen."""
        self._written.clear()
        if self.axis.duration_s <= 0:
            return
        painter.setFont(tokens.font(tokens.SMALL_PX))
        if not self._bookmarks.in_order:
            painter.setPen(QColor(self.theme.muted_text))
            self._write(painter, (0.0, float(self.width())), self._hint)
            return
        flags = list(self._flags())
        covers = tuple((flag.left(), flag.right()) for _, flag in flags)
        self._written += self._blocks.paint(painter, self._strip(), covers)
        painter.setFont(tokens.font(tokens.SMALL_PX))
        for marker, flag in flags:
            self._paint_flag(painter, marker, flag)

    def _paint_flag(self, painter: QPainter, marker: Marker, flag: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.muted_text))
        point = QPointF(flag.right(), flag.center().y())
        notch_x = flag.right() - _POINT_PX
        painter.drawPolygon(
            QPolygonF(
                [
                    flag.topLeft(),
                    QPointF(notch_x, flag.top()),
                    point,
                    QPointF(notch_x, flag.bottom()),
                    flag.bottomLeft(),
                ]
            )
        )
        painter.fillRect(QRectF(flag.left(), 0, _POLE_PX, self.height() - 1), self.theme.muted_text)
        painter.setPen(QColor(self.theme.background))
        self._write(painter, (flag.left(), notch_x + SPACE), marker.name)

    def _write(self, painter: QPainter, between: Columns, text: str) -> None:
        place = write_between(painter, between, self._strip(), text)
        if place is not None:
            self._written.append(place)
