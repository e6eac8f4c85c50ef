"""The signs of music as paths, drawn by hand: no font with them is on every system.

In spaces of the staff, the distance between two of its lines; y grows downwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF, QTransform

from player.reading.score import ClefSign

HEAD_WIDTH = 1.25
STEM_LENGTH = 3.4
STEM_WIDTH = 0.13
BEAM_WIDTH = 0.45
_STEPS = 14

# A line through these points, each with half of its width there.
_G_CLEF = (
    (0.28, 0.30, 0.07), (-0.20, 0.42, 0.09), (-0.42, -0.02, 0.10), (-0.10, -0.62, 0.11),
    (0.52, -0.62, 0.15), (0.92, -0.02, 0.17), (0.70, 0.68, 0.15), (0.02, 1.00, 0.12),
    (-0.80, 0.72, 0.17), (-1.18, -0.10, 0.19), (-0.92, -1.06, 0.16), (-0.22, -1.92, 0.15),
    (0.42, -2.68, 0.14), (0.66, -3.46, 0.12), (0.50, -4.22, 0.09), (0.22, -4.36, 0.07),
    (-0.10, -3.86, 0.10), (-0.14, -3.10, 0.10), (0.08, -1.90, 0.08), (0.36, -0.20, 0.07),
    (0.62, 1.30, 0.08), (0.60, 2.10, 0.08), (0.20, 2.58, 0.08), (-0.34, 2.42, 0.08),
    (-0.46, 2.08, 0.07),
)  # fmt: skip
_F_CLEF = (
    (-0.86, 0.05, 0.08), (-0.90, -0.40, 0.08), (-0.44, -0.92, 0.09), (0.24, -0.94, 0.15),
    (0.72, -0.36, 0.20), (0.62, 0.56, 0.18), (0.06, 1.50, 0.11), (-0.98, 2.40, 0.04),
)  # fmt: skip
_FLAG = (
    (0.0, 0.0, 0.10), (0.10, 0.62, 0.18), (0.62, 1.16, 0.17), (0.98, 1.78, 0.11),
    (0.98, 2.40, 0.07), (0.76, 2.98, 0.02),
)  # fmt: skip
_QUARTER_REST = (
    (-0.30, -1.46, 0.04), (0.30, -0.72, 0.13), (-0.06, -0.26, 0.22), (-0.26, -0.04, 0.14),
    (0.36, 0.74, 0.08), (-0.16, 0.58, 0.15), (-0.38, 0.92, 0.12), (-0.02, 1.48, 0.03),
)  # fmt: skip


def _stroke(points: Sequence[tuple[float, float, float]]) -> QPainterPath:
    """A line of varying width through points, as a pen of the right size would draw it."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    samples = [sample for index in range(len(points) - 1) for sample in _between(points, index)]
    samples.append(points[-1])
    left, right = [], []
    for index, (x, y, half) in enumerate(samples):
        before, after = samples[max(0, index - 1)], samples[min(len(samples) - 1, index + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        left.append(QPointF(x + dy / length * half, y - dx / length * half))
        right.append(QPointF(x - dy / length * half, y + dx / length * half))
    # Piece by piece: where the line crosses itself one outline would have holes.
    for index in range(len(left) - 1):
        quad = [left[index], left[index + 1], right[index + 1], right[index], left[index]]
        path.addPolygon(QPolygonF(quad))
    for x, y, half in samples:
        path.addEllipse(QPointF(x, y), half, half)
    return path.simplified()


def _between(
    points: Sequence[tuple[float, float, float]], index: int
) -> list[tuple[float, float, float]]:
    """Samples of a Catmull-Rom spline from one point until before the next."""
    last = len(points) - 1
    p0, p1 = points[max(0, index - 1)], points[index]
    p2, p3 = points[index + 1], points[min(last, index + 2)]
    samples = []
    for step in range(_STEPS):
        t = step / _STEPS
        samples.append(
            tuple(
                0.5
                * (
                    2 * b
                    + (c - a) * t
                    + (2 * a - 5 * b + 4 * c - d) * t**2
                    + (3 * b - a - 3 * c + d) * t**3
                )
                for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
            )
        )
    return samples  # type: ignore[return-value]


@cache
def clef(sign: ClefSign) -> QPainterPath:
    """A clef; its origin is on the line it names, a percussion clef's on the middle line."""
    if sign is ClefSign.G:
        path = _stroke(_G_CLEF)
        path.addEllipse(QPointF(-0.24, 2.06), 0.27, 0.27)
    elif sign is ClefSign.F:
        path = _stroke(_F_CLEF)
        path.addEllipse(QPointF(-0.62, 0.0), 0.32, 0.32)
        for y in (-0.5, 0.5):
            path.addEllipse(QPointF(1.32, y), 0.19, 0.19)
    elif sign is ClefSign.C:
        path = QPainterPath()
        path.addRect(QRectF(-1.0, -2.0, 0.40, 4.0))
        path.addRect(QRectF(-0.42, -2.0, 0.14, 4.0))
        for side in (-1, 1):
            bow = _stroke(
                (
                    (-0.30, 0.0, 0.05), (0.05, side * 0.50, 0.07), (0.55, side * 0.46, 0.09),
                    (0.88, side * 1.15, 0.20), (0.50, side * 1.90, 0.11),
                    (-0.02, side * 1.62, 0.10),
                )
            )  # fmt: skip
            path = path.united(bow)
    else:
        path = QPainterPath()
        for x in (-0.55, 0.15):
            path.addRect(QRectF(x, -1.0, 0.42, 2.0))
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


@cache
def notehead(denominator: int, *, is_cross: bool = False) -> QPainterPath:
    """A notehead; its origin is the middle of its left edge."""
    path = QPainterPath()
    if is_cross:
        for side in (-1, 1):
            path = path.united(
                _stroke(((0.12, -0.42 * side, 0.09), (HEAD_WIDTH - 0.12, 0.42 * side, 0.09)))
            )
        return path
    half = HEAD_WIDTH / 2
    if denominator == 1:
        # Round signs are joined by their filling: what Qt subtracts at this size has corners.
        path.addEllipse(QPointF(half + 0.15, 0), half + 0.15, 0.48)
        path.addPath(_turned(0.34, 0.42, 55.0, half + 0.15))
    elif denominator == 2:
        path = _turned(0.68, 0.44, -22.0, half)
        path.addPath(_turned(0.58, 0.22, -30.0, half))
    else:
        path = _turned(0.68, 0.46, -22.0, half)
    return path


def _turned(wide: float, high: float, degrees: float, x: float) -> QPainterPath:
    ellipse = QPainterPath()
    ellipse.addEllipse(QPointF(0, 0), wide, high)
    return QTransform().rotate(degrees).map(ellipse).translated(x, 0)


@cache
def flag(count: int) -> QPainterPath:
    """Flags at the end of a stem that goes up, at its origin; for one that goes down, mirror it."""
    path = QPainterPath()
    one = _stroke(_FLAG)
    for index in range(count):
        path = path.united(one.translated(0, 0.8 * index))
    return path


@cache
def rest(denominator: int) -> QPainterPath:
    """A rest; its origin is on the middle line, in the middle of it."""
    path = QPainterPath()
    if denominator <= 2:
        top = -1.0 if denominator == 1 else -0.5
        path.addRect(QRectF(-0.6, top, 1.2, 0.5))
        return path
    if denominator == 4:
        return _stroke(_QUARTER_REST)
    hooks = min(denominator.bit_length() - 3, 4)
    top = -0.5 - 0.5 * (hooks - 1)
    foot = top + 1.6 + 0.7 * (hooks - 1)
    slope = 0.34
    path = _stroke(((0.42, top - 0.1, 0.07), (0.42 - slope * (foot - top), foot, 0.08)))
    for hook in range(hooks):
        y = top + hook * 0.95
        x = 0.42 - slope * (y - top)
        path = path.united(_stroke(((x - 0.72, y, 0.10), (x - 0.4, y + 0.34, 0.10), (x, y, 0.05))))
        path.addEllipse(QPointF(x - 0.72, y), 0.25, 0.25)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


@cache
def accidental(alter: int) -> QPainterPath:
    """Flats, a natural for 0, sharps; its origin is the middle of its right edge."""
    path = QPainterPath()
    if alter == 1:
        for x, y in ((-0.72, 0.08), (-0.36, -0.08)):
            path.addRect(QRectF(x, y - 1.35, 0.11, 2.7))
        for y in (-0.46, 0.46):
            path.addPolygon(_slanted(-1.0, 0.0, y, 0.17, 0.30))
    elif alter == 2:
        for side in (-1, 1):
            path = path.united(_stroke(((-0.9, -0.4 * side, 0.13), (-0.1, 0.4 * side, 0.13))))
    elif alter == 0:
        path.addRect(QRectF(-0.66, -1.4, 0.11, 2.06))
        path.addRect(QRectF(-0.14, -0.66, 0.11, 2.06))
        for y in (-0.46, 0.46):
            path.addPolygon(_slanted(-0.66, -0.03, y, 0.15, 0.28))
    else:
        bowl = (
            (-0.60, -0.28, 0.07), (-0.22, -0.52, 0.11), (-0.02, -0.16, 0.13), (-0.26, 0.30, 0.10),
            (-0.64, 0.66, 0.05),
        )  # fmt: skip
        for index in range(-alter):
            one = _stroke(bowl)
            one.addRect(QRectF(-0.72, -1.75, 0.11, 2.45))
            path = path.united(one.translated(-0.72 * index, 0))
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _slanted(left: float, right: float, y: float, half: float, rise: float) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(left, y + rise / 2 - half),
            QPointF(right, y - rise / 2 - half),
            QPointF(right, y - rise / 2 + half),
            QPointF(left, y + rise / 2 + half),
            QPointF(left, y + rise / 2 - half),
        ]
    )


def draw(
    painter: QPainter,
    path: QPainterPath,
    x: float,
    y: float,
    space_px: float,
    *,
    flip: bool = False,
) -> None:
    """Fill a sign in the painter's brush; flip: upside down."""
    painter.save()
    painter.setTransform(QTransform(space_px, 0, 0, -space_px if flip else space_px, x, y), True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(path)
    painter.restore()
