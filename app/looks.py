"""Dark or light, and how big text is: chosen once, kept, and until then as the desktop has it."""

from __future__ import annotations

import sys
from typing import Literal

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.application_style import apply_font_and_palette, apply_theme
from app.text_scale import TEXT_PERCENTS, regrow, set_text_scale, text_scale
from app.theme import DARK, LIGHT, Theme

ThemeChoice = Literal["system", "dark", "light"]

_THEME_KEY, _TEXT_KEY = "theme", "text_percent"
_THEMES = {theme.name: theme for theme in (DARK, LIGHT)}
# What desktops write in, in px, while nobody has asked them for bigger text.
_USUAL_PX = {"win32": 12.0, "darwin": 13.0}
_USUAL_ELSEWHERE_PX = 44 / 3  # 11 points at 96 to the inch


class Looks(QObject):
    """What all windows look like. Painted widgets take the theme from `theme_changed`.

    `theme_changed(theme)`; `text_percent_changed(percent)`, when every window has grown or shrunk.
    """

    theme_changed = Signal(object)
    text_percent_changed = Signal(int)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        kept = settings.value(_THEME_KEY)
        self.choice: ThemeChoice = kept if kept in _THEMES else "system"
        self.theme: Theme = self._theme()
        kept_percent = str(settings.value(_TEXT_KEY))
        percents = {str(percent): percent for percent in TEXT_PERCENTS}
        self.text_percent = percents.get(kept_percent, desktop_text_percent())
        set_text_scale(self.text_percent / 100)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def prepare(self) -> None:
        """Let what is made from now on be made with the font."""
        apply_font_and_palette(_application(), self.theme)

    def put_on(self) -> None:
        """Dress all that was made so."""
        apply_theme(_application(), self.theme)

    def dress(self) -> None:
        """Dress the application; what is open already is painted anew."""
        self.put_on()
        self.theme_changed.emit(self.theme)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Stay dark or light from now on, or be as the desktop is."""
        self.choice = choice
        self._settings.setValue(_THEME_KEY, choice)
        self.theme = self._theme()
        self.dress()

    def toggle_theme(self) -> None:
        """Dark to light, or back."""
        self.choose_theme("light" if self.theme.is_dark else "dark")

    def choose_text_percent(self, percent: int) -> None:
        """Write this big from now on, in every window."""
        self._settings.setValue(_TEXT_KEY, percent)
        if percent == self.text_percent:
            return
        self.text_percent = percent
        before = text_scale()
        set_text_scale(percent / 100)
        regrow(QApplication.allWidgets(), before)
        self.dress()
        self.text_percent_changed.emit(percent)

    def _theme(self) -> Theme:
        if self.choice in _THEMES:
            return _THEMES[self.choice]
        light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
        return LIGHT if light else DARK

    def _on_scheme_changed(self) -> None:
        if self._theme() != self.theme:
            self.theme = self._theme()
            self.dress()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def desktop_text_percent() -> int:
    """The size nearest below what the desktop writes in, where that can be told."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return percent_for(QFontInfo(font).pixelSize())


def percent_for(desktop_px: float) -> int:
    """The offered size for a desktop that writes in letters of this many px."""
    percent = 100 * desktop_px / _USUAL_PX.get(sys.platform, _USUAL_ELSEWHERE_PX)
    # Half a px lost to rounding is no smaller text.
    return max(each for each in TEXT_PERCENTS if each <= max(100.0, percent * 1.04))
