"""The lyrics on the whole screen, as big as fits, to be sung from across the room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

from app import theme as tokens
from app.theme import SPACE, Theme
from app.views.accessible import Role
from app.views.own_keys import claims_key
from app.views.reading.lyrics_canvas import LyricsCanvas
from player.reading.lyrics import Lyrics

_TICK_MS = 30
# So many lines fit above each other, at least; and letters are no smaller than they can be read.
_LEAST_LINES = 6
_LEAST_PX, _LEAST_PART, _ALMOST = 24, 1 / 16, 0.75
# A few lines that are much longer than the others may be wrapped.
_WHOLE_PART, _LITTLE_LONGER = 0.9, 1.2
_SIDE_PX = 32 * SPACE


class SingingWindow(QWidget):
    """Lies over the whole of the window it belongs to, and fills the screen with it: so all keys of
    the window are what they were. Escape leaves.

    position_s: where the song is, in s.
    """

    accessible_role = Role.Grouping

    def __init__(
        self, window: QMainWindow, theme: Theme, sample_rate: int, position_s: Callable[[], float]
    ) -> None:
        super().__init__(window)
        self.hide()
        self._window = window
        self._position_s = position_s
        self._state_before = window.windowState()
        self._lyrics = Lyrics()
        self.setObjectName("SingingWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Lyrics on the whole screen"))
        self.canvas = LyricsCanvas(theme, sample_rate, is_centred=True)
        self.canvas.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hint = QLabel(self.tr("Escape leaves; every key does what it does elsewhere"))
        self._hint.setProperty("tone", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4 * SPACE, 0, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.canvas, 1)
        column.addWidget(self._hint)
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self._tick)
        window.installEventFilter(self)
        self.set_theme(theme)

    @property
    def is_open(self) -> bool:
        """Whether it is seen."""
        return not self.isHidden()

    def toggle(self) -> None:
        """Open it, or leave."""
        if self.is_open:
            self.leave()
        else:
            self.open()

    def open(self) -> None:
        """Fill the screen."""
        self._state_before = self._window.windowState()
        self._window.showFullScreen()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tick()
        self._ticking.start()

    def leave(self) -> None:
        """The window is as it was."""
        if self.is_open:
            self._ticking.stop()
            self.hide()
            self._window.setWindowState(self._state_before)

    def set_lyrics(self, lyrics: Lyrics | None) -> None:
        """Show these; without any there is nothing to sing from."""
        self._lyrics = lyrics if lyrics is not None else Lyrics()
        self.canvas.set_lyrics(self._lyrics)
        if self._lyrics.lines:
            self._fit_text()
        else:
            self.leave()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._hint.setFont(tokens.font(tokens.TEXT_PX))
        self.canvas.set_theme(theme)

    def _tick(self) -> None:
        self.canvas.set_playhead(self._position_s())

    def _fit_text(self) -> None:
        """As big as most lines allow, and as leaves room for those before and after."""
        room = self.canvas.viewport().size()
        lines = [line.text for line in self._lyrics.lines if line.words]
        if not lines or room.width() < 1:
            return
        font = self.canvas.painter.font
        font.setPixelSize(100)
        metrics = QFontMetricsF(font)
        widths = sorted(metrics.horizontalAdvance(line) for line in lines)
        usual = widths[round(_WHOLE_PART * (len(widths) - 1))]
        widest = max(width for width in widths if width <= _LITTLE_LONGER * usual)
        by_width = 100 * (room.width() - _SIDE_PX) / max(1.0, widest)
        by_height = room.height() / _LEAST_LINES / (metrics.height() / 100 + 0.4)
        wanted_px = int(min(by_width, by_height))
        # Long lines are rather wrapped than read with a telescope.
        least_px = max(_LEAST_PX, int(_LEAST_PART * room.height()))
        self.canvas.set_text_px(wanted_px if wanted_px >= _ALMOST * least_px else least_px)

    # What happens around it.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As big as the window, and gone before the window's size is remembered."""
        if watched is self._window and self.is_open:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self._window.rect())
            elif event.type() == QEvent.Type.Close:
                self.leave()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Text is as big as fits now."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_text)

    def focusNextPrevChild(self, _: bool) -> bool:
        """The keyboard stays here: nothing that lies below is seen."""
        return True

    def event(self, event: QEvent) -> bool:
        """Escape is for leaving, whatever else it would end."""
        return claims_key(event, _leaves) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave."""
        if _leaves(event):
            self.leave()
        else:
            super().keyPressEvent(event)


def _leaves(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape
