"""One stem beside everything else, and one's own part out of the song: by mouse and by key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.practice_session import PracticeSession
from player.multitrack import SAMPLE_RATE
from player.spectrogram_tile import steps_of
from tests.app.conftest import SEPARATION_LIMIT_MS, MakeSong, delete_now, music

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def open_folder(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    with qtbot.waitSignal(window.session.song_begun, timeout=10_000):
        window.session.open(folder)


def folder_of(folder: Path, *stems: str) -> Path:
    folder.mkdir()
    for seed, stem in enumerate(stems):
        soundfile.write(folder / f"{stem}.wav", music(1.0, seed), SAMPLE_RATE, subtype="FLOAT")
    return folder


def choose(window: MainWindow, words: str) -> None:
    """Choose in the menu of the header's button.

    Without opening it: on the offscreen platform a menu that is closed may yet be made active.
    """
    action(window.song_page.stems_header.choices, words).trigger()


def action(menu: QMenu, words: str) -> QAction:
    return next(item for item in menu.actions() if words in item.text().replace("&", ""))


def mixer_menu(window: MainWindow, *path: str) -> QAction:
    """An item of the menu bar's mixer menu."""
    titles = [item for item in window.menuBar().actions() if "Mixer" in item.text()]
    item = titles[0]
    for words in path:
        menu = item.menu()
        assert isinstance(menu, QMenu)
        item = action(menu, words)
    return item


def strips(window: MainWindow) -> list[str]:
    return list(window.song_page.lane_area.strips)


def titles(window: MainWindow) -> list[str]:
    return [strip.name.text() for strip in window.song_page.lane_area.strips.values()]


def muted(window: MainWindow) -> set[str]:
    """What the engine is told to leave out."""
    return {stem for stem, strip in window.session.desk.state.strips if strip.muted}


def heard(window: MainWindow) -> set[str]:
    state = window.session.desk.state
    return {stem for stem, _ in state.strips if state.is_audible(stem)}


@contextmanager
def another_window(window: MainWindow) -> Iterator[MainWindow]:
    """The window as it is when it is opened the next time."""
    settings = QSettings(window._settings.fileName(), QSettings.Format.IniFormat)
    window._settings.sync()
    session = PracticeSession()
    session.start()
    again = MainWindow(session, settings)
    again.show()
    yield again
    again.close()
    delete_now(again)
    delete_now(session)


# One stem beside everything else.


def test_one_stem_stands_beside_everything_else(multitrack: MainWindow) -> None:
    choose(multitrack, "Vocals and everything else")
    assert titles(multitrack) == ["Vocals", "Everything else"]
    rest = multitrack.song_page.lane_area.strips[strips(multitrack)[1]]
    assert rest.mute.accessibleName() == "Mute everything else"
    assert rest.solo.accessibleName() == "Solo everything else"
    assert rest.gain.accessibleName() == "Gain of everything else"
    header = multitrack.song_page.stems_header
    assert header.groups.accessibleName() == "Stems: Vocals and everything else"
    choose(multitrack, "All stems")
    assert titles(multitrack) == ["Vocals", "Drums", "Bass", "Other"]


def test_the_strip_of_everything_else_acts_on_all_its_stems(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    choose(multitrack, "Bass and everything else")
    rest = multitrack.song_page.lane_area.strips[strips(multitrack)[1]]
    qtbot.mouseClick(rest.mute, LEFT)
    assert muted(multitrack) == {"vocals", "drums", "other"}
    qtbot.mouseClick(rest.mute, LEFT)
    qtbot.mouseClick(rest.solo, LEFT)
    assert heard(multitrack) == {"vocals", "drums", "other"}
    qtbot.mouseClick(rest.solo, LEFT)
    rest.gain.setValue(-60)
    rest.pan.setValue(-100)
    state = multitrack.session.desk.state
    assert {state.strip_of(stem).gain_db for stem in ("vocals", "drums", "other")} == {-6.0}
    assert {state.strip_of(stem).pan for stem in ("vocals", "drums", "other")} == {-1.0}
    assert state.strip_of("bass").gain_db == 0.0


def test_letters_are_for_the_strips_that_are_shown(qtbot: QtBot, multitrack: MainWindow) -> None:
    choose(multitrack, "Drums and everything else")
    qtbot.keyClick(multitrack, Qt.Key.Key_E)
    assert muted(multitrack) == {"vocals", "bass", "other"}
    qtbot.keyClick(multitrack, Qt.Key.Key_E)
    qtbot.keyClick(multitrack, Qt.Key.Key_D, SHIFT)
    assert heard(multitrack) == {"drums"}
    qtbot.keyClick(multitrack, Qt.Key.Key_E, CTRL | SHIFT)
    assert heard(multitrack) == {"vocals", "bass", "other"}
    qtbot.keyClick(multitrack, Qt.Key.Key_B)
    assert muted(multitrack) == set()
    choose(multitrack, "All stems")
    qtbot.keyClick(multitrack, Qt.Key.Key_D)
    assert muted(multitrack) == {"drums"}


def test_what_the_stems_were_set_to_comes_back(multitrack: MainWindow) -> None:
    multitrack.session.desk.set_gain("drums", -3.0)
    before = multitrack.session.desk.state
    mixer_menu(multitrack, "Stems", "Vocals and everything else").trigger()
    assert multitrack.session.desk.state.strip_of("drums").gain_db == 0.0
    mixer_menu(multitrack, "Stems", "All stems").trigger()
    assert multitrack.session.desk.state == before
    assert multitrack.song_page.lane_area.strips["drums"].gain.gain_db == -3.0


def test_it_is_chosen_with_the_keyboard_alone(qtbot: QtBot, multitrack: MainWindow) -> None:
    header = multitrack.song_page.stems_header
    play_the(multitrack, "drums")
    header.out.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(header.out, Qt.Key.Key_Return)
    assert muted(multitrack) == {"drums"}
    header.groups.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(header.groups, Qt.Key.Key_Return)
    menu = open_menu(qtbot)
    for _ in range(3):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert titles(multitrack) == ["Drums", "Everything else"]


def test_the_mouse_opens_the_menu(qtbot: QtBot, multitrack: MainWindow) -> None:
    header = multitrack.song_page.stems_header
    qtbot.mouseClick(header.groups, LEFT)
    menu = open_menu(qtbot)
    assert [item.text() for item in menu.actions() if item.isChecked()] == ["All stems"]
    menu.close()


def test_menu_and_header_agree_on_what_is_shown(multitrack: MainWindow) -> None:
    choose(multitrack, "Bass and everything else")
    assert mixer_menu(multitrack, "Stems", "Bass and").isChecked()
    mixer_menu(multitrack, "Stems", "Other and").trigger()
    assert action(multitrack.song_page.stems_header.choices, "Other and").isChecked()


def test_the_waveform_of_everything_else_is_that_of_its_sum(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    choose(multitrack, "Vocals and everything else")
    rest = strips(multitrack)[1]
    multitrack_stems = multitrack.session.multitrack.stems
    total = sum(np.asarray(stem, np.float64) for stem in multitrack_stems[1:])
    highest = float(np.max(total))

    def is_drawn() -> bool:
        peaks = multitrack.session.pictures.peaks(rest)
        assert peaks is not None
        return bool(abs(peaks.min_max(0, 3 * SAMPLE_RATE, 1)[1][0] - highest) < 1e-5)

    qtbot.waitUntil(is_drawn, timeout=10_000)
    assert multitrack.song_page.lanes[rest]._peaks is multitrack.session.pictures.peaks(rest)


def test_the_spectrogram_shows_everything_else(qtbot: QtBot, multitrack: MainWindow) -> None:
    choose(multitrack, "Vocals and everything else")
    rest = strips(multitrack)[1]
    chips = multitrack.song_page.spectrogram.chips
    with qtbot.waitSignal(
        multitrack.session.pictures.tile_ready,
        timeout=10_000,
        check_params_cb=lambda tile: tile.source == rest,
    ) as tile:
        qtbot.mouseClick(chips.chip(rest), LEFT)
    assert tile.args[0].steps.max() > steps_of(np.array(-30.0, np.float32))
    choose(multitrack, "All stems")
    assert chips.chip("mix").isChecked()
    choose(multitrack, "Vocals and everything else")
    qtbot.keyClick(multitrack, Qt.Key.Key_E, SHIFT)
    assert chips.chip(rest).isChecked(), "the picture follows the solo of a group too"


def test_the_meter_of_everything_else_moves(qtbot: QtBot, multitrack: MainWindow) -> None:
    choose(multitrack, "Vocals and everything else")
    rest = strips(multitrack)[1]
    meter = multitrack.song_page.lane_area.strips[rest].meter
    qtbot.mouseClick(multitrack.transport_bar.play, LEFT)
    qtbot.waitUntil(lambda: meter.level_db > -30)
    alone = multitrack.session.stem_levels()
    assert set(alone) == {"vocals", rest, "master"}


def test_the_next_song_and_the_next_window_begin_with_what_was_chosen(
    qtbot: QtBot, multitrack: MainWindow, tmp_path: Path
) -> None:
    choose(multitrack, "Drums and everything else")
    open_folder(qtbot, multitrack, folder_of(tmp_path / "trio", "drums", "bass", "sax"))
    assert titles(multitrack) == ["Drums", "Everything else"]
    open_folder(qtbot, multitrack, folder_of(tmp_path / "choir", "alto", "bass", "tenor"))
    assert titles(multitrack) == ["Bass", "Alto", "Tenor"]
    with another_window(multitrack) as again:
        open_folder(qtbot, again, tmp_path / "trio")
        assert titles(again) == ["Drums", "Everything else"]


def test_a_song_of_two_stems_has_nothing_to_choose(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_folder(qtbot, window, folder_of(tmp_path / "duo", "vocals", "rest"))
    assert not window.song_page.stems_header.groups.isEnabled()
    assert not mixer_menu(window, "Stems").isEnabled()


def test_while_it_is_separated_everything_else_can_be_chosen(
    qtbot: QtBot, window: MainWindow, make_song: MakeSong
) -> None:
    session = window.session
    with qtbot.waitSignal(session.song_begun, timeout=10_000):
        session.open(make_song(seconds=30.0))
    choose(window, "Vocals and everything else")
    qtbot.waitUntil(lambda: len(session.multitrack.finished) > 0, timeout=SEPARATION_LIMIT_MS)
    choose(window, "Bass and everything else")
    session.cancel_separation()
    rest = strips(window)[1]
    start, stop = session.multitrack.finished[0]
    assert window.song_page.lanes[rest]._finished[0] == (start / SAMPLE_RATE, stop / SAMPLE_RATE)

    def is_drawn() -> bool:
        peaks = session.pictures.peaks(rest)
        assert peaks is not None
        return bool(peaks.min_max(start, stop, 4)[1].min() > 0)

    qtbot.waitUntil(is_drawn, timeout=10_000)
    qtbot.keyClick(window, Qt.Key.Key_E)
    assert muted(window) == {"vocals", "drums", "other"}


# My instrument.


def open_menu(qtbot: QtBot) -> QMenu:
    """The menu that has popped up."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def play_the(window: MainWindow, stem: str) -> None:
    mixer_menu(window, "My instrument", stem[:1].upper() + stem[1:]).trigger()


def test_an_instrument_that_the_song_lacks_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.mixer_choices.choose_instrument("vocals")
    open_folder(qtbot, window, folder_of(tmp_path / "duo", "bass", "drums"))
    qtbot.keyClick(window, Qt.Key.Key_I)
    assert window.status_line.message.text() == "Vocals is not a stem of this song."


def test_the_first_click_asks_which_and_takes_it_out(qtbot: QtBot, multitrack: MainWindow) -> None:
    out = multitrack.song_page.stems_header.out
    assert out.accessibleName() == "Everything except my instrument"
    qtbot.mouseClick(out, LEFT)
    assert not out.isChecked()
    menu = open_menu(qtbot)
    offered = [item.text() for item in menu.actions() if item.isEnabled()]
    assert offered == ["Vocals", "Drums", "Bass", "Other (guitar, keys, …)"]
    for _ in range(3):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert muted(multitrack) == {"bass"}
    assert (out.isChecked(), out.text(), out.accessibleName()) == (
        True,
        "No bass",
        "Everything except bass",
    )
    qtbot.mouseClick(out, LEFT)
    assert muted(multitrack) == set()
    assert not out.isChecked()


def test_nothing_comes_of_a_question_that_is_not_answered(
    qtbot: QtBot, multitrack: MainWindow
) -> None:
    qtbot.keyClick(multitrack, Qt.Key.Key_I)
    qtbot.keyClick(open_menu(qtbot), Qt.Key.Key_Escape)
    assert multitrack.mixer_choices.instrument is None
    assert muted(multitrack) == set()


def test_one_key_takes_it_out_and_brings_it_back(qtbot: QtBot, multitrack: MainWindow) -> None:
    play_the(multitrack, "drums")
    assert muted(multitrack) == set()
    qtbot.keyClick(multitrack, Qt.Key.Key_I)
    assert muted(multitrack) == {"drums"}
    assert mixer_menu(multitrack, "Everything except drums").isChecked()
    assert multitrack.song_page.stems_header.out.isChecked()
    assert multitrack.song_page.lane_area.strips["drums"].mute.isChecked()
    qtbot.keyClick(multitrack, Qt.Key.Key_I)
    assert muted(multitrack) == set()
    assert not mixer_menu(multitrack, "Everything except drums").isChecked()


def test_its_own_mute_button_is_the_same(qtbot: QtBot, multitrack: MainWindow) -> None:
    play_the(multitrack, "vocals")
    qtbot.mouseClick(multitrack.song_page.lane_area.strips["vocals"].mute, LEFT)
    assert multitrack.song_page.stems_header.out.isChecked()


def test_only_mine_and_everything_again(qtbot: QtBot, multitrack: MainWindow) -> None:
    play_the(multitrack, "bass")
    qtbot.keyClick(multitrack, Qt.Key.Key_I)
    qtbot.keyClick(multitrack, Qt.Key.Key_I, SHIFT)
    assert heard(multitrack) == {"bass"}
    assert mixer_menu(multitrack, "Only bass").isChecked()
    assert not multitrack.song_page.stems_header.out.isChecked()
    qtbot.keyClick(multitrack, Qt.Key.Key_I, SHIFT)
    assert heard(multitrack) == {"vocals", "drums", "bass", "other"}
    qtbot.keyClick(multitrack, Qt.Key.Key_I, SHIFT)
    qtbot.keyClick(multitrack, Qt.Key.Key_I)
    assert heard(multitrack) == {"vocals", "drums", "other"}


def test_only_mine_asks_which_too(qtbot: QtBot, multitrack: MainWindow) -> None:
    qtbot.keyClick(multitrack, Qt.Key.Key_I, SHIFT)
    menu = open_menu(qtbot)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert heard(multitrack) == {"vocals"}


@pytest.mark.parametrize("key", [Qt.KeyboardModifier.NoModifier, SHIFT])
def test_it_gets_its_own_strip_before_anything_is_done_to_it(
    qtbot: QtBot, multitrack: MainWindow, key: Qt.KeyboardModifier
) -> None:
    play_the(multitrack, "bass")
    choose(multitrack, "Vocals and everything else")
    qtbot.keyClick(multitrack, Qt.Key.Key_I, key)
    assert titles(multitrack) == ["Bass", "Everything else"]
    assert heard(multitrack) == ({"bass"} if key == SHIFT else {"vocals", "drums", "other"})
    assert multitrack.session.desk.wanted_alone == "vocals", "what was chosen by hand is kept"


def test_its_strip_is_marked_and_says_so(qtbot: QtBot, multitrack: MainWindow) -> None:
    play_the(multitrack, "bass")
    page = multitrack.song_page
    for _ in range(2):
        marked = [strip.stem for strip in page.lane_area.strips.values() if strip.mark.isVisible()]
        assert marked == ["bass"]
        assert page.lane_area.strips["bass"].mute.accessibleDescription() == "My instrument"
        choose(multitrack, "Bass and everything else")
    mixer_menu(multitrack, "My instrument", "None").trigger()
    assert not page.lane_area.strips["bass"].mark.isVisible()
    assert page.stems_header.out.text() == "Without me"


def test_it_is_chosen_at_its_strip(qtbot: QtBot, multitrack: MainWindow) -> None:
    strip = multitrack.song_page.lane_area.strips["other"]
    place = QPoint(20, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, strip.mapToGlobal(place))
    QApplication.sendEvent(strip, event)
    menu = open_menu(qtbot)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert multitrack.mixer_choices.instrument == "other"
    assert strip.mark.isVisible()
    assert mixer_menu(multitrack, "My instrument", "Other").isChecked()
    strip.choose_mine.trigger()
    assert multitrack.mixer_choices.instrument is None


def test_another_is_chosen_at_the_button(qtbot: QtBot, multitrack: MainWindow) -> None:
    play_the(multitrack, "bass")
    out = multitrack.song_page.stems_header.out
    place = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, out.mapToGlobal(place))
    QApplication.sendEvent(out, event)
    menu = open_menu(qtbot)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert multitrack.mixer_choices.instrument == "vocals"
    assert muted(multitrack) == set(), "another was only chosen, not taken out"


def test_everything_else_is_nobodys_instrument(multitrack: MainWindow) -> None:
    choose(multitrack, "Vocals and everything else")
    strip = multitrack.song_page.lane_area.strips[strips(multitrack)[1]]
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(strip, event)
    assert QApplication.activePopupWidget() is None


def test_a_song_without_it_says_so(qtbot: QtBot, multitrack: MainWindow, tmp_path: Path) -> None:
    play_the(multitrack, "vocals")
    open_folder(qtbot, multitrack, folder_of(tmp_path / "trio", "drums", "bass", "sax"))
    out = multitrack.song_page.stems_header.out
    assert not out.isEnabled()
    assert out.toolTip() == "My instrument is not a stem of this song: Vocals"
    assert out.accessibleDescription() == out.toolTip()
    mixer_menu(multitrack, "Everything except vocals").trigger()
    assert multitrack.status_line.message.text() == "Vocals is not a stem of this song."
    assert not muted(multitrack)
    qtbot.keyClick(multitrack, Qt.Key.Key_I)
    assert muted(multitrack) == set()
    play_the(multitrack, "sax")
    assert out.isEnabled()
    with another_window(multitrack) as again:
        assert again.mixer_choices.instrument == "sax"
        open_folder(qtbot, again, tmp_path / "trio")
        assert again.song_page.lane_area.strips["sax"].mark.isVisible()
        assert muted(again) == set(), "every song begins whole"


def test_a_long_name_gives_way_and_is_told_in_full(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    name = "second violins and violas"
    open_folder(qtbot, window, folder_of(tmp_path / "strings", name, "cello", "harp"))
    play_the(window, "Second violins and violas")
    out = window.song_page.stems_header.out
    assert out.text() == "Without me"
    assert name in out.toolTip()
    strip = window.song_page.lane_area.strips[name]
    assert strip.rect().contains(strip.mark.geometry())
    assert strip.mark.geometry().right() < strip.mute.geometry().left()
