"""The whole song in a strip: where it is gone to and looped, and what is shown of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.bookmarks import Bookmarks, Marker, NamedLoop
from app.theme import DARK, MIX, loop_colour, mixed, stem_colour
from app.views.overview import Overview
from app.views.time_axis import TimeAxis

from .conftest import SAMPLE_RATE, ConstantPeaks, Pixels, rgb

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def overview(qtbot: QtBot, axis: TimeAxis) -> Overview:
    """100 s on 500 px; the frame stands from 50 px to 150 px."""
    made = Overview(axis, DARK, SAMPLE_RATE, None)
    qtbot.addWidget(made)
    made.resize(500, made.height())
    made.show()
    axis.changed.emit()
    return made


def drag(overview: Overview, from_x: int, to_x: int) -> None:
    QTest.mousePress(overview, LEFT, pos=QPoint(from_x, 20))
    QTest.mouseMove(overview, QPoint((from_x + to_x) // 2, 20))
    QTest.mouseMove(overview, QPoint(to_x, 20))
    QTest.mouseRelease(overview, LEFT, pos=QPoint(to_x, 20))


def test_a_click_seeks_anywhere_in_the_song(overview: Overview, qtbot: QtBot) -> None:
    for x in (400, 100):
        with qtbot.waitSignal(overview.seek_requested) as sought:
            QTest.mouseClick(overview, LEFT, pos=QPoint(x, 20))
        assert sought.args == [x / 5]


def test_the_whole_song_is_always_in_sight(
    overview: Overview, axis: TimeAxis, full_swing: ConstantPeaks, pixels: Pixels
) -> None:
    overview.set_peaks(full_swing)
    overview.set_playhead(20.0)
    image = pixels(overview)
    assert tuple(image[25, 100]) == rgb(DARK.text)
    assert tuple(image[25, 120]) == rgb(stem_colour(DARK, MIX))
    axis.scroll(50.0)
    assert tuple(pixels(overview)[25, 100]) == tuple(image[25, 100])


def test_what_is_not_visible_below_is_shaded(
    overview: Overview, full_swing: ConstantPeaks, pixels: Pixels
) -> None:
    overview.set_peaks(full_swing)
    image = pixels(overview).astype(int)
    assert image[25, 100].sum() > 1.3 * image[25, 300].sum()


LOOP = NamedLoop("Solo", 60 * SAMPLE_RATE, 80 * SAMPLE_RATE, "rose")
MARKER = Marker("End", 90 * SAMPLE_RATE)


def test_a_drag_marks_a_loop_as_on_every_view(overview: Overview, axis: TimeAxis) -> None:
    loops: list[tuple[float, ...]] = []
    overview.loop_dragged.connect(lambda *span: loops.append(span))
    drag(overview, 100, 200)
    assert loops[-1] == (20.0, 40.0)
    assert (axis.start_s, axis.stop_s) == (10.0, 30.0), "what is visible stays"


def test_kept_loops_are_blocks_of_their_colour_below_the_waveform(
    overview: Overview, pixels: Pixels
) -> None:
    bare = pixels(overview)
    overview.set_bookmarks(Bookmarks((LOOP,), (MARKER,)))
    y = overview.height() - 6
    rose = rgb(loop_colour(DARK, "rose"))
    row = (pixels(overview)[y] == rgb(mixed(loop_colour(DARK, "rose"), DARK.surface, 0.3))).all(1)
    assert row[302:398].mean() > 0.8
    assert not row[:299].any()
    assert not row[402:].any()
    overview.set_loop((60.0, 80.0), True)
    assert (pixels(overview)[y, 350:390] == rose).all(), "the loop that is on is filled"
    assert (pixels(overview)[y, 450] == rgb(DARK.text)).all(), "the marker"
    assert (bare[y, 450] != rgb(DARK.text)).any()


def test_a_click_on_a_block_goes_to_it_and_above_it_to_the_place(overview: Overview) -> None:
    overview.set_bookmarks(Bookmarks((LOOP,), (MARKER,)))
    chosen: list[object] = []
    sought: list[float] = []
    overview.bookmark_chosen.connect(chosen.append)
    overview.seek_requested.connect(sought.append)
    low = overview.height() - 6
    QTest.mouseClick(overview, LEFT, pos=QPoint(350, low))
    QTest.mouseClick(overview, LEFT, pos=QPoint(451, low))
    assert chosen == [LOOP, MARKER]
    QTest.mouseMove(overview, QPoint(350, low))
    assert overview.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(overview, LEFT, pos=QPoint(350, 10))
    QTest.mouseClick(overview, LEFT, pos=QPoint(200, low))
    assert sought == [70.0, 40.0]


def test_the_mouse_is_told_name_times_and_key(overview: Overview) -> None:
    overview.set_bookmarks(Bookmarks((LOOP,), (MARKER,)))
    for x, text in ((350, "Solo · 1:00 – 1:20 · key 1"), (451, "End · 1:30")):
        place = QPoint(x, overview.height() - 6)
        event = QHelpEvent(QEvent.Type.ToolTip, place, overview.mapToGlobal(place))
        QApplication.sendEvent(overview, event)
        assert QToolTip.text() == text
    QToolTip.hideText()
