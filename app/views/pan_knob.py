"""A small knob that places a stem between left and right."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QDial, QWidget

from app.theme import Theme
from app.views.accessible import AccessibleValue, Role

_PERCENT = 100
_STEP = 5
_SIZE_PX = 26
_TURN_DEGREES = 135.0
_PERCENT_PER_PX = 1.5


class PanKnob(QDial):
    """-1 (left) to 1 (right). Drag up and down, arrow keys, wheel; a double-click centres it.

    Signals: `pan_changed(float)` when a person has turned it.
    """

    pan_changed = Signal(float)
    accessible_role = Role.Dial

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour = QColor(theme.accent)
        self._pressed_y: float | None = None
        self._pressed_value = 0
        self.setRange(-_PERCENT, _PERCENT)
        self.setSingleStep(_STEP)
        self.setPageStep(5 * _STEP)
        self.setFixedSize(QSize(_SIZE_PX, _SIZE_PX))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.valueChanged.connect(self._on_value_changed)
        self._tell_value()

    @property
    def pan(self) -> float:
        """Where it points."""
        return self.value() / _PERCENT

    def set_pan(self, pan: float) -> None:
        """Turn it without announcing anything."""
        with QSignalBlocker(self):
            self.setValue(round(pan * _PERCENT))
        self._tell_value()

    def accessible_value(self) -> AccessibleValue:
        """The place in percent, -100 at the left."""
        return AccessibleValue(
            self.value_text(),
            self.value(),
            -_PERCENT,
            _PERCENT,
            _STEP,
            choose=lambda percent: self.setValue(round(percent)),
        )

    def set_theme(self, theme: Theme, colour: QColor) -> None:
        """Paint in this colour, on this theme's ground."""
        self._theme, self._colour = theme, colour
        self.update()

    def value_text(self) -> str:
        """The place in words."""
        if self.value() == 0:
            return self.tr("Pan: centre")
        side = self.tr("left") if self.value() < 0 else self.tr("right")
        return self.tr("Pan: {percent} % {side}").format(percent=abs(self.value()), side=side)

    def _on_value_changed(self) -> None:
        self._tell_value()
        self.pan_changed.emit(self.pan)

    def _tell_value(self) -> None:
        self.setAccessibleDescription(self.value_text())
        self.setToolTip(self.value_text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_y, self._pressed_value = event.position().y(), self.value()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Up is right."""
        if self._pressed_y is not None:
            moved = (self._pressed_y - event.position().y()) * _PERCENT_PER_PX
            self.setValue(self._pressed_value + round(moved))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        self._pressed_y = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the centre."""
        self.setValue(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One step at a notch."""
        self.setValue(self.value() + round(event.angleDelta().y() / 120 * _STEP))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A disc with a pointer, and an arc from the centre to where it points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(self._theme.accent if self.hasFocus() else self._theme.outline)
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(self._theme.raised))
        disc = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawEllipse(disc)
        turned = self.pan * _TURN_DEGREES
        if self.value() != 0:
            painter.setPen(QPen(self._colour, 2))
            painter.drawArc(disc.adjusted(1, 1, -1, -1), 90 * 16, round(-turned * 16))
        angle = math.radians(turned - 90)
        towards = QPointF(math.cos(angle), math.sin(angle))
        painter.setPen(
            QPen(QColor(self._theme.text), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        painter.drawLine(disc.center() + towards * 3.5, disc.center() + towards * 8.5)
        painter.end()
