"""How a chord looks on a strip of the time axis."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app import theme as tokens
from app.reading import chord_words
from app.reading.shown_chords import ShownChords, is_uncertain
from app.theme import SPACE, Theme, with_alpha
from app.views.strip_text import Columns, write_between
from player.reading.chord_chart import ChordSpan

RADIUS = 4
# Narrower than this a chord is not painted: edges alone would fill the lane.
_EDGED_PX = 5
_FAINT = 0.5
_DASHES = [3.0, 3.0]


def paint_chord(
    painter: QPainter,
    strip: QRectF,
    columns: Columns,
    span: ChordSpan,
    shown: ShownChords,
    theme: Theme,
    *,
    is_lit: bool,
) -> None:
    """Paint a chord between two columns of the strip, with as much of its name as there is room
    for. An uncertain one is fainter, with a dashed edge; one that is heard is lit.
    """
    left, right = columns
    if right < strip.left() or left > strip.right() or right - left < _EDGED_PX:
        return
    uncertain, is_chord = is_uncertain(span), span.chord is not None
    if is_chord:
        pen = QPen(QColor(theme.outline if uncertain else theme.line), 1)
        if uncertain:
            pen.setDashPattern(_DASHES)
        painter.setPen(Qt.PenStyle.NoPen if is_lit else pen)
        fill = with_alpha(theme.raised, _FAINT if uncertain else 1.0)
        painter.setBrush(QColor(theme.text) if is_lit else fill)
        block = QRectF(left + 0.5, strip.top() + 2.5, right - left - 1, strip.height() - 6)
        painter.drawRoundedRect(block, RADIUS, RADIUS)
    ink = theme.muted_text if uncertain or not is_chord else theme.text
    painter.setPen(QColor(theme.background if is_lit and is_chord else ink))
    # What begins before the view is named at its edge.
    seen = (max(left, strip.left()), min(right, strip.right()))
    room_px = seen[1] - seen[0] - 2 * SPACE + 1
    text, size_px = fitting_name(span, shown, room_px, tokens.TEXT_PX)
    if tokens.text_width(text[:1], size_px, bold=True) > room_px:
        return
    painter.setFont(tokens.font(size_px, bold=True))
    text_px = tokens.text_width(text, size_px, bold=True)
    write_between(painter, seen, strip.adjusted(0, 0, 0, -1), text, text_px)


def fitting_name(
    span: ChordSpan, shown: ShownChords, room_px: float, size_px: int
) -> tuple[str, int]:
    """The name of a chord, and how big its bold letters are in so little room: small where that
    helps, and then without its bass, which says least. size_px: where there is room.
    """
    text = chord_words.span_text(span, shown)
    upper = text.partition("/")[0] + ("…" if "/" in text else "")
    if span.chord is None:
        upper = ""  # half of it would look like a chord
    # That it is uncertain is seen, too.
    for name in (text, text.removesuffix("?"), upper):
        for px in (size_px, tokens.SMALL_PX):
            if tokens.text_width(name, px, bold=True) <= room_px:
                return name, px
    return upper, tokens.SMALL_PX
