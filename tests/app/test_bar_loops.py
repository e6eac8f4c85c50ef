"""Loops and steps by bars, by the keys that do it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from player.bar_count import bar_place
from player.beat_grid import BeatGrid
from player.transport import LoopRegion
from tests.app.beat_grids import BARS, BEAT, GRID, SONG_S, find, go_to, open_song

Key = Qt.Key
ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def song(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    open_song(qtbot, window, tmp_path)
    return window


def refused(qtbot: QtBot, window: MainWindow) -> list[str]:
    told: list[str] = []
    window.session.bar_loops.refused.connect(told.append)
    return told


@pytest.mark.parametrize(
    ("key", "bars"), [(Key.Key_F5, 1), (Key.Key_F6, 2), (Key.Key_F7, 4), (Key.Key_F8, 8)]
)
def test_bars_are_looped_from_the_one_under_the_playhead(
    qtbot: QtBot, song: MainWindow, key: Qt.Key, bars: int
) -> None:
    go_to(qtbot, song, BARS[1] + 3 * BEAT + 17)
    qtbot.keyClick(song, key)
    transport = song.session.transport
    assert transport.loop == LoopRegion(BARS[1], BARS[1 + bars])
    assert transport.loop_enabled
    # The playhead is in the loop, and stays where it is.
    assert round(transport.position_frame()) == BARS[1] + 3 * BEAT + 17


def test_a_bar_begins_where_it_begins(qtbot: QtBot, song: MainWindow) -> None:
    go_to(qtbot, song, BARS[3])
    qtbot.keyClick(song, Key.Key_F5)
    assert song.session.transport.loop == LoopRegion(BARS[3], BARS[4])


def test_near_the_end_there_are_as_many_bars_as_there_are(qtbot: QtBot, song: MainWindow) -> None:
    go_to(qtbot, song, BARS[8] + BEAT)
    qtbot.keyClick(song, Key.Key_F7)
    end = song.session.transport.song_frames
    assert song.session.transport.loop == LoopRegion(BARS[8], end)
    assert end == round(SONG_S * 2 * BEAT)


def test_an_intro_without_bars_is_looped_bar_by_bar(qtbot: QtBot, song: MainWindow) -> None:
    late = BeatGrid(GRID.beats, tuple(range(17, 39, 4)), 4, 0.9, 0.8)
    find(song, late)
    transport = song.session.transport
    for frame, start, end in (
        (BARS[2] + BEAT, BARS[2], BARS[3]),
        # The song begins two beats before such a bar.
        (BEAT, 0, BARS[0]),
        (BARS[3] + BEAT, BARS[3], BARS[4]),
        (BARS[4] + BEAT, BARS[4], BARS[5]),
    ):
        go_to(qtbot, song, frame)
        qtbot.keyClick(song, Key.Key_F5)
        assert transport.loop == LoopRegion(start, end)
        transport.clear_loop()
    # An edit does not make bars of it.
    go_to(qtbot, song, BARS[5])
    assert bar_place(late, BARS[5]).bar == 2
    song.session.grid_edits.shift(10)
    grid = song.session.song_beats.grid
    assert grid is not None
    assert bar_place(grid, BARS[5] + 450).bar == 2
    lines = song.song_page.bar_lane._lines
    assert lines is not None
    numbers = [line.number for line in lines.visible(song.song_page.axis, 4000) if line.number]
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_four_bars_slowly_are_one_action_and_one_edit(qtbot: QtBot, song: MainWindow) -> None:
    go_to(qtbot, song, BARS[2] + 5)
    qtbot.keyClick(song, Key.Key_N, SHIFT)
    transport, stack = song.session.transport, song.session.history.stack
    assert transport.loop == LoopRegion(BARS[2], BARS[6])
    assert transport.tempo_percent == pytest.approx(60)
    assert stack.count() == 1
    qtbot.keyClick(song, Key.Key_Z, CTRL)
    assert (transport.loop, transport.tempo_percent) == (None, 100)
    song.menus.shortcuts.trigger("edit.redo")
    assert transport.loop == LoopRegion(BARS[2], BARS[6])
    assert transport.tempo_percent == pytest.approx(60)


def test_a_loop_is_brought_to_whole_bars(qtbot: QtBot, song: MainWindow) -> None:
    transport = song.session.transport
    transport.set_loop(BARS[1] + BEAT, BARS[3] - BEAT)
    qtbot.keyClick(song, Key.Key_N)
    assert transport.loop == LoopRegion(BARS[1], BARS[3])
    transport.set_loop(BARS[1] + BEAT, BARS[1] + BEAT + 5000)
    qtbot.keyClick(song, Key.Key_N)
    assert transport.loop == LoopRegion(BARS[1], BARS[2])


def test_without_a_loop_none_is_brought_to_bars(qtbot: QtBot, song: MainWindow) -> None:
    told = refused(qtbot, song)
    qtbot.keyClick(song, Key.Key_N)
    assert told == ["There is no loop."]


def test_bars_are_stepped_through(qtbot: QtBot, song: MainWindow) -> None:
    transport = song.session.transport

    def stands_at(frame: int) -> None:
        qtbot.waitUntil(lambda: round(transport.position_frame()) == frame)

    for frame in (BARS[0], BARS[1], BARS[2]):
        qtbot.keyClick(song, Key.Key_Right, ALT)
        stands_at(frame)
    qtbot.keyClick(song, Key.Key_Left, ALT)
    stands_at(BARS[1])
    go_to(qtbot, song, BARS[1] + 10)
    qtbot.keyClick(song, Key.Key_Left, ALT)
    stands_at(BARS[1])
    for frame in (BARS[0], 0):
        qtbot.keyClick(song, Key.Key_Left, ALT)
        stands_at(frame)


def test_steps_go_on_from_what_is_not_heard_yet(
    qtbot: QtBot, song: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, sought = song.session, list[int]()
    ring = session.engine.ring
    session.transport.set_playing(True)
    qtbot.waitUntil(lambda: ring.heard > 0 and session.engine.playback().playing)
    # As with loudspeakers that are two seconds late.
    monkeypatch.setattr(ring, "audible_frame", lambda: max(0.0, ring.heard - 88_200.0))
    session.transport.sought.connect(sought.append)
    for modifier, key in ((ALT, Key.Key_Right),) * 3 + ((ALT, Key.Key_Left),):
        qtbot.keyClick(song, key, modifier)
    assert sought == [BARS[0], BARS[1], BARS[2], BARS[1]]
    qtbot.keyClick(song, Key.Key_Right)
    assert sought[-1] == BARS[1] + 10 * BEAT
    qtbot.keyClick(song, Key.Key_F5)
    assert session.transport.loop == LoopRegion(BARS[3], BARS[4])


def test_a_bar_that_has_just_begun_is_left_behind_while_it_plays(
    song: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport, sought = song.session.transport, []
    transport.sought.connect(sought.append)
    monkeypatch.setattr(transport, "playing", True)
    for after_s, bar in ((0.3, BARS[1]), (0.5, BARS[2])):
        position = BARS[2] + after_s * 2 * BEAT
        monkeypatch.setattr(transport, "position_frame", lambda position=position: position)
        song.session.bar_loops.step(-1)
        assert sought[-1] == bar


@pytest.mark.parametrize(
    ("grid", "says"),
    [(None, "The beats of this song are not known"), (BeatGrid(GRID.beats), "bars are not known")],
)
def test_without_bars_it_says_so(
    qtbot: QtBot, song: MainWindow, grid: BeatGrid | None, says: str
) -> None:
    find(song, grid)
    told = refused(qtbot, song)
    for key, modifier in (
        (Key.Key_F7, Qt.KeyboardModifier.NoModifier),
        (Key.Key_N, SHIFT),
        (Key.Key_Right, ALT),
    ):
        qtbot.keyClick(song, key, modifier)
    assert len(told) == 3
    assert all(says in text for text in told)
    assert song.session.transport.loop is None
    assert song.session.transport.tempo_percent == 100


def test_a_dragged_edge_says_which_beat_holds_it(song: MainWindow) -> None:
    song.session.loop_edits.set_beats(GRID.frames)
    assert song.song_page.ruler.snapping is not None
    song.song_page.ruler.snapping.edge_s((BARS[2] + BEAT + 40) / (2 * BEAT), 0.1)
    assert song.song_page.ruler._guide_name == "bar 3, beat 2"
