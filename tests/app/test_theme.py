"""Can everything be read, in both themes?"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app import theme as tokens
from app.bookmarks import LOOP_COLOURS
from app.stem_groups import StemGroups
from app.theme import (
    DARK,
    LIGHT,
    MIX,
    Theme,
    font,
    loop_colour,
    mixed,
    stem_colour,
)

REST = StemGroups(("vocals", "drums", "bass")).beside("vocals").rest
STEMS = ["vocals", "drums", "bass", "other", "guitar", "piano", str(REST), MIX]
# What is left of linear red, green and blue to eyes that lack one kind of cone.
# Source: Machado, Oliveira & Fernandes 2009, table 1, severity 1.0.
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
DAYLIGHT = (0.95047, 1.0, 1.08883)
GROUNDS = ("background", "surface", "raised")


def luminance(colour: QColor) -> float:
    """Relative luminance. Source: WCAG 2.2."""

    red, green, blue = linear_light(colour)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def linear_light(colour: QColor) -> NDArray[np.float64]:
    """Red, green and blue as amounts of light."""
    coded = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def lab(colour: QColor, sight: str) -> NDArray[np.float64]:
    """CIE L*a*b* as eyes of this kind have it."""
    seen = np.clip(np.array(SIGHT[sight]) @ linear_light(colour), 0.0, 1.0)
    relative = np.array(TO_XYZ) @ seen / np.array(DAYLIGHT)
    x, y, z = np.where(relative > 0.008856, np.cbrt(relative), 7.787 * relative + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one: QColor | str, other: QColor | str) -> float:
    darker, lighter = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=[DARK, LIGHT], ids=["dark", "light"])
def theme(request: pytest.FixtureRequest) -> Theme:
    assert isinstance(request.param, Theme)
    return request.param


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["text", "muted_text", "error"])
def test_text_stands_out_from_every_ground(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


def test_text_stands_out_from_filled_buttons(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.background, theme.text) >= 4.5  # a pressed mute
    assert contrast(theme.accent, theme.surface) >= 4.5  # a warning


@pytest.mark.parametrize("stem", STEMS)
def test_stems_stand_out_from_their_lanes(theme: Theme, stem: str) -> None:
    assert contrast(stem_colour(theme, stem), theme.background) >= 3
    assert contrast(stem_colour(theme, stem), theme.surface) >= 3


def test_further_stems_stand_out_from_their_lanes(theme: Theme) -> None:
    assert all(contrast(colour, theme.background) >= 3 for colour in theme.further_stems)


def test_the_known_stems_have_colours_of_their_own(theme: Theme) -> None:
    assert len({stem_colour(theme, stem).name() for stem in STEMS}) == len(STEMS)
    assert stem_colour(theme, "Vocals") == stem_colour(theme, "vocals")


@pytest.mark.parametrize("sight", SIGHT)
def test_no_two_stems_look_alike_to_colour_blind_eyes(theme: Theme, sight: str) -> None:
    seen = {stem: lab(stem_colour(theme, stem), sight) for stem in STEMS}
    apart = {pair: np.linalg.norm(seen[pair[0]] - seen[pair[1]]) for pair in combinations(STEMS, 2)}
    assert min(apart.values()) > 9, min(apart, key=lambda pair: apart[pair])


@pytest.mark.parametrize("colour", LOOP_COLOURS)
def test_kept_loops_can_be_read_and_stand_out(theme: Theme, colour: str) -> None:
    shade = loop_colour(theme, colour)
    assert contrast(theme.background, shade) >= 4.5, "the name on the loop that is on"
    assert contrast(theme.text, mixed(shade, theme.surface, 0.3)) >= 4.5, "on the others"
    assert contrast(shade, theme.surface) >= 3
    assert contrast(shade, theme.background) >= 3


@pytest.mark.parametrize("sight", SIGHT)
def test_no_two_loops_look_alike_to_colour_blind_eyes(theme: Theme, sight: str) -> None:
    seen = {colour: lab(loop_colour(theme, colour), sight) for colour in LOOP_COLOURS}
    pairs = combinations(LOOP_COLOURS, 2)
    apart = {pair: np.linalg.norm(seen[pair[0]] - seen[pair[1]]) for pair in pairs}
    assert min(apart.values()) > 9, min(apart, key=lambda pair: apart[pair])


def test_a_colour_of_a_newer_version_is_grey(theme: Theme) -> None:
    assert loop_colour(theme, "ultraviolet") == QColor(theme.muted_text)


def test_any_other_stem_always_has_the_same_colour(theme: Theme) -> None:
    assert stem_colour(theme, "tambourine") == stem_colour(theme, "tambourine")
    assert stem_colour(theme, "tambourine").name() in theme.further_stems


def test_the_themes_know_which_of_them_is_dark() -> None:
    assert DARK.is_dark
    assert not LIGHT.is_dark


def test_fonts_have_the_size_they_are_asked_for(qapp: QApplication) -> None:
    for size_px in (tokens.SMALL_PX, tokens.TEXT_PX, tokens.TITLE_PX, tokens.DISPLAY_PX):
        assert font(size_px).pixelSize() == size_px
    assert font(bold=True).weight() > font().weight()
    assert [bytes(tag.toString().data()) for tag in font().featureTags()] == [b"tnum"]
