"""Colours, type sizes and spacing of the window, dark and light."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF

from app.stem_groups import is_rest
from app.text_scale import scaled

SPACE = 4
"""Every gap and margin, in px, is a multiple of this."""
RADIUS = 7
SMALL_PX, TEXT_PX, TITLE_PX, DISPLAY_PX = 11, 13, 15, 22

TOP_BAR_PX, VISIBLE_BAR_PX, OVERVIEW_PX, BOOKMARKS_PX, RULER_PX = 64, 12, 76, 24, 28
BARS_PX, SECTIONS_PX, LOW_OVERVIEW_PX = 22, 16, 64
SECTION_TINT = 0.3
LANE_PX, STATUS_PX = 104, 34
SIDE_COLUMN_PX = 248
PLAY_PX = 44

MIX = "mix"
"""The name under which the whole song stands among its stems."""
BLEND = "blend"
"""The name under which all stems that are heard stand together, each in its colour."""

_REST = "rest"

_TABULAR_FIGURES = QFont.Tag("tnum")


@dataclass(frozen=True)
class Theme:
    """The tokens of one theme: every colour as #rrggbb.

    line: parts one thing from another. outline: the edge of what is taken hold of.
    """

    name: str
    background: str
    surface: str
    raised: str
    line: str
    outline: str
    text: str
    muted_text: str
    accent: str
    on_accent: str
    error: str
    stems: tuple[tuple[str, str], ...]
    further_stems: tuple[str, ...]
    loops: tuple[tuple[str, str], ...]

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return QColor(self.text).lightness() > QColor(self.background).lightness()


DARK = Theme(
    name="dark",
    background="#14161a",
    surface="#1b1e24",
    raised="#242831",
    line="#333945",
    outline="#6a7280",
    text="#eceef2",
    muted_text="#a3abba",
    accent="#ffb454",
    on_accent="#1b1300",
    error="#ff8a80",
    stems=(
        ("vocals", "#f0766c"),
        ("drums", "#f2b94b"),
        ("bass", "#4fc1a6"),
        ("other", "#8f9bf5"),
        ("guitar", "#d65fbf"),
        ("piano", "#b9eef5"),
        (_REST, "#7d8591"),
        (MIX, "#a3abba"),
        (BLEND, "#a3abba"),
    ),
    further_stems=("#8fd16a", "#e58fc9", "#5fc3e8", "#d1a57a"),
    loops=(
        ("blue", "#78c0fa"),
        ("green", "#8fd16a"),
        ("violet", "#9d7bea"),
        ("rose", "#ff8fb3"),
        ("sand", "#e6d9a8"),
    ),
)

LIGHT = Theme(
    name="light",
    background="#f5f5f2",
    surface="#ffffff",
    raised="#ecece7",
    line="#cfd0ca",
    outline="#84867f",
    text="#1b1d21",
    muted_text="#565d69",
    accent="#9a5700",
    on_accent="#ffffff",
    error="#b3261e",
    stems=(
        ("vocals", "#b5382e"),
        ("drums", "#8a6100"),
        ("bass", "#0b7460"),
        ("other", "#4450b8"),
        ("guitar", "#8a2887"),
        ("piano", "#338adb"),
        (_REST, "#33373d"),
        (MIX, "#565d69"),
        (BLEND, "#565d69"),
    ),
    further_stems=("#3d7017", "#9c2d7a", "#0a6a8f", "#7a5230"),
    loops=(
        ("blue", "#1a5fb4"),
        ("green", "#245f16"),
        ("violet", "#53208f"),
        ("rose", "#b0235f"),
        ("sand", "#876b08"),
    ),
)


def stem_colour(theme: Theme, stem_name: str) -> QColor:
    """The colour of a stem, of the mix, or of everything else beside a stem; a name without one of
    its own always gets the same further colour.
    """
    wanted = _REST if is_rest(stem_name) else stem_name.lower()
    for name, colour in theme.stems:
        if name == wanted:
            return QColor(colour)
    further = crc32(stem_name.lower().encode()) % len(theme.further_stems)
    return QColor(theme.further_stems[further])


def loop_colour(theme: Theme, name: str) -> QColor:
    """The colour of a kept loop, by its name; grey for one that is not known."""
    return QColor(dict(theme.loops).get(name, theme.muted_text))


def section_colour(theme: Theme, label: str) -> QColor:
    """The colour of all sections of a letter, which they are tinted with to SECTION_TINT."""
    hues = [colour for _, colour in theme.loops]
    return QColor(hues[sum(map(ord, label)) % len(hues)])


def with_alpha(colour: QColor | str, alpha: float) -> QColor:
    """The colour, let through to the part `alpha` (0 to 1)."""
    translucent = QColor(colour)
    translucent.setAlphaF(alpha)
    return translucent


def mixed(colour: QColor | str, ground: QColor | str, part: float) -> QColor:
    """What is seen of a colour that is let through to a part (0 to 1), over an opaque ground."""
    over, under = QColor(colour), QColor(ground)
    red, green, blue = (
        part * one + (1 - part) * other
        for one, other in (
            (over.redF(), under.redF()),
            (over.greenF(), under.greenF()),
            (over.blueF(), under.blueF()),
        )
    )
    return QColor.fromRgbF(red, green, blue)


def font(size_px: int = TEXT_PX, *, bold: bool = False) -> QFont:
    """The window's font, with figures of equal width, so that running numbers do not tremble.

    size_px: at 100 % of the size of text.
    """
    return _font_of(scaled(size_px), bold=bold)


def text_width(text: str, size_px: int = TEXT_PX, *, bold: bool = False) -> float:
    """How many px a text is wide in that font. What is asked for again is remembered: views that
    fit names into their room ask for hundreds with every step of a zoom.
    """
    return _text_width(text, scaled(size_px), bold)


@lru_cache(maxsize=4096)
def _text_width(text: str, pixels: int, bold: bool) -> float:
    return QFontMetricsF(_font_of(pixels, bold=bold)).horizontalAdvance(text)


def _font_of(pixels: int, *, bold: bool) -> QFont:
    chosen = QFont()
    chosen.setFamilies(list(_families()))
    chosen.setPixelSize(pixels)
    chosen.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    chosen.setFeature(_TABULAR_FIGURES, 1)
    return chosen


@cache
def _families() -> tuple[str, ...]:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
    # Naming a family that is not installed makes Qt search for it, slowly, on every start.
    return ("Inter", *system) if QFontDatabase.hasFamily("Inter") else tuple(system)
