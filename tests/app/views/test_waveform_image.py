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


def test_a_pixel_is_as_opaque_as_its_part_that_is_covered() -> None:
    generator = np.random.default_rng(1)
    maxima = generator.normal(0, 0.4, 500).astype(np.float32)
    minima = maxima - np.abs(generator.normal(0, 0.4, 500)).astype(np.float32)
    rows = opacity(list(minima), list(maxima)).astype(int)
    whole, partly = rows == 255, (rows > 0) & (rows < 255)
    # In one piece, with at most a partly covered pixel at either end.
    assert (np.abs(np.diff(np.pad(rows > 0, ((1, 1), (0, 0))), axis=0)).sum(axis=0) == 2).all()
    assert (partly.sum(axis=0) <= 2).all()
    both = whole.any(axis=0) & (partly.sum(axis=0) == 2)
    assert both.any()
    lengths = rows.sum(axis=0) / 255
    reach = np.abs(np.stack([minima, maxima])).clip(0, 1) ** 0.7 * np.sign([minima, maxima])
    expected = np.maximum(1.0, (reach[1] - reach[0]) * HEIGHT / 2 * 0.92)
    assert np.abs(lengths - expected).max() < 0.02
