"""Lyrics in the window: where they come from, what keys and clicks do, and what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.reading.lyrics_hand import PAGE, LyricsHand
from app.reading.reading_edits import ReadingEdits
from player.multitrack import SAMPLE_RATE
from player.reading.lrc_file import parse_lyrics, read_lyrics
from player.reading.lyrics import Lyrics
from player.transport import LoopRegion
from tests.app.beat_grids import go_to, open_song
from tests.app.screen_reader import Listener

LRC = "[00:00.50]First line\n[00:01.00]<00:01.00>Second <00:01.20>line\n[00:02.00]Third line\n"
LINES = [round(s * SAMPLE_RATE) for s in (0.5, 1.0, 2.0)]


@pytest.fixture
def song(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window with a song that came without lyrics."""
    open_song(qtbot, window, tmp_path, None)
    return window


@pytest.fixture
def sung(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window with a song beside which there are some."""
    (tmp_path / "Song.lrc").write_text(LRC, "utf-8")
    open_song(qtbot, window, tmp_path, None)
    qtbot.waitUntil(lambda: bool(texts(window)))
    window.song_page.lower_panel.choose_page(PAGE)
    return window


def hand_of(window: MainWindow) -> LyricsHand:
    return window.reading_hands.lyrics


def texts(window: MainWindow) -> list[str]:
    lyrics = window.session.reading.lyrics
    return [] if lyrics is None else [line.text for line in lyrics.lines]


def starts(window: MainWindow) -> list[int | None]:
    lyrics = window.session.reading.lyrics
    return [] if lyrics is None else [line.frame for line in lyrics.lines]


def said(window: MainWindow) -> str:
    return window.status_line.message.text()


def press(window: MainWindow, name: str) -> None:
    assert window.menus.shortcuts.trigger(f"lyrics.{name}"), name


def can(window: MainWindow, name: str) -> bool:
    return window.menus.shortcuts._actions[f"lyrics.{name}"].isEnabled()


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(100, 100),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


# Where they come from.


def test_lyrics_beside_the_song_are_found(sung: MainWindow, qtbot: QtBot) -> None:
    assert texts(sung) == ["First line", "Second line", "Third line"]
    assert not sung.session.history.undo_name, "nobody has done anything"
    page = hand_of(sung).page
    assert page.canvas.isVisible()
    go_to(qtbot, sung, LINES[1] + round(0.3 * SAMPLE_RATE))
    qtbot.waitUntil(lambda: page.canvas.sung is not None and page.canvas.sung.word == 1)
    assert not can(sung, "found")
    press(sung, "remove")
    assert texts(sung) == []
    assert not can(sung, "tapping")
    assert sung.session.history.undo_name == "remove the lyrics"
    press(sung, "found")
    assert starts(sung) == LINES
    assert sung.session.history.undo_name == "back to the lyrics found"


def test_a_dropped_file_is_the_open_songs(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "other.lrc"
    file.write_text(LRC, "utf-8")
    drop(window, file)
    assert "Open a song first" in said(window)
    open_song(qtbot, window, tmp_path, None)
    drop(window, file)
    qtbot.waitUntil(lambda: starts(window) == LINES)
    assert window.song_page.lower_panel.page_name == PAGE
    assert window.session.history.undo_name == "other lyrics"
    window.session.history.undo()
    assert texts(window) == []
    for data, says in (
        (bytes(range(256)), "“other.lrc” is no text"),
        (b"", "There are no words in “other.lrc”"),
        (b"a" * 1_000_001, "“other.lrc” is longer than the lyrics of any song"),
    ):
        file.write_bytes(data)
        drop(window, file)
        qtbot.waitUntil(lambda says=says: says in said(window))
    assert texts(window) == []


def test_they_are_saved(
    sung: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(chosen))
    chosen = str(tmp_path / "nowhere" / "saved.lrc")
    (tmp_path / "nowhere").write_text("is no folder")
    press(sung, "save")
    qtbot.waitUntil(lambda: "Check the disk and try again" in said(sung))
    chosen = str(tmp_path / "saved.lrc")
    press(sung, "save")
    qtbot.waitUntil(lambda: "The lyrics are in “saved.lrc”." in said(sung))
    assert read_lyrics(Path(chosen), SAMPLE_RATE) == sung.session.reading.lyrics
    press(sung, "remove")
    press(sung, "open")
    qtbot.waitUntil(lambda: starts(sung) == LINES)


def test_a_persons_lyrics_are_kept_with_the_song() -> None:
    edits = ReadingEdits(lyrics=parse_lyrics(LRC, SAMPLE_RATE))
    assert ReadingEdits.of_fields(edits.fields()) == edits
    assert ReadingEdits.of_fields({}).lyrics is None
    nothing = ReadingEdits(lyrics=Lyrics())
    assert ReadingEdits.of_fields(nothing.fields()) == nothing


# Going, looping, speaking.


def test_a_click_goes_to_a_line_and_with_shift_loops(sung: MainWindow, qtbot: QtBot) -> None:
    canvas, transport = hand_of(sung).page.canvas, sung.session.transport

    def click(line: int, modifier: Qt.KeyboardModifier) -> None:
        place = canvas.line_rect(line).center()
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(1, Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: round(transport.position_frame()) == LINES[1])
    click(2, Qt.KeyboardModifier.ShiftModifier)
    assert transport.active_loop == LoopRegion(LINES[1], transport.song_frames)
    go_to(qtbot, sung, LINES[0])
    canvas.menu_requested.emit(1, sung.pos())
    menus = [menu for menu in hand_of(sung).page.findChildren(QMenu) if menu.isVisible()]
    actions = {action.text(): action for action in menus[0].actions() if action.text()}
    assert list(actions) == [
        "Go there",
        "Loop this line",
        "Loop from the line sung now to this one",
        "Tap from here on",
        "50 ms earlier",
        "50 ms later",
    ]
    actions["Loop from the line sung now to this one"].trigger()
    assert transport.active_loop == LoopRegion(LINES[0], LINES[2])
    actions["50 ms earlier"].trigger()
    assert starts(sung)[1] == LINES[1] - 2205
    actions["Tap from here on"].trigger()
    assert hand_of(sung).tapping.is_active
    menus[0].close()


def test_lines_by_key(sung: MainWindow, qtbot: QtBot, listener: Listener) -> None:
    transport = sung.session.transport
    for name, frame in (("next", LINES[0]), ("next", LINES[1]), ("previous", LINES[0])):
        press(sung, name)
        qtbot.waitUntil(lambda frame=frame: round(transport.position_frame()) == frame)
    press(sung, "loop_line")
    assert transport.active_loop == LoopRegion(LINES[0], LINES[1])
    transport.clear_loop()
    go_to(qtbot, sung, LINES[1] + 10)
    press(sung, "later")
    assert starts(sung) == [LINES[0], LINES[1] + 2205, LINES[2]]
    for _ in range(2):
        press(sung, "earlier")
    assert starts(sung) == [LINES[0], LINES[1] - 2205, LINES[2]], "the same, though it began later"
    go_to(qtbot, sung, LINES[2])
    press(sung, "say")
    qtbot.waitUntil(lambda: "Third line" in ", ".join(listener.texts))
    go_to(qtbot, sung, 0)
    press(sung, "say")
    qtbot.waitUntil(lambda: "Nothing is sung here" in ", ".join(listener.texts))


# Tapping.


def test_pasted_lines_are_tapped_in_by_key(song: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("")
    press(song, "paste")
    qtbot.waitUntil(lambda: "There is no text to paste" in said(song))
    QApplication.clipboard().setText("one\ntwo\nthree")
    hand_of(song).page.paste.click()
    qtbot.waitUntil(lambda: texts(song) == ["one", "two", "three"])
    song.activateWindow()
    qtbot.waitUntil(song.isActiveWindow)
    assert not can(song, "tap")
    assert not can(song, "loop_line")
    hand_of(song).page.tapping.click()
    wanted = (10_000, 50_000, 90_000)
    for frame in wanted[:2]:
        go_to(qtbot, song, frame)
        qtbot.keyClick(song, Qt.Key.Key_Z)
    assert starts(song) == [*wanted[:2], None]
    target = hand_of(song).page.canvas.painter.target
    assert target is not None
    assert target.line == 2
    press(song, "tap_back")
    assert starts(song) == [wanted[0], None, None]
    for frame in wanted[1:]:
        go_to(qtbot, song, frame)
        press(song, "tap")
    assert starts(song) == list(wanted)
    assert not can(song, "tap"), "the last line was tapped"
    while song.session.history.undo_name == "times of the lyrics":
        song.session.history.undo()
    assert starts(song) == [None, None, None]


def test_taps_are_where_the_song_is_heard_at_any_tempo(sung: MainWindow, qtbot: QtBot) -> None:
    transport, tapping = sung.session.transport, hand_of(sung).tapping
    press(sung, "tapping")
    hand_of(sung).page.canvas.line_chosen.emit(1)
    assert tapping.line == 1, "a click says what is tapped next"
    press(sung, "by_words")
    assert hand_of(sung).page.by_words.isChecked()
    press(sung, "by_words")
    transport.set_tempo(50)
    transport.set_playing(True)
    qtbot.waitUntil(lambda: transport.position_frame() > 20_000)
    before = transport.position_frame()
    press(sung, "tap")
    after = transport.position_frame()
    frame = starts(sung)[1]
    assert frame is not None
    assert round(before) <= frame <= round(after)
    press(sung, "tapping")
    assert not tapping.is_active


# The whole screen.


def test_singing_from_the_whole_screen(sung: MainWindow, qtbot: QtBot) -> None:
    sung.activateWindow()
    qtbot.waitUntil(sung.isActiveWindow)
    qtbot.keyClick(sung, Qt.Key.Key_F11)
    singing = hand_of(sung).singing
    assert singing.is_open
    qtbot.waitUntil(singing.canvas.hasFocus)
    qtbot.keyClick(singing.canvas, Qt.Key.Key_Space)
    assert sung.session.transport.playing
    qtbot.keyClick(singing.canvas, Qt.Key.Key_Space)
    qtbot.keyClick(singing.canvas, Qt.Key.Key_Escape)
    assert not singing.is_open
