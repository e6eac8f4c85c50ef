"""The takes of a round as a picture: what stands beside it can be read, however late they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from pytestqt.qtbot import QtBot

from app.compared_take import ComparedTake
from app.takes import Take
from app.text_scale import set_text_scale
from app.theme import DARK, LIGHT, Theme
from app.views.history_plot import HistoryPlot
from player.note_events import NoteEvent, Part
from player.take_comparison import WINDOW_MS, MatchedNote, TakeComparison

from .conftest import Pixels, rgb

NOTE = NoteEvent(1000.0, -20.0, 6.0, True)


def take(number: int, mean_ms: float, spread_ms: float) -> tuple[Take, ComparedTake]:
    """Two notes, as far from their mean."""
    matched = tuple(
        MatchedNote(NOTE, NOTE, late_ms, None, 0, 0.0)
        for late_ms in (mean_ms - spread_ms, mean_ms + spread_ms)
    )
    found = TakeComparison(Part.MELODY, 1.0, 0, 44_100, matched, (), (), 0.0)
    return Take(f"one-{number}", f"Take {number}", 0, 44_100), ComparedTake("bass", False, found)


def plot_of(qtbot: QtBot, theme: Theme, *takes: tuple[float, float]) -> HistoryPlot:
    made = HistoryPlot("Takes of this round", theme)
    qtbot.addWidget(made)
    made.resize(460, made.height())
    made.set_history(tuple(take(number, *each) for number, each in enumerate(takes, 1)), "one-1")
    return made


@pytest.fixture(params=[1.0, 1.5, 2.0])
def big_text(request: pytest.FixtureRequest) -> Iterator[None]:
    """Text of some of the sizes."""
    set_text_scale(request.param)
    yield
    set_text_scale(1.0)


@pytest.mark.usefixtures("big_text")
def test_nothing_of_the_scale_lies_over_anything_else(qtbot: QtBot) -> None:
    for late_ms in range(0, round(WINDOW_MS) + 1, 2):
        for mean_ms, spread_ms in ((late_ms, 5.0), (-late_ms, WINDOW_MS - late_ms)):
            plot = plot_of(qtbot, DARK, (mean_ms, spread_ms), (0.0, 0.0))
            scale = plot.scale()
            # Zero, and as much late as early.
            assert len(scale) == 3
            for one, other in combinations(scale.values(), 2):
                assert not one.intersects(other), (mean_ms, spread_ms, scale)
            for text, place in scale.items():
                assert plot.rect().contains(place.toRect())
                assert plot.fontMetrics().horizontalAdvance(text) <= place.width()


@pytest.mark.parametrize(
    ("late_ms", "expected"),
    [(8.0, "+20 ms"), (52.0, "+20 ms"), (70.0, "+50 ms"), (140.0, "+100 ms"), (-140.0, "+100 ms")],
)
def test_the_scale_says_what_is_together_or_how_far_it_goes(
    qtbot: QtBot, late_ms: float, expected: str
) -> None:
    plot = plot_of(qtbot, DARK, (late_ms, 0.0))
    assert list(plot.scale()) == ["0", expected, expected.replace("+", "−")]


def test_a_number_stands_where_so_many_milliseconds_are(qtbot: QtBot) -> None:
    plot = plot_of(qtbot, DARK, (140.0, 0.0))
    for text, late_ms in (("0", 0.0), ("+100 ms", 100.0), ("−100 ms", -100.0)):
        assert plot.scale()[text].center().y() == pytest.approx(plot.y_of(late_ms))
    assert plot.y_of(140.0) == pytest.approx(plot.area().top() + 4, abs=4)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_shown_take_s_dot_is_where_its_mean_is(
    qtbot: QtBot, pixels: Pixels, theme: Theme
) -> None:
    plot = plot_of(qtbot, theme, (140.0, 10.0), (-30.0, 10.0))
    picture = pixels(plot)
    for place, mean_ms, colour in ((0, 140.0, theme.accent), (1, -30.0, theme.muted_text)):
        x, y = round(plot.column(place).center().x()), round(plot.y_of(mean_ms))
        assert tuple(picture[y, x]) == rgb(colour)
