"""The drawings on buttons, tinted with the theme's colours."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from app.text_scale import grown
from app.theme import Theme
from resources import FOLDER

# Sharp on screens of 100, 200 and 300 %.
_SCALES = (1, 2, 3)


def icon(name: str, theme: Theme, *, size_px: int = 20, on_accent: bool = False) -> QIcon:
    """The icon `resources/icons/<name>.svg` in the colour of text, or of text on the accent."""
    drawn = QIcon()
    colour = theme.on_accent if on_accent else theme.text
    for mode, mode_colour in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, theme.muted_text)):
        for scale in _SCALES:
            pixmap = icon_pixmap(name, QColor(mode_colour), grown(size_px), scale)
            drawn.addPixmap(pixmap, mode)
    return drawn


def icon_pixmap(name: str, colour: QColor, size_px: int, scale: float) -> QPixmap:
    """One icon of `size_px` logical px, drawn for a screen of this scale."""
    size = round(size_px * scale)
    key = f"{name} {colour.name()} {size} {scale}"
    pixmap = QPixmap()
    # Views are dressed more than once, and some have the same icon.
    if not QPixmapCache.find(key, pixmap):
        pixmap = _drawn(name, colour, size)
        pixmap.setDevicePixelRatio(scale)
        QPixmapCache.insert(key, pixmap)
    return pixmap


def _drawn(name: str, colour: QColor, size: int) -> QPixmap:
    renderer = QSvgRenderer(
        QByteArray(_source(name).replace("currentColor", colour.name()).encode())
    )
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap


@cache
def _source(name: str) -> str:
    return (FOLDER / "icons" / f"{name}.svg").read_text(encoding="utf-8")
