"""A bar that shows how loud something is right now."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import Theme
from app.views.accessible import AccessibleValue, Role

FLOOR_DB, CEILING_DB = -60.0, 6.0
_FALL_DB_PER_S = 24.0
_THICKNESS_PX = 5


class LevelMeter(QWidget):
    """Jumps to a peak and falls from it at a steady rate, however often it is told."""

    accessible_role = Role.Indicator

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour = QColor(theme.accent)
        self._level_db = FLOOR_DB
        self._told_at_s = time.monotonic()
        # Sixty times a second the cell around it would be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Level"))

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(120, _THICKNESS_PX)

    @property
    def level_db(self) -> float:
        """What the bar shows."""
        return self._level_db

    def accessible_value(self) -> AccessibleValue:
        """The level in dB; told when it is asked for, not sixty times a second."""
        silent = self._level_db <= FLOOR_DB
        text = (
            self.tr("silent")
            if silent
            else self.tr("{level} dB").format(level=f"{self._level_db:.0f}".replace("-", "−"))
        )
        return AccessibleValue(text, self._level_db, FLOOR_DB, CEILING_DB)

    def set_theme(self, theme: Theme, colour: QColor) -> None:
        """Paint in this colour, on this theme's ground."""
        self._theme, self._colour = theme, colour
        self.update()

    def set_level(self, peak: float) -> None:
        """Tell the latest peak, full scale 1.0; call it at every frame, with 0.0 in silence too."""
        now_s = time.monotonic()
        fallen_db = self._level_db - (now_s - self._told_at_s) * _FALL_DB_PER_S
        self._told_at_s = now_s
        peak_db = 20 * math.log10(peak) if peak > 0 else FLOOR_DB
        level_db = min(max(peak_db, fallen_db, FLOOR_DB), CEILING_DB)
        before, now = self._bar_px(self._level_db), self._bar_px(level_db)
        self._level_db = level_db
        if now != before:
            self.update(QRect(min(before, now), 0, abs(now - before), self.height()))

    def _bar_px(self, level_db: float) -> int:
        return round((level_db - FLOOR_DB) / (CEILING_DB - FLOOR_DB) * self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A groove, the bar in it, and what is over full scale in the colour of an error."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        level, full = self._bar_px(self._level_db), self._bar_px(0.0)
        for left, right, colour in (
            (0, self.width(), QColor(self._theme.raised)),
            (full, level, QColor(self._theme.error)),
            (0, min(level, full), self._colour),
        ):
            part = QRect(left, 0, right - left, self.height())
            if left < right and part.intersects(event.rect()):
                painter.setClipRect(part)
                painter.setBrush(colour)
                painter.drawRoundedRect(whole, radius, radius)
        painter.end()
