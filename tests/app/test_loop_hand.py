"""The mouse on the loop: every view drags alike, edges snap and say at what, Alt is free."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bookmarks import Bookmarks, Marker, NamedLoop
from app.main_window import MainWindow
from app.views.song_page import SongPage
from app.views.time_canvas import TimeCanvas
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion

LEFT = Qt.MouseButton.LeftButton
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
SAX = Marker("Sax", 2 * SAMPLE_RATE)
RIFF = NamedLoop("Riff", SAMPLE_RATE // 2, SAMPLE_RATE)

VIEWS: dict[str, Callable[[SongPage], TimeCanvas]] = {
    "overview": lambda page: page.overview,
    "bookmark lane": lambda page: page.bookmark_lane,
    "ruler": lambda page: page.ruler,
    "vocals": lambda page: page.lanes["vocals"],
    "other": lambda page: page.lanes["other"],
}


@pytest.fixture(params=VIEWS)
def view(request: pytest.FixtureRequest, multitrack: MainWindow) -> TimeCanvas:
    """One view after the other, of a song of 3 s with a loop and a marker."""
    multitrack.session.bookmarks.restore(Bookmarks((RIFF,), (SAX,)))
    return VIEWS[request.param](multitrack.song_page)


def drag(view: TimeCanvas, from_x: int, to_x: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press and move, but do not let go. Above the strip of the blocks."""
    QTest.mousePress(view, LEFT, modifiers, QPoint(from_x, 8))
    QTest.mouseMove(view, QPoint((from_x + to_x) // 2, 8))
    move(view, to_x, modifiers)


def move(view: TimeCanvas, x: int, modifiers: Qt.KeyboardModifier) -> None:
    """QTest.mouseMove cannot hold a key."""
    place = QPointF(x, 8)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, view.mapToGlobal(place), LEFT, LEFT, modifiers
    )
    QApplication.sendEvent(view, event)


def drop(view: TimeCanvas, x: int) -> None:
    QTest.mouseRelease(view, LEFT, NONE, QPoint(x, 8))


def test_a_drag_snaps_and_shows_it_everywhere(view: TimeCanvas, multitrack: MainWindow) -> None:
    page, transport = multitrack.song_page, multitrack.session.transport
    from_x, to_x = view.x_of(1.5), view.x_of(2.0) - 7
    drag(view, from_x, to_x)
    assert transport.loop is not None
    assert transport.loop.end_frame == SAX.frame
    every_view = (page.overview, page.bookmark_lane, page.ruler, *page.lanes.values())
    assert [each._guide_s for each in every_view] == [2.0] * len(every_view)
    assert page.ruler._guide_name == "“Sax”"
    drop(view, to_x)
    assert [each._guide_s for each in every_view] == [None] * len(every_view)


def test_nine_px_away_it_does_not(view: TimeCanvas, multitrack: MainWindow) -> None:
    from_x, to_x = view.x_of(1.5), view.x_of(2.0) - 9
    drag(view, from_x, to_x)
    loop = multitrack.session.transport.loop
    assert loop is not None
    assert loop.end_frame == round(view.time_of(to_x) * SAMPLE_RATE)
    assert multitrack.song_page.ruler._guide_s is None
    drop(view, to_x)


def test_with_alt_it_is_free(view: TimeCanvas, multitrack: MainWindow) -> None:
    from_x, to_x = view.x_of(1.5), view.x_of(2.0) - 3
    drag(view, from_x, to_x, ALT)
    loop = multitrack.session.transport.loop
    assert loop is not None
    assert loop.end_frame == round(view.time_of(to_x) * SAMPLE_RATE) != SAX.frame
    assert multitrack.song_page.ruler._guide_s is None
    drop(view, to_x)


def test_an_edge_is_taken_and_snaps(view: TimeCanvas, multitrack: MainWindow) -> None:
    transport = multitrack.session.transport
    transport.set_loop(round(1.3 * SAMPLE_RATE), round(1.7 * SAMPLE_RATE))
    from_x, to_x = view.x_of(1.3), view.x_of(1.0) + 5
    drag(view, from_x, to_x)
    assert transport.loop == LoopRegion(RIFF.end_frame, round(1.7 * SAMPLE_RATE))
    assert multitrack.song_page.ruler._guide_name == "end of “Riff”"
    drop(view, to_x)


def test_both_edges_of_a_new_loop_snap(multitrack: MainWindow) -> None:
    multitrack.session.bookmarks.restore(Bookmarks((RIFF,), (SAX,)))
    lane = multitrack.song_page.lanes["bass"]
    drag(lane, lane.x_of(1.0) + 4, lane.x_of(2.0) + 4)
    assert multitrack.session.transport.loop == LoopRegion(SAMPLE_RATE, 2 * SAMPLE_RATE)
    drop(lane, lane.x_of(2.0) + 4)


def test_a_drag_of_a_few_px_beside_a_marker_is_still_one(multitrack: MainWindow) -> None:
    multitrack.session.bookmarks.restore(Bookmarks((), (SAX,)))
    lane = multitrack.song_page.lanes["bass"]
    multitrack.song_page.axis.show(1.9, 2.4)
    drag(lane, lane.x_of(2.0) + 1, lane.x_of(2.0) + 7)
    assert multitrack.session.transport.loop is not None
    assert multitrack.session.transport.loop.start_frame == SAX.frame
    drop(lane, lane.x_of(2.0) + 7)


def test_the_loop_as_a_whole_snaps_with_either_edge_and_keeps_its_length(
    multitrack: MainWindow,
) -> None:
    multitrack.session.bookmarks.restore(Bookmarks((RIFF,), (SAX,)))
    transport, ruler = multitrack.session.transport, multitrack.song_page.ruler
    length = round(0.4 * SAMPLE_RATE) + 1
    transport.set_loop(round(1.3 * SAMPLE_RATE), round(1.3 * SAMPLE_RATE) + length)
    start_x, end_x, held_x = ruler.x_of(1.3), ruler.x_of(1.7), ruler.x_of(1.5)
    to_end, to_start = ruler.x_of(2.0) - end_x - 6, ruler.x_of(1.0) - start_x + 6
    drag(ruler, held_x, held_x + to_end)
    assert ruler.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    assert transport.loop == LoopRegion(SAX.frame - length, SAX.frame)
    for px in range(20):
        move(ruler, held_x + to_end - 20 - px, NONE)
        assert transport.loop is not None
        assert transport.loop.frames == length
    move(ruler, held_x + to_start, NONE)
    assert transport.loop == LoopRegion(RIFF.end_frame, RIFF.end_frame + length)
    assert ruler._guide_name == "end of “Riff”"
    drop(ruler, held_x + to_start)


def test_edges_snap_to_the_playhead_while_it_stands(qtbot: QtBot, multitrack: MainWindow) -> None:
    transport, lane = multitrack.session.transport, multitrack.song_page.lanes["drums"]
    here = round(1.2 * SAMPLE_RATE)
    transport.seek(here)
    qtbot.waitUntil(lambda: transport.position_frame() == here)
    drag(lane, lane.x_of(0.5), lane.x_of(1.2) + 6)
    assert transport.loop is not None
    assert transport.loop.end_frame == here
    assert multitrack.song_page.ruler._guide_name == "playhead"
    drop(lane, lane.x_of(1.2) + 6)


def test_edges_snap_to_beats_as_soon_as_they_are_known(multitrack: MainWindow) -> None:
    transport, lane = multitrack.session.transport, multitrack.song_page.lanes["drums"]
    beat = round(1.5 * SAMPLE_RATE)
    multitrack.session.loop_edits.set_beats(np.array([SAMPLE_RATE, beat]))
    drag(lane, lane.x_of(0.5), lane.x_of(1.5) + 6)
    assert transport.loop is not None
    assert transport.loop.end_frame == beat
    assert multitrack.song_page.ruler._guide_name == "beat"
    drop(lane, lane.x_of(1.5) + 6)


def test_where_it_is_is_told_when_it_is_let_go(multitrack: MainWindow) -> None:
    multitrack.session.bookmarks.restore(Bookmarks((RIFF,), (SAX,)))
    lane = multitrack.song_page.lanes["bass"]
    drag(lane, lane.x_of(1.0), lane.x_of(2.0))
    drop(lane, lane.x_of(2.0))
    assert multitrack.status_line.message.text() == "Loop 0:01.000 to 0:02.000"


def test_a_new_loop_drawn_in_one_move_is_one_edit(multitrack: MainWindow) -> None:
    lane, stack = multitrack.song_page.lanes["bass"], multitrack.session.history.stack
    from_x = lane.x_of(0.3)
    drag(lane, from_x, lane.x_of(1.0))
    for x in range(lane.x_of(1.0), lane.x_of(1.4)):
        move(lane, x, NONE)
    drop(lane, lane.x_of(1.4))
    assert (stack.count(), stack.undoText()) == (1, "new loop")
    drawn = multitrack.session.transport.loop
    QTest.keyClick(multitrack, Qt.Key.Key_Period)
    assert (stack.count(), stack.undoText()) == (2, "change the loop"), "the mouse has let go"
    stack.undo()
    assert multitrack.session.transport.loop == drawn
    stack.undo()
    assert multitrack.session.transport.loop is None


def test_near_the_edge_of_the_view_a_drag_scrolls(qtbot: QtBot, multitrack: MainWindow) -> None:
    page, transport = multitrack.song_page, multitrack.session.transport
    lane = page.lanes["vocals"]
    page.axis.show(0.0, 1.0)
    drag(lane, lane.x_of(0.5), lane.width() - 4)
    qtbot.waitUntil(lambda: page.axis.stop_s > 1.5)
    edge = round(1.4 * SAMPLE_RATE)
    qtbot.waitUntil(lambda: transport.loop is not None and transport.loop.end_frame > edge)
    move(lane, lane.width() // 2, NONE)
    assert not lane._edge_scroll._timer.isActive()
    drop(lane, lane.width() // 2)
    assert transport.loop is not None
    assert transport.loop.start_frame == pytest.approx(SAMPLE_RATE // 2, abs=100)


def test_a_block_of_the_overview_recalls_its_loop(multitrack: MainWindow) -> None:
    multitrack.session.bookmarks.restore(Bookmarks((RIFF,), (SAX,)))
    overview = multitrack.song_page.overview
    x = overview.x_of(0.75)
    QTest.mouseClick(overview, LEFT, NONE, QPoint(x, overview.height() - 6))
    assert multitrack.session.transport.active_loop == RIFF.region


def test_pages_turn_again_after_a_lane_has_gone_under_a_drag(multitrack: MainWindow) -> None:
    page = multitrack.song_page
    page.axis.show(0.0, 1.0)
    lane = page.lanes["bass"]
    drag(lane, lane.x_of(0.2), lane.x_of(0.4))
    page.set_stems(("bass",))
    page.axis.keep_in_view(0.9)
    page.axis.keep_in_view(1.1)
    assert page.axis.start_s > 0.5
