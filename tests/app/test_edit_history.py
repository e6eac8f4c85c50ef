"""Everything that is set for a song can be undone and done again, under its name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bookmarks import NamedLoop
from app.main_window import MainWindow
from player.transport import LoopRegion

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ONE_S = 44_100


def undo(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)


def redo(qtbot: QtBot, window: MainWindow) -> None:
    window.menus.shortcuts.trigger("edit.redo")


def undo_text(window: MainWindow) -> str:
    return window.session.history.stack.undoText()


def test_every_setting_comes_back(qtbot: QtBot, multitrack: MainWindow) -> None:
    history, transport, desk = (
        multitrack.session.history,
        multitrack.session.transport,
        multitrack.session.desk,
    )
    states = [history.state]
    names = []
    for do in (
        lambda: qtbot.keyClick(multitrack, Qt.Key.Key_V),
        lambda: qtbot.keyClick(multitrack, Qt.Key.Key_B, SHIFT),
        lambda: desk.set_gain("drums", -6.0),
        lambda: desk.set_pan("drums", 0.5),
        lambda: desk.set_master_gain(-3.0),
        lambda: desk.set_alone("bass"),
        lambda: transport.set_loop(ONE_S // 2, ONE_S),
        lambda: multitrack.session.bookmarks.keep_loop(),
        lambda: qtbot.keyClick(multitrack, Qt.Key.Key_L),
        lambda: transport.set_tempo(60),
        lambda: transport.set_pitch(-2),
        lambda: transport.set_tuning(442),
        lambda: transport.clear_loop(),
    ):
        do()
        states.append(history.state)
        names.append(undo_text(multitrack))
    assert names == [
        "mute vocals",
        "solo bass",
        "volume of drums",
        "pan of drums",
        "volume of the whole song",
        "other strips",
        "new loop",
        "keep “Loop 1”",
        "loop off",
        "tempo",
        "pitch",
        "tuning",
        "remove the loop",
    ]
    for state in reversed(states[:-1]):
        undo(qtbot, multitrack)
        assert history.state == state
    assert not history.stack.canUndo()
    for state in states[1:]:
        redo(qtbot, multitrack)
        assert history.state == state


def test_a_drag_is_one_change(qtbot: QtBot, multitrack: MainWindow) -> None:
    desk, stack = multitrack.session.desk, multitrack.session.history.stack
    for gain_db in range(-1, -13, -1):
        desk.set_gain("bass", float(gain_db))
    assert stack.count() == 1
    undo(qtbot, multitrack)
    assert desk.shown.strip_of("bass").gain_db == 0.0
    redo(qtbot, multitrack)
    assert desk.shown.strip_of("bass").gain_db == -12.0


def test_a_loop_that_is_dragged_out_is_one_change(qtbot: QtBot, multitrack: MainWindow) -> None:
    lane = multitrack.song_page.lanes["bass"]
    middle = lane.height() // 2
    QTest.mousePress(lane, LEFT, pos=QPoint(100, middle))
    for x in (150, 200, 300):
        QTest.mouseMove(lane, QPoint(x, middle))
    QTest.mouseRelease(lane, LEFT, pos=QPoint(300, middle))
    stack = multitrack.session.history.stack
    assert (stack.count(), stack.undoText()) == (1, "new loop")
    undo(qtbot, multitrack)
    assert multitrack.session.transport.loop is None


def test_two_changes_within_a_second_are_two(qtbot: QtBot, multitrack: MainWindow) -> None:
    qtbot.keyClick(multitrack, Qt.Key.Key_V)
    multitrack.session.transport.set_tempo(75)
    multitrack.session.transport.set_loop(0, ONE_S)
    assert multitrack.session.history.stack.count() == 3


def test_there_and_back_in_one_move_leaves_nothing_to_undo(multitrack: MainWindow) -> None:
    desk = multitrack.session.desk
    desk.set_gain("bass", -3.0)
    desk.set_gain("bass", 0.0)
    assert not multitrack.session.history.stack.canUndo()


def test_the_menu_says_what_would_be_undone(qtbot: QtBot, multitrack: MainWindow) -> None:
    def texts() -> list[str]:
        found = {each.name: each.text for each in multitrack.menus.shortcuts.all()}
        return [found["edit.undo"], found["edit.redo"]]

    assert texts() == ["Undo", "Redo"]
    qtbot.keyClick(multitrack, Qt.Key.Key_V)
    assert texts() == ["Undo mute vocals", "Redo"]
    undo(qtbot, multitrack)
    assert texts() == ["Undo", "Redo mute vocals"]


@pytest.mark.parametrize("undone", [True, False])
def test_renamed_and_removed_bookmarks(qtbot: QtBot, multitrack: MainWindow, undone: bool) -> None:
    bookmarks = multitrack.session.bookmarks
    multitrack.session.transport.set_loop(ONE_S // 2, ONE_S)
    bookmarks.keep_loop()
    (loop,) = bookmarks.state.loops
    bookmarks.rename(loop, "Riff")
    assert undo_text(multitrack) == "rename “Loop 1”"
    (riff,) = bookmarks.state.loops
    bookmarks.remove(riff)
    assert undo_text(multitrack) == "remove “Riff”"
    if undone:
        undo(qtbot, multitrack)
        assert bookmarks.state.loops == (NamedLoop("Riff", ONE_S // 2, ONE_S),)
        undo(qtbot, multitrack)
        assert bookmarks.state.loops == (loop,)
    assert multitrack.session.transport.loop == LoopRegion(ONE_S // 2, ONE_S)


def test_another_song_has_a_history_of_its_own(multitrack: MainWindow) -> None:
    multitrack.session.desk.set_muted("vocals", True)
    multitrack.session.history.begin()
    assert not multitrack.session.history.stack.canUndo()


def test_a_song_that_turns_out_shorter_or_longer_keeps_what_can_be_undone(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    session = multitrack.session
    transport, history, whole = session.transport, session.history, session.song
    assert whole is not None
    transport.set_tempo(60)
    transport.set_loop(ONE_S, 5 * ONE_S // 2)
    session.desk.set_muted("bass", True)
    assert history.stack.count() == 3
    session._loader.grown.emit(replace(whole, frames=2 * ONE_S, decoded_frames=2 * ONE_S))
    assert transport.loop == LoopRegion(ONE_S, 2 * ONE_S)
    assert history.stack.count() == 3, "the cut loop is nobody's edit"
    undo(qtbot, multitrack)
    assert not session.desk.shown.strip_of("bass").muted
    assert transport.loop == LoopRegion(ONE_S, 2 * ONE_S)
    session._loader.grown.emit(whole)
    for _ in range(2):
        undo(qtbot, multitrack)
    assert (transport.loop, transport.tempo_percent) == (None, 100)
    for _ in range(3):
        redo(qtbot, multitrack)
    assert transport.loop == LoopRegion(ONE_S, 2 * ONE_S)
    assert session.desk.shown.strip_of("bass").muted


def test_a_loop_beyond_a_song_that_turned_out_shorter_is_cut(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    session, transport = multitrack.session, multitrack.session.transport
    whole = session.song
    assert whole is not None
    transport.set_loop(ONE_S, 5 * ONE_S // 2)
    session.history.end_move()
    transport.clear_loop()
    session._loader.grown.emit(replace(whole, frames=2 * ONE_S, decoded_frames=2 * ONE_S))
    undo(qtbot, multitrack)
    assert transport.loop == LoopRegion(ONE_S, 2 * ONE_S)


def test_what_is_read_from_the_disk_is_not_undone(qtbot: QtBot, multitrack: MainWindow) -> None:
    session = multitrack.session
    session.transport.set_loop(ONE_S // 2, ONE_S)
    session.bookmarks.keep_loop()
    session.transport.set_pitch(-2)
    assert session.song is not None
    session.song_begun.connect(lambda *_: session.transport.set_tempo(75))
    session.song_begun.connect(lambda *_: session.bookmarks.mark_here())
    told = [session.song_begun, session.bookmarks.read, session.records.has_read]
    with qtbot.waitSignals(told, timeout=20_000):
        session.open(session.song.path)
    assert session.history.stack.count() == 2
    while session.history.stack.canUndo():
        undo(qtbot, multitrack)
    assert session.transport.tempo_percent == 100
    assert session.transport.pitch_semitones == -2
    assert session.transport.loop == LoopRegion(ONE_S // 2, ONE_S)
    assert [each.name for each in session.bookmarks.state.in_order] == ["Loop 1"]
