"""A stem that is dragged out of the window is a file that holds it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.main_window import MainWindow
from app.stem_file import StemFile, write_stem
from app.views.stem_name_label import StemNameLabel
from player.multitrack import SAMPLE_RATE
from tests.app.conftest import MakeSong, wait_for_stems

LEFT = Qt.MouseButton.LeftButton


class Hand:
    """Carries what is dragged to a program that takes it, or drops it nowhere."""

    def __init__(self) -> None:
        self.takes = True
        self.on_the_way: Callable[[], object] = lambda: None
        self.dragged: list[Path] = []

    def carry(self, drag: QDrag, action: Qt.DropAction) -> Qt.DropAction:
        assert action == Qt.DropAction.CopyAction
        (url,) = drag.mimeData().urls()
        assert isinstance(url, QUrl)
        path = Path(url.toLocalFile())
        assert path.is_file(), "it is there before it is dropped"
        self.dragged.append(path)
        self.on_the_way()
        assert isValid(drag)
        return Qt.DropAction.CopyAction if self.takes else Qt.DropAction.IgnoreAction


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    hand = Hand()
    monkeypatch.setattr(QDrag, "exec", lambda drag, action: hand.carry(drag, action))
    return hand


@pytest.fixture
def folder(multitrack: MainWindow, tmp_path: Path) -> Path:
    """Where exports go."""
    folder = tmp_path / "exported"
    multitrack.exports.choice = replace(multitrack.exports.choice, folder=folder)
    return folder


def name_of(window: MainWindow, strip: str) -> StemNameLabel:
    return window.song_page.lane_area.strips[strip].name


def press_and_pull(label: StemNameLabel) -> None:
    QTest.mousePress(label, LEFT, pos=QPoint(3, 3))
    QTest.mouseMove(label, QPoint(5, 5))
    assert not label.is_held, "it may still be a click"
    QTest.mouseMove(label, QPoint(60, 40))


def test_a_stem_is_dragged_out_bit_for_bit(
    qtbot: QtBot, multitrack: MainWindow, folder: Path, hand: Hand
) -> None:
    label = name_of(multitrack, "bass")
    press_and_pull(label)
    assert label.is_held
    qtbot.waitUntil(lambda: not label.is_held)
    assert hand.dragged == [folder / "stems - bass.wav"]
    heard, rate = soundfile.read(hand.dragged[0], dtype="float32")
    assert rate == SAMPLE_RATE
    song = multitrack.session.multitrack
    np.testing.assert_array_equal(heard, song.stems[song.names.index("bass")])
    assert multitrack.status_line.message.text() == f"“stems - bass.wav” is in {folder}."


def test_dragged_again_it_is_the_same_file(
    qtbot: QtBot, multitrack: MainWindow, folder: Path, hand: Hand
) -> None:
    folder.mkdir()
    (folder / "stems - bass.wav").write_bytes(b"something else")
    for times in (1, 2):
        press_and_pull(name_of(multitrack, "bass"))
        qtbot.waitUntil(lambda times=times: len(hand.dragged) == times)
        qtbot.waitUntil(lambda: not name_of(multitrack, "bass").is_held)
    assert hand.dragged == 2 * [folder / "stems - bass (2).wav"]
    assert (folder / "stems - bass.wav").read_bytes() == b"something else"
    assert len(list(folder.iterdir())) == 2


def test_dropped_nowhere_it_leaves_nothing(
    qtbot: QtBot, multitrack: MainWindow, folder: Path, hand: Hand
) -> None:
    hand.takes = False
    press_and_pull(name_of(multitrack, "vocals"))
    qtbot.waitUntil(lambda: len(hand.dragged) == 1)
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [])


def test_let_go_too_soon_it_leaves_nothing(
    qtbot: QtBot, multitrack: MainWindow, folder: Path, hand: Hand
) -> None:
    label = name_of(multitrack, "vocals")
    press_and_pull(label)
    QTest.mouseRelease(label, LEFT)
    assert not label.is_held
    press_and_pull(name_of(multitrack, "drums"))  # the same thread makes this one afterwards
    qtbot.waitUntil(lambda: len(hand.dragged) == 1)
    assert hand.dragged == [folder / "stems - drums.wav"]
    assert list(folder.iterdir()) == hand.dragged


def test_everything_else_is_dragged_as_its_sum(
    qtbot: QtBot, multitrack: MainWindow, folder: Path, hand: Hand
) -> None:
    multitrack.session.desk.set_alone("bass")
    rest = multitrack.session.desk.groups.rest
    assert rest is not None
    press_and_pull(name_of(multitrack, rest))
    qtbot.waitUntil(lambda: hand.dragged == [folder / "stems - without bass.wav"])
    vocals, drums, _, other = multitrack.session.multitrack.stems
    heard, _ = soundfile.read(hand.dragged[0], dtype="float32")
    np.testing.assert_array_equal(heard, vocals + drums + other)


@pytest.mark.parametrize("stem", ["bass", "drums"])
def test_strips_may_be_made_anew_while_one_is_dragged(
    qtbot: QtBot, multitrack: MainWindow, folder: Path, hand: Hand, stem: str
) -> None:
    label = name_of(multitrack, "bass")

    def press_a_pedal() -> None:
        multitrack.session.desk.set_alone(stem)
        # What the event loop of a real drag does.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert not isValid(label)

    hand.on_the_way = press_a_pedal
    press_and_pull(label)
    said = f"“stems - bass.wav” is in {folder}."
    qtbot.waitUntil(lambda: multitrack.status_line.message.text() == said)
    assert not any(strip.name.is_held for strip in multitrack.song_page.lane_area.strips.values())
    assert hand.dragged == [folder / "stems - bass.wav"]


def test_a_file_is_not_made_on_for_a_strip_that_is_no_more(
    qtbot: QtBot,
    multitrack: MainWindow,
    folder: Path,
    hand: Hand,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []

    def write_slowly(
        stems: object, folder: Path, name: str, is_wanted: Callable[[], bool]
    ) -> StemFile | None:
        asked.append(is_wanted())
        gone.wait(20)
        asked.append(is_wanted())
        return None

    gone = threading.Event()
    monkeypatch.setattr("app.stem_drag.write_stem", write_slowly)
    press_and_pull(name_of(multitrack, "bass"))
    qtbot.waitUntil(lambda: len(asked) == 1)
    multitrack.session.desk.set_alone("drums")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gone.set()
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked == [True, False]


def test_what_goes_wrong_is_said(
    qtbot: QtBot, multitrack: MainWindow, folder: Path, hand: Hand
) -> None:
    folder.write_text("in the way")
    press_and_pull(name_of(multitrack, "bass"))
    qtbot.waitUntil(lambda: "is not a folder" in multitrack.status_line.message.text())
    assert hand.dragged == []
    assert not name_of(multitrack, "bass").is_held


def test_only_what_is_finished_can_be_dragged(
    qtbot: QtBot, window: MainWindow, make_song: MakeSong, hand: Hand
) -> None:
    with qtbot.waitSignal(window.session.song_begun, timeout=10_000):
        window.session.open(make_song(seconds=8.0))
    label = name_of(window, "vocals")
    press_and_pull(label)
    assert not label.is_held
    QTest.mouseRelease(label, LEFT)
    assert label.toolTip() == "Vocals"
    wait_for_stems(qtbot, window.session)
    assert "Drag vocals from here" in label.toolTip()
    assert label.cursor().shape() == Qt.CursorShape.OpenHandCursor


@pytest.mark.parametrize("comes_from_here", [True, False])
def test_the_window_does_not_open_what_it_gives(
    multitrack: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    comes_from_here: bool,
) -> None:
    label = name_of(multitrack, "bass")
    monkeypatch.setattr(QDragEnterEvent, "source", lambda _: label if comes_from_here else None)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "song.wav"))])
    place, copy = QPoint(9, 9), Qt.DropAction.CopyAction
    event = QDragEnterEvent(place, copy, data, LEFT, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    multitrack.dragEnterEvent(event)
    assert event.isAccepted() != comes_from_here


def test_an_unwanted_file_is_not_finished(tmp_path: Path) -> None:
    stem = np.zeros((500_000, 2), np.float32)
    answers = iter([True, True, False])
    assert write_stem((stem,), tmp_path / "new", "bass", lambda: next(answers)) is None
    assert list((tmp_path / "new").iterdir()) == []


def test_a_link_to_nowhere_is_something_that_is_there(tmp_path: Path) -> None:
    """It may lead to a disk that is not connected now."""
    stem = np.zeros((500, 2), np.float32)
    (tmp_path / "bass.wav").symlink_to(tmp_path / "disk" / "bass.wav")
    written = write_stem((stem,), tmp_path, "bass", lambda: True)
    assert written is not None
    assert written.path == tmp_path / "bass (2).wav"
    assert (tmp_path / "bass.wav").is_symlink()
