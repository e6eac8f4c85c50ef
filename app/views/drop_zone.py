"""A field to drop a song on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app import theme as tokens
from app.text_scale import fix_height, fix_size, free_width, grown
from app.theme import SPACE, Theme
from app.views.elided_label import ElidedLabel
from app.views.icons import icon_pixmap

_LARGE_ICON_PX, _SMALL_ICON_PX = 64, 32
_LARGE_PX = (560, 248)
_SMALL_HEIGHT_PX = 72


class DropZone(QFrame):
    """A dashed field that says what to do; a click on it opens a file as well.

    Signals: `clicked()`.
    """

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("DropZone")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Drop a song here"))
        self._theme = theme
        self._is_large = True
        self._picture = QLabel()
        self._title = QLabel(self.tr("Drop a song here"))
        self._kinds = ElidedLabel(tokens.font())
        self._kinds.setText(self.tr("mp3, m4a, flac, ogg, wav …, or a folder of stems"))
        self._kinds.setProperty("tone", "muted")
        self.open = QPushButton(self.tr("Open a song …"))
        self.open.setProperty("shape", "primary")
        self.open.setFont(tokens.font(tokens.TEXT_PX, bold=True))
        self.open.setAutoDefault(True)
        self._words = QVBoxLayout()
        self._words.addStretch()
        self._words.addWidget(self._title)
        self._words.addWidget(self._kinds)
        self._words.addStretch()
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.addStretch(1)
        self._line.addWidget(self._picture)
        self._line.addLayout(self._words)
        self._line.addStretch(0)
        self._line.addWidget(self.open, 0, Qt.AlignmentFlag.AlignCenter)
        self._line.addStretch(1)
        self.set_large(True)

    def set_large(self, is_large: bool) -> None:
        """Be the middle of the page, or a line at its top."""
        self._is_large = is_large
        self._line.setDirection(
            QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
        )
        self._line.setSpacing((3 if is_large else 4) * SPACE)
        self._words.setSpacing((2 if is_large else 1) * SPACE)
        margin = (2 if is_large else 5) * SPACE
        self._line.setContentsMargins(margin, 2 * SPACE, margin, 2 * SPACE)
        for place, stretch in ((0, is_large), (3, not is_large), (5, is_large)):
            self._line.setStretch(place, int(stretch))
        side = Qt.AlignmentFlag.AlignHCenter if is_large else Qt.AlignmentFlag.AlignLeft
        for label in (self._picture, self._title, self._kinds):
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        fix_height(self.open, 40 if is_large else 36)
        if is_large:
            fix_size(self, *_LARGE_PX)
        else:
            free_width(self)
            fix_height(self, _SMALL_HEIGHT_PX)
        self.set_theme(self._theme)

    def set_dragged_over(self, dragged_over: bool) -> None:
        """Light it while a file is held over it."""
        self.setProperty("dragged_over", dragged_over)
        self.style().polish(self)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        # A stylesheet gives labels back the fonts that they had under the one before.
        title_px = tokens.DISPLAY_PX if self._is_large else tokens.TITLE_PX
        self._title.setFont(tokens.font(title_px, bold=True))
        self._kinds.setFont(tokens.font())
        icon_px = _LARGE_ICON_PX if self._is_large else _SMALL_ICON_PX
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(icon_pixmap("song", QColor(theme.accent), grown(icon_px), scale))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole field is a button for the mouse."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()
