"""A chord on piano keys: those that sound are lit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.theme import Theme
from player.reading.chord_symbol import Chord

_WHITE = (0, 2, 4, 5, 7, 9, 11)
_BLACK = frozenset({1, 3, 6, 8, 10})
_OCTAVES = 2
# Ivory and ebony in both themes, as on the piano beside the spectrogram.
_IVORY, _EBONY, _SHADE = QColor("#f4f2ea"), QColor("#16181c"), QColor("#c9c6bb")
# How many times as high as wide a white key is.
_LOWEST_PART, _HIGHEST_PART = 3.0, 4.5
_BLACK_WIDTH, _BLACK_HEIGHT = 0.62, 0.6
_DOT_PART = 0.2


def keys_of(chord: Chord) -> tuple[int, ...]:
    """Which keys are lit, from 0 for the lowest C shown: the lowest note, and the others above it
    close together.
    """
    lowest = chord.lowest
    above = {lowest + (chord.root + each - lowest) % 12 for each in chord.intervals}
    return tuple(sorted({lowest, *above}))


def paint_keys(painter: QPainter, place: QRectF, chord: Chord, theme: Theme) -> None:
    """Paint two octaves as big as the place allows, at its left, with a dot on the root."""
    lit = keys_of(chord)
    whites = [octave * 12 + note for octave in range(_OCTAVES) for note in _WHITE]
    width = min(place.width() / len(whites), place.height() / _LOWEST_PART)
    height = min(place.height(), width * _HIGHEST_PART)
    left = place.left()
    top = place.center().y() - height / 2
    for column, key in enumerate(whites):
        box = QRectF(left + column * width, top, width, height)
        _paint_key(painter, box, QColor(theme.accent) if key in lit else _IVORY, _SHADE)
    for column, key in enumerate(whites):
        black = key - 1
        if black % 12 in _BLACK:
            x = left + column * width - width * _BLACK_WIDTH / 2
            box = QRectF(x, top, width * _BLACK_WIDTH, height * _BLACK_HEIGHT)
            _paint_key(painter, box, QColor(theme.accent) if black in lit else _EBONY, _EBONY)
    _mark_root(painter, QRectF(left, top, width, height), chord, lit, theme)


def _paint_key(painter: QPainter, box: QRectF, fill: QColor, edge: QColor) -> None:
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    painter.drawRect(box)


def _mark_root(
    painter: QPainter, first: QRectF, chord: Chord, lit: tuple[int, ...], theme: Theme
) -> None:
    """A dot on the root, which tells a chord from others with the same keys. first: the first
    white key.
    """
    root = next(key for key in lit if key % 12 == chord.root)
    octave, note = divmod(root, 12)
    if note in _BLACK:
        place = octave * len(_WHITE) + _WHITE.index(note + 1)
        centre = QPointF(first.left() + place * first.width(), first.top())
        centre += QPointF(0, first.height() * _BLACK_HEIGHT - first.width() * 0.6)
    else:
        place = octave * len(_WHITE) + _WHITE.index(note)
        centre = QPointF(first.left() + (place + 0.5) * first.width(), first.bottom())
        centre -= QPointF(0, first.width() * 0.6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.on_accent))
    painter.drawEllipse(centre, first.width() * _DOT_PART, first.width() * _DOT_PART)
