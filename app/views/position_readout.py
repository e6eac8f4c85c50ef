"""Where the song is, in big figures, and how long it is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme as tokens
from app.theme import Theme
from app.views import time_text
from app.views.accessible import AccessibleValue, Role
from app.views.grid_text import short_place, spoken_place
from app.views.in_place_editor import InPlaceEditor
from player.bar_count import BarPlace


class PositionReadout(QWidget):
    """A painted time: told 60 times a second, it repaints itself and moves nothing else.

    A click, or Return, lets type another. Signals: `edited(time_s)`.
    """

    edited = Signal(float)
    accessible_role = Role.Button

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._position = time_text.minutes_to_milliseconds(0.0)
        self._duration = time_text.minutes_and_seconds(0.0)
        self._place = self._spoken_place = ""
        self._position_s = self._duration_s = 0.0
        self.setFont(tokens.font(tokens.DISPLAY_PX, bold=True))
        self.editor = InPlaceEditor(self.tr("Position"), self.font(), self)
        self.editor.typed.connect(self._on_typed)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Sixty times a second the bar around it would be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Position"))
        self.setToolTip(self.tr("Click to type a time: 1:30 or 90"))

    def sizeHint(self) -> QSize:
        """Room for the longest time, so that nothing beside it moves."""
        big, small = QFontMetricsF(self.font()), QFontMetricsF(tokens.font(tokens.SMALL_PX))
        place = short_place(BarPlace(888, 8))
        below = "  ".join((place, self.tr("of {time}").format(time="00:00")))
        width = max(big.horizontalAdvance("00:00.000"), small.horizontalAdvance(below))
        return QSize(round(width) + 4, round(big.height() + small.height()) + 2)

    def set_position(self, time_s: float) -> None:
        """Show a position, in seconds of the song."""
        self._position_s = time_s
        text = time_text.minutes_to_milliseconds(time_s)
        if text != self._position:
            self._position = text
            self.update(0, 0, self.width(), self._big_px())

    def set_place(self, place: BarPlace) -> None:
        """Show the bar and the beat of the position, where they are known."""
        text = short_place(place)
        if text != self._place:
            self._place, self._spoken_place = text, spoken_place(place)
            self.update(0, self._big_px(), self.width(), self.height() - self._big_px())

    def set_duration(self, duration_s: float) -> None:
        """Show the song's length, in seconds."""
        self._duration_s = duration_s
        self._duration = time_text.minutes_and_seconds(duration_s)
        self.setAccessibleDescription(self.tr("of {time}").format(time=self._duration))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.update()

    def accessible_value(self) -> AccessibleValue:
        """The time, in seconds of the song; in words with its bar and beat."""
        seconds, length_s = self._position_s, self._duration_s
        words = ", ".join(filter(None, (self._position, self._spoken_place)))
        return AccessibleValue(words, seconds, 0.0, length_s, choose=self.edited.emit)

    def accessible_press(self) -> None:
        """Let type, as Return does."""
        self.edit()

    def text(self) -> str:
        """The position as it is shown."""
        return self._position

    def edit(self) -> None:
        """Let somebody type where to go."""
        self.editor.open(self._position, QRect(0, 0, self.width(), self._big_px()))

    def _on_typed(self, text: str) -> None:
        time_s = time_text.typed_time_s(text)
        # Whoever only looked stays where the song is by now.
        if time_s is not None and self.editor.isModified():
            self.edited.emit(time_s)

    def _big_px(self) -> int:
        return round(QFontMetricsF(self.font()).height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let type."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return lets type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Big above, small below; underlined where somebody is about to type."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.surface))
        big_px = self._big_px()
        upper = QRectF(0, 0, self.width(), big_px)
        lower = QRectF(0, big_px, self.width(), self.height() - big_px)
        painter.setFont(self.font())
        painter.setPen(QColor(self._theme.text if self.isEnabled() else self._theme.muted_text))
        painter.drawText(upper, Qt.AlignmentFlag.AlignHCenter, self._position)
        if self.isEnabled() and (self.hasFocus() or self.underMouse()):
            width = QFontMetricsF(self.font()).horizontalAdvance(self._position)
            left = round((self.width() - width) / 2)
            pen = QPen(QColor(self._theme.accent), 1.5)
            pen.setDashPattern([2, 1.5])
            painter.setPen(pen)
            painter.drawLine(left, big_px, left + round(width), big_px)
        if lower.intersects(QRectF(event.rect())):
            painter.setFont(tokens.font(tokens.SMALL_PX))
            painter.setPen(QColor(self._theme.muted_text))
            length = self.tr("of {time}").format(time=self._duration)
            if not self._place:
                painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, length)
            else:
                middle = Qt.AlignmentFlag.AlignVCenter
                painter.drawText(lower, middle | Qt.AlignmentFlag.AlignRight, length)
                painter.setPen(QColor(self._theme.text))
                painter.drawText(lower, middle | Qt.AlignmentFlag.AlignLeft, self._place)
        painter.end()
