"""Keys drawn as the caps of a keyboard."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPen

from app import theme as tokens
from app.text_scale import scaled
from app.theme import SPACE, Theme

_GAP_PX = SPACE
_PADDING_PX = 1.5 * SPACE
_RADIUS_PX = 4
_EDGE_PX = 2
_MAC_MODIFIERS = "⌃⌥⇧⌘"


@cache
def native_keys(keys: str) -> str:
    """Keys as this system's menus write them; from Qt's portable form."""
    return QKeySequence.fromString(keys).toString(QKeySequence.SequenceFormat.NativeText)


def caps(keys: str) -> tuple[str, ...]:
    """What stands on each cap; from Qt's portable form."""
    native = native_keys(keys)
    signs = native[: len(native) - len(native.lstrip(_MAC_MODIFIERS))]
    # The last plus may be a key itself.
    return tuple(filter(None, (*signs, *re.split(r"(?<=.)\+(?=.)", native[len(signs) :]))))


def caps_width(keys: str) -> float:
    """How much room the caps of these keys take, in px."""
    widths = [_cap_width(cap) for cap in caps(keys)]
    return sum(widths) + _GAP_PX * max(0, len(widths) - 1)


def caps_height() -> float:
    """How high a cap is, in px."""
    return _text_height(scaled(tokens.SMALL_PX)) + SPACE + _EDGE_PX


def paint_caps(painter: QPainter, keys: str, left: float, middle: float, theme: Theme) -> None:
    """Draw the caps from `left` on, around the height `middle`."""
    painter.setFont(tokens.font(tokens.SMALL_PX, bold=True))
    top, height = middle - caps_height() / 2, caps_height()
    for cap in caps(keys):
        width = _cap_width(cap)
        whole = QRectF(left + 0.5, top + 0.5, width - 1, height - 1)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(whole, _RADIUS_PX, _RADIUS_PX)
        upper = whole.adjusted(0, 0, 0, -_EDGE_PX)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(upper, _RADIUS_PX, _RADIUS_PX)
        painter.setPen(QColor(theme.text))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, cap)
        left += width + _GAP_PX


def _cap_width(cap: str) -> float:
    return max(caps_height(), _text_width(cap, scaled(tokens.SMALL_PX)) + 2 * _PADDING_PX)


# A list of keys asks for these some hundred times, and the font is searched for each time.
@cache
def _text_height(_scaled_px: int) -> float:
    return _metrics().height()


@cache
def _text_width(cap: str, _scaled_px: int) -> int:
    return round(_metrics().horizontalAdvance(cap))


def _metrics() -> QFontMetricsF:
    return QFontMetricsF(tokens.font(tokens.SMALL_PX, bold=True))
