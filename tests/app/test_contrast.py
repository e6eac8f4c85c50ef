"""Whatever stands on something else is seen on it, in both themes: computed from the tokens."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from app.stem_groups import StemGroups
from app.theme import DARK, LIGHT, MIX, Theme, stem_colour, with_alpha

TEXT, OTHER = 4.5, 3.0
"""Least contrasts of text, and of what is not text. Source: WCAG 2.2, 1.4.3 and 1.4.11."""

REST = StemGroups(("vocals", "drums", "bass")).beside("vocals").rest
STEMS = ("vocals", "drums", "bass", "other", "guitar", "piano", str(REST), MIX)

PAIRS = (
    # ink, ground, least, where
    ("text", "background", TEXT, "start page, editors"),
    ("text", "surface", TEXT, "bar, strips, rows of models"),
    ("text", "raised", TEXT, "buttons, menus, tooltips, names of loops"),
    ("text", "line", TEXT, "a button that is pressed"),
    ("muted_text", "background", TEXT, "start page, headings of the models page"),
    ("muted_text", "surface", TEXT, "captions, ruler, disabled buttons"),
    ("muted_text", "raised", TEXT, "disabled items of menus"),
    ("error", "background", TEXT, "faults of models"),
    ("error", "surface", TEXT, "status line"),
    ("accent", "background", TEXT, "warnings on the models page"),
    ("accent", "surface", TEXT, "warnings in the status line"),
    ("on_accent", "accent", TEXT, "buttons that are on, the loop's bar, selections"),
    ("background", "text", TEXT, "a mute that is on"),
    ("background", "muted_text", TEXT, "the flag of a marker"),
    ("surface", "muted_text", TEXT, "the bar of a loop that is off"),
    ("text", "surface", OTHER, "the handle of a fader, the pointer of a knob"),
    ("text", "raised", OTHER, "the pointer of a knob, icons"),
    ("text", "background", OTHER, "the playhead"),
    ("muted_text", "surface", OTHER, "the mark at 0 dB, dashes below numbers, disabled icons"),
    ("muted_text", "background", OTHER, "edges of a loop that is off, scroll bars"),
    ("outline", "surface", OTHER, "the groove of a fader, the edge of a knob"),
    ("outline", "background", OTHER, "the edge of the drop zone"),
    ("outline", "raised", OTHER, "the edge of a knob against its disc"),
    ("accent", "background", OTHER, "edges of the loop, rings around what has the keyboard"),
    ("accent", "surface", OTHER, "rings around what has the keyboard"),
    ("accent", "raised", OTHER, "rings around buttons"),
    ("accent", "line", OTHER, "what is done of a progress bar"),
    ("error", "raised", OTHER, "a meter over full scale"),
    ("text", "surface", OTHER, "rings around buttons that are on"),
)


def luminance(colour: QColor | str) -> float:
    """Relative luminance. Source: WCAG 2.2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    given = QColor(colour)
    red, green, blue = map(linear, (given.redF(), given.greenF(), given.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor | str, other: QColor | str) -> float:
    """Contrast ratio, 1 to 21. Source: WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(ink: QColor, ground: QColor | str) -> QColor:
    """What a translucent colour looks like on an opaque one."""
    below, part = QColor(ground), ink.alphaF()
    return QColor.fromRgbF(
        *(
            upper * part + lower * (1 - part)
            for upper, lower in (
                (ink.redF(), below.redF()),
                (ink.greenF(), below.greenF()),
                (ink.blueF(), below.blueF()),
            )
        )
    )


@pytest.fixture(params=[DARK, LIGHT], ids=["dark", "light"])
def theme(request: pytest.FixtureRequest) -> Theme:
    assert isinstance(request.param, Theme)
    return request.param


def test_the_measure_is_the_published_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ff0000", "#ff0000") == 1.0


@pytest.mark.parametrize(("ink", "ground", "least", "where"), PAIRS)
def test_it_stands_out(theme: Theme, ink: str, ground: str, least: float, where: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= least, where


@pytest.mark.parametrize("stem", STEMS)
def test_stems_stand_out_in_lanes_strips_and_meters(theme: Theme, stem: str) -> None:
    for ground in (theme.background, theme.surface, theme.raised):
        assert contrast(stem_colour(theme, stem), ground) >= OTHER


@pytest.mark.parametrize("ground", ["background", "surface", "raised"])
def test_further_stems_stand_out(theme: Theme, ground: str) -> None:
    for colour in theme.further_stems:
        assert contrast(colour, getattr(theme, ground)) >= OTHER


@pytest.mark.parametrize("ink", ["text", "muted_text"])
def test_menus_can_be_read_where_the_mouse_is(theme: Theme, ink: str) -> None:
    chosen = over(with_alpha(theme.accent, 0.22), theme.raised)
    assert contrast(getattr(theme, ink), chosen) >= (TEXT if ink == "text" else OTHER)


def test_a_stem_stands_out_inside_the_loop(theme: Theme) -> None:
    looped = over(with_alpha(theme.accent, 0.12), theme.background)
    for stem in STEMS:
        assert contrast(stem_colour(theme, stem), looped) >= 2.7, stem
    assert contrast(theme.accent, looped) >= OTHER


def test_a_waveform_that_is_faded_can_still_be_seen(theme: Theme) -> None:
    for stem in STEMS:
        faded = over(with_alpha(stem_colour(theme, stem), 0.36), theme.background)
        assert contrast(faded, theme.background) >= 1.3, stem
