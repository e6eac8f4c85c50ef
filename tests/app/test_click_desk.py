"""The click's keys, strip, popup and menu; what is remembered, undone, said and counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.click_choices import remember_click
from app.click_desk import ClickDesk
from app.counting import counted_now
from app.main_window import MainWindow
from app.practice_session import PracticeSession
from player.beat_grid import BeatGrid
from player.click import Click, ClickSound
from player.mixer import StemMix
from player.playback import Playback
from player.stem_stream import Anchor
from player.transport import Message, SetClick
from tests.app.conftest import delete_now
from tests.app.screen_reader import Listener

LEFT = Qt.MouseButton.LeftButton
GRID = BeatGrid(tuple(range(0, 120_000, 6_000)), tuple(range(0, 20, 4)))
SLOW_GRID = BeatGrid(tuple(range(0, 240_000, 30_000)), (0, 4))


@pytest.fixture
def desk(session: PracticeSession) -> ClickDesk:
    """The desk of a session without a song."""
    return session.click


def test_the_key_lets_it_click_and_be_silent_again(practising: MainWindow) -> None:
    desk, strip = practising.session.click, practising.song_page.click_strip
    practising.session.song_beats.set_grid(GRID)
    QTest.keyClick(practising, Qt.Key.Key_M)
    assert desk.click.is_on
    assert strip.on.isChecked()
    QTest.keyClick(practising, Qt.Key.Key_M)
    assert not desk.click.is_on
    assert not strip.on.isChecked()


def test_the_engine_is_told_of_the_strip_s_own_controls(
    practising: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, strip = practising.session, practising.song_page.click_strip
    session.song_beats.set_grid(GRID)
    posted: list[Message] = []
    monkeypatch.setattr(session.engine, "post", posted.append)
    QTest.mouseClick(strip.on, LEFT)
    strip.pan.setValue(100)
    strip.gain.setValue(-60)
    assert session.click.mix == StemMix(gain_db=-6.0, pan=1.0)
    assert posted[-1] == SetClick(Click(GRID, StemMix(gain_db=-6.0, pan=1.0)))


def test_in_a_low_window_the_pan_is_in_the_popup(practising: MainWindow, qtbot: QtBot) -> None:
    desk, strip = practising.session.click, practising.song_page.click_strip
    practising.resize(1440, 900)
    qtbot.waitUntil(strip.pan.isVisible)
    QTest.mouseClick(strip.more, LEFT)
    assert not strip.popup.pan.isVisible()
    strip.popup.hide()
    practising.resize(1024, 640)
    qtbot.waitUntil(lambda: not strip.pan.isVisible())
    QTest.mouseClick(strip.more, LEFT)
    assert strip.popup.pan.isVisible()
    strip.popup.pan.setValue(-100)
    assert desk.mix.pan == -1.0
    desk.set_pan(0.5)
    assert (strip.popup.pan.value(), strip.pan.value()) == (50, 50)
    strip.popup.hide()


def test_undo_takes_back_what_was_done_to_the_strip(practising: MainWindow) -> None:
    session = practising.session
    before = session.click.mix
    session.click.set_on(True)
    session.history.end_move()
    session.click.set_gain(-12.0)
    assert session.history.stack.undoText() == "volume of the click"
    session.history.stack.undo()
    assert session.history.stack.undoText() == "click on"
    session.history.stack.undo()
    assert session.click.mix == before
    session.history.stack.redo()
    assert not session.click.mix.muted


def test_the_popup_chooses_everything_else(practising: MainWindow, qtbot: QtBot) -> None:
    desk, strip = practising.session.click, practising.song_page.click_strip
    QTest.keyClick(practising, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    popup = strip.popup
    qtbot.waitUntil(popup.isVisible)
    assert popup.focusWidget() is popup.sounds.chips["wood"]
    assert not popup.rounds.isEnabled()
    for chip in (
        popup.sounds.chips["beep"],
        popup.parts.chips["3"],
        popup.count_in.chips["2"],
        popup.rounds,
        popup.accent,
    ):
        QTest.mouseClick(chip, LEFT)
    click = desk.click
    assert (click.sound, click.parts, click.count_in_bars) == (ClickSound.BEEP, 3, 2)
    assert click.counts_in_rounds
    assert not click.is_accented
    popup.hide()


def test_a_key_goes_through_the_count_ins(practising: MainWindow, listener: Listener) -> None:
    desk = practising.session.click
    for bars in (1, 2, 0):
        QTest.keyClick(practising, Qt.Key.Key_C)
        assert desk.click.count_in_bars == bars


def test_the_keys_that_are_chosen_are_told_on_the_strip(
    practising: MainWindow, qtbot: QtBot
) -> None:
    strip = practising.song_page.click_strip
    assert strip.on.toolTip().endswith("(M)")
    practising.menus.shortcuts.set_keys("click.toggle", "F9")
    qtbot.waitUntil(lambda: strip.on.toolTip().endswith("(F9)"))


def test_without_beats_it_is_said_what_the_click_waits_for(practising: MainWindow) -> None:
    QTest.keyClick(practising, Qt.Key.Key_M)
    text = practising.status_line.message.text()
    assert text == "The click begins when the beats of this song are known."


def test_without_beats_it_plays_at_once_and_says_why(practising: MainWindow) -> None:
    practising.session.click.set_count_in(1)
    QTest.mouseClick(practising.transport_bar.play, LEFT)
    text = practising.status_line.message.text()
    assert text == "Nothing is counted in, because the beats of this song are not known yet."


def test_the_count_is_shown_and_said_and_gone_when_it_plays(
    practising: MainWindow, qtbot: QtBot, listener: Listener
) -> None:
    session, view = practising.session, practising.song_page.count_in
    session.song_beats.set_grid(SLOW_GRID)
    session.click.set_count_in(1)
    qtbot.waitUntil(lambda: any("Count-in: 1 bar" in text for text in listener.texts))
    listener.heard.clear()
    shown: list[str] = []

    def look() -> bool:
        text = view.text() if view.isVisible() else ""
        if text and text not in shown:
            shown.append(text)
        return bool(shown) and not text

    QTest.mouseClick(practising.transport_bar.play, LEFT)
    qtbot.waitUntil(look, timeout=30_000)
    assert shown == ["1", "2", "3", "4"]
    listener.hears(qtbot, "Counting in")


def test_pressing_play_while_it_counts_ends_the_count(practising: MainWindow, qtbot: QtBot) -> None:
    session, view = practising.session, practising.song_page.count_in
    session.song_beats.set_grid(SLOW_GRID)
    session.click.set_count_in(2)
    QTest.mouseClick(practising.transport_bar.play, LEFT)
    qtbot.waitUntil(lambda: session.engine.playback().playing)
    qtbot.waitUntil(view.isVisible)
    QTest.mouseClick(practising.transport_bar.play, LEFT)
    assert not view.isVisible()
    qtbot.waitUntil(lambda: not session.engine.playback().playing)
    assert session.transport.position_frame() == 0


def test_another_song_has_no_beats_until_they_are_known(
    practising: MainWindow, qtbot: QtBot, make_song: Callable[..., Path]
) -> None:
    session = practising.session
    session.song_beats.set_grid(GRID)
    session.click.set_on(True)
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(make_song())
    assert session.click.click.grid is None
    assert not session.click.click.is_on


def test_what_is_chosen_is_kept_but_it_begins_silent(desk: ClickDesk, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "click.ini"), QSettings.Format.IniFormat)
    remember_click(desk, settings)
    chosen = Click(
        None, StemMix(-9.0, 0.5), False, 3, ClickSound.TICK, count_in_bars=2, counts_in_rounds=True
    )
    desk.set_click(chosen)
    next_session = PracticeSession()
    remember_click(next_session.click, settings)
    kept = next_session.click.click
    assert kept.mix == StemMix(-9.0, 0.5, muted=True)
    assert (kept.is_accented, kept.parts, kept.sound) == (False, 3, ClickSound.TICK)
    assert (kept.count_in_bars, kept.counts_in_rounds) == (2, True)
    delete_now(next_session)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"gain_db": 1e9}', "null"])
def test_what_makes_no_sense_is_not_taken(desk: ClickDesk, tmp_path: Path, text: str) -> None:
    settings = QSettings(str(tmp_path / "click.ini"), QSettings.Format.IniFormat)
    settings.setValue("click", text)
    remember_click(desk, settings)
    assert desk.click == Click()


def test_what_is_counted_is_known_from_what_is_heard() -> None:
    click = Click(GRID, count_in_bars=1)
    anchors = (Anchor(1_000.0, 0.0, 0.0, counts_in=True), Anchor(49_000.0, 0.0, 0.5))
    playback = Playback(True, 0, anchors)
    numbers = []
    for frame in (900, 1_001, 12_900, 13_001, 37_100, 49_100):
        counted = counted_now(playback, frame, click)
        numbers.append(None if counted is None else counted.number)
    assert numbers == [None, 1, 1, 2, 4, None]


def test_turning_it_on_and_off_is_spoken(
    practising: MainWindow, qtbot: QtBot, listener: Listener
) -> None:
    practising.session.song_beats.set_grid(GRID)
    qtbot.waitUntil(lambda: any("Beats:" in text for text in listener.texts))
    listener.heard.clear()
    QTest.keyClick(practising, Qt.Key.Key_M)
    listener.hears(qtbot, "Click on")
    QTest.keyClick(practising, Qt.Key.Key_C)
    listener.hears(qtbot, "Count-in: 1 bar")
