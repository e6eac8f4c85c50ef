"""Where the song is, in big figures, and how long it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme as tokens
from app.theme import Theme
from app.views import time_text


class PositionReadout(QWidget):
    """A painted time: told 60 times a second, it repaints itself and moves nothing else."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._position = time_text.minutes_to_milliseconds(0.0)
        self._duration = time_text.minutes_and_seconds(0.0)
        self._big, self._small = tokens.font(tokens.DISPLAY_PX, bold=True), tokens.font(11)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Position"))

    def sizeHint(self) -> QSize:
        """Room for the longest time, so that nothing beside it moves."""
        big, small = QFontMetricsF(self._big), QFontMetricsF(self._small)
        return QSize(
            round(big.horizontalAdvance("00:00.000")) + 4, round(big.height() + small.height()) + 2
        )

    def set_position(self, time_s: float) -> None:
        """Show a position, in seconds of the song."""
        text = time_text.minutes_to_milliseconds(time_s)
        if text != self._position:
            self._position = text
            self.update()

    def set_duration(self, duration_s: float) -> None:
        """Show the song's length, in seconds."""
        self._duration = time_text.minutes_and_seconds(duration_s)
        self.setAccessibleDescription(self.tr("of {time}").format(time=self._duration))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.update()

    def text(self) -> str:
        """The position as it is shown."""
        return self._position

    def paintEvent(self, event: QPaintEvent) -> None:
        """Big above, small below, both ending at the same edge."""
        painter = QPainter(self)
        big_px = QFontMetricsF(self._big).height()
        upper = QRectF(0, 0, self.width(), big_px)
        lower = QRectF(0, big_px, self.width(), self.height() - big_px)
        painter.setFont(self._big)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(upper, Qt.AlignmentFlag.AlignHCenter, self._position)
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.muted_text))
        painter.drawText(
            lower,
            Qt.AlignmentFlag.AlignCenter,
            self.tr("of {time}").format(time=self._duration),
        )
        painter.end()
