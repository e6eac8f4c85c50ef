"""Sections in the window: keys, the menu, the band's wishes, undo, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.reading.found_reading import FoundReading
from app.reading.section_desk import SectionDesk
from player.multitrack import SAMPLE_RATE
from player.reading.section_map import Section, SectionMap
from player.transport import LoopRegion
from tests.app.beat_grids import BARS, BEAT, SONG_S, find, go_to, open_song
from tests.app.screen_reader import Listener

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
END = round(SONG_S * SAMPLE_RATE)
FOUND = SectionMap(
    (
        Section(0, BARS[2], "A"),
        Section(BARS[2], BARS[4], "B", confidence=0.3),
        Section(BARS[4], BARS[6], "A", confidence=0.9),
        Section(BARS[6], END, "C", confidence=0.9),
    )
)


@pytest.fixture
def song(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    open_song(qtbot, window, tmp_path)
    window.session.reading.found = FoundReading(sections=FOUND)
    window.session.reading.sections_changed.emit()
    return window


def desk(window: MainWindow) -> SectionDesk:
    return window.reading_hands.sections.desk


def labels(window: MainWindow) -> list[str]:
    return [each.label for each in desk(window).sections.sections]


def names(window: MainWindow) -> list[str]:
    return [each.name for each in desk(window).sections.sections]


def test_one_key_loops_the_section_under_the_playhead(qtbot: QtBot, song: MainWindow) -> None:
    go_to(qtbot, song, BARS[3])
    qtbot.keyClick(song, Key.Key_F9)
    transport = song.session.transport
    assert transport.loop == LoopRegion(BARS[2], BARS[4])
    assert transport.loop_enabled
    assert round(transport.position_frame()) == BARS[3], "inside it the playhead stays"


def test_it_is_kept_under_its_name_in_one_edit(qtbot: QtBot, song: MainWindow) -> None:
    desk(song).rename(0, "Verse")
    go_to(qtbot, song, BARS[5])
    bookmarks, transport = song.session.bookmarks, song.session.transport
    for _ in range(2):
        qtbot.keyClick(song, Key.Key_F9, SHIFT)
        assert [loop.name for loop in bookmarks.state.loops] == ["Verse 2"]
    assert bookmarks.state.loops[0].region == transport.loop == LoopRegion(BARS[4], BARS[6])
    song.session.history.undo()
    assert transport.loop is None
    assert bookmarks.state.loops == ()


def test_keys_go_from_section_to_section_and_tell_which(qtbot: QtBot, song: MainWindow) -> None:
    told: list[str] = []
    desk(song).told.connect(told.append)
    transport = song.session.transport
    go_to(qtbot, song, BARS[1])
    for key, frame in (
        (Key.Key_PageDown, BARS[2]),
        (Key.Key_PageDown, BARS[4]),
        (Key.Key_PageUp, BARS[2]),
        (Key.Key_PageUp, 0),
        (Key.Key_PageUp, 0),
    ):
        qtbot.keyClick(song, key, ALT)
        qtbot.waitUntil(lambda frame=frame: round(transport.position_frame()) == frame)
    assert told[:3] == ["B, bars 3 to 4", "A 2, bars 5 to 6", "B, bars 3 to 4"]
    go_to(qtbot, song, BARS[7])
    qtbot.keyClick(song, Key.Key_PageDown, ALT)
    assert told[-1] == "This is the last section."


def test_in_the_middle_of_one_back_is_to_its_beginning(qtbot: QtBot, song: MainWindow) -> None:
    go_to(qtbot, song, BARS[3])
    desk(song).step(-1)
    qtbot.waitUntil(lambda: round(song.session.transport.position_frame()) == BARS[2])


def test_a_section_is_named_from_the_keyboard_and_all_like_it(
    qtbot: QtBot, song: MainWindow
) -> None:
    go_to(qtbot, song, BARS[1])
    qtbot.keyClick(song, Key.Key_F9, CTRL)
    editor = song.reading_hands.sections.band.editor
    assert editor.isVisible()
    QTest.keyClicks(editor, "ver")
    QTest.keyClick(editor, Key.Key_Return)
    assert names(song) == ["Verse", "", "Verse", ""]
    song.session.history.undo()
    assert names(song) == ["", "", "", ""]
    song.session.history.redo()
    assert names(song) == ["Verse", "", "Verse", ""]


def test_edits_follow_each_other_and_are_undone_one_by_one(qtbot: QtBot, song: MainWindow) -> None:
    sections, history = desk(song), song.session.history
    go_to(qtbot, song, BARS[7] + 2 * BEAT - 9)
    qtbot.keyClick(song, Key.Key_F9, CTRL | SHIFT)
    assert sections.sections.sections[4].start_frame == BARS[7]
    sections.relabel(4, "B")
    sections.move_border(1, BARS[1])
    sections.join(2)
    assert labels(song) == ["A", "B", "A", "B"]
    sections.go_back_to_found()
    assert sections.sections == FOUND
    for expected in (["A", "B", "A", "B"], ["A", "B", "A", "C", "B"]):
        history.undo()
        assert labels(song) == expected
    assert sections.sections.sections[1].start_frame == BARS[1]
    history.undo()
    assert sections.sections.sections[1].start_frame == BARS[2]


def test_what_cannot_be_done_is_told(qtbot: QtBot, song: MainWindow) -> None:
    told: list[str] = []
    desk(song).told.connect(told.append)
    go_to(qtbot, song, BARS[2])
    desk(song).split_here()
    desk(song).join(3)
    assert told == ["A section begins here already.", "This is the last section."]
    song.session.reading.found = FoundReading()
    song.session.reading.sections_changed.emit()
    told.clear()
    for key, modifier in ((Key.Key_F9, NONE), (Key.Key_F9, SHIFT), (Key.Key_PageDown, ALT)):
        qtbot.keyClick(song, key, modifier)
    assert told == ["The sections of this song are not known."] * 3
    assert song.session.transport.loop is None


def test_the_band_shows_them_and_passes_wishes_on(qtbot: QtBot, song: MainWindow) -> None:
    band = song.reading_hands.sections.band
    assert band.accessibleDescription() == "A 1, B, A 2, C"
    px_of = band.width() / SONG_S
    x = round(BARS[4] / SAMPLE_RATE * px_of)
    QTest.mousePress(band, Qt.MouseButton.LeftButton, pos=QPoint(x, 9))
    QTest.mouseMove(band, QPoint(x + round(1.8 * px_of), 9))
    QTest.mouseRelease(band, Qt.MouseButton.LeftButton, pos=QPoint(x + round(1.8 * px_of), 9))
    assert desk(song).sections.sections[2].start_frame == BARS[5], "at the nearest bar"
    QTest.mouseClick(band, Qt.MouseButton.LeftButton, pos=QPoint(round(band.width() * 0.95), 9))
    qtbot.waitUntil(lambda: round(song.session.transport.position_frame()) == BARS[6])
    band.loop_requested.emit(1)
    assert song.session.transport.loop == LoopRegion(BARS[2], BARS[5])
    band.found_requested.emit()
    assert desk(song).sections == FOUND


def test_a_loop_that_is_dragged_rests_at_a_section(qtbot: QtBot, song: MainWindow) -> None:
    find(song, None)  # no beats hold it
    guides: list[str] = []
    song.song_page.ruler.name_guide = guides.append  # type: ignore[method-assign]
    overview = song.song_page.overview
    px_of = overview.width() / SONG_S
    x = round(BARS[4] / SAMPLE_RATE * px_of) + 3
    QTest.mousePress(overview, Qt.MouseButton.LeftButton, pos=QPoint(10, 9))
    QTest.mouseMove(overview, QPoint(x - 30, 9))
    QTest.mouseMove(overview, QPoint(x, 9))
    QTest.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=QPoint(x, 9))
    loop = song.session.transport.loop
    assert loop is not None
    assert loop.end_frame == BARS[4]
    assert "start of A 2" in guides


def test_screen_readers_hear_which_section_it_is(
    qtbot: QtBot, listener: Listener, song: MainWindow
) -> None:
    desk(song).step(1)
    qtbot.waitUntil(lambda: any("B, bars 3 to 4" in text for text in listener.texts))


def test_while_none_are_known_it_is_said_why(song: MainWindow) -> None:
    reading, band = song.session.reading, song.reading_hands.sections.band
    reading.found = FoundReading(sections=SectionMap())
    reading.sections_changed.emit()
    assert band.accessible_value().text == "No sections were found in this song."
