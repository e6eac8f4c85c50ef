"""The whole song at a glance: its waveform, what part of it is visible below, loop and playhead."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.bookmarks import Bookmarks
from app.theme import MIX, Theme, stem_colour, with_alpha
from app.views.peaks_source import PeaksSource
from app.views.time_axis import TimeAxis
from app.views.time_canvas import GRIP_PX, Grip, TimeCanvas
from app.views.waveform_image import waveform_image

_LOOP_PX, _MARKER_PX = 3, 6


class Overview(TimeCanvas):
    """A click seeks; the frame around what is visible is dragged and resized, or drawn anew."""

    def __init__(
        self, visible: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None
    ) -> None:
        self._whole = TimeAxis()
        super().__init__(self._whole, theme, parent)
        self._whole.setParent(self)
        self._visible = visible
        self._sample_rate = sample_rate
        self._peaks: PeaksSource | None = None
        self._bookmarks = Bookmarks()
        self.setFixedHeight(tokens.OVERVIEW_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Overview of the whole song"))
        self.setToolTip(self.tr("Click to go there, drag to choose what is visible below"))
        visible.changed.connect(self._on_visible_changed)

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, tokens.OVERVIEW_PX)

    def set_peaks(self, peaks: PeaksSource | None) -> None:
        """Give the song's waveform; call again when more of it is known."""
        self._peaks = peaks
        self.invalidate_layer()

    def set_bookmarks(self, bookmarks: Bookmarks) -> None:
        """Show where the named loops and the markers are."""
        self._bookmarks = bookmarks
        self.update()

    def viewport_rect(self) -> QRectF:
        """The frame around what is visible below."""
        left, right = self.x_of(self._visible.start_s), self.x_of(self._visible.stop_s)
        return QRectF(left, 3, max(2, right - left), self.height() - 7)

    def grip_at(self, x: float) -> Grip:
        """The frame's edges, the frame, or a new frame."""
        start_s, stop_s = self._visible.start_s, self._visible.stop_s
        frame = self.viewport_rect()
        show = self._visible.show
        if not self._visible.shows_all:
            # A frame too small to be taken at its edges can still be taken.
            inner = min(GRIP_PX, frame.width() / 4)
            if frame.left() + inner <= x <= frame.right() - inner:
                return Grip(
                    Qt.CursorShape.OpenHandCursor,
                    lambda from_s, to_s: show(start_s + to_s - from_s, stop_s + to_s - from_s),
                    _nothing,
                )
        for edge, moved_s, fixed_s in (
            (frame.left(), start_s, stop_s),
            (frame.right(), stop_s, start_s),
        ):
            if abs(x - edge) <= GRIP_PX:
                return self._edge_grip(moved_s, fixed_s)
        return Grip(
            Qt.CursorShape.ArrowCursor,
            lambda from_s, to_s: show(*sorted((from_s, to_s))),
            _nothing,
        )

    def _edge_grip(self, moved_s: float, fixed_s: float) -> Grip:
        return Grip(
            Qt.CursorShape.SizeHorCursor,
            lambda from_s, to_s: self._visible.show(*sorted((fixed_s, moved_s + to_s - from_s))),
            _nothing,
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll and zoom what is visible below."""
        notches = (event.angleDelta().x() + event.angleDelta().y()) / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._visible.zoom(1.25**notches, self.time_of(event.position().x()))
        else:
            self._visible.scroll(-notches * 0.1 * self._visible.span_s)
        event.accept()

    def paint_layer(self, painter: QPainter) -> None:
        """The song's waveform."""
        if self._peaks is None or self.axis.duration_s <= 0:
            return
        scale = painter.device().devicePixelRatio()
        columns, rows = round(self.width() * scale), round((self.height() - 1) * scale)
        frames = max(1, round(self.axis.duration_s * self._sample_rate))
        minima, maxima = self._peaks.min_max(0, frames, columns)
        colour = stem_colour(self.theme, MIX)
        image = waveform_image(minima, maxima, rows, colour, scale)
        image.setDevicePixelRatio(scale)
        painter.drawImage(0, 0, image)

    def paint_over_layer(self, painter: QPainter) -> None:
        """The frame around what is visible, a shade on the rest, and small signs of bookmarks."""
        if self.axis.duration_s <= 0:
            return
        frame = self.viewport_rect()
        shade = with_alpha(self.theme.background, 0.45)
        height = self.height() - 1
        painter.fillRect(QRect(0, 0, int(frame.left()), height), shade)
        painter.fillRect(QRectF(frame.right(), 0, self.width(), height), shade)
        if not self._visible.shows_all:
            painter.setPen(QPen(QColor(self.theme.text), 2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(frame.adjusted(1, 0, -1, 0), 3, 3)
        self._paint_bookmarks(painter)

    def _paint_bookmarks(self, painter: QPainter) -> None:
        """Bars and ticks at the upper edge, above the frame."""
        colour = QColor(self.theme.muted_text)
        for loop in self._bookmarks.loops:
            left = self.x_of(loop.start_frame / self._sample_rate)
            right = self.x_of(loop.end_frame / self._sample_rate)
            painter.fillRect(left, 0, max(2, right - left - 1), _LOOP_PX, colour)
        for marker in self._bookmarks.markers:
            x = self.x_of(marker.frame / self._sample_rate)
            painter.fillRect(x, 0, 2, _MARKER_PX, colour)

    def _on_visible_changed(self) -> None:
        self._whole.set_duration(self._visible.duration_s)
        self.update()


def _nothing() -> None:
    """What is to be done when a frame is let go: it has moved already."""
