"""The beat grid under the hand: every change is one edit, and the song remembers it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.song_record_file import read_record
from player.beat_grid import BeatGrid
from tests.app.beat_grids import BARS, BEAT, GRID, find, go_to, open_song

Key = Qt.Key
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def song(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    open_song(qtbot, window, tmp_path)
    return window


def grid_of(window: MainWindow) -> BeatGrid:
    grid = window.session.song_beats.grid
    assert grid is not None
    return grid


def undo(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Key.Key_Z, CTRL)


def tap_at(window: MainWindow, monkeypatch: pytest.MonkeyPatch, frames: list[float]) -> None:
    """Tap while the song plays there."""
    transport = window.session.transport
    monkeypatch.setattr(transport, "playing", True)
    for frame in frames:
        monkeypatch.setattr(transport, "position_frame", lambda frame=frame: frame)
        window.menus.shortcuts.trigger("grid.tap")


def test_every_key_changes_what_it_says(qtbot: QtBot, song: MainWindow) -> None:
    go_to(qtbot, song, BARS[1] + BEAT)
    stack = song.session.history.stack
    keys: tuple[tuple[Qt.Key, Qt.KeyboardModifier, Callable[[BeatGrid], bool], str], ...] = (
        (
            Key.Key_Down,
            CTRL | SHIFT,
            lambda grid: round(grid.metre) == 4 and len(grid.beats) == 20,
            "other beats",
        ),
        (Key.Key_Up, CTRL | SHIFT, lambda grid: len(grid.beats) in (38, 39, 40), "other beats"),
        (
            Key.Key_T,
            CTRL | SHIFT,
            lambda grid: BARS[1] + BEAT in [grid.beats[d] for d in grid.downbeats],
            "other bars",
        ),
        (Key.Key_J, CTRL | SHIFT, lambda grid: grid.metre == 5, "other bars"),
        (
            Key.Key_Right,
            ALT | SHIFT,
            lambda grid: (grid.beats[3] - 441) % BEAT == 0,
            "shift the beats",
        ),
    )
    for key, modifier, is_so, name in keys:
        qtbot.keyClick(song, key, modifier)
        assert is_so(grid_of(song)), name
        assert stack.undoText() == name
        assert song.session.song_beats.is_edited
        assert grid_of(song).beat_confidence == 1.0
    for _ in keys:
        undo(qtbot, song)
    assert grid_of(song) == GRID
    assert not song.session.song_beats.is_edited


def test_the_nearest_beat_comes_to_the_playhead(qtbot: QtBot, song: MainWindow) -> None:
    frame = BARS[2] + BEAT + 3000
    go_to(qtbot, song, frame)
    qtbot.keyClick(song, Key.Key_J)
    assert frame in grid_of(song).beats
    assert song.session.history.stack.undoText() == "move a beat"


def test_what_is_seen_before_the_first_beat_can_be_moved(qtbot: QtBot, song: MainWindow) -> None:
    # The grid begins half a second later.
    go_to(qtbot, song, 900)
    qtbot.keyClick(song, Key.Key_J)
    assert grid_of(song).beats[0] == 900


def test_shifts_in_a_row_are_one_edit(qtbot: QtBot, song: MainWindow) -> None:
    for _ in range(3):
        qtbot.keyClick(song, Key.Key_Left, ALT | SHIFT)
    assert grid_of(song).beats[5] % BEAT == BEAT - 3 * 441
    assert song.session.history.stack.count() == 1
    undo(qtbot, song)
    assert grid_of(song) == GRID


def test_twice_halved_is_two_edits(qtbot: QtBot, song: MainWindow) -> None:
    for _ in range(2):
        qtbot.keyClick(song, Key.Key_Down, CTRL | SHIFT)
    assert song.session.history.stack.count() == 2


def test_what_was_found_comes_back(qtbot: QtBot, song: MainWindow) -> None:
    edits = song.session.grid_edits
    edits.halve()
    other = BeatGrid(tuple(range(0, 40 * BEAT, BEAT)), (0, 4, 8), 4, 0.9, 0.9)
    qtbot.keyClick(song, Key.Key_J, CTRL)
    assert grid_of(song) == GRID
    assert song.session.history.stack.undoText() == "back to the beats found"
    find(song, other)
    assert grid_of(song) == other


# Taps.


def test_taps_are_followed_and_one_edit(
    qtbot: QtBot, song: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = song.session.history.stack
    tap_at(song, monkeypatch, [BEAT * 2 + number * 30_000.0 for number in range(6)])
    assert grid_of(song).beats[10] - grid_of(song).beats[9] == 30_000
    # The first tap begins a bar.
    assert BEAT * 2 in [grid_of(song).beats[each] for each in grid_of(song).downbeats]
    assert stack.count() == 0
    qtbot.waitUntil(lambda: stack.count() == 1, timeout=8000)
    assert stack.undoText() == "other beats"
    undo(qtbot, song)
    assert grid_of(song) == GRID


def test_taps_are_undone_as_soon_as_they_are_seen(
    qtbot: QtBot, song: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    song.session.desk.set_muted("vocals", True)
    tap_at(song, monkeypatch, [BEAT * 2 + number * 30_000.0 for number in range(4)])
    texts = {each.name: each.text for each in song.menus.shortcuts.all()}
    assert texts["edit.undo"] == "Undo other beats"
    tapped = grid_of(song)
    undo(qtbot, song)
    assert grid_of(song) == GRID
    assert song.session.desk.shown.strip_of("vocals").muted
    song.menus.shortcuts.trigger("edit.redo")
    assert grid_of(song) == tapped
    # What comes next are taps anew.
    told: list[int] = []
    song.session.grid_edits.tapped.connect(told.append)
    tap_at(song, monkeypatch, [BEAT * 12.0])
    assert told == [1]


def test_what_is_set_between_taps_is_an_edit_of_its_own(
    qtbot: QtBot, song: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = song.session
    tap_at(song, monkeypatch, [BEAT * 2 + number * 30_000.0 for number in range(4)])
    tapped = grid_of(song)
    session.desk.set_muted("vocals", True)
    names = [session.history.stack.text(index) for index in range(session.history.stack.count())]
    assert names == ["other beats", "mute vocals"]
    undo(qtbot, song)
    assert not session.desk.shown.strip_of("vocals").muted
    assert grid_of(song) == tapped
    undo(qtbot, song)
    assert grid_of(song) == GRID


def test_what_nobody_has_set_leaves_taps_to_be_undone(
    qtbot: QtBot, song: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = song.session
    tap_at(song, monkeypatch, [BEAT * 2 + number * 30_000.0 for number in range(4)])
    session.history.rebase(lambda: session.transport.set_tempo(75))
    tap_at(song, monkeypatch, [BEAT * 2 + number * 30_000.0 for number in range(4, 6)])
    undo(qtbot, song)
    assert grid_of(song) == GRID
    assert session.transport.tempo_percent == 75
    assert not session.history.stack.canUndo()


def test_two_taps_change_nothing_yet(song: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    tap_at(song, monkeypatch, [1000.0, 30_000.0])
    assert grid_of(song) == GRID


def test_taps_of_another_round_are_taps_anew(
    song: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    tap_at(song, monkeypatch, [BEAT + number * 30_000.0 for number in range(4)])
    tapped: list[int] = []
    song.session.grid_edits.tapped.connect(tapped.append)
    tap_at(song, monkeypatch, [BEAT + 40_000.0 * number for number in range(3)])
    assert tapped == [1, 2, 3]
    assert grid_of(song).beats[5] - grid_of(song).beats[4] == 40_000
    assert song.session.history.stack.count() == 1


def test_taps_find_beats_where_none_are_known(
    song: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(song, None)
    tap_at(song, monkeypatch, [1000.0, 31_000.0, 61_000.0])
    assert grid_of(song).metre == 4


def test_nobody_taps_along_with_silence(song: MainWindow) -> None:
    told: list[str] = []
    song.session.grid_edits.refused.connect(told.append)
    song.menus.shortcuts.trigger("grid.tap")
    assert told == ["Tap along while the song plays."]


# Two points.


def test_the_ends_of_the_loop_are_two_points(song: MainWindow) -> None:
    edits, told = song.session.grid_edits, []
    edits.refused.connect(told.append)
    edits.set_from_loop(4, is_bars=True)
    assert told == ["Set a loop from one bar line to another first."]
    song.session.transport.set_loop(50_000, 50_000 + 160_000)
    edits.set_from_loop(4, is_bars=True)
    grid = grid_of(song)
    assert grid.beats[7] - grid.beats[6] == 10_000
    assert 50_000 in [grid.beats[each] for each in grid.downbeats]
    edits.set_from_loop(4, is_bars=False)
    assert grid_of(song).beats[3] - grid_of(song).beats[2] == 40_000


# Metre.


def test_a_metre_from_here_on(qtbot: QtBot, song: MainWindow) -> None:
    go_to(qtbot, song, BARS[3] + BEAT)
    song.session.grid_edits.set_metre(3, 4, from_here=True)
    grid = grid_of(song)
    starts = [grid.beats[each] for each in grid.downbeats]
    assert starts[:6] == [*BARS[:4], BARS[3] + 3 * BEAT, BARS[3] + 6 * BEAT]
    assert song.session.grid_edits.metre_here() == (3, 4)
    go_to(qtbot, song, BARS[1])
    assert song.session.grid_edits.metre_here() == (4, 4)


def test_without_beats_nothing_is_changed(song: MainWindow) -> None:
    find(song, None)
    edits, told = song.session.grid_edits, []
    edits.refused.connect(told.append)
    edits.halve()
    edits.set_moving(True)
    edits.drag_line(0.0, 5.0, is_all=False)
    assert len(told) == 3
    assert not edits.is_moving
    assert song.session.song_beats.grid is None


# Kept.


def test_the_song_remembers_what_was_set(
    qtbot: QtBot, song: MainWindow, stem_folder: Path, tmp_path: Path
) -> None:
    session = song.session
    session.grid_edits.set_metre(3, 4)
    edited = grid_of(song)
    assert session.song is not None
    key = session.song.folder.path.name
    with qtbot.waitSignals([session.song_begun, session.records.has_read], timeout=10_000):
        session.open(stem_folder)
    assert session.song_beats.grid is None
    record = read_record(key)
    assert record is not None
    assert record.grid == edited
    with qtbot.waitSignals([session.song_begun, session.records.has_read], timeout=10_000):
        session.open(tmp_path / "Song")
    assert grid_of(song) == edited
    assert session.song_beats.is_edited
    assert not session.history.stack.canUndo()
    # And it wins over what is found.
    session.song_beats.found = GRID
    session.song_beats.found_changed.emit(GRID)
    assert grid_of(song) == edited
