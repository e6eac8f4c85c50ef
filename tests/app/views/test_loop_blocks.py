"""Kept loops as blocks: the digit that recalls one stands on it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from app.bookmarks import NamedLoop
from app.theme import DARK, loop_colour, mixed
from app.views.loop_blocks import LoopBlocks
from app.views.time_axis import TimeAxis
from app.views.time_canvas import TimeCanvas

from .conftest import SAMPLE_RATE, Pixels, rgb


class Strip(TimeCanvas):
    """Nothing but blocks: 20 s, from 10 s on, on 800 px."""

    def __init__(self, axis: TimeAxis) -> None:
        super().__init__(axis, DARK)
        self.blocks = LoopBlocks(self, SAMPLE_RATE)
        self.written = 0

    def set_loops(self, *loops: NamedLoop) -> None:
        self.blocks.set_loops(loops)
        self.invalidate_layer()

    def paint_layer(self, painter: QPainter) -> None:
        self.written = len(self.blocks.paint(painter, QRectF(0, 2, self.width(), 18)))


@pytest.fixture
def strip(qtbot: QtBot, axis: TimeAxis) -> Strip:
    made = Strip(axis)
    qtbot.addWidget(made)
    made.resize(800, 24)
    made.show()
    return made


def loop(name: str, start_s: float, stop_s: float, colour: str = "blue") -> NamedLoop:
    return NamedLoop(name, round(start_s * SAMPLE_RATE), round(stop_s * SAMPLE_RATE), colour)


def test_the_first_nine_have_their_digit(strip: Strip) -> None:
    loops = tuple(loop(f"Loop {number}", 10 + number, 11 + number) for number in range(11))
    strip.set_loops(*loops)
    assert [strip.blocks.digit(each) for each in loops] == [*"123456789", "", ""]


@pytest.mark.parametrize(
    ("length_s", "writings"),
    [(3.0, 2), (0.5, 1), (0.3, 1), (0.1, 0)],  # digit and name, the digit, nothing
)
def test_the_digit_is_the_last_to_go(strip: Strip, length_s: float, writings: int) -> None:
    strip.set_loops(loop("Riff", 12.0, 12.0 + length_s))
    strip.grab()
    assert strip.written == writings


def test_every_block_has_its_colour_and_a_short_one_lies_on_top(
    strip: Strip, pixels: Pixels
) -> None:
    short, long = loop("B", 14.0, 16.0, "rose"), loop("A", 12.0, 22.0, "green")
    strip.set_loops(long, short)
    row = pixels(strip)[7]
    green, rose = (
        rgb(mixed(loop_colour(DARK, name), DARK.surface, 0.3)) for name in ("green", "rose")
    )
    assert (row[300:460] == green).all()
    assert (row[200:230] == rose).all()
    rim = pixels(strip)[3]
    assert (rim[170:230] == green).all(), "the longer is seen above the shorter"
    assert strip.blocks.at(200) == short
    assert strip.blocks.at(300) == long
    assert strip.blocks.at(500) is None


def test_the_loop_that_is_on_is_filled(strip: Strip, pixels: Pixels) -> None:
    strip.set_loop((12.0, 22.0), True)
    strip.set_loops(loop("A", 12.0, 22.0, "green"))
    assert (pixels(strip)[5, 200:400] == rgb(loop_colour(DARK, "green"))).all()
    strip.set_loop((12.0, 22.0), False)
    strip.invalidate_layer()
    assert np.any(pixels(strip)[5, 200:400] != rgb(loop_colour(DARK, "green")))
