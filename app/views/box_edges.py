"""The edges of a box in time and pitch: which of them the mouse is at, and how they are moved."""

from __future__ import annotations

from dataclasses import replace
from enum import Flag, auto

from PySide6.QtCore import QPointF, QRectF, Qt

from app.listening_box import ListeningBox
from player.transport import MINIMUM_LOOP_S

_NEAR_PX = 5.0


class Edges(Flag):
    """None, one, or the two that meet in a corner."""

    NONE = 0
    LEFT = auto()
    RIGHT = auto()
    TOP = auto()
    BOTTOM = auto()


def edges_at(place: QPointF, box: QRectF) -> Edges:
    """The edges of a box, in px, that a place is at; the nearer one where two are near."""
    near = box.adjusted(-_NEAR_PX, -_NEAR_PX, _NEAR_PX, _NEAR_PX)
    if not near.contains(place):
        return Edges.NONE
    edges = Edges.NONE
    to_left, to_right = abs(place.x() - box.left()), abs(place.x() - box.right())
    if min(to_left, to_right) <= _NEAR_PX:
        edges |= Edges.LEFT if to_left < to_right else Edges.RIGHT
    to_top, to_bottom = abs(place.y() - box.top()), abs(place.y() - box.bottom())
    if min(to_top, to_bottom) <= _NEAR_PX:
        edges |= Edges.TOP if to_top < to_bottom else Edges.BOTTOM
    return edges


def cursor_of(edges: Edges) -> Qt.CursorShape:
    """What the mouse looks like where it can take hold of these."""
    sideways = edges & (Edges.LEFT | Edges.RIGHT)
    up_or_down = edges & (Edges.TOP | Edges.BOTTOM)
    if not sideways:
        return Qt.CursorShape.SizeVerCursor
    if not up_or_down:
        return Qt.CursorShape.SizeHorCursor
    falls = edges in (Edges.LEFT | Edges.TOP, Edges.RIGHT | Edges.BOTTOM)
    return Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor


def moved(box: ListeningBox, edges: Edges, to_s: float, to_midi: float) -> ListeningBox:
    """The box with these edges put elsewhere; none can be put past the one across."""
    note = round(to_midi)
    if edges & Edges.LEFT:
        box = replace(box, start_s=max(0.0, min(to_s, box.stop_s - MINIMUM_LOOP_S)))
    if edges & Edges.RIGHT:
        box = replace(box, stop_s=max(to_s, box.start_s + MINIMUM_LOOP_S))
    if edges & Edges.TOP:
        box = replace(box, highest_midi=max(note, box.lowest_midi))
    if edges & Edges.BOTTOM:
        box = replace(box, lowest_midi=min(note, box.highest_midi))
    return box
