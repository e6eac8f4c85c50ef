"""Icons on buttons: their colours, and sharp on every screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPixmapCache
from PySide6.QtWidgets import QApplication

from app.theme import DARK, LIGHT, Theme
from app.views.icons import icon, icon_pixmap


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_an_icon_is_sharp_and_in_the_colour_of_text(
    qapp: QApplication, theme: Theme, scale: float
) -> None:
    QPixmapCache.clear()
    for _ in ("drawn", "drawn before"):
        pixmap = icon("to_start", theme, size_px=20).pixmap(QSize(20, 20), scale)
        assert pixmap.width() == 20 * scale
        assert pixmap.devicePixelRatio() == scale
        assert _colours(pixmap.toImage()) == {theme.text}


def test_colours_and_sizes_are_not_taken_for_each_other(qapp: QApplication) -> None:
    QPixmapCache.clear()
    for colour in ("#ff0000", "#00ff00"):
        for size_px, scale in ((20, 2.0), (40, 1.0), (10, 2.0)):
            pixmap = icon_pixmap("to_start", QColor(colour), size_px, scale)
            assert _colours(pixmap.toImage()) == {colour}
            assert (pixmap.width(), pixmap.devicePixelRatio()) == (size_px * scale, scale)


def _colours(image: QImage) -> set[str]:
    """Those of the pixels that hide what is behind them."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}
