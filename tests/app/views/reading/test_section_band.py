"""Sections over the overview: what is seen, and what the mouse asks for."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT, SECTION_TINT, Theme, mixed, section_colour
from app.views.reading.section_band import SectionBand
from app.views.time_axis import TimeAxis
from player.beat_grid import BeatGrid
from player.reading.section_map import Section, SectionMap
from tests.app.test_contrast import TEXT, contrast
from tests.app.views.conftest import SAMPLE_RATE, Pixels, rgb

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
NO_KEY, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
# 100 s on 500 px: a second is 5 px.
SONG = SectionMap(
    (
        Section(0, 20_000, "A", "Intro"),
        Section(20_000, 40_000, "B", "", 0.9),
        Section(40_000, 70_000, "C", "", 0.2),
        Section(70_000, 100_000, "B", "", 0.8),
    )
)
GRID = BeatGrid(tuple(range(0, 100_000, 1000)), tuple(range(0, 100, 4)))


@pytest.fixture
def band(qtbot: QtBot, axis: TimeAxis) -> SectionBand:
    made = SectionBand(axis, DARK, SAMPLE_RATE)
    qtbot.addWidget(made)
    made.resize(500, made.height())
    made.show()
    axis.changed.emit()
    made.set_sections(SONG, is_edited=False)
    made.set_bars(GRID, np.arange(4.0, 100.0, 4.0))
    return made


def heard(band: SectionBand) -> list[tuple[object, ...]]:
    """Everything the band will announce, in order."""
    events: list[tuple[object, ...]] = []
    for name in (
        "seek_requested",
        "loop_dragged",
        "section_chosen",
        "renamed",
        "relabelled",
        "border_moved",
        "loop_requested",
        "keep_requested",
        "split_requested",
        "join_requested",
        "found_requested",
    ):
        getattr(band, name).connect(lambda *what, name=name: events.append((name, *what)))
    return events


def drag(band: SectionBand, from_x: int, to_x: int, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    QTest.mousePress(band, LEFT, pos=QPoint(from_x, 9))
    place = QPoint(to_x, 9)
    # QTest moves the mouse without keys.
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(band.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        LEFT,
        modifier,
    )
    QApplication.sendEvent(band, moved)
    QTest.mouseRelease(band, LEFT, pos=place)


def test_a_click_goes_to_where_a_section_begins(band: SectionBand) -> None:
    events = heard(band)
    for x in (150, 50, 300, 199):
        QTest.mouseClick(band, LEFT, pos=QPoint(x, 9))
    assert events == [("section_chosen", index) for index in (1, 0, 2, 2)]


def test_its_beginning_is_dragged_from_bar_to_bar(band: SectionBand) -> None:
    events = heard(band)
    drag(band, 201, 218)  # 43.6 s, after 40.2
    assert events == [("border_moved", 2, 44.0)]
    drag(band, 200, 500)
    assert events[-1] == ("border_moved", 2, 68.0), "no further than the last bar of its neighbour"
    drag(band, 200, 0)
    assert events[-1] == ("border_moved", 2, 24.0)


def test_with_alt_it_is_free_and_without_bars_too(band: SectionBand) -> None:
    events = heard(band)
    drag(band, 200, 217, ALT)
    assert events == [("border_moved", 2, pytest.approx(43.4))]
    band.set_bars(None, np.zeros(0))
    drag(band, 200, 217)
    assert events[-1] == ("border_moved", 2, pytest.approx(43.4))


def test_elsewhere_a_drag_marks_a_loop(band: SectionBand) -> None:
    events = heard(band)
    drag(band, 150, 175)
    assert events == [("loop_dragged", 30.0, 35.0)]


def test_the_border_goes_before_the_edge_of_a_loop_on_it(band: SectionBand) -> None:
    band.set_loop((20.0, 40.0), True)
    events = heard(band)
    drag(band, 200, 220)
    assert [event[0] for event in events] == ["border_moved"]


def test_what_changes_under_the_mouse_is_let_go(band: SectionBand) -> None:
    events = heard(band)
    QTest.mousePress(band, LEFT, pos=QPoint(200, 9))
    QTest.mouseMove(band, QPoint(240, 9))
    band.set_sections(SectionMap(SONG.sections[:2]), is_edited=True)
    QTest.mouseMove(band, QPoint(260, 9))
    QTest.mouseRelease(band, LEFT, pos=QPoint(260, 9))
    assert events == []


@pytest.mark.parametrize(("modifier", "only_this"), [(NO_KEY, False), (SHIFT, True)])
def test_a_double_click_renames_all_that_are_alike_or_one(
    band: SectionBand, modifier: Qt.KeyboardModifier, only_this: bool
) -> None:
    events = heard(band)
    QTest.mouseDClick(band, LEFT, modifier, QPoint(400, 9))
    assert band.editor.isVisible()
    assert band.rect().contains(band.editor.geometry())
    QTest.keyClicks(band.editor, "Refrain")
    QTest.keyClick(band.editor, Qt.Key.Key_Return)
    assert events[-1] == ("renamed", 3, "Refrain", only_this)


def test_what_is_typed_is_completed_to_a_usual_name(band: SectionBand) -> None:
    events = heard(band)
    band.rename(1)
    QTest.keyClicks(band.editor, "ch")
    QTest.keyClick(band.editor, Qt.Key.Key_Return)
    assert events == [("renamed", 1, "Chorus", False)]


def test_escape_and_other_sections_leave_the_name(band: SectionBand) -> None:
    events = heard(band)
    band.rename(1)
    QTest.keyClicks(band.editor, "Riff")
    QTest.keyClick(band.editor, Qt.Key.Key_Escape)
    band.rename(3)
    band.set_sections(SectionMap(SONG.sections[:2]), is_edited=True)
    assert not band.editor.isVisible()
    assert events == []


def menu_of(band: SectionBand, x: int) -> QMenu:
    place = QPoint(x, 9)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, band.mapToGlobal(place))
    QApplication.sendEvent(band, event)
    menu = band.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(menu, QMenu)
    return menu


def chosen(band: SectionBand, x: int, *path: str) -> None:
    menu = top = menu_of(band, x)
    for text in path[:-1]:
        inner = next(each.menu() for each in menu.actions() if each.text() == text)
        assert isinstance(inner, QMenu)
        menu = inner
    next(each for each in menu.actions() if each.text() == path[-1]).trigger()
    top.close()
    QApplication.sendPostedEvents(top, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize(
    ("path", "event"),
    [
        (("Loop it",), ("loop_requested", 1)),
        (("Keep it as a loop",), ("keep_requested", 1)),
        (("Name", "Verse"), ("renamed", 1, "Verse", False)),
        (("Like", "A · Intro"), ("relabelled", 1, "A")),
        (("Like", "D"), ("relabelled", 1, "D")),
        (("Split here",), ("split_requested", 30.0)),
        (("Join with the next",), ("join_requested", 1)),
    ],
)
def test_the_right_button_offers_what_can_be_done(
    band: SectionBand, path: tuple[str, ...], event: tuple[object, ...]
) -> None:
    events = heard(band)
    chosen(band, 150, *path)
    assert events == [event]


def test_what_cannot_be_done_is_not_offered(band: SectionBand) -> None:
    menu = menu_of(band, 450)
    disabled = [each.text() for each in menu.actions() if not each.isEnabled()]
    assert disabled == ["Join with the next", "Back to the sections that were found"]
    menu.close()
    QApplication.sendPostedEvents(menu, QEvent.Type.DeferredDelete.value)
    band.set_sections(SONG, is_edited=True)
    events = heard(band)
    chosen(band, 450, "Back to the sections that were found")
    assert events == [("found_requested",)]


def tinted(label: str) -> tuple[int, int, int]:
    return rgb(mixed(section_colour(DARK, label), DARK.surface, SECTION_TINT))


def test_what_is_alike_has_a_colour(band: SectionBand, pixels: Pixels) -> None:
    image = pixels(band)
    for x, label in ((80, "A"), (180, "B"), (300, "C"), (480, "B")):
        assert tuple(image[4, x]) == tinted(label)


def test_a_beginning_that_is_not_sure_is_dashed(band: SectionBand, pixels: Pixels) -> None:
    image = pixels(band)
    assert tuple(image[9, 100]) == rgb(DARK.surface), "a gap"
    dashes = (image[1:-1, 200] == rgb(DARK.muted_text)).all(axis=1)
    assert 0.3 < dashes.mean() < 0.7


def test_the_section_under_the_playhead_is_underlined(band: SectionBand, pixels: Pixels) -> None:
    for time_s, here, other in ((45.0, 300, 150), (25.0, 150, 300)):
        band.set_playhead(time_s)
        image = pixels(band)
        bottom = band.height() - 2
        label = "C" if here == 300 else "B"
        assert tuple(image[bottom, here]) == rgb(section_colour(DARK, label))
        assert tuple(image[bottom, other]) == tinted("B" if label == "C" else "C")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_names_can_be_read_on_every_colour(theme: Theme) -> None:
    for label in "ABCDE":
        ground = mixed(section_colour(theme, label), theme.surface, SECTION_TINT)
        assert contrast(theme.text, ground) >= TEXT
        assert ground != mixed(
            section_colour(theme, chr(ord(label) + 1)), theme.surface, SECTION_TINT
        )


def test_the_mouse_is_told_place_length_and_doubt(band: SectionBand) -> None:
    told = []
    for x in (150, 300):
        place = QPoint(x, 9)
        event = QHelpEvent(QEvent.Type.ToolTip, place, band.mapToGlobal(place))
        QApplication.sendEvent(band, event)
        told.append(QToolTip.text())
    QToolTip.hideText()
    assert told[0].startswith("B 1 · bars 6 to 10 · ")
    assert told[1].splitlines()[1] == "Perhaps it begins elsewhere: 20 % sure"


def test_screen_readers_hear_where_the_playhead_is_and_can_choose(band: SectionBand) -> None:
    band.set_playhead(45.0)
    interface = QAccessible.queryAccessibleInterface(band)
    assert band.accessibleDescription() == "Intro, B 1, C, B 2"
    assert interface.text(QAccessible.Text.Value) == "C"
    value = interface.valueInterface()
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (3, 1, 4)
    events = heard(band)
    value.setCurrentValue(2)
    assert events == [("section_chosen", 1)]


def test_without_sections_it_says_why_and_is_like_any_view(
    band: SectionBand, pixels: Pixels
) -> None:
    band.set_sections(SectionMap(), is_edited=False)
    empty = pixels(band)
    band.set_hint("Looking for sections …")
    assert (pixels(band) != empty).any()
    events = heard(band)
    QTest.mouseClick(band, LEFT, pos=QPoint(150, 9))
    assert events == [("seek_requested", 30.0)]
