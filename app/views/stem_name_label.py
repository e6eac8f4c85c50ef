"""The name on a strip, by which a stem is dragged out of the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app import theme as tokens
from app.views.elided_label import ElidedLabel
from app.views.stem_text import stem_name, stem_title


class StemNameLabel(ElidedLabel):
    """Shows what a stem is called.

    `drag_wanted()`: a hand has taken it and moves away. `is_held` as long as it does.
    `dropped()`: it has let go.
    """

    drag_wanted = Signal()
    dropped = Signal()

    def __init__(self, stem: str, parent: QWidget | None = None) -> None:
        super().__init__(tokens.font(tokens.TEXT_PX, bold=True), minimum_px=0, parent=parent)
        self._stem = stem
        self._can_drag = False
        self._pressed_at: QPoint | None = None
        self.is_held = False
        self.setText(stem_title(stem))

    def set_can_drag(self, can_drag: bool) -> None:
        """Offer to be dragged, or do not any more."""
        self._can_drag = can_drag
        if can_drag:
            says = self.tr("Drag {stem} from here into another program, as a WAV file")
            self.setToolTip(says.format(stem=stem_name(self._stem)))
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setToolTip(self.text())
            self.unsetCursor()

    def let_go(self) -> None:
        """The drag is over; that is not told by a release of the mouse."""
        self._pressed_at = None
        self.set_can_drag(self._can_drag)
        if self.is_held:
            self.is_held = False
            self.dropped.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it."""
        if self._can_drag and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it, once it is clear that this is meant."""
        if self._pressed_at is None or self.is_held:
            return
        way = event.position().toPoint() - self._pressed_at
        if way.manhattanLength() >= QApplication.startDragDistance():
            self.is_held = True
            self.setCursor(Qt.CursorShape.BusyCursor)
            self.drag_wanted.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave it where it is."""
        super().mouseReleaseEvent(event)
        if self._pressed_at is not None:
            self.let_go()
