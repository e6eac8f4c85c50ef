"""The frame in the overview is what is visible below."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bookmarks import Bookmarks, Marker, NamedLoop
from app.theme import DARK, MIX, stem_colour
from app.views.overview import Overview
from app.views.time_axis import TimeAxis

from .conftest import SAMPLE_RATE, ConstantPeaks, Pixels, Wheel, rgb

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def overview(qtbot: QtBot, axis: TimeAxis) -> Overview:
    """100 s on 500 px; the frame stands from 50 px to 150 px."""
    made = Overview(axis, DARK, SAMPLE_RATE, None)
    qtbot.addWidget(made)
    made.resize(500, 72)
    made.show()
    axis.changed.emit()
    return made


def drag(overview: Overview, from_x: int, to_x: int) -> None:
    QTest.mousePress(overview, LEFT, pos=QPoint(from_x, 30))
    QTest.mouseMove(overview, QPoint((from_x + to_x) // 2, 30))
    QTest.mouseMove(overview, QPoint(to_x, 30))
    QTest.mouseRelease(overview, LEFT, pos=QPoint(to_x, 30))


@pytest.mark.parametrize(
    ("from_x", "to_x", "start_s", "stop_s"),
    [
        (100, 200, 30.0, 50.0),  # moved
        (100, -100, 0.0, 20.0),  # moved to the beginning and no further
        (50, 100, 20.0, 30.0),  # its left edge
        (150, 250, 10.0, 50.0),  # its right edge
        (150, 25, 5.0, 10.0),  # its right edge past its left one
        (300, 400, 60.0, 80.0),  # drawn anew
    ],
)
def test_the_frame_is_moved_resized_and_drawn(
    overview: Overview, axis: TimeAxis, from_x: int, to_x: int, start_s: float, stop_s: float
) -> None:
    loops: list[object] = []
    overview.loop_dragged.connect(lambda *span: loops.append(span))
    drag(overview, from_x, to_x)
    assert (axis.start_s, axis.stop_s) == pytest.approx((start_s, stop_s))
    assert loops == []


def test_when_everything_is_visible_a_drag_draws_a_frame(
    overview: Overview, axis: TimeAxis
) -> None:
    axis.show_all()
    drag(overview, 100, 200)
    assert (axis.start_s, axis.stop_s) == pytest.approx((20.0, 40.0))


def test_a_frame_of_a_few_px_can_still_be_taken(overview: Overview, axis: TimeAxis) -> None:
    axis.show(20.0, 20.4)
    drag(overview, 101, 201)
    assert (axis.start_s, axis.stop_s) == pytest.approx((40.0, 40.4))


def test_a_click_seeks_anywhere_in_the_song(overview: Overview, qtbot: QtBot) -> None:
    for x in (400, 100):
        with qtbot.waitSignal(overview.seek_requested) as sought:
            QTest.mouseClick(overview, LEFT, pos=QPoint(x, 30))
        assert sought.args == [x / 5]


def test_the_wheel_moves_and_zooms_what_is_visible_below(
    overview: Overview, axis: TimeAxis, wheel: Wheel
) -> None:
    wheel(overview, 100, -1)
    assert axis.start_s == pytest.approx(12.0)
    wheel(overview, 100, 1, ctrl=True)
    assert axis.span_s == pytest.approx(16.0)


def test_the_whole_song_is_always_in_sight(
    overview: Overview, axis: TimeAxis, full_swing: ConstantPeaks, pixels: Pixels
) -> None:
    overview.set_peaks(full_swing)
    overview.set_playhead(20.0)
    image = pixels(overview)
    assert tuple(image[36, 100]) == rgb(DARK.text)
    assert tuple(image[36, 120]) == rgb(stem_colour(DARK, MIX))
    axis.scroll(50.0)
    assert tuple(pixels(overview)[36, 100]) == tuple(image[36, 100])


def test_what_is_not_visible_below_is_shaded(
    overview: Overview, full_swing: ConstantPeaks, pixels: Pixels
) -> None:
    overview.set_peaks(full_swing)
    image = pixels(overview).astype(int)
    assert image[36, 100].sum() > 1.3 * image[36, 300].sum()


def test_loops_and_markers_are_seen_at_the_upper_edge(overview: Overview, pixels: Pixels) -> None:
    loop = NamedLoop("Solo", 60 * SAMPLE_RATE, 80 * SAMPLE_RATE)
    overview.set_bookmarks(Bookmarks((loop,), (Marker("End", 90 * SAMPLE_RATE),)))
    signs = (pixels(overview) == rgb(DARK.muted_text)).all(axis=2)
    assert signs[0].nonzero()[0].tolist() == [*range(300, 399), 450, 451]
    assert signs[5].nonzero()[0].tolist() == [450, 451]
