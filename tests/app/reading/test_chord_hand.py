"""Chords under the hand, in the window: corrected, heard, said, moved, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.practice_session import PracticeSession
from app.reading.chord_hand import PAGE, ChordHand
from app.reading.found_reading import FoundHarmony, FoundReading
from app.reading.reading_edits import ReadingEdits
from app.views.lower_panel import SPECTROGRAM
from app.views.reading.chord_cell import ChordCell
from player.multitrack import SAMPLE_RATE
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import parse_chord
from player.reading.song_key import FoundKey, Key
from tests.app.beat_grids import BEAT, SONG_S, go_to, open_song
from tests.app.screen_reader import Listener

LEFT = Qt.MouseButton.LeftButton
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def chart(*names: str) -> ChordChart:
    """Each lasts two seconds, from bar 1 on; before it is nothing."""
    bar = 4 * BEAT
    spans = [ChordSpan(0, 2 * BEAT, None, 0.9)]
    for place, name in enumerate(names):
        start = 2 * BEAT + place * bar
        spans.append(ChordSpan(start, start + bar, parse_chord(name), 0.9))
    return ChordChart((*spans, ChordSpan(spans[-1].stop_frame, round(SONG_S * SAMPLE_RATE), None)))


CHART = chart("Am", "F", "C", "G")
A_MINOR = Key(9, is_minor=True)


def find_chords(window: MainWindow) -> None:
    """Let these be what was found in the song."""
    reading = window.session.reading
    reading._show(FoundReading(FoundHarmony(CHART, FoundKey(A_MINOR, 0.4))), reading.edits)


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ChordHand:
    window.resize(1200, 900)
    open_song(qtbot, window, tmp_path)
    find_chords(window)
    window.song_page.lower_panel.choose_page(PAGE)
    window.song_page.axis.show(0.0, SONG_S)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.reading_hands.chords


def names(hand: ChordHand) -> list[str]:
    assert hand.shown is not None
    return [hand.shown.shape_text(span.chord) if span.chord else "" for span in hand.lane.spans]


def x_of(hand: ChordHand, frame: float) -> int:
    return hand.lane.x_of(frame / SAMPLE_RATE)


def said(listener: Listener, words: str) -> bool:
    """Whether it was said, perhaps in one sentence with what else there was to say."""
    return any(words in text for text in listener.texts)


def trigger(window: MainWindow, name: str) -> None:
    assert window.menus.shortcuts.trigger(f"read.{name}")


def test_chords_are_corrected_by_typing_and_it_is_undone(
    qtbot: QtBot, window: MainWindow, hand: ChordHand
) -> None:
    assert names(hand) == ["", "Am", "F", "C", "G", ""]
    QTest.mouseDClick(hand.lane, LEFT, pos=QPoint(x_of(hand, 8 * BEAT), 10))
    QTest.keyClicks(hand.lane.editor, "Dm7")
    QTest.keyClick(hand.lane.editor, Qt.Key.Key_Return)
    assert names(hand) == ["", "Am", "Dm7", "C", "G", ""]
    assert hand.lane.spans[2].confidence == 1.0
    history = window.session.history
    assert history.undo_name == "other chords"
    history.undo()
    assert names(hand) == ["", "Am", "F", "C", "G", ""]
    history.redo()
    assert names(hand) == ["", "Am", "Dm7", "C", "G", ""]
    trigger(window, "found_chords")
    assert names(hand) == ["", "Am", "F", "C", "G", ""]
    assert not window.menus.shortcuts.trigger("read.found_chords")


def test_what_is_no_chord_gets_a_sentence(window: MainWindow, hand: ChordHand) -> None:
    hand.lane.edit(1)
    QTest.keyClicks(hand.lane.editor, "Quark")
    QTest.keyClick(hand.lane.editor, Qt.Key.Key_Return)
    assert "“Quark” is no chord" in window.status_line.message.text()
    assert hand.lane.editor.is_open
    assert hand.lane.editor.hasFocus()
    QTest.keyClick(hand.lane.editor, Qt.Key.Key_Escape)
    assert window.session.reading.edits == ReadingEdits()


def test_a_border_is_dragged_to_a_beat_and_that_is_one_edit(
    window: MainWindow, hand: ChordHand
) -> None:
    x, to_x = x_of(hand, 6 * BEAT), x_of(hand, 8.1 * BEAT)
    QTest.mousePress(hand.lane, LEFT, pos=QPoint(x, 10))
    for at_x in ((x + to_x) // 2, to_x):
        QTest.mouseMove(hand.lane, QPoint(at_x, 10))
    QTest.mouseRelease(hand.lane, LEFT, pos=QPoint(to_x, 10))
    assert [span.start_frame for span in hand.lane.spans][2] == 8 * BEAT
    window.session.history.undo()
    assert [span.start_frame for span in hand.lane.spans][2] == 6 * BEAT
    assert not window.session.history.stack.canUndo()


def test_a_click_sounds_the_chord_without_going_there(
    qtbot: QtBot, window: MainWindow, hand: ChordHand
) -> None:
    tones = window.session.engine.ring.tones
    before = tones.written
    QTest.mouseClick(hand.lane, LEFT, pos=QPoint(x_of(hand, 8 * BEAT), 10))
    qtbot.waitUntil(lambda: tones.written > before)
    assert window.session.transport.wanted_frame() == 0


def test_the_keys_go_from_chord_to_chord_and_say_it(
    qtbot: QtBot, window: MainWindow, hand: ChordHand, listener: Listener
) -> None:
    transport = window.session.transport
    QTest.keyClick(window, Qt.Key.Key_PageDown, CTRL_SHIFT)
    qtbot.waitUntil(lambda: transport.position_frame() == 2 * BEAT)
    qtbot.waitUntil(lambda: said(listener, "A minor"))
    QTest.keyClick(window, Qt.Key.Key_PageDown, CTRL_SHIFT)
    qtbot.waitUntil(lambda: transport.position_frame() == 6 * BEAT)
    QTest.keyClick(window, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: said(listener, "F major, then C major, in 4 beats"))
    assert window.status_line.message.text() == "F major, then C major, in 4 beats"
    QTest.keyClick(window, Qt.Key.Key_PageUp, CTRL_SHIFT)
    qtbot.waitUntil(lambda: transport.position_frame() == 2 * BEAT)
    # A step that is made otherwise says the chord too, while the song stands still.
    go_to(qtbot, window, 15 * BEAT)
    qtbot.waitUntil(lambda: said(listener, "G major"))


def test_pitch_and_capo_change_what_is_shown(window: MainWindow, hand: ChordHand) -> None:
    trigger(window, "transpose_up")
    trigger(window, "transpose_up")
    assert window.session.transport.pitch_semitones == 2
    assert names(hand)[1:5] == ["Bm", "G", "D", "A"]
    assert hand.cell.key.text() == "B minor?"
    trigger(window, "capo_up")
    trigger(window, "capo_up")
    assert names(hand)[1:5] == ["Am", "F", "C", "G"]
    assert hand.cell.capo.text() == "Capo 2"
    assert hand.cell.capo.toolTip() == "Capo 2: shapes in Am"
    assert window.session.history.undo_name == "capo"
    # What is typed is what hands hold.
    hand.lane.edit(1)
    QTest.keyClicks(hand.lane.editor, "Em")
    QTest.keyClick(hand.lane.editor, Qt.Key.Key_Return)
    chords = window.session.reading.chords
    assert chords is not None
    assert chords.spans[1].chord == parse_chord("Em")


def test_a_chord_is_written_at_the_playhead(
    qtbot: QtBot, window: MainWindow, hand: ChordHand
) -> None:
    go_to(qtbot, window, round(8.2 * BEAT))
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(hand.lane.editor, "Fmaj7")
    QTest.keyClick(hand.lane.editor, Qt.Key.Key_Return)
    spans = hand.lane.spans
    assert names(hand) == ["", "Am", "F", "Fmaj7", "C", "G", ""]
    assert (spans[3].start_frame, spans[3].stop_frame) == (8 * BEAT, 10 * BEAT)


@pytest.mark.parametrize("found", [FoundReading(), FoundReading(FoundHarmony(ChordChart(), None))])
def test_who_finds_none_writes_them(
    qtbot: QtBot, window: MainWindow, hand: ChordHand, found: FoundReading
) -> None:
    reading = window.session.reading
    reading._show(found, ReadingEdits())
    assert hand.shown is None
    assert not hand.lane.isVisible()
    go_to(qtbot, window, 4 * BEAT)
    trigger(window, "type_chord")
    assert hand.lane.isVisible()
    QTest.keyClicks(hand.lane.editor, "E7")
    QTest.keyClick(hand.lane.editor, Qt.Key.Key_Return)
    assert names(hand) == ["", "E7"]
    assert reading.chords is not None


def test_the_key_is_chosen_as_it_is_heard(window: MainWindow, hand: ChordHand) -> None:
    window.session.transport.set_pitch(-2.0)
    assert isinstance(hand.cell, ChordCell)
    menu = hand.cell.key.menu()
    menu.aboutToShow.emit()
    minors = menu.actions()[1].menu()
    assert isinstance(minors, QMenu)
    next(each for each in minors.actions() if each.text() == "D minor").trigger()
    assert window.session.reading.key == Key(4, is_minor=True)
    assert hand.cell.key.text() == "D minor"
    menu.actions()[-1].trigger()
    assert window.session.reading.key == A_MINOR


def test_the_row_and_the_instrument_are_remembered(window: MainWindow, hand: ChordHand) -> None:
    trigger(window, "chords_row")
    assert not hand.lane.isVisible()
    hand.page.instrument.menu().actions()[2].trigger()
    QTest.mouseClick(hand.page.left_handed, LEFT)
    again = ChordHand(window, window._settings)
    assert not again.row_wanted
    assert again.instruments.instrument == hand.instruments.instrument == "piano"
    trigger(window, "chords_row")
    assert hand.lane.isVisible()


def test_the_page_goes_to_bars_and_follows_the_loop(
    qtbot: QtBot, window: MainWindow, hand: ChordHand
) -> None:
    row = hand.page.bars
    assert row.isVisible()
    panel = window.song_page.lower_panel
    panel.choose_page(SPECTROGRAM)
    go_to(qtbot, window, 11 * BEAT)
    panel.choose_page(PAGE)
    qtbot.waitUntil(lambda: hand.page.now.drawn is not None and hand.page.now.drawn.name == "C")
    window.session.transport.set_loop(6 * BEAT, 14 * BEAT)
    with qtbot.waitSignal(window.session.transport.sought) as told:
        QTest.mouseClick(row, LEFT, pos=QPoint(row.width() * 3 // 4, 20))
    assert told.args == [10 * BEAT]


def test_what_is_being_typed_is_kept_when_the_window_closes(
    window: MainWindow, hand: ChordHand
) -> None:
    hand.lane.edit(2)
    QTest.keyClicks(hand.lane.editor, "Dm")
    hand.lane.edit(3)
    QTest.keyClicks(hand.lane.editor, "Eb")
    window.close()
    chords = window.session.reading.chords
    assert chords is not None
    assert [span.chord for span in chords.spans[2:4]] == [parse_chord("Dm"), parse_chord("Eb")]


def test_while_the_song_is_separated_it_says_when_chords_come(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = window.reading_hands.chords
    monkeypatch.setattr(PracticeSession, "is_separating", True)
    window.session.activity_changed.emit(None)
    assert hand.page.hint.text() == "Chords are looked for once the song is separated"
    monkeypatch.setattr(PracticeSession, "is_separating", False)
    window.session.activity_changed.emit(None)
    assert hand.page.hint.text() == "The chords of this song are not known"
