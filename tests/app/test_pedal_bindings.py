"""Pedals that do what their actions do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mido import Message
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.pedal_bindings import PedalBindings
from app.pedals import Pedal, PedalKind
from app.shortcuts import Shortcuts
from tests.app.conftest import delete_now
from tests.app.fake_midi import FakeMidi

SUSTAIN, SOFT = Pedal(PedalKind.CONTROL, 64, 0), Pedal(PedalKind.CONTROL, 67, 2)
DOWN = Message("control_change", control=64, value=127)


class Board:
    """Pedals for two actions, and what these did."""

    def __init__(self, settings: QSettings) -> None:
        self.done: list[str] = []
        self.menu = QMenu("Play")
        self.shortcuts = Shortcuts(settings)
        self.play = self.shortcuts.add(self.menu, "play", "Play", lambda: self.done.append("play"))
        self.shortcuts.add(self.menu, "loop", "Loop", lambda: self.done.append("loop"))
        self.pedals = PedalBindings(self.shortcuts, settings)


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "pedals.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def board(qtbot: QtBot, midi: FakeMidi, kept: QSettings) -> Iterator[Board]:
    midi.plug_in("FS-1")
    board = Board(kept)
    yield board
    end(board)


def end(board: Board) -> None:
    board.pedals.close()
    for thing in (board.pedals, board.shortcuts, board.menu):
        delete_now(thing)


def test_a_pedal_does_what_it_stands_for(qtbot: QtBot, board: Board, midi: FakeMidi) -> None:
    board.pedals.bind("play", SUSTAIN)
    board.pedals.listen()
    midi.send("FS-1", DOWN, Message("control_change", control=66, value=127))
    qtbot.waitUntil(lambda: bool(board.done))
    assert board.done == ["play"]


def test_what_cannot_be_done_now_is_not_done(board: Board) -> None:
    board.pedals.bind("play", SUSTAIN)
    board.play.setEnabled(False)
    board.pedals.inputs.pressed.emit(SUSTAIN)
    assert board.done == []


def test_while_it_is_learnt_it_does_nothing(qtbot: QtBot, board: Board) -> None:
    board.pedals.bind("play", SUSTAIN)
    board.pedals.is_learning = True
    with qtbot.waitSignal(board.pedals.pressed_to_learn) as learnt:
        board.pedals.inputs.pressed.emit(SUSTAIN)
    assert learnt.args == [SUSTAIN]
    assert board.done == []


def test_a_pedal_does_one_thing_and_a_thing_has_one_pedal(board: Board) -> None:
    board.pedals.bind("play", SUSTAIN)
    board.pedals.bind("loop", SUSTAIN)
    assert board.pedals.taken_by(SUSTAIN) == "loop"
    assert board.pedals.pedal("play") is None
    board.pedals.bind("loop", SOFT)
    assert board.pedals.taken_by(SUSTAIN) is None
    board.pedals.forget("loop")
    assert board.pedals.taken_by(SOFT) is None


def test_pedals_are_kept_and_heard_from_the_start(
    qtbot: QtBot, board: Board, kept: QSettings, midi: FakeMidi
) -> None:
    board.pedals.bind("mixer.mute.a/b", SOFT)
    board.pedals.bind("play", SUSTAIN)
    kept.sync()
    assert midi.looks == 0, "nobody asked to listen yet"
    following = Board(QSettings(kept.fileName(), QSettings.Format.IniFormat))
    assert following.pedals.pedal("mixer.mute.a/b") == SOFT
    midi.send("FS-1", DOWN)
    qtbot.waitUntil(lambda: following.done == ["play"])
    end(following)


@pytest.mark.parametrize("damaged", ["", "[]", "no JSON", '{"play": 64}', '{"play": "pedal/64"}'])
def test_damaged_settings_are_no_pedals(
    qtbot: QtBot, kept: QSettings, midi: FakeMidi, damaged: str
) -> None:
    kept.setValue("pedals", damaged)
    board = Board(kept)
    assert board.pedals.pedal("play") is None
    end(board)
    assert midi.looks == 0
