"""A waveform's picture covers what the samples reach."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from app.views.waveform_image import waveform_image

HEIGHT = 100


def opacity(minima: list[float], maxima: list[float], alpha: float = 1.0) -> NDArray[np.uint8]:
    colour = QColor(10, 20, 30)
    colour.setAlphaF(alpha)
    image = waveform_image(
        np.array(minima, np.float32), np.array(maxima, np.float32), HEIGHT, colour
    ).convertToFormat(QImage.Format.Format_Alpha8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT, -1)
    return rows[:, : len(minima)].copy()


def test_full_scale_nearly_fills_the_height() -> None:
    covered = opacity([-1.0], [1.0])[:, 0] > 127
    assert 90 <= covered.sum() < HEIGHT


def test_silence_is_a_thin_line_in_the_middle() -> None:
    rows = opacity([0.0], [0.0])[:, 0].astype(int)
    assert rows.sum() in range(250, 261)
    assert rows[:49].sum() == rows[51:].sum() == 0


def test_what_is_above_is_painted_above() -> None:
    rows = opacity([0.0], [0.5])[:, 0]
    assert (rows > 127).sum() > 20
    assert rows[51:].sum() == 0


def test_louder_is_higher_and_over_full_scale_no_higher_than_full() -> None:
    heights = (opacity([-s for s in (0.01, 0.1, 0.5, 1.0, 3.0)], [0.01, 0.1, 0.5, 1.0, 3.0])).sum(
        axis=0, dtype=int
    )
    assert (np.diff(heights[:4]) > 0).all()
    assert heights[3] == heights[4]


def test_a_translucent_colour_gives_a_translucent_picture() -> None:
    assert opacity([-1.0], [1.0], alpha=0.5).max() in (127, 128)
