"""A picture of columns side by side, one of which is looked at: by the mouse or the arrow keys."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app import theme as tokens
from app.text_scale import fix_height, scaled
from app.theme import SPACE, Theme
from app.views.accessible import AccessibleValue, Role
from app.views.own_keys import claims_key, held_with

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


Column = TypeVar("Column")
"""What a column stands for: a day, a take."""


class ColumnChart(QWidget, Generic[Column]):
    """Columns of the same width; what is told of each is what `words` says.

    `looked_at`: the place of the one that is looked at; the last one at first. `scale_words`: the
    widest of what stands beside the picture, "" where nothing does.
    """

    scale_words = ""

    accessible_role = Role.Slider

    def __init__(self, name: str, theme: Theme, height_px: int) -> None:
        super().__init__()
        self.theme = theme
        self.columns: tuple[Column, ...] = ()
        self.looked_at = 0
        self.setFont(tokens.font(tokens.SMALL_PX))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fix_height(self, height_px)

    def words(self, place: int) -> str:
        """What is told of a column."""
        raise NotImplementedError

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Draw the columns in an area of the widget; the text around it is drawn already."""
        raise NotImplementedError

    def labels(self) -> dict[int, str]:
        """What is written beneath which column."""
        raise NotImplementedError

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Show these, in order; who looked at one goes on looking at it."""
        before = self.columns[self.looked_at] if self.columns else None
        was_last = self.looked_at == len(self.columns) - 1
        self.columns = columns
        if before is not None and before in columns and not was_last:
            self.looked_at = columns.index(before)
        else:
            self.looked_at = max(0, len(columns) - 1)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.theme = theme
        self.update()

    def accessible_value(self) -> AccessibleValue:
        """What is looked at, in words."""
        text = self.words(self.looked_at) if self.columns else "–"
        last = max(0, len(self.columns) - 1)
        return AccessibleValue(
            text, self.looked_at, 0, last, choose=lambda n: self.look_at(round(n))
        )

    def look_at(self, place: int) -> None:
        """Tell of this column."""
        place = max(0, min(place, len(self.columns) - 1))
        if place != self.looked_at:
            self.looked_at = place
            self.update()
            told = QAccessibleValueChangeEvent(self, self.accessible_value().text)
            QAccessible.updateAccessibility(told)

    # Where things are.

    def area(self) -> QRectF:
        """What lies between the line of words above and the labels beneath."""
        line, scale_px = self._line_px(), 0.0
        if self.scale_words:
            scale_px = self.fontMetrics().horizontalAdvance(self.scale_words) + 2.0 * SPACE
        return QRectF(self.rect()).adjusted(1.5 + scale_px, line + SPACE, -1.5, -line)

    def column(self, place: int) -> QRectF:
        """The room of one column."""
        area = self.area()
        width = area.width() / max(1, len(self.columns))
        return QRectF(area.left() + place * width, area.top(), width, area.height())

    def _line_px(self) -> float:
        return float(scaled(tokens.SMALL_PX)) + 2 * SPACE

    def place_at(self, x: float) -> int:
        """Which column is there; outside of them a place that is none."""
        area = self.area()
        return int((x - area.left()) / max(1.0, area.width()) * len(self.columns))

    # Hands.

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look at what the mouse is over."""
        self.look_at(self.place_at(event.position().x()))

    def event(self, event: QEvent) -> bool:
        """Take the arrow keys before the window does, and tell where the mouse rests."""
        if claims_key(event, _is_own_key):
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.columns:
            QToolTip.showText(event.globalPos(), self.words(self.looked_at), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """To the column before or after; to the first or the last."""
        if not _is_own_key(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Home:
            self.look_at(0)
        elif event.key() == Qt.Key.Key_End:
            self.look_at(len(self.columns) - 1)
        else:
            self.look_at(self.looked_at + _STEPS[Qt.Key(event.key())])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusOutEvent(event)
        self.update()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is told, the picture, the labels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        area = self.area()
        if self.columns:
            painter.fillRect(self.column(self.looked_at), QColor(self.theme.raised))
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if self.columns:
            self._write(painter, area)
            self.paint(painter, area)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _write(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QColor(self.theme.text))
        above = QRectF(area.left() + SPACE, 0, area.width() - 2 * SPACE, area.top())
        words = painter.fontMetrics().elidedText(
            self.words(self.looked_at), Qt.TextElideMode.ElideRight, round(above.width())
        )
        painter.drawText(above, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.setPen(QColor(self.theme.muted_text))
        free_from = area.left()
        for place, text in self.labels().items():
            width = painter.fontMetrics().horizontalAdvance(text) + 2
            left = self.column(place).center().x() - width / 2
            left = max(area.left(), min(left, area.right() - width))
            if left < free_from:
                continue
            free_from = left + width + 2 * SPACE
            beneath = QRectF(left, area.bottom(), width, self.height() - area.bottom())
            painter.drawText(beneath, Qt.AlignmentFlag.AlignCenter, text)


def _is_own_key(event: QKeyEvent) -> bool:
    plain = not held_with(event)
    return plain and event.key() in (*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End)
