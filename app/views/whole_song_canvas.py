"""A view of the whole song, above those that show a part of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.views.time_axis import TimeAxis
from app.views.time_canvas import TimeCanvas

_ZOOM_PER_NOTCH = 1.25
_SCROLL_PER_NOTCH = 0.1
_NOTCH = 120
_NARROWEST_PX = 2


class WholeSongCanvas(TimeCanvas):
    """Always shows everything; the wheel scrolls and zooms what is visible below."""

    def __init__(self, visible: TimeAxis, theme: Theme, parent: QWidget | None = None) -> None:
        whole = TimeAxis()
        super().__init__(whole, theme, parent)
        whole.setParent(self)
        self.visible_axis = visible
        visible.changed.connect(self._on_visible_changed)

    def visible_rect(self) -> QRectF:
        """Where what is visible below is, as high as the view."""
        left, right = self.x_of(self.visible_axis.start_s), self.x_of(self.visible_axis.stop_s)
        return QRectF(left, 0, max(_NARROWEST_PX, right - left), self.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll and zoom what is visible below."""
        notches = (event.angleDelta().x() + event.angleDelta().y()) / _NOTCH
        if event.modifiers() & event.modifiers().ControlModifier:
            around_s = self.time_of(event.position().x())
            self.visible_axis.zoom(_ZOOM_PER_NOTCH**notches, around_s)
        else:
            self.visible_axis.scroll(-notches * _SCROLL_PER_NOTCH * self.visible_axis.span_s)
        event.accept()

    def _on_visible_changed(self) -> None:
        self.axis.set_duration(self.visible_axis.duration_s)
        self.update()
