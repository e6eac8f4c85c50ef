"""Named loops and markers on the time axis: what is seen, and what the mouse asks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.bookmarks import Bookmarks, Marker, NamedLoop
from app.theme import DARK, loop_colour, mixed
from app.views.bookmark_lane import BookmarkLane
from app.views.strip_text import uncovered
from app.views.time_axis import TimeAxis

from .conftest import SAMPLE_RATE, Pixels, rgb

LEFT = Qt.MouseButton.LeftButton
# The axis shows 10 s to 30 s on 800 px: a second is 40 px.
LONG = NamedLoop("Long", 12 * SAMPLE_RATE, 22 * SAMPLE_RATE)
SHORT = NamedLoop("Short", 14 * SAMPLE_RATE, 16 * SAMPLE_RATE)
MARKER = Marker("Here", 25 * SAMPLE_RATE)
TINT = rgb(mixed(loop_colour(DARK, LONG.colour), DARK.surface, 0.3))


@pytest.fixture
def lane(qtbot: QtBot, axis: TimeAxis) -> BookmarkLane:
    made = BookmarkLane(axis, DARK, SAMPLE_RATE)
    qtbot.addWidget(made)
    made.resize(800, 24)
    made.show()
    made.set_bookmarks(Bookmarks((LONG, SHORT), (MARKER,)))
    return made


def heard(lane: BookmarkLane) -> list[tuple[object, ...]]:
    """Everything the lane will announce, in order."""
    events: list[tuple[object, ...]] = []
    for name in (
        "seek_requested",
        "loop_dragged",
        "bookmark_chosen",
        "renamed",
        "removed",
        "recoloured",
        "loop_update_requested",
        "marker_moved",
    ):
        getattr(lane, name).connect(lambda *what, name=name: events.append((name, *what)))
    return events


def test_the_highest_clean_tempo_stands_at_the_end_of_its_block(
    lane: BookmarkLane, pixels: Pixels
) -> None:
    end = slice(round(lane.x_of(22.0)) - 40, round(lane.x_of(22.0)) - 4)
    before = pixels(lane)[:, end]
    lane.set_clean_tempos({LONG.region: 75})
    assert (pixels(lane)[:, end] != before).any()
    assert lane.accessibleDescription() == "Long · clean at 75 %, Short, Here"
    lane.set_clean_tempos({})
    assert (pixels(lane)[:, end] == before).all()


@pytest.mark.parametrize(
    ("covers", "free"),
    [
        ([], [(10, 50)]),
        ([(20, 30)], [(10, 20), (30, 50)]),
        ([(0, 20), (15, 25)], [(25, 50)]),
        ([(40, 90)], [(10, 40)]),
        ([(60, 90)], [(10, 50)]),
        ([(0, 90)], []),
        ([(20, 30), (12, 45)], [(10, 12), (45, 50)]),
    ],
)
def test_what_is_left_of_a_covered_bar(
    covers: list[tuple[float, float]], free: list[tuple[float, float]]
) -> None:
    assert uncovered((10, 50), covers) == free


@pytest.mark.parametrize(
    ("x", "event"),
    [
        (100, ("bookmark_chosen", LONG)),
        (200, ("bookmark_chosen", SHORT)),  # it lies over the long one
        (300, ("bookmark_chosen", LONG)),
        (605, ("bookmark_chosen", MARKER)),
        (40, ("seek_requested", 11.0)),
        (590, ("seek_requested", 24.75)),
    ],
)
def test_a_click_goes_to_what_is_seen(lane: BookmarkLane, x: int, event: tuple[object]) -> None:
    events = heard(lane)
    QTest.mouseClick(lane, LEFT, pos=QPoint(x, 12))
    assert events == [event]


def test_a_drag_marks_a_loop_also_on_a_bar(lane: BookmarkLane) -> None:
    events = heard(lane)
    QTest.mousePress(lane, LEFT, pos=QPoint(100, 12))
    QTest.mouseMove(lane, QPoint(140, 12))
    QTest.mouseRelease(lane, LEFT, pos=QPoint(140, 12))
    assert events == [("loop_dragged", 12.5, 13.5)]


def test_a_marker_is_dragged_and_told_when_it_is_let_go(lane: BookmarkLane) -> None:
    events = heard(lane)
    QTest.mousePress(lane, LEFT, pos=QPoint(610, 12))
    QTest.mouseMove(lane, QPoint(650, 12))
    assert lane.bookmark_at(645) == MARKER, "it is seen where it is dragged to"
    assert events == []
    QTest.mouseRelease(lane, LEFT, pos=QPoint(650, 12))
    assert events == [("marker_moved", MARKER, 26.0)]


def test_a_double_click_renames_in_place(lane: BookmarkLane) -> None:
    events = heard(lane)
    QTest.mouseDClick(lane, LEFT, pos=QPoint(200, 12))
    assert lane.editor.isVisible()
    assert lane.editor.geometry().left() == 160
    QTest.keyClicks(lane.editor, "Riff")
    QTest.keyClick(lane.editor, Qt.Key.Key_Return)
    assert events[-1] == ("renamed", SHORT, "Riff")


def test_escape_leaves_the_name(lane: BookmarkLane) -> None:
    events = heard(lane)
    lane.rename(SHORT)
    QTest.keyClicks(lane.editor, "Riff")
    QTest.keyClick(lane.editor, Qt.Key.Key_Escape)
    assert not lane.editor.isVisible()
    assert events == []


def test_the_line_to_type_in_stays_in_sight_when_the_page_turns(
    lane: BookmarkLane, axis: TimeAxis
) -> None:
    lane.rename(SHORT)
    axis.show(40.0, 60.0)
    assert lane.rect().contains(lane.editor.geometry())


def test_what_is_renamed_is_brought_into_view(lane: BookmarkLane, axis: TimeAxis) -> None:
    axis.show(40.0, 60.0)
    lane.rename(SHORT)
    assert axis.start_s < 14.0 < axis.stop_s


def context_menu(lane: BookmarkLane, x: int) -> QMenu | None:
    place = QPoint(x, 12)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, lane.mapToGlobal(place))
    QApplication.sendEvent(lane, event)
    return lane.findChild(QMenu)


def choose(lane: BookmarkLane, x: int, text: str) -> None:
    menu = context_menu(lane, x)
    assert menu is not None
    (action,) = (each for each in menu.actions() if each.text() == text)
    action.trigger()
    menu.close()


def test_the_right_button_offers_what_can_be_done(lane: BookmarkLane) -> None:
    events = heard(lane)
    choose(lane, 200, "Remove")
    assert events == [("removed", SHORT)]


def test_a_loop_can_become_the_loop_as_it_is_now(lane: BookmarkLane) -> None:
    events = heard(lane)
    menu = context_menu(lane, 300)
    assert menu is not None
    assert [each.isEnabled() for each in menu.actions()] == [
        True,
        False,
        True,
        True,
    ], "no loop yet"
    menu.close()
    QApplication.sendPostedEvents(menu)
    lane.set_loop((18.0, 19.0), True)
    choose(lane, 300, "Set to the loop as it is now")
    assert events == [("loop_update_requested", LONG)]


def test_the_colour_is_chosen_from_the_right_buttons_menu(lane: BookmarkLane) -> None:
    events = heard(lane)
    menu = context_menu(lane, 300)
    assert menu is not None
    colours = next(each.menu() for each in menu.actions() if each.text() == "Colour")
    assert isinstance(colours, QMenu)
    actions = {each.text(): each for each in colours.actions()}
    assert list(actions) == ["Blue", "Green", "Violet", "Rose", "Sand"]
    assert [text for text, each in actions.items() if each.isChecked()] == ["Blue"]
    assert not any(each.icon().isNull() for each in actions.values())
    actions["Rose"].trigger()
    menu.close()
    assert events == [("recoloured", LONG, "rose")]


def test_a_marker_cannot_become_a_loop(lane: BookmarkLane) -> None:
    menu = context_menu(lane, 605)
    assert menu is not None
    assert [each.text() for each in menu.actions()] == ["Rename", "Remove"]
    menu.close()


def test_on_empty_room_there_is_no_menu(lane: BookmarkLane) -> None:
    assert context_menu(lane, 590) is None


def test_the_loop_that_is_on_is_bright(lane: BookmarkLane, pixels: Pixels) -> None:
    lane.set_loop((12.0, 22.0), True)
    assert tuple(pixels(lane)[5, 400]) == rgb(loop_colour(DARK, LONG.colour))
    lane.set_loop((12.0, 22.0), False)
    assert tuple(pixels(lane)[5, 400]) == TINT
    lane.set_loop((12.0, 21.0), True)
    assert tuple(pixels(lane)[5, 400]) == TINT


def written_px(lane: BookmarkLane, pixels: Pixels, left: int, right: int) -> int:
    """How much of the ground of a bar is written on."""
    inside = pixels(lane)[5:18, left:right]
    return int((inside != TINT).any(axis=2).sum())


def test_both_names_of_overlapping_loops_can_be_read(lane: BookmarkLane, pixels: Pixels) -> None:
    start = NamedLoop("Start", LONG.start_frame, LONG.start_frame + 2 * SAMPLE_RATE)
    lane.set_bookmarks(Bookmarks((start, LONG)))
    assert written_px(lane, pixels, 82, 155) > 20  # Start
    assert written_px(lane, pixels, 165, 235) > 20  # Long, where it is not covered
    assert written_px(lane, pixels, 260, 470) == 0


def test_the_name_stays_in_sight_when_the_start_is_not(
    lane: BookmarkLane, axis: TimeAxis, pixels: Pixels
) -> None:
    axis.show(17.0, 37.0)
    assert written_px(lane, pixels, 2, 60) > 20


def test_an_empty_lane_says_what_it_is_for(lane: BookmarkLane, pixels: Pixels) -> None:
    lane.set_bookmarks(Bookmarks())
    lane.set_keys("Ctrl+L", "M")
    assert (pixels(lane)[:-1] == rgb(DARK.muted_text)).all(axis=2).sum() > 20
    lane.set_keys("", "M")
    assert not (pixels(lane)[:-1] == rgb(DARK.muted_text)).all(axis=2).any()


def test_without_a_song_there_is_nothing(qtbot: QtBot, pixels: Pixels) -> None:
    lane = BookmarkLane(TimeAxis(), DARK, SAMPLE_RATE)
    qtbot.addWidget(lane)
    lane.resize(800, 24)
    assert (pixels(lane)[:-1] == rgb(DARK.surface)).all()
