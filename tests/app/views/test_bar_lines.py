"""Which lines are seen at which zoom, and where."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.views.bar_lines import BarLines
from app.views.time_axis import TimeAxis
from player.beat_grid import BeatGrid
from tests.player.test_beat_grid import grids

RATE = 1000
SONG_FRAMES = 100 * RATE
# Two beats a second, a pickup of one beat, 4/4.
GRID = BeatGrid(tuple(range(500, SONG_FRAMES, 500)), tuple(range(1, 199, 4)))


@pytest.fixture
def lines() -> BarLines:
    return BarLines(GRID, SONG_FRAMES, RATE)


def seen(lines: BarLines, axis: TimeAxis, width: int = 800) -> tuple[list[int], int]:
    """The numbers of the bars, and how many beats."""
    found = list(lines.visible(axis, width))
    return [line.number for line in found if line.number], len(
        [line for line in found if line.number is None]
    )


def test_near_by_there_are_bars_and_beats(axis: TimeAxis, lines: BarLines) -> None:
    axis.show(0.0, 10.0)
    assert seen(lines, axis) == ([1, 2, 3, 4, 5], 16)
    assert lines.visible(axis, 800)[0].x == pytest.approx(80)


@pytest.mark.parametrize(
    ("span_s", "numbers", "beats"),
    [(16.0, [1, 2, 3], 25), (20.0, [1, 2, 3], 0), (100.0, [1, 3, 5], 0)],
)
def test_further_away_beats_go_first_then_bars(
    axis: TimeAxis, lines: BarLines, span_s: float, numbers: list[int], beats: int
) -> None:
    axis.show(0.0, span_s)
    bars, count = seen(lines, axis)
    assert bars[:3] == numbers
    assert count == beats


@pytest.mark.parametrize("width", [100, 400, 800, 3000])
@pytest.mark.parametrize("span_s", [1.0, 7.0, 30.0, 100.0])
def test_lines_are_never_noise(axis: TimeAxis, lines: BarLines, width: int, span_s: float) -> None:
    axis.show(20.0, 20.0 + span_s)
    places = sorted(line.x for line in lines.visible(axis, width))
    assert all(later - earlier > 16 for earlier, later in pairwise(places))
    assert all(-1 <= x <= width + 1 for x in places)


def test_without_bars_there_are_beats(axis: TimeAxis) -> None:
    lines = BarLines(replace(GRID, downbeats=()), SONG_FRAMES, RATE)
    axis.show(0.0, 10.0)
    assert seen(lines, axis) == ([], 21)


def painted(lines: BarLines, axis: TimeAxis, area: QRect | None = None) -> QImage:
    image = QImage(800, 30, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    view = QRect(0, 0, 800, 30)
    lines.paint(painter, axis, view, QColor("white"), view if area is None else area)
    painter.end()
    return image


def test_what_a_playhead_uncovers_is_all_that_is_drawn(axis: TimeAxis, lines: BarLines) -> None:
    axis.show(0.0, 10.0)
    image = painted(lines, axis, QRect(239, 0, 3, 30))
    drawn = [x for x in range(800) if image.pixelColor(x, 15).alpha() > 0]
    assert drawn == [240]


def test_what_is_seen_is_found_once_for_each_place(axis: TimeAxis, lines: BarLines) -> None:
    axis.show(0.0, 10.0)
    first = lines.visible(axis, 800)
    assert lines.visible(axis, 400)[0].x == pytest.approx(40)
    assert lines.visible(axis, 800) is first
    axis.show(1.0, 11.0)
    assert lines.visible(axis, 800)[0].x == pytest.approx(0)
    axis.show(0.0, 10.0)
    assert lines.visible(axis, 800) == first


def test_what_is_uncertain_is_dashed(qtbot: QtBot, axis: TimeAxis) -> None:
    axis.show(0.0, 10.0)

    def filled(grid: BeatGrid, x: int) -> int:
        image = painted(BarLines(grid, SONG_FRAMES, RATE), axis)
        return sum(image.pixelColor(x, y).alpha() > 0 for y in range(30))

    unsure_of_bars = replace(GRID, downbeat_confidence=0.3)
    assert (filled(GRID, 80), filled(GRID, 120)) == (30, 30)
    assert 10 <= filled(unsure_of_bars, 80) <= 20
    assert filled(unsure_of_bars, 120) == 30
    assert 10 <= filled(replace(GRID, beat_confidence=0.3), 120) <= 20


@given(grids(), st.integers(1, 100_000))
def test_bars_are_numbered_as_the_grid_has_them(grid: BeatGrid, song_frames: int) -> None:
    axis = TimeAxis()
    axis.set_duration(song_frames / RATE)
    # So wide that none is left out.
    seen = BarLines(grid, song_frames, RATE).visible(axis, 10_000_000)
    bars = [bar for bar in grid.bars(song_frames) if bar.number and bar.start < song_frames]
    numbered = [(line.number, line.frame) for line in seen if line.number]
    assert numbered == [(bar.number, bar.start) for bar in bars if bar.start >= 0]
