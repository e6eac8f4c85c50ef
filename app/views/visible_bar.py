"""The bar over the overview: what part of the song is visible below, moved and resized."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.text_scale import fix_height
from app.theme import SPACE, Theme
from app.views.time_axis import TimeAxis
from app.views.time_canvas import GRIP_PX, Grip
from app.views.whole_song_canvas import WholeSongCanvas

_NOTCH_PX = 2


class VisibleBar(WholeSongCanvas):
    """Its thumb is dragged to move along the song, its ends to zoom; beside it a drag marks anew
    what is visible, and a click brings the place to the middle.
    """

    has_layer = False

    def __init__(self, visible: TimeAxis, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(visible, theme, parent)
        fix_height(self, tokens.VISIBLE_BAR_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Visible part of the song"))
        self.setToolTip(self.tr("Drag to move along the song, drag the ends to zoom"))

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, tokens.VISIBLE_BAR_PX)

    def grip_at(self, x: float) -> Grip:
        """The thumb, its ends, or a new one."""
        start_s, stop_s = self.visible_axis.start_s, self.visible_axis.stop_s
        thumb = self.visible_rect()
        show = self.visible_axis.show
        if not self.visible_axis.shows_all:
            # A thumb too small to be taken at its ends can still be taken.
            inner = min(GRIP_PX, thumb.width() / 4)
            if thumb.left() + inner <= x <= thumb.right() - inner:
                return Grip(
                    Qt.CursorShape.OpenHandCursor,
                    lambda from_s, to_s: show(start_s + to_s - from_s, stop_s + to_s - from_s),
                    _nothing,
                )
        for edge, moved_s, fixed_s in (
            (thumb.left(), start_s, stop_s),
            (thumb.right(), stop_s, start_s),
        ):
            if abs(x - edge) <= GRIP_PX:
                return self._end_grip(moved_s, fixed_s)
        return Grip(
            Qt.CursorShape.ArrowCursor,
            lambda from_s, to_s: show(*sorted((from_s, to_s))),
            _nothing,
        )

    def click(self, x: float) -> None:
        """Bring the place to the middle of what is visible."""
        half_s = self.visible_axis.span_s / 2
        self.visible_axis.show(self.time_of(x) - half_s, self.time_of(x) + half_s)

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """A quiet strip: a loop is shown below."""
        painter.fillRect(area, QColor(self.theme.surface))

    def paint_over_layer(self, painter: QPainter) -> None:
        """The thumb, with a notch at either end."""
        if self.axis.duration_s <= 0:
            return
        thumb = self.visible_rect().adjusted(0, SPACE / 2, 0, -SPACE / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.muted_text))
        painter.drawRoundedRect(thumb, SPACE, SPACE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if thumb.width() > 8 * SPACE:
            for x in (thumb.left() + SPACE, thumb.right() - SPACE - _NOTCH_PX):
                notch = QRectF(x, thumb.top() + SPACE / 2, _NOTCH_PX, thumb.height() - SPACE)
                painter.fillRect(notch, QColor(self.theme.surface))

    def _end_grip(self, moved_s: float, fixed_s: float) -> Grip:
        show = self.visible_axis.show
        return Grip(
            Qt.CursorShape.SizeHorCursor,
            lambda from_s, to_s: show(*sorted((fixed_s, moved_s + to_s - from_s))),
            _nothing,
        )


def _nothing() -> None:
    """What is to be done when the thumb is let go: it has moved already."""
