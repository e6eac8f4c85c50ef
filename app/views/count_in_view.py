"""The count, big, over the lanes, while the song waits for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.text_scale import grown
from app.theme import SPACE, Theme, with_alpha

_WIDTH_PX, _HEIGHT_PX = 136, 112
_NUMBER_PX = 56
_RADIUS = 8


class CountInView(QWidget):
    """Lies over another widget, lets the mouse through, and is hidden while nothing is counted."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._theme = theme
        self._number = ""
        self._caption = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.update()

    def set_count(self, number: str, caption: str) -> None:
        """Show which beat is counted, and of what; nothing with an empty one."""
        if (number, caption) == (self._number, self._caption):
            return
        self._number, self._caption = number, caption
        if number:
            width, height = grown(_WIDTH_PX), grown(_HEIGHT_PX)
            top = max(0, (self._over.height() - height) // 2)
            self.setGeometry((self._over.width() - width) // 2, top, width, height)
            self.raise_()
        self.setVisible(bool(number))
        self.update()

    def text(self) -> str:
        """What is shown."""
        return self._number

    def paintEvent(self, event: QPaintEvent) -> None:
        """The number, and below it what it is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.line))
        painter.setBrush(with_alpha(self._theme.surface, 0.94))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS
        )
        caption_px = grown(7 * SPACE)
        upper = QRectF(0, SPACE, self.width(), self.height() - caption_px - SPACE)
        lower = QRectF(0, self.height() - caption_px - SPACE, self.width(), caption_px)
        painter.setFont(tokens.font(_NUMBER_PX, bold=True))
        painter.setPen(QColor(self._theme.accent))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, self._number)
        painter.setFont(tokens.font(tokens.SMALL_PX))
        painter.setPen(QColor(self._theme.muted_text))
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, self._caption)
        painter.end()
