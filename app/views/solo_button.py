"""The S on a strip: solo, and in its menu the other ways to be heard among solos."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from app.theme import Theme
from app.views.stem_text import stem_name

_RING_RADIUS_PX = 8.5
_RING_WIDTH_PX = 1.5


class SoloButton(QPushButton):
    """Solos a stem; with Ctrl held it alone. A ring around the S says that it is solo-safe.

    Signals, all from a person's hand: `solo_toggled(soloed)`, `solo_alone_clicked()`,
    `solo_safe_toggled(solo_safe)`.
    """

    solo_toggled = Signal(bool)
    solo_alone_clicked = Signal()
    solo_safe_toggled = Signal(bool)

    def __init__(self, stem: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("S", parent)
        self._theme = theme
        self._solo_safe = False
        self._says = self.tr("Solo {stem}").format(stem=stem_name(stem))
        self.setObjectName("SoloButton")
        self.setCheckable(True)
        self.setAccessibleName(self._says)
        self.choices = QMenu(self)
        self.choices.setAccessibleName(self._says)
        self.choose_solo = self.choices.addAction(self.tr("Solo"))
        self.choose_alone = self.choices.addAction(self.tr("Solo it alone\tCtrl+click"))
        self.choices.addSeparator()
        text = self.tr("Solo safe: heard whatever is soloed")
        self.choose_safe = self.choices.addAction(text)
        for action in (self.choose_solo, self.choose_safe):
            action.setCheckable(True)
        self.clicked.connect(self._on_clicked)
        self.choose_solo.triggered.connect(self.solo_toggled)
        self.choose_alone.triggered.connect(self.solo_alone_clicked)
        self.choose_safe.triggered.connect(self.solo_safe_toggled)
        self.set_state(soloed=False, solo_safe=False)

    def set_state(self, *, soloed: bool, solo_safe: bool) -> None:
        """Show what the mixer has; announces nothing."""
        with QSignalBlocker(self):
            self.setChecked(soloed)
        self.choose_solo.setChecked(soloed)
        self.choose_safe.setChecked(solo_safe)
        hint = self.tr("with Ctrl: it alone; right-click for more")
        safe_hint = self.tr("solo-safe: heard whatever is soloed; right-click to change")
        self.setToolTip(f"{self._says} ({safe_hint if solo_safe else hint})")
        self.setAccessibleDescription(self.choose_safe.text() if solo_safe else "")
        self._solo_safe = solo_safe
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.update()

    def _on_clicked(self, soloed: bool) -> None:
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self.solo_alone_clicked.emit()
        else:
            self.solo_toggled.emit(soloed)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the choices, at the mouse or below the button."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        place = event.globalPos() if by_mouse else self.mapToGlobal(self.rect().bottomLeft())
        self.choices.popup(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The letter, in its ring when it is solo-safe."""
        super().paintEvent(event)
        if self._solo_safe:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = self._theme.on_accent if self.isChecked() else self._theme.text
            painter.setPen(QPen(QColor(colour), _RING_WIDTH_PX))
            middle = QPointF(self.width() / 2, self.height() / 2)
            painter.drawEllipse(middle, _RING_RADIUS_PX, _RING_RADIUS_PX)
            painter.end()
