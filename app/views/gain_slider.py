"""A fader lying on its side."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from app.theme import Theme
from app.translation import decimal
from app.views.accessible import AccessibleValue, Role

MINIMUM_DB, MAXIMUM_DB = -60.0, 6.0
# Half of the way belongs to the 16 dB around 0, where a mix is made.
_TAPER = 2.6
_TENTHS = 10
_HANDLE_PX = 12
_GROOVE_PX, _FILLED_PX = 2, 4
_WHEEL_DB = 0.5


def position_of(gain_db: float) -> float:
    """Where on the way, 0 to 1, a gain stands."""
    part = (gain_db - MINIMUM_DB) / (MAXIMUM_DB - MINIMUM_DB)
    return float(min(max(part, 0.0), 1.0) ** _TAPER)


def gain_at(position: float) -> float:
    """The gain, in dB, at a place on the way from 0 to 1."""
    part = min(max(position, 0.0), 1.0) ** (1 / _TAPER)
    return MINIMUM_DB + float(part) * (MAXIMUM_DB - MINIMUM_DB)


def gain_text(gain_db: float) -> str:
    """A gain as people write it: +3.0 dB, −6.0 dB, and −∞ dB at the bottom."""
    if gain_db <= MINIMUM_DB:
        return "−∞ dB"
    if abs(gain_db) < 0.05:
        return f"{decimal(0.0, 1)} dB"
    sign = "+" if gain_db > 0 else "−"
    return f"{sign}{decimal(abs(gain_db), 1)} dB"


class GainSlider(QSlider):
    """-60 (silence) to +6 dB. Drag, arrow keys, wheel (0.5 dB); a double-click gives 0 dB.

    Signals: `gain_db_changed(float)` when a person has moved it.
    """

    gain_db_changed = Signal(float)
    accessible_role = Role.Slider

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._colour = QColor(theme.accent)
        self._grabbed_at_px = 0.0
        self.setMinimumSize(8 * _HANDLE_PX, _HANDLE_PX + 4)
        self.setRange(round(MINIMUM_DB * _TENTHS), round(MAXIMUM_DB * _TENTHS))
        self.setSingleStep(round(_WHEEL_DB * _TENTHS))
        self.setPageStep(3 * _TENTHS)
        self.setValue(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._on_value_changed)

    def sizeHint(self) -> QSize:
        """Room for the handle."""
        return QSize(120, _HANDLE_PX + 4)

    @property
    def gain_db(self) -> float:
        """Where it stands."""
        return self.value() / _TENTHS

    def set_gain_db(self, gain_db: float) -> None:
        """Move it without announcing anything."""
        with QSignalBlocker(self):
            self.setValue(round(gain_db * _TENTHS))
        self._tell_value()

    def accessible_value(self) -> AccessibleValue:
        """The gain in dB."""
        return AccessibleValue(
            gain_text(self.gain_db),
            self.gain_db,
            MINIMUM_DB,
            MAXIMUM_DB,
            _WHEEL_DB,
            choose=lambda gain_db: self.setValue(round(gain_db * _TENTHS)),
        )

    def set_theme(self, theme: Theme, colour: QColor) -> None:
        """Paint in this colour, on this theme's ground."""
        self._theme, self._colour = theme, colour
        self.update()

    def _on_value_changed(self) -> None:
        self._tell_value()
        self.gain_db_changed.emit(self.gain_db)

    def _tell_value(self) -> None:
        self.setAccessibleDescription(gain_text(self.gain_db))
        self.setToolTip(
            self.tr("{gain}: drag or scroll, double-click for 0 dB").format(
                gain=gain_text(self.gain_db)
            )
        )

    def _way_px(self) -> float:
        return self.width() - _HANDLE_PX

    def _handle_x(self) -> float:
        return _HANDLE_PX / 2 + position_of(self.gain_db) * self._way_px()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle where it was hit, or call it to where the groove was."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        hit = abs(x - self._handle_x()) <= _HANDLE_PX / 2 + 2
        self._grabbed_at_px = x - self._handle_x() if hit else 0.0
        self.setSliderDown(True)
        self._move_to(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle."""
        if self.isSliderDown():
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the handle."""
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to 0 dB."""
        self.setValue(0)

    def _move_to(self, x: float) -> None:
        gain_db = gain_at((x - self._grabbed_at_px - _HANDLE_PX / 2) / self._way_px())
        self.setValue(round(gain_db * _TENTHS))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Half a decibel at a notch."""
        self.setValue(self.value() + round(event.angleDelta().y() / 120 * _WHEEL_DB * _TENTHS))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin groove, a thicker bar up to the handle, and a mark at 0 dB."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, x = self.height() / 2, self._handle_x()
        for length, thickness, colour in (
            (self.width(), _GROOVE_PX, QColor(self._theme.outline)),
            (x, _FILLED_PX, self._colour),
        ):
            painter.setBrush(colour)
            part = QRectF(0, middle - thickness / 2, length, thickness)
            painter.drawRoundedRect(part, thickness / 2, thickness / 2)
        zero_x = _HANDLE_PX / 2 + position_of(0.0) * self._way_px()
        painter.fillRect(QRectF(zero_x - 0.5, middle - 6, 1, 12), QColor(self._theme.muted_text))
        ring = QPen(QColor(self._theme.accent if self.hasFocus() else self._theme.surface), 2)
        painter.setPen(ring)
        painter.setBrush(QColor(self._theme.text))
        painter.drawEllipse(
            QRectF(x - _HANDLE_PX / 2, middle - _HANDLE_PX / 2, _HANDLE_PX, _HANDLE_PX)
        )
        painter.end()
