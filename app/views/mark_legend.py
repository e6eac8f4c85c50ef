"""What the marks of a take's notes mean, each beside its word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme as tokens
from app.compared_take import HeardNote, NoteKind
from app.text_scale import grown
from app.theme import SPACE, Theme
from app.views.accessible import Role
from app.views.note_marks import paint_mark
from player.take_comparison import CLOSE_MS

_HEIGHT_PX = 22
_MARK_ROOM_PX = 16


class MarkLegend(QWidget):
    """Early, together, late, missed, extra, in a line."""

    accessible_role = Role.Graphic

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        off_ms = 2 * CLOSE_MS
        self._entries = (
            (HeardNote(NoteKind.PLAYED, 0.0, -off_ms), self.tr("early")),
            (HeardNote(NoteKind.PLAYED, 0.0), self.tr("together")),
            (HeardNote(NoteKind.PLAYED, 0.0, off_ms), self.tr("late")),
            (HeardNote(NoteKind.MISSED, 0.0), self.tr("missed")),
            (HeardNote(NoteKind.EXTRA, 0.0), self.tr("extra")),
        )
        self.setFont(tokens.font(tokens.SMALL_PX))
        self.setAccessibleName(
            self.tr("In the lane: {marks}; higher is too high").format(
                marks=", ".join(words for _, words in self._entries)
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(320, grown(_HEIGHT_PX))

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Marks and words, one after the other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        left, middle = 0.0, self.height() / 2
        for note, words in self._entries:
            paint_mark(painter, note, QPointF(left + _MARK_ROOM_PX / 2, middle), self._theme)
            left += _MARK_ROOM_PX + SPACE
            width = painter.fontMetrics().horizontalAdvance(words) + 2.0
            painter.setPen(QColor(self._theme.muted_text))
            place = QRectF(left, 0, width, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            left += width + 4 * SPACE
        painter.end()
