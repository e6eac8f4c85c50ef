"""A row of bars with their chords, as a chart has them: a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app import theme as tokens
from app.reading import chord_words
from app.reading.shown_chords import ShownChords, is_uncertain
from app.text_scale import fix_height
from app.theme import SPACE, Theme
from app.views.accessible import Role
from app.views.keyboard_focus import give_up_keyboard
from app.views.own_keys import claims_key
from app.views.reading.chord_blocks import fitting_name
from app.views.reading.chord_keys import chord_key
from player.reading.chord_bars import BarChord, ChordBar

_HEIGHT_PX = 52
_GAP_PX = 4


class ChordBarRow(QWidget):
    """Each bar as wide as the next; what is played is lit. With the keyboard: Left, Right, Return.

    Signals, from a person's hand: `bar_chosen(frame)`: where a bar begins.
    """

    bar_chosen = Signal(int)
    accessible_role = Role.Graphic

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: ShownChords | None = None
        self._bars: tuple[ChordBar, ...] = ()
        self._current: int | None = None
        self._cursor = 0
        fix_height(self, _HEIGHT_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Chords, bar by bar"))
        self.setToolTip(self.tr("Click a bar to go there"))

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(480, _HEIGHT_PX)

    def set_bars(self, bars: tuple[ChordBar, ...], shown: ShownChords | None) -> None:
        """Show these."""
        if (bars, shown) != (self._bars, self._shown):
            self._bars, self._shown = bars, shown
            self._current = None
            self._cursor = min(self._cursor, max(0, len(bars) - 1))
            self._describe()
            self.update()

    def set_frame(self, frame: float) -> None:
        """Light the bar that is there."""
        current = next(
            (
                place
                for place, bar in enumerate(self._bars)
                if bar.start_frame <= frame < bar.stop_frame
            ),
            None,
        )
        if current != self._current:
            self._current = current
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.update()

    def words(self, bar: ChordBar) -> str:
        """A bar and its chords, as one says them."""
        assert self._shown is not None
        chords = [chord_words.spoken_span(each.span, self._shown) for each in bar.chords]
        names = ", ".join(chords) or chord_words.spoken(None, flats=False)
        if bar.number is None:
            return names
        return self.tr("bar {number}: {chords}").format(number=bar.number, chords=names)

    def _describe(self) -> None:
        bars = self._bars
        self.setAccessibleDescription(self.words(bars[self._cursor]) if bars else "")

    # Hands.

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the bar under the mouse."""
        place = int(event.position().x() * len(self._bars) / max(1, self.width()))
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and place < len(self._bars):
            self._cursor = place
            self._describe()
            self.bar_chosen.emit(self._bars[place].start_frame)

    def event(self, event: QEvent) -> bool:
        """Claim the row's own keys before the window's shortcuts get them."""
        return claims_key(event, self._is_own_key) or super().event(event)

    def _is_own_key(self, event: QKeyEvent) -> bool:
        return bool(self._bars) and chord_key(event) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a bar, and go there."""
        key = chord_key(event)
        if key is None or not self._bars:
            event.ignore()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = -1 if key == Qt.Key.Key_Left else 1
            self._cursor = min(max(self._cursor + by, 0), len(self._bars) - 1)
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.bar_chosen.emit(self._bars[self._cursor].start_frame)
        elif key == Qt.Key.Key_Escape:
            give_up_keyboard(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the bar that is played."""
        super().focusInEvent(event)
        if self._current is not None:
            self._cursor = self._current
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show who has the keyboard."""
        super().focusOutEvent(event)
        self.update()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars, side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._shown is not None and self._bars:
            wide = self.width() / len(self._bars)
            for place, bar in enumerate(self._bars):
                box = QRectF(place * wide, 0, wide, self.height())
                box.adjust(_GAP_PX / 2, 1, -_GAP_PX / 2, -_GAP_PX)
                self._paint_bar(painter, box, place, bar)
        painter.end()

    def _paint_bar(self, painter: QPainter, box: QRectF, place: int, bar: ChordBar) -> None:
        theme, is_lit = self._theme, place == self._current
        painter.setPen(QPen(QColor(theme.text if is_lit else theme.line), 2 if is_lit else 1))
        if self.hasFocus() and place == self._cursor:
            painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(QColor(theme.raised if is_lit else theme.surface))
        painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        painter.setPen(QColor(theme.muted_text))
        painter.setFont(tokens.font(tokens.SMALL_PX))
        small_px = QFontMetricsF(painter.font()).height()
        if bar.number:
            line = box.adjusted(2 * SPACE, SPACE, -SPACE, 0)
            painter.drawText(line, Qt.AlignmentFlag.AlignTop, str(bar.number))
        names = box.adjusted(2 * SPACE, small_px, -SPACE, -SPACE / 2)
        for index, chord in enumerate(bar.chords):
            following = bar.chords[index + 1].place if index + 1 < len(bar.chords) else 1.0
            self._write(painter, names, chord, following)

    def _write(self, painter: QPainter, names: QRectF, chord: BarChord, until: float) -> None:
        """A chord where it begins in its bar, with as much room as it has until the next."""
        assert self._shown is not None
        left = names.left() + chord.place * names.width()
        room = (until - chord.place) * names.width() - SPACE
        text, size_px = fitting_name(chord.span, self._shown, room, tokens.TITLE_PX)
        quiet = chord.span.chord is None or is_uncertain(chord.span)
        painter.setPen(QColor(self._theme.muted_text if quiet else self._theme.text))
        font = tokens.font(size_px, bold=True)
        painter.setFont(font)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))
        place = QRectF(left, names.top(), room + SPACE, names.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
