"""Paints one line of lyrics: what is sung now, what comes, and what is to be tapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import theme as tokens
from app.text_scale import scaled
from app.theme import SPACE, Theme, with_alpha
from app.views.time_text import minutes_to_tenths
from player.reading.lyrics import LyricLine, Lyrics

PAUSE_SIGN = "♪"
_BAR_PX = 4
_TIME_PX = 64
_UNTIMED_SIGN = "–"
_RING_PX = 2
_FAIR_PART = 1.12

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class LyricPlace:
    """A line, and a word in it; None where the whole line is meant."""

    line: int
    word: int | None = None


class LyricLinePainter(QStyledItemDelegate):
    """Knows which lyrics are shown, where the song is in them (`sung`), and what the next tap is
    for (`target`). Every line is as bold as the one that is sung, so that none moves when it is.

    is_centred: as it is sung from, without times, and with so much room before the first line and
    behind the last that they can be in the middle; text_px: how big the letters are then, in px.
    shows_keyboard: whether there is a ring around the line that the keyboard is at.
    """

    def __init__(
        self, theme: Theme, sample_rate: int, view: QAbstractScrollArea, *, is_centred: bool
    ) -> None:
        super().__init__(view)
        self._view = view
        self._sample_rate = sample_rate
        self._is_centred = is_centred
        self.theme = theme
        self.lyrics = Lyrics()
        self.sung: LyricPlace | None = None
        self.target: LyricPlace | None = None
        self.text_px: int | None = None
        self.shows_keyboard = False
        # Heights of lines by their text, of this width and size: Qt asks for all of them often.
        self._measured = (0, 0)
        self._metrics = QFontMetricsF(self.font)
        self._heights: dict[str, int] = {}

    @property
    def font(self) -> QFont:
        """What lines are written in."""
        font = tokens.font(tokens.DISPLAY_PX, bold=True)
        font.setPixelSize(self._size_px)
        return font

    @property
    def _size_px(self) -> int:
        return scaled(tokens.DISPLAY_PX) if self.text_px is None else self.text_px

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the line is, wrapped into the width of the list."""
        above_px, below_px = self.ends_px(index.row())
        width = self._view.viewport().width()
        return QSize(width, self._line_px(index.row()) + above_px + below_px)

    def ends_px(self, row: int) -> tuple[int, int]:
        """The room above and below a line that only the first and the last have."""
        if not self._is_centred:
            return 0, 0
        half = max(0, (self._view.viewport().height() - self._line_px(row)) // 2)
        return half if row == 0 else 0, half if row == len(self.lyrics.lines) - 1 else 0

    def _line_px(self, row: int) -> int:
        line = self.lyrics.lines[row]
        if not line.words and line.frame is None:
            return self._pad_px * 2  # between verses
        width = self._text_rect(QRect(0, 0, self._view.viewport().width(), 0)).width()
        measured = (width, self._size_px)
        if measured != self._measured:
            self._measured, self._metrics = measured, QFontMetricsF(self.font)
            self._heights.clear()
        height = self._heights.get(line.text)
        if height is None:
            height = self._heights[line.text] = self._measure(line, width)
        return height + 2 * self._pad_px

    def _measure(self, line: LyricLine, width: int) -> int:
        """How high a line is, in px. Most fit into one row, which is soon told."""
        if self._metrics.horizontalAdvance(line.text) < width:
            return round(self._metrics.height())
        return round(self._laid_out(line, width).boundingRect().height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line, its time beside it, and a ring where the keyboard is."""
        row = index.row()
        above_px, below_px = self.ends_px(row)
        rect = QRect(option.rect).adjusted(0, above_px, 0, -below_px)
        line = self.lyrics.lines[row]
        is_sung = self.sung is not None and self.sung.line == row
        is_target = self.target is not None and self.target.line == row
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option, is_target=is_target)
        if is_sung and not self._is_centred:
            bar = QRect(rect.left(), rect.top() + SPACE, _BAR_PX, rect.height() - 2 * SPACE)
            painter.fillRect(bar, QColor(self.theme.accent))
        if not self._is_centred and (line.words or line.frame is not None):
            self._paint_time(painter, rect, line)
        text_rect = self._text_rect(rect)
        layout = self._laid_out(line, text_rect.width(), self._formats(row, line))
        top = rect.top() + (rect.height() - layout.boundingRect().height()) / 2
        painter.setPen(QColor(self._colour(row)))
        layout.draw(painter, QPointF(text_rect.left(), top))
        painter.restore()

    @property
    def _pad_px(self) -> int:
        return SPACE if self.text_px is None else max(SPACE, self.text_px // 5)

    def _text_rect(self, rect: QRect) -> QRect:
        if self._is_centred:
            return rect.adjusted(6 * SPACE, 0, -6 * SPACE, 0)
        return rect.adjusted(scaled(_TIME_PX) + 5 * SPACE, 0, -4 * SPACE, 0)

    def _laid_out(
        self, line: LyricLine, width: int, formats: Sequence[QTextLayout.FormatRange] = ()
    ) -> QTextLayout:
        text = "".join(word.text for word in line.words) or PAUSE_SIGN
        layout = QTextLayout(text, self.font)
        option = QTextOption(
            Qt.AlignmentFlag.AlignHCenter if self._is_centred else Qt.AlignmentFlag.AlignLeft
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(formats)
        _wrap(layout, width, width)
        rows = layout.lineCount()
        if self._is_centred and rows > 1:
            # Rows about as long as each other, and no single word in the last.
            total = sum(layout.lineAt(row).naturalTextWidth() for row in range(rows))
            _wrap(layout, round(_FAIR_PART * total / rows), width)
            if layout.lineCount() > rows:
                _wrap(layout, width, width)
        return layout

    def _colour(self, row: int) -> str:
        """Of the words that are not sung just now: the line that is, and the next, stand out."""
        theme = self.theme
        if self.target is not None and self.target.line == row:
            return theme.text
        if self.sung is None:
            return theme.text
        return theme.text if row in (self.sung.line, self.sung.line + 1) else theme.muted_text

    def _formats(self, row: int, line: LyricLine) -> list[QTextLayout.FormatRange]:
        """What stands out in the line: what is sung of it so far, and the word for the next tap."""
        formats: list[QTextLayout.FormatRange] = []
        sung, target = self.sung, self.target
        if sung is not None and sung.line == row:
            if not line.words or not line.has_word_times:
                formats.append(_range(0, len(line.text) + 1, self.theme.accent))
            elif sung.word is not None:
                start, stop = _word_span(line, sung.word)
                formats.append(_range(0, start, self.theme.accent))
                formats.append(_range(start, stop, self.theme.accent, underlined=True))
        if target is not None and target.line == row and target.word is not None:
            formats.append(_range(*_word_span(line, target.word), "", underlined=True))
        return formats

    def _paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, *, is_target: bool
    ) -> None:
        box = QRectF(rect).adjusted(1 + _BAR_PX + SPACE, 1, -1 - SPACE, -1)
        state = option.state
        if is_target:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(with_alpha(self.theme.accent, 0.18))
            painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.raised))
            painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        if self.shows_keyboard and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.accent), _RING_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)

    def _paint_time(self, painter: QPainter, rect: QRect, line: LyricLine) -> None:
        place = QRect(rect.left() + 3 * SPACE, rect.top(), scaled(_TIME_PX), rect.height())
        painter.setFont(tokens.font(tokens.SMALL_PX))
        painter.setPen(QColor(self.theme.muted_text))
        text = (
            _UNTIMED_SIGN
            if line.frame is None
            else minutes_to_tenths(line.frame / self._sample_rate)
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


def _wrap(layout: QTextLayout, width: int, room: int) -> None:
    """Break the text into rows no longer than `width`, in the middle of `room` if it is centred."""
    layout.beginLayout()
    y = 0.0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(1, width))
        row.setPosition(QPointF((room - width) / 2, y))
        y += row.height()
    layout.endLayout()


def _word_span(line: LyricLine, word: int) -> tuple[int, int]:
    """From which sign of the line to which a word goes, without the space behind it."""
    start = sum(len(each.text) for each in line.words[:word])
    return start, start + len(line.words[word].text.rstrip())


def _range(
    start: int, stop: int, colour: str, *, underlined: bool = False
) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length = start, stop - start
    form = QTextCharFormat()
    if colour:
        form.setForeground(QColor(colour))
    form.setFontUnderline(underlined)
    span.format = form
    return span
