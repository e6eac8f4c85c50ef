"""The whole song at a glance: its waveform, its loops and markers, and what is visible below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app import theme as tokens
from app.bookmarks import Bookmark, Bookmarks
from app.text_scale import fix_height, grown
from app.theme import MIX, Theme, stem_colour, with_alpha
from app.views.bookmark_text import told
from app.views.loop_blocks import LoopBlocks
from app.views.peaks_source import PeaksSource
from app.views.time_axis import TimeAxis
from app.views.time_canvas import TimeSpan
from app.views.waveform_image import waveform_image
from app.views.whole_song_canvas import WholeSongCanvas
from player.transport import LoopRegion

_BLOCKS_PX = 18
_MARKER_PX = 2
_FRAME_RADIUS = 3


class Overview(WholeSongCanvas):
    """A click seeks, a drag marks a loop. Once there are loops or markers, they stand in a strip of
    their own below the waveform, and a click there goes to what it hits.

    Signals, besides those of any view of time: `bookmark_chosen(bookmark)`.
    """

    bookmark_chosen = Signal(object)

    def __init__(
        self, visible: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None
    ) -> None:
        super().__init__(visible, theme, parent)
        self._sample_rate = sample_rate
        self._peaks: PeaksSource | None = None
        self._bookmarks = Bookmarks()
        self._blocks = LoopBlocks(self, sample_rate)
        self._written: list[QRect] = []
        self.set_low(False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Overview of the whole song"))
        self.setToolTip(self.tr("Click to go there, drag to loop"))

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, self.height())

    def set_low(self, low: bool) -> None:
        """Be as high as a page without much room can spare, or as usual; the bar of what is visible
        and the sections are above it.
        """
        whole_px = tokens.LOW_OVERVIEW_PX if low else tokens.OVERVIEW_PX
        fix_height(self, whole_px - tokens.VISIBLE_BAR_PX - tokens.SECTIONS_PX)

    def set_peaks(self, peaks: PeaksSource | None) -> None:
        """Give the song's waveform; call again when more of it is known."""
        self._peaks = peaks
        self.invalidate_layer()

    def set_bookmarks(self, bookmarks: Bookmarks) -> None:
        """Show the named loops and the markers."""
        self._bookmarks = bookmarks
        self._blocks.set_loops(bookmarks.loops)
        self.invalidate_layer()

    def set_clean_tempos(self, percents: Mapping[LoopRegion, int]) -> None:
        """Show the highest tempo at which a loop was clean, in percent, by its bounds."""
        self._blocks.set_clean_tempos(percents)
        self.invalidate_layer()

    def set_loop(self, loop: TimeSpan | None, enabled: bool) -> None:
        """Show the loop, and which of the named ones it is."""
        if (loop, enabled) != (self.loop, self.loop_enabled):
            super().set_loop(loop, enabled)
            if self._bookmarks.loops:
                self.invalidate_layer()

    def bookmark_at(self, x: float, y: float) -> Bookmark | None:
        """What of the strip is at a place."""
        if not self._strip().contains(x, y):
            return None
        for marker in self._bookmarks.markers:
            if 0 <= x - self._x(marker.frame) <= 2 * _MARKER_PX:
                return marker
        return self._blocks.at(x)

    def click(self, x: float) -> None:
        """Go to the place, or to what stands in the strip."""
        bookmark = self.bookmark_at(x, self._press.y())
        if bookmark is None:
            super().click(x)
        else:
            self.bookmark_chosen.emit(bookmark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show also that there is something to go to."""
        super().mouseMoveEvent(event)
        place = event.position()
        if not event.buttons() and self.bookmark_at(place.x(), place.y()) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def event(self, event: QEvent) -> bool:
        """Tell the whole name, the times, and the key of what the mouse rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bookmark = self.bookmark_at(event.pos().x(), event.pos().y())
            if bookmark is not None:
                text = told(bookmark, self._bookmarks, self._sample_rate)
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().event(event)

    def _x(self, frame: int) -> int:
        return self.x_of(frame / self._sample_rate)

    def _wave_px(self) -> int:
        return self.height() - 1 - (grown(_BLOCKS_PX) if self._bookmarks.in_order else 0)

    def _strip(self) -> QRectF:
        top = self._wave_px() + 1
        return QRectF(0, top, self.width(), self.height() - 2 - top)

    def paint_layer(self, painter: QPainter) -> None:
        """The song's waveform, and the strip below it."""
        self._written = []
        if self.axis.duration_s <= 0:
            return
        if self._peaks is not None:
            scale = painter.device().devicePixelRatio()
            columns, rows = round(self.width() * scale), round(self._wave_px() * scale)
            frames = max(1, round(self.axis.duration_s * self._sample_rate))
            minima, maxima = self._peaks.min_max(0, frames, columns)
            image = waveform_image(minima, maxima, rows, stem_colour(self.theme, MIX), scale)
            image.setDevicePixelRatio(scale)
            painter.drawImage(0, 0, image)
        self._written = self._blocks.paint(painter, self._strip())
        for marker in self._bookmarks.markers:
            place = QRectF(
                self._x(marker.frame), self._strip().top(), _MARKER_PX, grown(_BLOCKS_PX) - 2
            )
            painter.fillRect(place, QColor(self.theme.text))

    def above_lines(self) -> list[QRect]:
        """Names can be read while the playhead passes."""
        return self._written

    def paint_over_layer(self, painter: QPainter) -> None:
        """A frame around what is visible below, and a shade on the rest."""
        if self.axis.duration_s <= 0:
            return
        frame = self.visible_rect()
        shade = with_alpha(self.theme.background, 0.45)
        height = self._wave_px()
        painter.fillRect(QRect(0, 0, int(frame.left()), height), shade)
        painter.fillRect(QRectF(frame.right(), 0, self.width(), height), shade)
        if not self.visible_axis.shows_all:
            painter.setPen(QPen(QColor(self.theme.text), 2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inside = QRectF(frame.left() + 1, 1, max(1.0, frame.width() - 2), height - 2)
            painter.drawRoundedRect(inside, _FRAME_RADIUS, _FRAME_RADIUS)
