"""One take's waveform on the time axis, where it was played."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.take_text import take_details
from app.takes import Take
from app.theme import SPACE, Theme, with_alpha
from app.views.peaks_source import PeaksSource
from app.views.time_axis import TimeAxis
from app.views.time_canvas import TimeCanvas
from app.views.waveform_image import waveform_image

TAKE_PX = 56
_FADED = 0.36
_GROUND = 0.06
_CLIP_PX = 2


class TakeLane(TimeCanvas):
    """The waveform of a take, marked where it was too loud, and below it how it was played."""

    def __init__(
        self,
        take: Take,
        axis: TimeAxis,
        theme: Theme,
        sample_rate: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(axis, theme, parent)
        self._take = take
        self._sample_rate = sample_rate
        self._peaks: PeaksSource | None = None
        self._audible = False
        self.setMinimumHeight(TAKE_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.set_take(take, None, audible=True)

    def sizeHint(self) -> QSize:
        """Lower than a stem."""
        return QSize(480, TAKE_PX)

    def set_take(self, take: Take, peaks: PeaksSource | None, *, audible: bool) -> None:
        """Show this, faded where it is not heard."""
        if (take, audible) == (self._take, self._audible) and peaks is self._peaks:
            return
        self._take, self._peaks, self._audible = take, peaks, audible
        name = self.tr("Waveform of {take}, {details}")
        name = name.format(take=take.name, details=take_details(take))
        # What grows changes many times a second, and is nothing new to a screen reader.
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(take_details(take))
        self.invalidate_layer()

    def paint_layer(self, painter: QPainter) -> None:
        """A ground where it was played, the waveform on it, and at its beginning the details."""
        take, rate = self._take, self._sample_rate
        left = self.axis.x_at(take.start_frame / rate, self.width())
        right = self.axis.x_at(take.stop_frame / rate, self.width())
        area = QRectF(left, 0, right - left, self.height() - 1).intersected(QRectF(self.rect()))
        if area.isEmpty():
            return
        ink = QColor(self.theme.text)
        painter.fillRect(area, with_alpha(ink, _GROUND))
        painter.setFont(tokens.font(tokens.SMALL_PX))
        painter.setPen(QColor(self.theme.muted_text))
        text = area.adjusted(SPACE, 0, -SPACE, 0)
        text.setTop(area.bottom() - painter.fontMetrics().height())
        sound = area.adjusted(0, 0, 0, -text.height())
        self._paint_waveform(painter, sound, with_alpha(ink, 1.0 if self._audible else _FADED))
        for place in take.clips:
            x = self.x_of(place / rate)
            painter.fillRect(QRectF(x - 1, 0, _CLIP_PX, sound.height()), QColor(self.theme.error))
        details = painter.fontMetrics().elidedText(
            take_details(take), Qt.TextElideMode.ElideRight, int(text.width())
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, details)

    def _paint_waveform(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        if self._peaks is None:
            return
        scale = painter.device().devicePixelRatio()
        first = int(area.left() * scale)
        columns = max(1, round(area.right() * scale) - first)
        start_frame, stop_frame = (
            round(self.axis.time_at(column / scale, self.width()) * self._sample_rate)
            for column in (first, first + columns)
        )
        minima, maxima = self._peaks.min_max(start_frame, max(stop_frame, start_frame + 1), columns)
        image = waveform_image(minima, maxima, round(area.height() * scale), colour, scale)
        image.setDevicePixelRatio(scale)
        painter.drawImage(QPointF(first / scale, 0), image)
