"""The lane of the click: where it is heard."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.text_scale import fix_height
from app.theme import SPACE, Theme, mixed
from app.views.click_strip import STRIP_PX
from app.views.time_axis import TimeAxis
from app.views.time_canvas import TimeCanvas
from player.click import Click
from player.click_sound import Strength
from player.click_track import Ticks, ticks_of

# Nearer to each other they are a grey area and say nothing.
_NEAREST_PX = 4
_HEIGHTS = {Strength.DOWNBEAT: 0.62, Strength.BEAT: 0.38, Strength.PART: 0.16}
_OFF = 0.45


class ClickLane(TimeCanvas):
    """A line for every click, as high as it is strong; pale while the click is off."""

    def __init__(
        self, axis: TimeAxis, theme: Theme, sample_rate: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(axis, theme, parent)
        self._sample_rate = sample_rate
        self._click = Click()
        self._ticks: Ticks | None = None
        self._song_frames = 0
        fix_height(self, STRIP_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Clicks"))

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, STRIP_PX)

    def set_click(self, click: Click) -> None:
        """Show where this clicks."""
        if click != self._click:
            self._click = click
            self._ticks = None
            self.invalidate_layer()

    def _current_ticks(self) -> Ticks | None:
        frames = round(self.axis.duration_s * self._sample_rate)
        if self._ticks is None or frames != self._song_frames:
            click, self._song_frames = self._click, frames
            self._ticks = None
            if click.grid is not None:
                accented = click.is_accented
                self._ticks = ticks_of(click.grid, frames, click.parts, is_accented=accented)
        return self._ticks

    def paint_layer(self, painter: QPainter) -> None:
        """The lines; where beats are not known, that."""
        ticks = self._current_ticks()
        if ticks is None:
            self._say_unknown(painter)
            return
        start, stop = (
            time_s * self._sample_rate for time_s in (self.axis.start_s, self.axis.stop_s)
        )
        seen = slice(*np.searchsorted(ticks.frames, (start, stop)))
        frames, strengths = ticks.frames[seen], ticks.strengths[seen]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            mixed(self.theme.text, self.theme.background, _OFF if self._click.mix.muted else 1.0)
        )
        px_per_frame = self.width() / max(1.0, stop - start)
        for strength in Strength:
            shown = frames[strengths <= strength]
            if len(shown) > 1 and float(np.median(np.diff(shown))) * px_per_frame < _NEAREST_PX:
                break
            height = self.height() * _HEIGHTS[strength]
            painter.drawRects(
                [
                    QRectF(
                        self.x_of(frame / self._sample_rate), self.height() - 1 - height, 1, height
                    )
                    for frame in frames[strengths == strength].tolist()
                ]
            )

    def _say_unknown(self, painter: QPainter) -> None:
        painter.setFont(tokens.font(tokens.SMALL_PX))
        painter.setPen(QColor(self.theme.muted_text))
        place = QRectF(self.rect()).adjusted(3 * SPACE, 0, 0, 0)
        text = self.tr("The beats of this song are not known yet.")
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
