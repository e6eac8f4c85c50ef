"""The lane of the click shows where it is heard."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.theme import DARK
from app.views.click_lane import ClickLane
from app.views.time_axis import TimeAxis
from player.beat_grid import BeatGrid
from player.click import Click
from player.mixer import StemMix
from player.multitrack import SAMPLE_RATE
from tests.app.views.conftest import Pixels

GRID = BeatGrid(tuple(SAMPLE_RATE * beat for beat in range(1, 12)), (0, 4, 8))
ON = StemMix()


@pytest.fixture
def axis() -> TimeAxis:
    axis = TimeAxis()
    axis.set_duration(12.0)
    axis.show_all()
    return axis


@pytest.fixture
def lane(qtbot: QtBot, axis: TimeAxis) -> ClickLane:
    lane = ClickLane(axis, DARK, SAMPLE_RATE)
    lane.resize(600, 32)
    qtbot.addWidget(lane)
    return lane


def heights(lane: ClickLane, pixels: Pixels) -> np.ndarray:
    """How many px of each column are not ground."""
    shown = pixels(lane)[:-1]
    return (shown != shown[0, 2]).any(axis=2).sum(axis=0)


def test_every_beat_has_a_line_and_downbeats_a_longer_one(lane: ClickLane, pixels: Pixels) -> None:
    lane.set_click(Click(GRID, ON))
    high = heights(lane, pixels)
    beats = [lane.x_of(beat / SAMPLE_RATE) for beat in GRID.beats]
    assert all(high[x] for x in beats)
    assert high[beats[0]] > high[beats[1]]
    assert high[beats[4]] == high[beats[0]]
    assert np.count_nonzero(high) == 12  # and one before the first beat


def test_parts_are_there_as_they_are_heard(lane: ClickLane, pixels: Pixels) -> None:
    lane.set_click(Click(GRID, ON, parts=2))
    high = heights(lane, pixels)
    assert 0 < high[lane.x_of(1.5)] < high[lane.x_of(2.0)]


def test_lines_that_stand_too_near_are_left_out(
    lane: ClickLane, axis: TimeAxis, pixels: Pixels
) -> None:
    axis.set_duration(1_200.0)
    axis.show_all()
    lane.set_click(Click(GRID, ON, parts=4))
    assert not heights(lane, pixels).any()


def test_while_it_is_off_the_lines_are_pale(lane: ClickLane, pixels: Pixels) -> None:
    lane.set_click(Click(GRID, ON))
    x = lane.x_of(1.0)
    bright = pixels(lane)[-4, x].astype(int).sum()
    lane.set_click(Click(GRID, StemMix(muted=True)))
    assert pixels(lane)[-4, x].astype(int).sum() < bright


def test_without_beats_it_says_so(lane: ClickLane, pixels: Pixels) -> None:
    assert heights(lane, pixels)[:200].any()
