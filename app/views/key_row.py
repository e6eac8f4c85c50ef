"""A line of the list of keys: what is done, and by what."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app import theme as tokens
from app.shortcuts import Shortcut
from app.text_scale import scaled
from app.theme import RADIUS, SPACE, Theme
from app.views.key_caps import caps_height, caps_width, native_keys, paint_caps

_MARGIN_PX = 2 * SPACE
_LEAST_TEXT_PX = 120


class KeyRow(QPushButton):
    """An action with its keys and its pedal; a click or Return is for changing them.

    It is checked while they are being changed.

    Signals: `stepped(by)`: an arrow key is for the next line, 1, or the one before, -1.
    """

    stepped = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pedal = ""
        self._shortcut: Shortcut | None = None
        self._caps_px = 0.0
        self._height_px = 0
        self.setCheckable(True)
        self.setAutoDefault(True)  # the return key presses it
        self.setFont(tokens.font(tokens.TEXT_PX))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shortcut(self, shortcut: Shortcut, pedal: str) -> None:
        """Show this action, and the name of its pedal if it has one."""
        if (shortcut, pedal) == (self._shortcut, self._pedal):
            return
        self._shortcut, self._pedal = shortcut, pedal
        self.setText(shortcut.text)
        self.setAccessibleName(shortcut.text)
        words = [native_keys(shortcut.keys) or self.tr("no keys")]
        if pedal:
            words.append(pedal)
        if self._is_changed:
            first = native_keys(shortcut.default_keys) or self.tr("no keys")
            words.append(self.tr("at first {keys}").format(keys=first))
        self.setAccessibleDescription(", ".join(words))
        self.setToolTip(f"{shortcut.text}: {', '.join(words)}")
        self._measure()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Caps are as big as the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self._height_px = round(caps_height()) + 2 * SPACE
        if self._shortcut is not None:
            self._caps_px = caps_width(self._shortcut.keys)
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.update()

    @property
    def _is_changed(self) -> bool:
        return self._shortcut is not None and self._shortcut.keys != self._shortcut.default_keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to another line, or be pressed."""
        by = int(event.key() == Qt.Key.Key_Down) - int(event.key() == Qt.Key.Key_Up)
        if by:
            self.stepped.emit(by)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for caps, and for a text that is cut where there is no more."""
        width = scaled(_LEAST_TEXT_PX) + self._caps_px + 2 * _MARGIN_PX
        return QSize(round(width), self._height_px)

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text at the left, a dot if the keys are the musician's own, pedal and caps."""
        if self._shortcut is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, middle = self._theme, self.height() / 2
        self._paint_ground(painter)
        left = self.width() - _MARGIN_PX - self._caps_px
        if self._shortcut.keys:
            paint_caps(painter, self._shortcut.keys, left, middle, theme)
        painter.setPen(QColor(theme.muted_text))
        small = tokens.font(tokens.SMALL_PX)
        painter.setFont(small)
        for word in filter(None, (self._pedal, "●" if self._is_changed else "")):
            width = QFontMetricsF(small).horizontalAdvance(word)
            left -= width + _MARGIN_PX
            place = QRectF(left, 0, width + 1, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
        painter.setPen(QColor(theme.text))
        painter.setFont(self.font())
        room = max(0.0, left - 2 * _MARGIN_PX)
        text = QFontMetricsF(self.font()).elidedText(
            self._shortcut.text, Qt.TextElideMode.ElideRight, room
        )
        place = QRectF(_MARGIN_PX, 0, room + 1, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        """What is under the mouse, what has the keyboard, what is being changed."""
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(theme.line if self.isChecked() else theme.raised))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        if self.hasFocus() or self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
