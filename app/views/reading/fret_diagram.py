"""A chord on a neck, as songbooks draw it: strings upright, the nut on top."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app import theme as tokens
from app.theme import Theme
from player.reading.fretboard import FRETS_SPANNED, Fingering

_FRETS = FRETS_SPANNED + 1
_NUT_PART, _DOT_PART, _MARK_PART = 0.16, 0.74, 0.46
_LEAST_NUMBER_PX = 9


def paint_fretboard(
    painter: QPainter, place: QRectF, fingering: Fingering, theme: Theme, *, left_handed: bool
) -> None:
    """Paint it as big as the place allows, at its left: dots with the numbers of fingers, a bar for
    a barre, o above an open string, x above one that does not sound; beside it the number of the
    first fret, where that is not the nut.
    """
    strings = len(fingering.frets)
    # A column for each string and one for the fret's number; a row for each fret and one above.
    cell = min(place.width() / (strings + 1), place.height() / (_FRETS + 1))
    left = place.left() + cell
    board = QRectF(left, place.top() + cell, cell * (strings - 1), cell * _FRETS)
    first = 1 if fingering.highest_fret <= _FRETS else fingering.lowest_fret
    _paint_board(painter, board, cell, strings, first, theme)
    columns = [board.left() + cell * string for string in range(strings)]
    if left_handed:
        columns.reverse()
    line = QPen(QColor(theme.text), max(1.0, cell * 0.09))
    for string, fret in enumerate(fingering.frets):
        above = QPointF(columns[string], board.top() - cell * 0.45)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(line)
        half = cell * _MARK_PART / 2
        if fret is None:
            painter.drawLine(above + QPointF(-half, -half), above + QPointF(half, half))
            painter.drawLine(above + QPointF(-half, half), above + QPointF(half, -half))
        elif fret == 0:
            painter.drawEllipse(above, half, half)
    dot = cell * _DOT_PART / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    if fingering.barre is not None:
        barre = fingering.barre
        y = board.top() + cell * (barre.fret - first + 0.5)
        ends = sorted((columns[barre.first], columns[barre.last]))
        bar = QRectF(ends[0] - dot, y - dot, ends[1] - ends[0] + 2 * dot, 2 * dot)
        painter.drawRoundedRect(bar, dot, dot)
    painter.setFont(tokens.font(tokens.SMALL_PX, bold=True))
    number_px = round(dot * 1.4)
    for string, fret in enumerate(fingering.frets):
        if not fret:
            continue
        centre = QPointF(columns[string], board.top() + cell * (fret - first + 0.5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(centre, dot, dot)
        if number_px >= _LEAST_NUMBER_PX:
            _write_finger(painter, centre, dot, number_px, fingering.fingers[string], theme)


def _paint_board(
    painter: QPainter, board: QRectF, cell: float, strings: int, first: int, theme: Theme
) -> None:
    painter.setPen(QPen(QColor(theme.muted_text), 1))
    for string in range(strings):
        x = board.left() + cell * string
        painter.drawLine(QPointF(x, board.top()), QPointF(x, board.bottom()))
    for fret in range(_FRETS + 1):
        y = board.top() + cell * fret
        painter.drawLine(QPointF(board.left(), y), QPointF(board.right(), y))
    if first == 1:
        nut = QRectF(board.left() - 0.5, board.top() - cell * _NUT_PART, board.width() + 1, 0)
        nut.setHeight(cell * _NUT_PART)
        painter.fillRect(nut, QColor(theme.text))
        return
    painter.setPen(QColor(theme.text))
    painter.setFont(tokens.font(tokens.SMALL_PX, bold=True))
    wide = cell * 1.5
    number = QRectF(board.left() - wide - cell * 0.55, board.top(), wide, cell)
    painter.drawText(
        number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(first)
    )


def _write_finger(
    painter: QPainter, centre: QPointF, dot: float, number_px: int, finger: int, theme: Theme
) -> None:
    font = painter.font()
    font.setPixelSize(number_px)
    painter.setFont(font)
    painter.setPen(QColor(theme.on_accent))
    place = QRectF(centre.x() - dot, centre.y() - dot, 2 * dot, 2 * dot)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(finger))
