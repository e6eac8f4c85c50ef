"""What the window shows of beats and bars, and its buttons, handles and words for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.grid_popup import GridPopup
from player.beat_grid import BeatGrid
from tests.app.beat_grids import BARS, BEAT, GRID, find, go_to, open_song
from tests.app.screen_reader import Listener

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def song(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    open_song(qtbot, window, tmp_path)
    return window


@pytest.fixture
def popup(qtbot: QtBot, song: MainWindow) -> GridPopup:
    """Open, below its button."""
    click(song.transport_bar.grid)
    assert song.grid_hand.popup.isVisible()
    qtbot.wait(10)
    # All of it is seen where there is room.
    bars = song.grid_hand.popup.findChildren(QScrollBar)
    assert not any(bar.isVisible() for bar in bars)
    return song.grid_hand.popup


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


def grid_of(window: MainWindow) -> BeatGrid:
    grid = window.session.song_beats.grid
    assert grid is not None
    return grid


Tune = Callable[..., None]


@pytest.fixture
def tune(song: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Tune:
    """Let the song be found so far from A = 440 Hz."""

    def find_tuning(cents: float, confidence: float = 0.9) -> None:
        beats = song.session.song_beats
        tuning = SimpleNamespace(cents=cents, confidence=confidence)
        monkeypatch.setattr(beats, "tuning", tuning)
        beats.tuning_changed.emit(tuning)

    return find_tuning


# In the bar.


def test_tempo_metre_and_place_are_shown(qtbot: QtBot, song: MainWindow) -> None:
    bar = song.transport_bar
    assert bar.grid.text() == "120 · 4/4"
    go_to(qtbot, song, BARS[2] + BEAT + 5)
    qtbot.waitUntil(lambda: bar.position.accessible_value().text.endswith("bar 3, beat 2"))
    song.session.transport.set_tempo(75)
    assert bar.grid.toolTip().startswith("120 beats per minute as recorded, 90 as heard")
    assert "beats 90 % sure, bars 80 %" in bar.grid.accessibleDescription()


def test_a_grid_that_is_not_sure_says_so(song: MainWindow) -> None:
    find(song, replace(GRID, downbeat_confidence=0.2))
    bar, lane = song.transport_bar, song.song_page.bar_lane
    assert bar.grid.text() == "120 · 4/4 ?"
    for says in (bar.grid.toolTip(), lane.toolTip(), lane.accessibleDescription()):
        assert "Bars uncertain: beats 90 % sure, bars 20 %" in says
    find(song, replace(GRID, beat_confidence=0.3, downbeat_confidence=0.2))
    assert "Uncertain: beats 30 % sure, bars 20 %" in bar.grid.toolTip()
    song.session.grid_edits.set_metre(4, 4)
    assert bar.grid.text() == "120 · 4/4"
    assert lane.toolTip() == "Set by you"


def test_nothing_is_claimed_while_nothing_is_known(song: MainWindow) -> None:
    find(song, None)
    assert song.transport_bar.grid.text() == "tempo"
    assert "bar" not in song.transport_bar.position.accessible_value().text
    click(song.transport_bar.grid)
    popup = song.grid_hand.popup
    assert popup.headline.text() == "Not known yet"
    assert popup.tap.isEnabled()
    assert not any(
        each.isEnabled() for each in (popup.halve, popup.double, popup.downbeat, popup.move_lines)
    )


def test_the_metre_of_the_place_is_shown(qtbot: QtBot, song: MainWindow) -> None:
    go_to(qtbot, song, BARS[3])
    song.session.grid_edits.set_metre(3, 4, from_here=True)
    assert song.transport_bar.grid.text() == "120 · 3/4"
    go_to(qtbot, song, BARS[0])
    qtbot.waitUntil(lambda: song.transport_bar.grid.text() == "120 · 4/4")


# The popup.


def test_every_button_does_what_it_says(song: MainWindow, popup: GridPopup) -> None:
    stack = song.session.history.stack
    song.session.transport.set_loop(BEAT, BEAT + 200_000)
    done = 1
    for button in (
        popup.halve,
        popup.double,
        popup.downbeat,
        popup.metres[3, 4],
        popup.shifts[10],
        popup.loop_bars,
    ):
        before = grid_of(song)
        click(button)
        done += 1
        assert grid_of(song) != before, button.text()
        assert stack.count() == done
    assert popup.confidence.text() == "Set by you"
    click(popup.found)
    assert grid_of(song) == GRID
    assert not popup.found.isEnabled()
    assert popup.confidence.text() == "Found: beats 90 % sure, bars 80 %"


def test_the_chosen_metre_is_marked(song: MainWindow, popup: GridPopup) -> None:
    def marked() -> list[tuple[int, int]]:
        return [metre for metre, button in popup.metres.items() if button.isChecked()]

    assert marked() == [(4, 4)]
    click(popup.metres[6, 8])
    assert marked() == [(6, 8)]
    assert grid_of(song).unit == 8
    assert song.transport_bar.grid.text() == "120 · 6/8"


def test_it_taps_with_the_keys_of_the_window(
    song: MainWindow, popup: GridPopup, monkeypatch: pytest.MonkeyPatch
) -> None:
    tapped: list[int] = []
    song.session.grid_edits.tapped.connect(tapped.append)
    monkeypatch.setattr(song.session.transport, "playing", True)
    for place, tap in enumerate(
        (
            lambda: QTest.keyClick(popup, Key.Key_T),
            lambda: QTest.mousePress(popup.tap, LEFT),
            lambda: QTest.keyClick(popup, Key.Key_X),
        )
    ):
        monkeypatch.setattr(
            song.session.transport, "position_frame", lambda place=place: 30_000.0 * place
        )
        tap()
    assert tapped == [1, 2]
    song.menus.shortcuts.set_keys("grid.tap", "X")
    QTest.keyClick(popup, Key.Key_X)
    assert tapped[-1] == 3


def test_escape_closes_it(popup: GridPopup) -> None:
    QTest.keyClick(popup, Key.Key_Escape)
    assert not popup.isVisible()


@pytest.mark.parametrize(
    ("cents", "says", "pitch"),
    [(11.3, "11 cents above A = 440 Hz", 1.89), (-20.0, "20 cents below A = 440 Hz", 2.2)],
)
def test_the_pitch_is_corrected_by_what_was_found(
    song: MainWindow, popup: GridPopup, tune: Tune, cents: float, says: str, pitch: float
) -> None:
    assert not popup.correct.isEnabled()
    song.session.transport.set_pitch(2.0)
    tune(cents)
    assert popup.tuning.text() == says
    click(popup.correct)
    assert song.session.transport.pitch_semitones == pytest.approx(pitch)
    assert not popup.correct.isEnabled()


def test_a_song_in_tune_has_nothing_to_correct(popup: GridPopup, tune: Tune) -> None:
    tune(0.2)
    assert popup.tuning.text() == "Tuned to A = 440 Hz"
    assert not popup.correct.isEnabled()


def test_it_opens_by_its_key(song: MainWindow) -> None:
    QTest.keyClick(song, Key.Key_T, SHIFT)
    assert song.grid_hand.popup.isVisible()


def test_a_tuning_that_is_not_sure_says_so(popup: GridPopup, tune: Tune) -> None:
    tune(-8.0, 0.2)
    assert popup.tuning.text() == "Uncertain: 8 cents below A = 440 Hz"


# Lines that are dragged.


def drag(window: MainWindow, frame: int, px: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Drag what is at a frame in the lane of bars."""
    lane = window.song_page.bar_lane
    start = QPoint(lane.x_of(frame / (2 * BEAT)), lane.height() // 2)
    QTest.mousePress(lane, LEFT, modifier, start)
    for part in (0.5, 1.0):
        QTest.mouseMove(lane, start + QPoint(round(px * part), 0))
    QTest.mouseRelease(lane, LEFT, modifier, start + QPoint(px, 0))


def test_no_line_moves_by_mistake(song: MainWindow) -> None:
    drag(song, BARS[1], 40)
    assert grid_of(song) == GRID
    assert song.session.transport.loop is not None


def test_lines_are_dragged_when_that_is_wanted(qtbot: QtBot, song: MainWindow) -> None:
    page = song.song_page
    page.axis.show(0.0, 10.0)
    qtbot.keyClick(song, Key.Key_J, SHIFT)
    assert page.bar_cell.done.isVisible()
    by = round(12 / page.bar_lane.width() * 10.0 * 2 * BEAT)
    drag(song, BARS[1], 12)
    moved = grid_of(song)
    assert song.session.transport.loop is None
    assert min(abs(beat - (BARS[1] + by)) for beat in moved.beats) <= 60
    assert BARS[3] in moved.beats
    stack = song.session.history.stack
    assert (stack.count(), stack.undoText()) == (1, "move a beat")
    # Beside a line nothing is held.
    drag(song, BARS[3] + BEAT // 2, 12)
    assert grid_of(song) == moved
    qtbot.keyClick(song, Key.Key_Z, CTRL)
    assert grid_of(song) == GRID


def test_with_shift_all_lines_are_dragged(qtbot: QtBot, song: MainWindow) -> None:
    song.song_page.axis.show(0.0, 10.0)
    qtbot.keyClick(song, Key.Key_J, SHIFT)
    drag(song, BARS[1], -12, SHIFT)
    by = {now - was for was, now in zip(GRID.beats, grid_of(song).beats[1:], strict=False)}
    assert len(by) == 1
    assert by.pop() < 0
    assert song.session.history.stack.undoText() == "shift the beats"


@pytest.mark.parametrize("ends", ["escape", "done", "key", "other song"])
def test_moving_lines_ends(qtbot: QtBot, song: MainWindow, stem_folder: Path, ends: str) -> None:
    click(song.transport_bar.grid)
    click(song.grid_hand.popup.move_lines)
    assert not song.grid_hand.popup.isVisible()
    lane = song.song_page.bar_lane
    assert lane.toolTip().startswith("Drag a line")
    if ends == "escape":
        song.activateWindow()
        qtbot.waitUntil(song.isActiveWindow)
        qtbot.keyClick(song, Key.Key_Escape)
    elif ends == "done":
        click(song.song_page.bar_cell.done)
    elif ends == "key":
        qtbot.keyClick(song, Key.Key_J, SHIFT)
    else:
        with qtbot.waitSignal(song.session.song_begun, timeout=10_000):
            song.session.open(stem_folder)
    assert not lane.toolTip().startswith("Drag a line")
    assert not song.song_page.bar_cell.done.isVisible()
    item = song.findChild(QAction, "grid.move_lines")
    assert item is not None
    assert not item.isChecked()


@pytest.mark.parametrize("ends", ["escape", "key", "undo"])
def test_a_line_that_is_being_dragged_goes_back(qtbot: QtBot, song: MainWindow, ends: str) -> None:
    lane, axis, stack = song.song_page.bar_lane, song.song_page.axis, song.session.history.stack
    axis.show(0.0, 10.0)
    song.session.desk.set_muted("vocals", True)
    qtbot.keyClick(song, Key.Key_J, SHIFT)
    start = QPoint(lane.x_of(BARS[1] / (2 * BEAT)), lane.height() // 2)
    QTest.mousePress(lane, LEFT, NONE, start)
    QTest.mouseMove(lane, start + QPoint(12, 0))
    assert grid_of(song) != GRID
    if ends == "escape":
        song.activateWindow()
        qtbot.waitUntil(song.isActiveWindow)
        qtbot.keyClick(song, Key.Key_Escape)
    elif ends == "key":
        qtbot.keyClick(song, Key.Key_J, SHIFT)
    else:
        qtbot.keyClick(song, Key.Key_Z, CTRL)
    assert grid_of(song) == GRID
    assert not song.session.song_beats.is_edited
    assert song.session.desk.shown.strip_of("vocals").muted
    # The page follows the playhead again, and the mouse holds nothing.
    axis.show(0.0, 10.0)
    axis.keep_in_view(9.99)
    axis.keep_in_view(10.5)
    assert axis.start_s > 0.0
    axis.show(0.0, 10.0)
    QTest.mouseMove(lane, start + QPoint(24, 0))
    QTest.mouseRelease(lane, LEFT, NONE, start + QPoint(24, 0))
    assert grid_of(song) == GRID
    assert stack.undoText() == "mute vocals"
    song.session.grid_edits.set_moving(True)
    drag(song, BARS[1], 12)
    assert stack.undoText() == "move a beat"
    qtbot.keyClick(song, Key.Key_Z, CTRL)
    assert grid_of(song) == GRID


def test_what_is_being_dragged_does_not_come_along_to_another_song(
    qtbot: QtBot, song: MainWindow, stem_folder: Path
) -> None:
    session, lane = song.session, song.song_page.bar_lane
    song.song_page.axis.show(0.0, 10.0)
    session.grid_edits.shift(10)
    session.grid_edits.set_moving(True)
    start = QPoint(lane.x_of(BARS[1] / (2 * BEAT)), lane.height() // 2)
    QTest.mousePress(lane, LEFT, NONE, start)
    QTest.mouseMove(lane, start + QPoint(12, 0))
    assert session.history.undo_name == "move a beat"
    with qtbot.waitSignals([session.song_begun, session.records.has_read], timeout=10_000):
        session.open(stem_folder)
    assert session.song_beats.grid is None
    assert not session.history.undo_name
    QTest.mouseRelease(lane, LEFT, NONE, start)


# What is heard of it.


def test_steps_and_changes_are_told(qtbot: QtBot, song: MainWindow, listener: Listener) -> None:
    song.activateWindow()
    qtbot.waitUntil(song.isActiveWindow)
    song.menus.shortcuts.trigger("grid.next_bar")
    # It may come after what is said of this computer's sound.
    qtbot.waitUntil(lambda: any(text.endswith("bar 1, beat 1") for text in listener.texts))
    song.menus.shortcuts.trigger("grid.halve")
    qtbot.waitUntil(lambda: any("Beats: 60 · 4/4" in text for text in listener.texts))
    song.session.transport.clear_loop()
    song.menus.shortcuts.trigger("grid.whole_bars")
    qtbot.waitUntil(lambda: any("There is no loop." in text for text in listener.texts))


def test_a_tap_says_what_has_come_of_it(song: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(song.session.transport, "playing", True)
    said: list[str] = []
    monkeypatch.setattr(song.news, "mention", said.append)
    for place in range(3):
        monkeypatch.setattr(
            song.session.transport, "position_frame", lambda place=place: 1.0 + BEAT * place
        )
        QTest.mousePress(song.song_page.bar_cell.tap, LEFT)
        QTest.mouseRelease(song.song_page.bar_cell.tap, LEFT)
    assert said == ["1 taps", "2 taps", "3 taps: 120 beats per minute"]
