"""Minima and maxima to a picture of a waveform."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

# A full-scale sample stays this far from the upper and lower end of its lane.
_HEADROOM = 0.92
# Less than 1 lifts what is quiet: at -20 dB a note is a fifth of the lane instead of a tenth.
_QUIET_LIFT = 0.7


def waveform_image(
    minima: NDArray[np.float32],
    maxima: NDArray[np.float32],
    height_px: int,
    colour: QColor,
    thinnest_px: float = 1.0,
) -> QImage:
    """Draw one column per minimum and maximum, smooth at its ends, on nothing.

    minima, maxima: float32 (columns,), full scale 1.0. thinnest_px: what silence is drawn as.
    Returns an image of (columns, height_px) device pixels that owns its data.
    """
    middle = height_px / 2
    scale = middle * _HEADROOM
    tops = middle - _lifted(maxima) * scale
    bottoms = middle - _lifted(minima) * scale
    missing = np.maximum(0, thinnest_px - (bottoms - tops)) / 2
    tops, bottoms = tops - missing, bottoms + missing
    shades = _shades(colour)
    # Every row between the ends of a column is covered; at its ends it is smooth.
    first, last = np.floor(tops), np.ceil(bottoms) - 1
    rows = np.arange(height_px, dtype=np.int32)[:, None]
    inside = (rows > first.astype(np.int32)) & (rows < last.astype(np.int32))
    # In the form in which Qt paints: any other is converted first, which takes longer than this.
    pixels = inside * shades[-1]
    columns = np.arange(len(tops))
    for row in (first, last):
        covered = np.minimum(bottoms, row + 1) - np.maximum(tops, row)
        coverage = (np.clip(covered, 0, 1) * 255).astype(np.uint8)
        seen = (row >= 0) & (row < height_px)
        pixels[row[seen].astype(np.intp), columns[seen]] = shades[coverage[seen]]
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(pixels.data, len(columns), height_px, 4 * len(columns), kind).copy()


def _shades(colour: QColor) -> NDArray[np.uint32]:
    """A colour at every coverage from 0 to 255: premultiplied 0xAARRGGBB."""
    alpha = np.arange(256) / 255 * colour.alphaF()
    channels = np.array([255, colour.red(), colour.green(), colour.blue()])
    levels = np.round(channels * alpha[:, None]).astype(np.uint8)
    return levels.view(">u4")[:, 0].astype(np.uint32)


def _lifted(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    lifted: NDArray[np.float32] = np.copysign(
        np.minimum(np.abs(samples), 1) ** _QUIET_LIFT, samples
    )
    return lifted
