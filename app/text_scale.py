"""How big text is, and how what holds it grows along."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

TEXT_PERCENTS = (100, 125, 150, 200)
"""The sizes of text that are offered."""

# What holds a line of text has air around it, which need not grow.
_HOLDER_PART = 0.6
_HEIGHT, _WIDTH, _TEXT_WIDTH = "held_height_px", "held_width_px", "text_width_px"
_ICON, _LEAST_HEIGHT = "icon_px", "least_text_height_px"
_WINDOW = "window_px"
# What the frame of a window takes of the screen.
_FRAME_PX = QSize(16, 48)
# Where Qt keeps the font that a widget was made with, to give it back with every new stylesheet.
_KEPT_FONT = "_q_styleSheetWidgetFont"
_UNBOUNDED_PX = 16_777_215
_scale = 1.0


def text_scale() -> float:
    """How many times its designed size text has now: at least 1."""
    return _scale


def scaled(px: float) -> int:
    """The px of text that is `px` big at 100 %."""
    return round(px * _scale)


def grown(px: float) -> int:
    """The px of what holds text, and air around it, and is `px` big at 100 %."""
    return round(px * (1 + (_scale - 1) * _HOLDER_PART))


def fix_height(widget: QWidget, px: int) -> None:
    """Fix a widget's height, `px` at 100 %; it grows with the text in it."""
    widget.setProperty(_HEIGHT, px)
    widget.setFixedHeight(grown(px))


def fix_width(widget: QWidget, px: int) -> None:
    """Fix a widget's width, `px` at 100 %; it grows with the text in it."""
    widget.setProperty(_WIDTH, px)
    widget.setFixedWidth(grown(px))


def fix_size(widget: QWidget, width_px: int, height_px: int) -> None:
    """Fix both."""
    fix_width(widget, width_px)
    fix_height(widget, height_px)


def free_width(widget: QWidget) -> None:
    """Let a widget be as wide as it may be again."""
    widget.setProperty(_WIDTH, None)
    widget.setMinimumWidth(0)
    widget.setMaximumWidth(_UNBOUNDED_PX)


def fix_text_width(widget: QWidget, px: float) -> None:
    """Fix the width of what holds little more than a word, `px` at 100 %."""
    widget.setProperty(_TEXT_WIDTH, float(px))
    widget.setFixedWidth(scaled(px))


def keep_text_height(widget: QWidget, px: float) -> None:
    """Let a line of text be no lower than another, which is `px` high at 100 %."""
    widget.setProperty(_LEAST_HEIGHT, float(px))
    widget.setMinimumHeight(scaled(px))


def fit_window(window: QWidget, size_px: QSize) -> None:
    """Make a window so big, `size_px` at 100 %; it grows with the text, as far as there is room."""
    window.setProperty(_WINDOW, size_px)
    _fit_window(window, size_px)


def room_for_window(window: QWidget) -> QSize:
    """How big a window may be on its screen."""
    return window.screen().availableSize() - _FRAME_PX


def _fit_window(window: QWidget, size_px: QSize) -> None:
    wanted = QSize(grown(size_px.width()), grown(size_px.height()))
    window.resize(wanted.boundedTo(room_for_window(window)))


def fix_icon(button: QAbstractButton, px: int) -> None:
    """Draw a button's icon this big, `px` at 100 %."""
    button.setProperty(_ICON, px)
    _size_icon(button, px)


def _size_icon(button: QAbstractButton, px: int) -> None:
    button.setIconSize(QSize(grown(px), grown(px)))


def set_text_scale(scale: float) -> None:
    """Take another size for what is made from now on; `regrow` is for what there is already."""
    global _scale
    _scale = scale


def regrow(widgets: Iterable[QWidget], before: float) -> None:
    """Give widgets, which were made or grown at the scale `before`, the size of text as it is."""
    for widget in widgets:
        font = widget.font()
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) and font.pixelSize() > 0:
            # Rounded at a scale of 1 or more, the designed size comes back exactly.
            font.setPixelSize(scaled(round(font.pixelSize() / before)))
            widget.setFont(font)
            if widget.property(_KEPT_FONT) is not None:
                widget.setProperty(_KEPT_FONT, font)
        for name, resize, size in (
            (_HEIGHT, widget.setFixedHeight, grown),
            (_WIDTH, widget.setFixedWidth, grown),
            (_TEXT_WIDTH, widget.setFixedWidth, scaled),
            (_LEAST_HEIGHT, widget.setMinimumHeight, scaled),
        ):
            px = widget.property(name)
            if px is not None:
                resize(size(px))
        icon_px = widget.property(_ICON)
        if icon_px is not None and isinstance(widget, QAbstractButton):
            _size_icon(widget, icon_px)
        window_px = widget.property(_WINDOW)
        if window_px is not None:
            _fit_window(widget, window_px)
        widget.update()
