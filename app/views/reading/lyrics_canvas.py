"""The lines of a song's lyrics, large; the one that is sung is kept in the middle."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEasingCurve,
    QEvent,
    QItemSelectionModel,
    QPoint,
    QPropertyAnimation,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.theme import Theme
from app.views.own_keys import claims_key, held_with
from app.views.reading.lyric_line_painter import Index, LyricLinePainter, LyricPlace
from app.views.time_text import minutes_and_seconds
from player.reading.lyrics import Lyrics

_SCROLL_MS = 280
# Who scrolls wants to look elsewhere; who has not scrolled for so long has seen it.
_LOOK_MS = 4000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
# While the lines have the keyboard, these are their own and no shortcuts of the window.
_OWN_KEYS = (
    *_ENTER,
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)


class LyricsCanvas(QListView):
    """A click or Return chooses a line, with Shift all lines from the one chosen before.

    Signals, from a person's hand: `line_chosen(line)`; `lines_chosen(first, last)`;
    `menu_requested(line, global place)`.

    is_centred: as it is sung from, without times beside the lines.
    """

    line_chosen = Signal(int)
    lines_chosen = Signal(int, int)
    menu_requested = Signal(int, QPoint)

    def __init__(
        self, theme: Theme, sample_rate: int, parent: QWidget | None = None, *, is_centred: bool
    ) -> None:
        super().__init__(parent)
        self._sample_rate = sample_rate
        self._chosen: int | None = None
        self._pressed: int | None = None
        self._followed: int | None = None
        self._time_s: float | None = None
        self.painter = LyricLinePainter(theme, sample_rate, self, is_centred=is_centred)
        self._lines = _Lines(self.painter, sample_rate, self)
        self.setObjectName("LyricsCanvas")
        self.setAccessibleName(self.tr("Lyrics"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(self.painter)
        self.setModel(self._lines)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._scrolling = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._scrolling.setDuration(_SCROLL_MS)
        self._scrolling.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._look_elsewhere())
        self.verticalScrollBar().sliderMoved.connect(lambda _: self._look_elsewhere())

    # What it is told.

    @property
    def sung(self) -> LyricPlace | None:
        """Where the song is in them."""
        return self.painter.sung

    @property
    def chosen_line(self) -> int | None:
        """The line that the keyboard is at, while it is here; else the one that is sung."""
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            return current.row()
        return None if self.sung is None else self.sung.line

    def set_lyrics(self, lyrics: Lyrics) -> None:
        """Show these."""
        if lyrics != self.painter.lyrics:
            if [each.text for each in lyrics.lines] != [
                each.text for each in self.painter.lyrics.lines
            ]:
                self._chosen = self._followed = None
                self._looking.stop()
            self._lines.set_lyrics(lyrics)
            self.set_playhead(self._time_s)

    def set_playhead(self, time_s: float | None) -> None:
        """Light what is sung there, and bring it into the middle when it is another line."""
        self._time_s = time_s
        lyrics, place = self.painter.lyrics, None
        if time_s is not None:
            frame = round(time_s * self._sample_rate)
            line = lyrics.line_at(frame)
            place = None if line is None else LyricPlace(line, lyrics.lines[line].word_at(frame))
        if place != self.painter.sung:
            before, self.painter.sung = self.painter.sung, place
            self._repaint(before, place)
        self._follow()

    def set_target(self, place: LyricPlace | None) -> None:
        """Mark what the next tap is for; None while nothing is tapped."""
        if place != self.painter.target:
            before, self.painter.target = self.painter.target, place
            self._repaint(before, place)
            self._looking.stop()
            self._follow()

    def set_text_px(self, text_px: int) -> None:
        """Write lines this big."""
        if text_px != self.painter.text_px:
            self.painter.text_px = text_px
            self._lay_out_anew()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme; text may be of another size now."""
        self.painter.theme = theme
        self._lay_out_anew()

    # The line in the middle.

    def _follow(self) -> None:
        """Bring the line into the middle that is sung, or tapped, but under no hand."""
        place = self.painter.target or self.painter.sung
        line = 0 if place is None else place.line
        if not self.painter.lyrics.lines or line == self._followed or self._looking.isActive():
            return
        if self.verticalScrollBar().isSliderDown() or not self.isVisible():
            return
        self._followed = line
        self._scroll_to_middle(line, smoothly=True)

    def _scroll_to_middle(self, line: int, *, smoothly: bool) -> None:
        bar = self.verticalScrollBar()
        value = bar.value() + self.line_rect(line).center().y() - self.viewport().height() // 2
        value = max(bar.minimum(), min(bar.maximum(), value))
        self._scrolling.stop()
        if smoothly:
            self._scrolling.setEndValue(value)
            self._scrolling.start()
        else:
            bar.setValue(value)

    def line_rect(self, line: int) -> QRect:
        """Where a line is seen, in the viewport's px."""
        above_px, below_px = self.painter.ends_px(line)
        row: QRect = self.visualRect(self._lines.index(line))
        return row.adjusted(0, above_px, 0, -below_px)

    def _look_elsewhere(self) -> None:
        self._scrolling.stop()
        self._looking.start()

    def _lay_out_anew(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
        if self._followed is not None:
            self._scroll_to_middle(self._followed, smoothly=False)

    def _repaint(self, *places: LyricPlace | None) -> None:
        for place in places:
            if place is not None:
                # The line after it is lit a little too.
                for row in (place.line, place.line + 1):
                    self.update(self._lines.index(row))

    # What hands do.

    def showEvent(self, event: QShowEvent) -> None:
        """The line that is sung is in the middle at once."""
        super().showEvent(event)
        self._followed = None
        self._follow()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the line that is sung."""
        super().focusInEvent(event)
        if self.sung is not None:
            self.selectionModel().setCurrentIndex(
                self._lines.index(self.sung.line), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self._show_keyboard(event.reason() in _BY_KEYS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It is elsewhere."""
        super().focusOutEvent(event)
        self._show_keyboard(False)

    def _show_keyboard(self, shows: bool) -> None:
        self.painter.shows_keyboard = shows
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines wrap anew."""
        super().resizeEvent(event)
        self._lay_out_anew()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A hand scrolls."""
        self._look_elsewhere()
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click begins."""
        self._show_keyboard(False)
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._line_under(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that ends where it began chooses the line."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            pressed, self._pressed = self._pressed, None
            if pressed is not None and pressed == self._line_under(event):
                self._choose(pressed, event.modifiers())

    def _line_under(self, event: QMouseEvent) -> int | None:
        index = self.indexAt(event.position().toPoint())
        return index.row() if index.isValid() else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the line."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu_requested.emit(index.row(), self.viewport().mapToGlobal(place))

    def event(self, event: QEvent) -> bool:
        """Claim the keys of a list before the window's shortcuts get them."""
        return claims_key(event, _is_own_key) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the lines, or choose one."""
        if not _is_own_key(event):
            event.ignore()  # no letters are searched for: they are the window's keys
        elif event.key() not in _ENTER:
            self._look_elsewhere()
            self._show_keyboard(True)
            super().keyPressEvent(event)
        elif self.currentIndex().isValid() and not event.isAutoRepeat():
            self._choose(self.currentIndex().row(), event.modifiers())

    def _choose(self, line: int, modifiers: Qt.KeyboardModifier) -> None:
        sung = None if self.sung is None else self.sung.line
        since = self._chosen if self._chosen is not None else sung
        self._looking.stop()
        if modifiers & Qt.KeyboardModifier.ShiftModifier and since is not None:
            self.lines_chosen.emit(min(since, line), max(since, line))
        else:
            self._chosen = line
            self.line_chosen.emit(line)


class _Lines(QAbstractListModel):
    """The lines as Qt's lists, and screen readers, ask for them."""

    def __init__(self, painter: LyricLinePainter, sample_rate: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._painter = painter
        self._sample_rate = sample_rate

    def set_lyrics(self, lyrics: Lyrics) -> None:
        """Others; where only their times are other ones, the list stays where it is."""
        before, self._painter.target = self._painter.lyrics, None
        self._painter.sung = None
        if lyrics.lines and len(before.lines) == len(lyrics.lines):
            self._painter.lyrics = lyrics
            self.dataChanged.emit(self.index(0), self.index(len(lyrics.lines) - 1))
        else:
            self.beginResetModel()
            self._painter.lyrics = lyrics
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._painter.lyrics.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._painter.lyrics.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = line.text or self.tr("Pause")
            if line.frame is None:
                return text
            return f"{text}, {minutes_and_seconds(line.frame / self._sample_rate)}"
        return None


def _is_own_key(event: QKeyEvent) -> bool:
    modifiers = held_with(event)
    with_shift = event.key() in _ENTER and modifiers == Qt.KeyboardModifier.ShiftModifier
    return event.key() in _OWN_KEYS and (not modifiers or with_shift)
