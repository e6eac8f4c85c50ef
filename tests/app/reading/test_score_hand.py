"""A score beside a song in the window: opened, corrected, read, remembered."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.reading.opened_score import Notation
from player.multitrack import SAMPLE_RATE
from tests.app.beat_grids import BARS, BEAT, go_to, open_song
from tests.app.screen_reader import Listener
from tests.player.reading.guitar_pro_scores import Beats, song, written

LEFT = Qt.MouseButton.LeftButton
_BAR: Beats = [(4, False, [(6, 0)]), (4, False, [(5, 2)]), (2, False, [])]


@pytest.fixture
def tab(tmp_path: Path) -> Path:
    path = tmp_path / "riff.gp5"
    path.write_bytes(written(song([_BAR] * 6)))
    return path


def _drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(600, 400), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


def _action(window: MainWindow, name: str) -> QAction:
    (found,) = (each for each in window.findChildren(QAction) if each.objectName() == name)
    return found


def _is_at(window: MainWindow, frame: int) -> bool:
    return round(window.session.transport.position_frame()) == frame


def _hears(qtbot: QtBot, listener: Listener, text: str) -> None:
    """Wait until this is said, whatever else is."""
    qtbot.waitUntil(lambda: any(text in said for said in listener.texts))
    listener.heard.clear()


def test_a_score_is_dropped_moved_read_and_there_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, tab: Path, listener: Listener
) -> None:
    hand = window.reading_hands.score
    page, desk = hand.page, hand.desk
    _drop(window, tab)
    assert "Open the song first" in window.status_line.message.text()
    assert not _action(window, "score.open").isEnabled()

    open_song(qtbot, window, tmp_path)
    assert _action(window, "score.open").isEnabled()
    assert not _action(window, "score.say").isEnabled()
    with qtbot.waitSignal(desk.opened, timeout=10_000):
        _drop(window, tab)
    lower = window.song_page.lower_panel
    assert lower.page_name == "score"
    assert page.canvas.isVisible()
    assert window.session.song is not None
    assert window.session.song.path != tab  # it is no song

    # Its keys.
    go_to(qtbot, window, BARS[1])
    _action(window, "score.say").trigger()
    both = "E2 (string 6, fret 0) quarter, B2 (string 5, fret 2) quarter"
    _hears(qtbot, listener, f"bar 2: {both}, rest half")
    _action(window, "score.next_note").trigger()
    qtbot.waitUntil(partial(_is_at, window, BARS[1] + BEAT))
    _hears(qtbot, listener, "bar 2: B2 (string 5, fret 2) quarter")
    for frame in (BARS[1], BARS[0] + BEAT, BARS[0]):
        _action(window, "score.previous_note").trigger()
        qtbot.waitUntil(partial(_is_at, window, frame))
    _hears(qtbot, listener, "bar 1: E2 (string 6, fret 0) quarter")

    # What is played is lit.
    go_to(qtbot, window, BARS[2] + BEAT)
    qtbot.waitUntil(
        lambda: [each.event.notes[0].fret for each in page.canvas.lit] == [2], timeout=3000
    )

    # A bar line is dragged in the strip at the top; it comes to rest on a beat.
    canvas, axis = page.canvas, window.song_page.axis
    axis.show(0.0, 10.0)
    start = QPoint(canvas.x_of(BARS[2] / SAMPLE_RATE), 6)
    goal = QPoint(canvas.x_of((BARS[2] + BEAT) / SAMPLE_RATE) + 3, 6)
    QTest.mousePress(canvas, LEFT, pos=start)
    QTest.mouseMove(canvas, goal)
    QTest.mouseRelease(canvas, LEFT, pos=goal)
    assert desk.laid is not None
    assert desk.laid.timeline.bar_frames.tolist()[:3] == [
        BARS[0],
        BARS[1] + BEAT // 2,
        BARS[2] + BEAT,
    ]
    assert window.menus.shortcuts.trigger("edit.undo")
    assert desk.laid.timeline.bar_frames.tolist()[:3] == list(BARS[:3])

    # Tab or staff, with the mouse and with a key.
    QTest.mouseClick(page.chips.chips[Notation.STAFF], LEFT)
    assert desk.notation is Notation.STAFF
    assert page.chips.chips[Notation.STAFF].isChecked()
    _action(window, "score.notation").trigger()
    assert desk.notation is Notation.TAB

    # Another song, and this one again.
    opened = desk.choice
    session = window.session
    first = session.song.path
    other = tmp_path / "other"
    other.mkdir()
    with qtbot.waitSignal(session.reading.read, timeout=10_000):
        open_song(qtbot, window, other)
    assert desk.choice is None
    assert not canvas.isVisible()
    with qtbot.waitSignal(session.reading.read, timeout=10_000):
        session.open(first)
    assert desk.choice == opened
    qtbot.waitUntil(lambda: desk.laid is not None)
    assert canvas.isVisible()

    # One that could not be read at this zoom is seen nearer.
    dense = tmp_path / "dense.gp5"
    dense.write_bytes(written(song([[(16, False, [(1, 12)])] * 16] * 6)))
    axis.show_all()
    with qtbot.waitSignal(desk.opened, timeout=10_000):
        hand.open(dense)
    assert axis.span_s < axis.duration_s
    assert not canvas.is_dense
    _action(window, "score.close").trigger()
    assert desk.laid is None
    assert not canvas.isVisible()
    assert not _action(window, "score.close").isEnabled()


def test_a_file_is_asked_for_and_a_bad_one_is_told(
    qtbot: QtBot, multitrack: MainWindow, tmp_path: Path
) -> None:
    hand = multitrack.reading_hands.score
    multitrack.song_page.lower_panel.choose_page("score")
    QTest.mouseClick(hand.page.open_button, LEFT)
    (dialog,) = multitrack.findChildren(QFileDialog)
    assert "*.gp5" in dialog.nameFilters()[0]
    assert "*.mxl" in dialog.nameFilters()[0]
    bad = tmp_path / "bad.musicxml"
    bad.write_text("<html/>")
    with qtbot.waitSignal(hand.desk.failed, timeout=10_000):
        dialog.fileSelected.emit(str(bad))
    assert "“bad.musicxml” is no score that Woodshed knows" in multitrack.status_line.message.text()
    dialog.close()
