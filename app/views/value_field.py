"""A number people change by hand, in place: dragged, scrolled, typed."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from app import theme as tokens
from app.theme import Theme
from app.views.accessible import AccessibleValue, Role
from app.views.in_place_editor import InPlaceEditor
from app.views.keyboard_focus import give_up_keyboard
from app.views.own_keys import claims_key, held_with

_DRAG_BEGINS_PX = 3
_UNDERLINE_PX = 3
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPPING_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")


class ValueField(QAbstractSlider):
    """A whole number with a unit, over a dashed line that says: take me.

    Drag up and down, wheel, Up and Down keys; a click or Return begins to type; the right button
    resets it. Only Tab gives it the keyboard for longer than it takes to type: digits and signs
    belong to the window's shortcuts.

    Signals: `value_changed(value)` when a person has changed it.
    """

    value_changed = Signal(float)
    accessible_role = Role.SpinBox

    def __init__(
        self,
        name: str,
        theme: Theme,
        minimum: int,
        maximum: int,
        reset_to: int,
        *,
        unit: str = "",
        size_px: int = tokens.DISPLAY_PX,
        signed: bool = False,
        px_per_step: float = 3.0,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reset_to = reset_to
        self._unit = unit
        self._signed = signed
        self.px_per_step = px_per_step
        """How far the mouse moves for one step."""
        self._alignment = alignment
        self.setFont(tokens.font(size_px, bold=size_px >= tokens.DISPLAY_PX))
        self._pressed: tuple[float, int] | None = None
        self._dragging = False
        self._turned_notches = 0.0
        self.editor = InPlaceEditor(name, self.font(), self)
        self.editor.typed.connect(self._on_typed)
        self.setRange(minimum, maximum)
        self.setPageStep(5)
        self.setValue(reset_to)
        self.setAccessibleName(name)
        self.setToolTip(
            self.tr(
                "{name}: click to type, drag up and down or scroll; right-click for {reset_to}"
            ).format(name=name, reset_to=self._text_of(reset_to))
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.valueChanged.connect(self._on_value_changed)
        self.setAccessibleDescription(self.text())

    def sizeHint(self) -> QSize:
        """Room for the widest number, so that nothing beside it moves."""
        metrics = QFontMetricsF(self.font())
        widest = max(
            metrics.horizontalAdvance(self._text_of(value))
            for value in (self.minimum(), self.maximum())
        )
        return QSize(round(widest) + 8, round(metrics.height()) + _UNDERLINE_PX)

    def text(self) -> str:
        """The number with its sign and unit."""
        return self._text_of(self.value())

    def set_value(self, value: float) -> None:
        """Show a number without announcing it."""
        with QSignalBlocker(self):
            self.setValue(round(value))
        self.setAccessibleDescription(self.text())

    def accessible_value(self) -> AccessibleValue:
        """The number as it is shown."""
        return AccessibleValue(
            self.text(),
            self.value(),
            self.minimum(),
            self.maximum(),
            choose=lambda number: self.setValue(round(number)),
        )

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.update()

    def reset(self) -> None:
        """Back to where it began."""
        self.setValue(self._reset_to)

    def _text_of(self, value: int) -> str:
        number = f"{value:+d}" if self._signed and value else str(value)
        return number.replace("-", "−") + self._unit

    def _on_value_changed(self, value: int) -> None:
        self.setAccessibleDescription(self.text())
        self.value_changed.emit(float(value))

    # Typing.

    def edit(self) -> None:
        """Let somebody type another number."""
        self.editor.open(str(self.value()), self.rect())

    def _on_typed(self, text: str) -> None:
        typed = _NUMBER.search(text.replace("−", "-"))
        if typed:
            # Halves go up: 62.5 is 63, as people round.
            self.setValue(math.floor(float(typed.group().replace(",", ".")) + 0.5))

    # Keys, mouse, wheel.

    def event(self, event: QEvent) -> bool:
        """Claim the field's own keys before the window's shortcuts get them."""
        return claims_key(event, _is_own_key) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, let type, or give up the keyboard."""
        if not _is_own_key(event):
            event.ignore()
        elif event.key() in _OPENING_KEYS:
            self.edit()
        elif event.key() == Qt.Key.Key_Escape:
            give_up_keyboard(self)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the number."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragging = (event.position().y(), self.value()), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Up is more."""
        if self._pressed is None:
            return
        pressed_y, pressed_value = self._pressed
        moved = pressed_y - event.position().y()
        self._dragging = self._dragging or abs(moved) > _DRAG_BEGINS_PX
        if self._dragging:
            self.setValue(pressed_value + round(moved / self.px_per_step))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a press that never moved was a click, and lets type."""
        clicked, self._pressed = self._pressed is not None and not self._dragging, None
        if clicked:
            self.edit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button resets."""
        self.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One step at a notch, also where a touchpad gives parts of one; none while typing."""
        event.accept()
        if self.editor.is_open:
            return
        self._turned_notches += event.angleDelta().y() / 120
        steps = int(self._turned_notches)
        self._turned_notches -= steps
        self.setValue(self.value() + steps)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The number over its dashed line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.setPen(QColor(self._theme.text if self.isEnabled() else self._theme.muted_text))
        place = QRectF(self.rect()).adjusted(0, 0, 0, -_UNDERLINE_PX)
        painter.drawText(place, self._alignment | Qt.AlignmentFlag.AlignVCenter, self.text())
        marked = self.hasFocus() or self.underMouse()
        pen = QPen(QColor(self._theme.accent if marked else self._theme.muted_text), 1.5)
        pen.setDashPattern([2, 1.5])
        painter.setPen(pen)
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        centred = self._alignment == Qt.AlignmentFlag.AlignHCenter
        left = (self.width() - width) / 2 if centred else 0.0
        y = self.height() - 1.5
        painter.drawLine(round(left), round(y), round(left + width), round(y))
        painter.end()


def _is_own_key(event: QKeyEvent) -> bool:
    plain = not held_with(event)
    return plain and event.key() in (*_STEPPING_KEYS, *_OPENING_KEYS, Qt.Key.Key_Escape)
