"""Notes in the window: keys, buttons and drags, what is seen, heard, said and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.listening_box import ListeningBox
from app.main_window import MainWindow
from app.reading.note_hand import NoteHand
from app.views.listening_canvas import STRIP_PX
from app.views.reading.note_layer import NotesShown
from app.views.reading.notes_popup import NotesHeard
from player.reading.song_notes import SongNote, SongNotes
from tests.app.screen_reader import Listener

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
FIRST, SECOND = SongNote(22_050, 66_150, 45.0), SongNote(70_000, 110_000, 47.0, 0.8, 0.3)


@pytest.fixture
def song(multitrack: MainWindow) -> MainWindow:
    """Three seconds, in which the bass has two notes."""
    reading = multitrack.session.reading
    reading.set_notes("bass", SongNotes((FIRST, SECOND)))
    multitrack.session.history.begin()
    multitrack.song_page.spectrogram.chips.chip("bass").click()
    return multitrack


def hand_of(window: MainWindow) -> NoteHand:
    return window.reading_hands.notes


def pitches(window: MainWindow) -> list[float]:
    return [note.midi for note in window.session.reading.notes["bass"].notes]


def place_of(window: MainWindow, note: SongNote) -> QPoint:
    """In the editor, which begins below the strip."""
    plot = window.song_page.spectrogram.plot
    rect = plot.notes.places.rect_of(note, plot.notes.size())
    return rect.center().toPoint() - QPoint(0, STRIP_PX)


def test_one_key_shows_a_line_notes_and_nothing(
    qtbot: QtBot, song: MainWindow, tmp_path: Path
) -> None:
    layer, button = song.song_page.spectrogram.plot.notes, song.song_page.spectrogram.notes
    assert not button.isChecked()
    seen = []
    for _ in range(3):
        qtbot.keyClick(song, Key.Key_X)
        seen.append((layer.shown, button.isChecked()))
    assert seen == [
        (NotesShown.LINE, True),
        (NotesShown.BLOCKS, True),
        (NotesShown.NOTHING, False),
    ]
    qtbot.keyClick(song, Key.Key_X)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    assert settings.value("notes/shown") == "line"


def test_the_popup_says_what_is_known_and_chooses(qtbot: QtBot, song: MainWindow) -> None:
    hand, button = hand_of(song), song.song_page.spectrogram.notes
    QTest.mouseClick(button, LEFT)
    popup = hand.popup
    assert popup.isVisible()
    # Pressing it does not light it: notes are not seen yet.
    assert not button.isChecked()
    assert (popup.title.text(), popup.words.text()) == ("Bass", "2 notes, set by you")
    QTest.mouseClick(popup.shown.chips["blocks"], LEFT)
    assert song.song_page.spectrogram.plot.notes.shown is NotesShown.BLOCKS
    assert button.isChecked()
    QTest.mouseClick(popup.edit, LEFT)
    assert not popup.isVisible()
    assert hand.edits.stem == "bass"


def test_a_drag_changes_a_note_and_undo_brings_it_back(qtbot: QtBot, song: MainWindow) -> None:
    hand, tones = hand_of(song), song.session.engine.ring.tones
    qtbot.keyClick(song, Key.Key_X, CTRL | SHIFT)
    editing = hand.editing
    assert editing.isVisible()
    assert editing.hasFocus()
    start = place_of(song, FIRST)
    up_px = round(
        2 * hand.editing.parentWidget().height() / song.song_page.spectrogram.pitches.span
    )
    QTest.mousePress(editing, LEFT, NONE, start)
    qtbot.waitUntil(lambda: tones.heard > 0)
    for step in range(1, 5):
        QTest.mouseMove(editing, start - QPoint(0, up_px * step // 4))
    QTest.mouseRelease(editing, LEFT, NONE, start - QPoint(0, up_px))
    assert pitches(song) == [47.0, 47.0]
    assert song.session.history.undo_name == "other notes of bass"
    qtbot.keyClick(song, Key.Key_Z, CTRL)
    assert pitches(song) == [45.0, 47.0]


def test_the_keyboard_alone_is_enough(qtbot: QtBot, song: MainWindow) -> None:
    hand = hand_of(song)
    qtbot.keyClick(song, Key.Key_X, CTRL | SHIFT)
    editing = hand.editing
    assert editing.accessibleName() == "Editing notes: Bass"
    qtbot.keyClick(editing, Key.Key_Tab)
    assert editing.done.hasFocus()
    editing.setFocus()
    qtbot.keyClick(editing, Key.Key_Right)
    qtbot.keyClick(editing, Key.Key_Up)
    assert pitches(song) == [46.0, 47.0]
    assert editing.accessibleDescription().startswith("A♯2, 0:00.500")
    qtbot.keyClick(editing, Key.Key_Delete)
    assert pitches(song) == [47.0]
    qtbot.keyClick(editing, Key.Key_Escape)
    assert hand.edits.is_editing
    qtbot.keyClick(editing, Key.Key_Escape)
    assert not hand.edits.is_editing
    assert not editing.isVisible()


def test_beside_editing_the_spectrogram_is_listened_to_as_ever(
    qtbot: QtBot, song: MainWindow
) -> None:
    hand, canvas = hand_of(song), song.song_page.spectrogram.plot.overlay
    hand.set_shown(NotesShown.BLOCKS)
    tones = song.session.engine.ring.tones
    there = place_of(song, FIRST) + QPoint(0, STRIP_PX)
    QTest.mouseClick(canvas, LEFT, NONE, there)
    qtbot.waitUntil(lambda: tones.heard > 0)
    assert pitches(song) == [45.0, 47.0]
    hand.begin_editing()
    # A box and the editor are one at a time.
    canvas.box_chosen.emit(ListeningBox(0.5, 1.5, 45, 50))
    assert not hand.edits.is_editing
    hand.begin_editing()
    assert song.session.transport.box is None


def test_the_editor_follows_the_stem_that_is_shown(song: MainWindow) -> None:
    hand, chips = hand_of(song), song.song_page.spectrogram.chips
    hand.begin_editing()
    QTest.mouseClick(chips.chip("vocals"), LEFT)
    assert hand.edits.stem == "vocals"
    assert hand.editing.done.text() == "Notes: Vocals  ×"
    QTest.mouseClick(chips.chip("drums"), LEFT)
    assert not hand.edits.is_editing


def test_over_the_mix_the_notes_of_the_bass_are_meant(song: MainWindow) -> None:
    hand = hand_of(song)
    QTest.mouseClick(song.song_page.spectrogram.chips.chip("mix"), LEFT)
    assert hand.stem == "bass"
    hand.begin_editing()
    assert song.song_page.spectrogram.source == "bass"


def test_notes_sound_beside_a_stem_and_instead_of_it(qtbot: QtBot, song: MainWindow) -> None:
    session, hand = song.session, hand_of(song)
    for stem in ("vocals", "drums", "other"):
        session.desk.set_muted(stem, True)
    qtbot.keyClick(song, Key.Key_X, SHIFT)
    qtbot.waitUntil(lambda: bool(hand.track.heard_tracks()))
    assert session.desk.state.strip_of("notes/bass").solo_safe
    hand.set_heard(NotesHeard.INSTEAD)
    assert session.desk.shown.strip_of("bass").muted
    # Nothing else is heard now.
    session.transport.set_loop(FIRST.start_frame, FIRST.stop_frame)
    session.transport.to_start()
    session.transport.set_playing(True)
    qtbot.waitUntil(lambda: session.stem_levels()["master"] > 0.01)
    hand.set_heard(NotesHeard.NOTHING)
    assert not session.desk.shown.strip_of("bass").muted
    session.desk.set_muted("bass", True)
    qtbot.waitUntil(lambda: session.stem_levels()["master"] == 0.0)


def test_a_mute_that_was_there_before_stays(qtbot: QtBot, song: MainWindow) -> None:
    desk, hand = song.session.desk, hand_of(song)
    desk.set_muted("bass", True)
    for is_heard in (True, False):
        qtbot.keyClick(song, Key.Key_X, SHIFT)
        assert hand.track.is_heard("bass") is is_heard
        assert desk.shown.strip_of("bass").muted
    hand.set_heard(NotesHeard.BESIDE)
    assert not desk.shown.strip_of("bass").muted


def test_a_screen_reader_is_told_what_to_write_down(
    qtbot: QtBot, practising: MainWindow, listener: Listener
) -> None:
    practising.session.reading.set_notes("bass", SongNotes((FIRST, SECOND)))
    qtbot.keyClick(practising, Key.Key_PageDown, SHIFT)
    qtbot.waitUntil(lambda: "A2, 0:00.500, 1.00 s" in listener.texts)
    transport = practising.session.transport
    qtbot.waitUntil(lambda: round(transport.position_frame()) == FIRST.start_frame)
    qtbot.keyClick(practising, Key.Key_PageDown, SHIFT)
    qtbot.waitUntil(lambda: any("B2" in text and "uncertain" in text for text in listener.texts))
