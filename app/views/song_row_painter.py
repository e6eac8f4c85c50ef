"""How a song of the library looks in its row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import theme as tokens
from app.library import LibrarySong
from app.text_scale import grown, scaled
from app.theme import RADIUS, SPACE, Theme
from app.views.icons import icon_pixmap
from app.views.song_list_model import Index, SongListModel

BUTTON_PX = 28
_MARGIN_PX = 4 * SPACE
_GAP_PX = 4 * SPACE
_ICON_PX = 24
_WIDE_PX = 900
_LEAST_TITLE = 20 * "n"


@dataclass(frozen=True)
class _Column:
    """A fact of a song: as wide as its widest usual text."""

    text: str
    widest: str
    alignment: Qt.AlignmentFlag

    def width_px(self, metrics: QFontMetrics) -> int:
        """How wide it is in this font."""
        return metrics.horizontalAdvance(self.widest) + SPACE


class SongRowPainter(QStyledItemDelegate):
    """Paints title and place on two lines, the facts beside them, and leaves room for buttons."""

    def __init__(self, model: SongListModel, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.has_keyboard = False
        """Whether the current row is the one that keys go to."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of text and some air."""
        lines = QFontMetrics(_title_font()).height() + QFontMetrics(tokens.font()).height()
        return QSize(0, lines + 5 * SPACE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """One row."""
        song = self._model.song(index)
        if song is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, state)
        inner = rect.adjusted(_MARGIN_PX, 0, -_MARGIN_PX - _buttons_px() - _GAP_PX, 0)
        colour = self._theme.accent if self._model.is_open(song) else self._theme.muted_text
        icon_px = grown(_ICON_PX)
        picture = _picture(colour, icon_px, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPoint(inner.left(), inner.center().y() - icon_px // 2 + 1), picture)
        inner.setLeft(inner.left() + icon_px + _GAP_PX)
        inner.setRight(self._paint_facts(painter, inner, song) - _GAP_PX)
        self._paint_names(painter, inner, song)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        if is_current or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.raised))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if is_current and self.has_keyboard:
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)

    def _paint_facts(self, painter: QPainter, rect: QRect, song: LibrarySong) -> int:
        """The columns, from the right; returns where they begin."""
        painter.setFont(tokens.font())
        metrics = painter.fontMetrics()
        edge = rect.right()
        for column in self._columns(rect.width(), song):
            width = column.width_px(metrics)
            place = QRect(edge - width + 1, rect.top(), width, rect.height())
            text = metrics.elidedText(column.text, Qt.TextElideMode.ElideRight, width)
            painter.setPen(QColor(self._theme.muted_text))
            painter.drawText(place, column.alignment | Qt.AlignmentFlag.AlignVCenter, text)
            edge -= width + _GAP_PX
        return edge + _GAP_PX

    def _columns(self, room_px: int, song: LibrarySong) -> list[_Column]:
        """What a row of this width tells beside the title: the models are the first to give way,
        then the size, then when it was opened.
        """
        model, left, right = self._model, Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        is_wide = room_px > scaled(_WIDE_PX)
        models = self.tr("HTDemucs (better), Compact") if is_wide else self.tr("HTDemucs (better)")
        size = _Column(model.size(song), "888 MB", right)
        separated = _Column(model.separated(song), models, left)
        opened = _Column(model.opened(song), self.tr("29 September"), left)
        length = _Column(model.length(song), "88:88", right)
        columns = [size, separated, opened, length]
        metrics = QFontMetrics(tokens.font())
        left_px = room_px - QFontMetrics(_title_font()).horizontalAdvance(_LEAST_TITLE)
        for column in (separated, size, opened):
            if sum(each.width_px(metrics) + _GAP_PX for each in columns) <= left_px:
                break
            columns.remove(column)
        return columns

    def _paint_names(self, painter: QPainter, rect: QRect, song: LibrarySong) -> None:
        theme, model = self._theme, self._model
        title_px = QFontMetrics(_title_font()).height()
        text_px = QFontMetrics(tokens.font()).height()
        top = rect.top() + (rect.height() - title_px - text_px - SPACE // 2) // 2
        place_colour = theme.accent if song.is_missing else theme.muted_text
        # Of a title the beginning says most, of a path its end.
        for text, chosen, y, height, colour, mode in (
            (song.title, _title_font(), top, title_px, theme.text, Qt.TextElideMode.ElideRight),
            (
                model.place(song),
                tokens.font(),
                top + title_px + SPACE // 2,
                text_px,
                place_colour,
                Qt.TextElideMode.ElideMiddle,
            ),
        ):
            painter.setFont(chosen)
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, mode, rect.width())
            painter.drawText(
                QRect(rect.left(), y, rect.width(), height),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                shown,
            )


@lru_cache(maxsize=4)
def _picture(colour: str, size_px: int, scale: float) -> QPixmap:
    return icon_pixmap("song", QColor(colour), size_px, scale)


def _buttons_px() -> int:
    """The room at the end of a row that is left for its buttons."""
    return 2 * grown(BUTTON_PX) + SPACE


def _title_font() -> QFont:
    return tokens.font(tokens.TITLE_PX, bold=True)
