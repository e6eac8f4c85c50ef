"""Can everything be read, in both themes?"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app import theme as tokens
from app.theme import DARK, LIGHT, MIX, Theme, apply_theme, font, stem_colour, stylesheet

GROUNDS = ("background", "surface", "raised")


def luminance(colour: QColor) -> float:
    """Relative luminance. Source: WCAG 2.2."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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


@pytest.mark.parametrize("stem", ["vocals", "drums", "bass", "other", "guitar", "piano", MIX])
def test_stems_stand_out_from_their_lanes(theme: Theme, stem: str) -> None:
    assert contrast(stem_colour(theme, stem), theme.background) >= 3
    assert contrast(stem_colour(theme, stem), theme.surface) >= 3


def test_further_stems_stand_out_from_their_lanes(theme: Theme) -> None:
    assert all(contrast(colour, theme.background) >= 3 for colour in theme.further_stems)


def test_the_known_stems_have_colours_of_their_own(theme: Theme) -> None:
    known = ["vocals", "drums", "bass", "other", "guitar", "piano", MIX]
    assert len({stem_colour(theme, stem).name() for stem in known}) == len(known)
    assert stem_colour(theme, "Vocals") == stem_colour(theme, "vocals")


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


def test_the_stylesheet_is_understood(qapp: QApplication, theme: Theme, qtlog: object) -> None:
    apply_theme(qapp, theme)
    assert qapp.styleSheet() == stylesheet(theme)
    assert not [record.message for record in qtlog.records]  # type: ignore[attr-defined]
    apply_theme(qapp, DARK)
