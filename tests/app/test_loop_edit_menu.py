"""The loop changed by keys: heard, undone, told."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.bookmarks import LOOP_COLOURS, NamedLoop
from app.main_window import MainWindow
from app.views.bookmark_text import colour_name
from player.multitrack import SAMPLE_RATE
from player.transport import LoopRegion

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
COMMA, PERIOD = Qt.Key.Key_Comma, Qt.Key.Key_Period
LESS, GREATER = Qt.Key.Key_Less, Qt.Key.Key_Greater
TEN_MS = SAMPLE_RATE // 100
TENTH = SAMPLE_RATE // 10
LOOP = LoopRegion(SAMPLE_RATE, 3 * SAMPLE_RATE // 2)


def action(window: MainWindow, name: str) -> QAction:
    found = window.menuBar().findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


@pytest.fixture
def looping(multitrack: MainWindow) -> MainWindow:
    """Half a second looped, of 3 s."""
    multitrack.session.transport.set_loop(LOOP.start_frame, LOOP.end_frame)
    return multitrack


@pytest.mark.parametrize(
    ("key", "modifiers", "start", "end"),
    [
        (COMMA, NONE, -TEN_MS, 0),
        (PERIOD, NONE, TEN_MS, 0),
        (LESS, NONE, 0, -TEN_MS),
        (GREATER, NONE, 0, TEN_MS),
        (COMMA, CTRL, -1, 0),
        (PERIOD, CTRL, 1, 0),
        (LESS, CTRL, 0, -1),
        (GREATER, CTRL, 0, 1),
        (COMMA, ALT, -TENTH, 0),
        (PERIOD, ALT, TENTH, 0),
        (LESS, ALT, 0, -TENTH),
        (GREATER, ALT, 0, TENTH),
        (Qt.Key.Key_Up, CTRL, 0, LOOP.frames),
        (Qt.Key.Key_Down, CTRL, 0, -LOOP.frames // 2),
        (Qt.Key.Key_Right, CTRL | SHIFT, LOOP.frames, LOOP.frames),
        (Qt.Key.Key_Left, CTRL | SHIFT, -LOOP.frames, -LOOP.frames),
    ],
)
def test_a_key_changes_the_loop_and_undo_brings_it_back(
    qtbot: QtBot,
    looping: MainWindow,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    start: int,
    end: int,
) -> None:
    looping.session.history.begin()
    qtbot.keyClick(looping, key, modifiers)
    transport = looping.session.transport
    assert transport.active_loop == LoopRegion(LOOP.start_frame + start, LOOP.end_frame + end)
    qtbot.keyClick(looping, Qt.Key.Key_Z, CTRL)
    assert transport.active_loop == LOOP
    assert not looping.session.history.stack.canUndo()


def test_where_it_is_now_is_told(qtbot: QtBot, looping: MainWindow) -> None:
    qtbot.keyClick(looping, PERIOD)
    assert looping.status_line.message.text() == "Loop 0:01.010 to 0:01.500"
    qtbot.keyClick(looping, Qt.Key.Key_Right, CTRL | SHIFT)
    assert looping.status_line.message.text() == "Loop 0:01.500 to 0:01.990"


def test_what_cannot_be_done_is_told_and_changes_nothing(qtbot: QtBot, looping: MainWindow) -> None:
    transport = looping.session.transport
    for loop, key, modifiers, says in (
        (LoopRegion(2 * SAMPLE_RATE, 3 * SAMPLE_RATE), Qt.Key.Key_Up, CTRL, "ends before twice"),
        (LoopRegion(0, 3000), Qt.Key.Key_Down, CTRL, "50 ms"),
        (LoopRegion(80_000, 120_000), Qt.Key.Key_Right, CTRL | SHIFT, "ends before the next"),
        (LoopRegion(20_000, 50_000), Qt.Key.Key_Left, CTRL | SHIFT, "no room"),
    ):
        transport.set_loop(loop.start_frame, loop.end_frame)
        qtbot.keyClick(looping, key, modifiers)
        assert transport.loop == loop
        assert says in looping.status_line.message.text()


def test_nudges_need_a_loop(qtbot: QtBot, multitrack: MainWindow) -> None:
    names = [each.name for each in multitrack.menus.shortcuts.all()]
    mine = [name for name in names if name.endswith(("_small", "_fine", "_beat"))]
    assert len(mine) == 12
    assert not any(action(multitrack, name).isEnabled() for name in mine)
    qtbot.keyClick(multitrack, COMMA)
    assert multitrack.session.transport.loop is None
    multitrack.session.transport.set_loop(LOOP.start_frame, LOOP.end_frame)
    assert all(action(multitrack, name).isEnabled() for name in mine)


def test_a_loop_that_is_off_stays_off(qtbot: QtBot, looping: MainWindow) -> None:
    transport = looping.session.transport
    transport.set_loop_enabled(False)
    qtbot.keyClick(looping, COMMA)
    assert transport.loop == LoopRegion(LOOP.start_frame - TEN_MS, LOOP.end_frame)
    assert not transport.loop_enabled


def test_the_coarse_step_is_a_beat_where_beats_are_known(qtbot: QtBot, looping: MainWindow) -> None:
    text = action(looping, "loop.start_earlier_beat").text
    assert text() == "Start 100 ms earlier"
    beats = np.array([SAMPLE_RATE // 2, SAMPLE_RATE, 2 * SAMPLE_RATE])
    looping.session.loop_edits.set_beats(beats)
    assert text() == "Start one beat earlier"
    qtbot.keyClick(looping, COMMA, ALT)
    qtbot.keyClick(looping, GREATER, ALT)
    transport = looping.session.transport
    assert transport.loop == LoopRegion(SAMPLE_RATE // 2, 2 * SAMPLE_RATE)
    qtbot.keyClick(looping, GREATER, ALT)
    assert transport.loop == LoopRegion(SAMPLE_RATE // 2, 2 * SAMPLE_RATE), "there is no more beat"


def test_a_playing_loop_that_moves_away_takes_the_playhead_along(
    qtbot: QtBot, looping: MainWindow
) -> None:
    transport = looping.session.transport
    transport.set_loop(0, SAMPLE_RATE)
    looping.session.history.begin()
    transport.set_playing(True)
    qtbot.waitUntil(lambda: transport.position_frame() > 5000)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(looping, key, CTRL | SHIFT)
        loop = transport.loop
        assert loop is not None
        qtbot.waitUntil(lambda loop=loop: loop.contains(transport.position_frame()))
        for _ in range(20):
            qtbot.wait(5)
            assert loop.contains(transport.position_frame())
    # Undone, it is in the loop that is there again.
    qtbot.keyClick(looping, Qt.Key.Key_Z, CTRL)
    loop = transport.loop
    assert loop == LoopRegion(0, SAMPLE_RATE)
    qtbot.waitUntil(lambda: loop.contains(transport.position_frame()))
    transport.set_playing(False)


def test_an_end_nudged_before_the_playhead_sends_it_round(
    qtbot: QtBot, looping: MainWindow
) -> None:
    transport = looping.session.transport
    here = LOOP.end_frame - TEN_MS // 2
    transport.seek(here)
    qtbot.waitUntil(lambda: transport.position_frame() == here)
    qtbot.keyClick(looping, LESS)
    qtbot.waitUntil(lambda: transport.position_frame() == LOOP.start_frame)


def colour_item(window: MainWindow, colour: str) -> QAction:
    menus = window.menuBar().findChildren(QMenu)
    items = [item for menu in menus for item in menu.actions()]
    return next(item for item in items if item.text() == colour_name(colour))


def test_the_colour_of_the_chosen_loop(qtbot: QtBot, looping: MainWindow) -> None:
    bookmarks = looping.session.bookmarks
    assert not action(looping, "loop.next_colour").isEnabled()
    qtbot.keyClick(looping, Qt.Key.Key_L, CTRL)
    for before, after in pairwise((*LOOP_COLOURS, LOOP_COLOURS[0])):
        assert colour_item(looping, before).isChecked()
        qtbot.keyClick(looping, Qt.Key.Key_C, SHIFT)
        assert bookmarks.state.loops[0].colour == after
    colour_item(looping, "rose").trigger()
    assert bookmarks.state.loops == (NamedLoop("Loop 1", LOOP.start_frame, LOOP.end_frame, "rose"),)
    assert looping.session.history.stack.undoText() == "colour of “Loop 1”"


def test_every_next_loop_gets_another_colour(looping: MainWindow) -> None:
    transport, bookmarks = looping.session.transport, looping.session.bookmarks
    for number in range(6):
        transport.set_loop(number * TENTH, LOOP.end_frame)
        bookmarks.keep_loop()
    assert [loop.colour for loop in bookmarks.state.loops] == [*LOOP_COLOURS, LOOP_COLOURS[0]]
