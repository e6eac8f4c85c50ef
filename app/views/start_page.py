"""What is seen before there is a song."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import theme as tokens
from app.theme import SPACE, Theme
from app.views.icons import icon_pixmap

_ICON_PX = 64


class StartPage(QWidget):
    """A place to drop a song on, and two buttons.

    Signals: `open_clicked()`, `demo_clicked()`.
    """

    open_clicked = Signal()
    demo_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StartPage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # takes the keyboard from fields
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        name = QLabel("Woodshed")
        name.setFont(tokens.font(32, bold=True))
        sentence = QLabel(
            self.tr(
                "Open a song. Mute the singer, solo the bass, loop four bars at 60 %.\n"
                "It is separated on this computer; nothing leaves it."
            )
        )
        sentence.setFont(tokens.font(tokens.TITLE_PX))
        sentence.setProperty("tone", "muted")
        sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.drop_zone = DropZone(theme)
        self.open = self.drop_zone.open
        self.demo = QPushButton(self.tr("Play the demo song"))
        self.demo.setFixedHeight(40)
        self.demo.setFont(tokens.font())
        self.demo.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 6 * SPACE, 6 * SPACE, 6 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(name, 0, centre)
        column.addWidget(sentence, 0, centre)
        column.addSpacing(4 * SPACE)
        column.addWidget(self.drop_zone, 0, centre)
        column.addSpacing(SPACE)
        column.addWidget(self.demo, 0, centre)
        column.addStretch(3)
        self.drop_zone.clicked.connect(self.open_clicked)
        self.open.clicked.connect(self.open_clicked)
        self.demo.clicked.connect(self.demo_clicked)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, so that no button has it that nobody has chosen."""
        super().showEvent(event)
        if not event.spontaneous():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_dragged_over(self, dragged_over: bool) -> None:
        """Light the drop zone while a file is held over the window."""
        self.drop_zone.set_dragged_over(dragged_over)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self.drop_zone.set_theme(theme)


class DropZone(QFrame):
    """A dashed field that says what to do; a click on it opens a file as well.

    Signals: `clicked()`.
    """

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("DropZone")
        self.setFixedSize(560, 248)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Drop a song here"))
        self._picture = QLabel()
        title = QLabel(self.tr("Drop a song here"))
        title.setFont(tokens.font(tokens.DISPLAY_PX, bold=True))
        kinds = QLabel(self.tr("mp3, m4a, flac, ogg, wav …, or a folder of stems"))
        kinds.setProperty("tone", "muted")
        self.open = QPushButton(self.tr("Open a song …"))
        self.open.setProperty("shape", "primary")
        self.open.setFixedHeight(40)
        self.open.setFont(tokens.font(tokens.TEXT_PX, bold=True))
        self.open.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(2 * SPACE)
        column.addStretch()
        for label in (self._picture, title, kinds):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(2 * SPACE)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.open)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        self.set_theme(theme)

    def set_dragged_over(self, dragged_over: bool) -> None:
        """Light it while a file is held over it."""
        self.setProperty("dragged_over", dragged_over)
        self.style().polish(self)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(icon_pixmap("song", QColor(theme.accent), _ICON_PX, scale))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole field is a button for the mouse."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()
