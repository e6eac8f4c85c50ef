"""The list of keys: looked up, found, changed, taken back, by keyboard and by pedal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from mido import Message
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.pedals import Pedal, PedalKind
from app.stem_keys import stem_keys
from app.theme import DARK
from app.views.keys_page import KeysPage
from tests.app.fake_midi import FakeMidi

Key, Held = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton
SUSTAIN = Pedal(PedalKind.CONTROL, 64, 0)
DOWN = Message("control_change", control=64, value=127)


@pytest.fixture
def page(qtbot: QtBot, midi: FakeMidi, multitrack: MainWindow) -> Iterator[KeysPage]:
    """The list beside a window with four stems, opened by its key."""
    midi.plug_in("FS-1")
    QTest.keyClick(multitrack, Key.Key_Question)
    page = multitrack.keys.page
    assert page is not None
    with qtbot.waitActive(page):
        page.activateWindow()
    qtbot.waitUntil(lambda: "FS-1" in page.pedals.text() and len(found(page)) > 30)
    return page


def keys(window: MainWindow, name: str) -> str:
    return window.menus.shortcuts.keys(name)


def found(page: KeysPage) -> list[str]:
    return [name for name, row in page.list.rows.items() if row.isVisible()]


def hint_texts(page: KeysPage) -> list[str]:
    return [hint.words[0] for hint in page.list.hints if hint.isVisible()]


def press(page: KeysPage, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """Press it where the keyboard is."""
    QTest.keyClick(page.focusWidget() or page, key, held)


def test_it_opens_from_the_bar_the_menu_and_does_not_block(
    qtbot: QtBot, window: MainWindow, midi: FakeMidi
) -> None:
    QTest.mouseClick(window.transport_bar.keys, LEFT)
    page = window.keys.page
    assert page is not None
    assert page.isVisible()
    assert not page.isModal()
    press(page, Key.Key_Escape)
    assert not page.isVisible()
    assert window.menus.shortcuts.trigger("help.keys")
    assert page.isVisible()
    assert window.keys.page is page


def test_lines_come_a_few_at_a_time_and_are_seen_together(
    qtbot: QtBot, window: MainWindow, midi: FakeMidi
) -> None:
    assert window.menus.shortcuts.trigger("help.keys")
    page = window.keys.page
    assert page is not None
    assert not page.list.rows
    seen: list[tuple[int, int]] = []
    tick = QTimer(page, interval=0)
    tick.timeout.connect(lambda: seen.append((len(page.list.rows), len(found(page)))))
    tick.start()
    every = len(window.menus.shortcuts.all())
    qtbot.waitUntil(lambda: len(found(page)) == every)
    tick.stop()
    made = [rows for rows, _ in seen]
    assert max(b - a for a, b in pairwise(made)) < every / 4
    assert {shown for _, shown in seen} <= {0, every}
    assert not page.list.nothing.isVisible()


def test_who_types_faster_than_lines_come_finds_all_the_same(
    window: MainWindow, midi: FakeMidi
) -> None:
    assert window.menus.shortcuts.trigger("help.keys")
    page = window.keys.page
    assert page is not None
    page.search.setText("theme")
    assert hint_texts(page) == []
    QTest.keyClick(page.search, Key.Key_Return)
    assert page.editing in found(page)
    assert page.focusWidget() is page.editor.field


def test_every_action_stands_there_under_its_menu(page: KeysPage, multitrack: MainWindow) -> None:
    shortcuts = multitrack.menus.shortcuts.all()
    assert set(found(page)) == {each.name for each in shortcuts}
    menus = [action.text().replace("&", "") for action in multitrack.menuBar().actions()]
    assert [group for group in page.list.sections if group in menus] == menus
    row = page.list.rows["loop.keep"]
    assert row.accessibleName() == "Keep this loop"
    assert row.accessibleDescription() == "Ctrl+L"


def test_no_other_action_has_keys_that_a_stem_may_have(multitrack: MainWindow) -> None:
    letters = stem_keys([str(number) for number in range(26)]).values()
    of_stems = {f"{held}{letter}" for letter in letters for held in ("", "Shift+", "Ctrl+Shift+")}
    assert {"E", "Shift+V", "Ctrl+Shift+D"} <= of_stems
    shortcuts = multitrack.menus.shortcuts.all()
    others = [each for each in shortcuts if not each.name.startswith("mixer.")]
    assert [each.name for each in others if each.default_keys in of_stems] == []


def test_what_the_search_is_for_can_be_read_before_anything_is_typed(page: KeysPage) -> None:
    assert page.search.palette().placeholderText().color() == QColor(DARK.muted_text)


def test_the_search_has_the_keyboard_and_finds_by_text_and_keys(
    qtbot: QtBot, page: KeysPage
) -> None:
    assert page.focusWidget() is page.search
    qtbot.keyClicks(page.search, "keep this")
    assert found(page) == ["loop.keep"]
    assert hint_texts(page) == []
    page.search.clear()
    qtbot.keyClicks(page.search, "ctrl+l")
    assert found(page) == ["loop.keep", "loop.previous"], "Ctrl+L, and Ctrl+Left begins so"
    page.search.clear()
    qtbot.keyClicks(page.search, "wheel")
    assert found(page) == []
    assert "Wheel" in hint_texts(page)
    page.search.clear()
    qtbot.keyClicks(page.search, "zzz")
    assert page.list.nothing.isVisible()
    press(page, Key.Key_Escape)
    assert page.search.text() == ""
    assert len(found(page)) > 30


def test_keys_are_changed_by_keyboard_alone(
    qtbot: QtBot, page: KeysPage, multitrack: MainWindow
) -> None:
    qtbot.keyClicks(page.search, "marker here")
    press(page, Key.Key_Return)
    assert page.focusWidget() is page.editor.field
    assert page.editor.field.accessibleName() == "New keys for Marker here"
    press(page, Key.Key_K, Held.ControlModifier)
    assert keys(multitrack, "loop.mark") == "Ctrl+K"
    assert page.focusWidget() is page.list.rows["loop.mark"]
    assert page.message.text() == "Ctrl+K is “Marker here” now."
    assert page.list.rows["loop.mark"].accessibleDescription() == "Ctrl+K, at first Ctrl+M"
    page.close()
    with qtbot.waitActive(multitrack):
        multitrack.activateWindow()
    QTest.keyClick(multitrack, Key.Key_M, Held.ControlModifier)
    assert not multitrack.session.bookmarks.state.markers
    QTest.keyClick(multitrack, Key.Key_K, Held.ControlModifier)
    assert len(multitrack.session.bookmarks.state.markers) == 1


def test_what_another_has_is_told_and_taken_the_second_time(
    page: KeysPage, multitrack: MainWindow
) -> None:
    QTest.mouseClick(page.list.rows["loop.toggle"], LEFT)
    press(page, Key.Key_M)
    assert page.message.text() == "M is “Click”: press it again to take it."
    assert page.editor.field.accessibleDescription() == page.message.text()
    assert keys(multitrack, "loop.toggle") == "L"
    press(page, Key.Key_M)
    assert (keys(multitrack, "loop.toggle"), keys(multitrack, "click.toggle")) == ("M", "")


def test_a_sign_that_needs_shift_is_known_to_be_another_s(
    page: KeysPage, multitrack: MainWindow
) -> None:
    QTest.mouseClick(page.list.rows["loop.toggle"], LEFT)
    # What Shift and the comma send where `<` is above it.
    press(page, Key.Key_Less, Held.ShiftModifier)
    assert page.message.text() == "< is “End 10 ms earlier”: press it again to take it."
    press(page, Key.Key_Less, Held.ShiftModifier)
    assert keys(multitrack, "loop.toggle") == "<"
    assert keys(multitrack, "loop.end_earlier_small") == ""


def test_a_question_is_about_one_action_only(page: KeysPage, multitrack: MainWindow) -> None:
    page.edit("loop.toggle")
    press(page, Key.Key_M)
    page.edit("loop.clear")
    press(page, Key.Key_M)
    assert keys(multitrack, "click.toggle") == "M"
    assert keys(multitrack, "loop.clear") == "Shift+L"


def test_no_keys_and_back_again(page: KeysPage, multitrack: MainWindow) -> None:
    page.edit("loop.mark")
    press(page, Key.Key_Backspace)
    assert keys(multitrack, "loop.mark") == ""
    page.edit("loop.mark")
    assert not page.editor.none.isVisible()
    assert page.editor.reset.text() == "Back to Ctrl+M"
    QTest.mouseClick(page.editor.reset, LEFT)
    assert keys(multitrack, "loop.mark") == "Ctrl+M"
    page.edit("loop.mark")
    assert not page.editor.reset.isVisible()
    QTest.mouseClick(page.editor.none, LEFT)
    assert keys(multitrack, "loop.mark") == ""


def test_escape_changes_nothing_and_alt_is_the_menus(
    page: KeysPage, multitrack: MainWindow
) -> None:
    page.edit("loop.mark")
    press(page, Key.Key_S, Held.AltModifier)
    assert page.message.text() == "Alt+S opens a menu. Take other keys."
    press(page, Key.Key_Escape)
    assert page.isVisible()
    assert page.editing == ""
    assert page.focusWidget() is page.list.rows["loop.mark"]
    assert keys(multitrack, "loop.mark") == "Ctrl+M"


def test_all_are_reset_and_that_is_taken_back(
    qtbot: QtBot, page: KeysPage, multitrack: MainWindow
) -> None:
    page.edit("loop.mark")
    press(page, Key.Key_F14)
    assert not page.undo.isVisible()
    QTest.mouseClick(page.reset_all, LEFT)
    assert keys(multitrack, "loop.mark") == "Ctrl+M"
    QTest.mouseClick(page.undo, LEFT)
    assert keys(multitrack, "loop.mark") == "F14"
    assert not page.undo.isVisible()


def test_arrow_keys_go_through_what_was_found(qtbot: QtBot, page: KeysPage) -> None:
    qtbot.keyClicks(page.search, "mute")
    press(page, Key.Key_Down)
    press(page, Key.Key_Down)
    assert page.focusWidget() is page.list.rows["mixer.mute.drums"]
    press(page, Key.Key_Up)
    press(page, Key.Key_Up)
    assert page.focusWidget() is page.search


def test_a_pedal_is_learnt_and_acts_as_the_key(
    qtbot: QtBot, page: KeysPage, multitrack: MainWindow, midi: FakeMidi
) -> None:
    transport = multitrack.session.transport
    page.edit("play.toggle")
    QTest.mouseClick(page.editor.learn, LEFT)
    midi.send("FS-1", DOWN)
    qtbot.waitUntil(lambda: multitrack.keys.pedals.pedal("play.toggle") == SUSTAIN)
    assert page.message.text() == "Pedal 64 is “Play or pause” now."
    assert page.list.rows["play.toggle"].accessibleDescription() == "Space, Pedal 64"
    assert not transport.playing, "while it was learnt it did nothing"
    page.search.setFocus()
    qtbot.wait(50)  # what comes within 30 ms is a contact that bounces
    with qtbot.waitSignal(transport.playing_changed):
        midi.send("FS-1", DOWN)
    assert page.search.text() == ""
    page.edit("play.toggle")
    assert page.editor.forget.text() == "Forget Pedal 64"
    QTest.mouseClick(page.editor.forget, LEFT)
    assert multitrack.keys.pedals.pedal("play.toggle") is None
    assert page.list.rows["play.toggle"].accessibleDescription() == "Space"


def test_a_pedal_of_another_action_is_taken_the_second_time(
    page: KeysPage, multitrack: MainWindow
) -> None:
    pedals = multitrack.keys.pedals
    pedals.bind("play.toggle", SUSTAIN)
    page.edit("loop.toggle")
    QTest.mouseClick(page.editor.learn, LEFT)
    pedals.inputs.pressed.emit(SUSTAIN)
    assert page.message.text() == "Pedal 64 is “Play or pause”: press it again to take it."
    assert pedals.taken_by(SUSTAIN) == "play.toggle"
    pedals.inputs.pressed.emit(SUSTAIN)
    assert pedals.taken_by(SUSTAIN) == "loop.toggle"
    assert not pedals.is_learning


def test_who_closes_the_list_learns_no_more(page: KeysPage, multitrack: MainWindow) -> None:
    page.edit("loop.toggle")
    QTest.mouseClick(page.editor.learn, LEFT)
    assert multitrack.keys.pedals.is_learning
    page.close()
    assert not multitrack.keys.pedals.is_learning


def test_without_devices_it_says_so_and_nothing_is_learnt(
    qtbot: QtBot, page: KeysPage, midi: FakeMidi
) -> None:
    midi.unplug("FS-1")
    qtbot.waitUntil(lambda: page.pedals.text().startswith("No MIDI device"))
    page.edit("loop.toggle")
    assert not page.editor.learn.isEnabled()
    assert page.editor.learn.accessibleDescription() == page.pedals.text()
    midi.error = OSError("no sequencer")
    qtbot.waitUntil(lambda: page.pedals.text().startswith("This system offers no MIDI"))


def test_controls_name_the_keys_that_work(qtbot: QtBot, window: MainWindow, midi: FakeMidi) -> None:
    bar, page = window.transport_bar, window.song_page
    assert bar.loop.text() == "Loop  L"
    assert page.bookmark_lane._hint == "Ctrl+L keeps the loop, Ctrl+M sets a marker"
    shortcuts = window.menus.shortcuts
    shortcuts.set_keys("loop.toggle", "Ctrl+Alt+F12")
    shortcuts.set_keys("loop.mark", "K")
    qtbot.waitUntil(lambda: bar.loop.text() == "Loop")
    assert "Ctrl+Alt+F12" in bar.loop.toolTip()
    assert page.bookmark_lane._hint == "Ctrl+L keeps the loop, K sets a marker"
    texts = [action.text() for action in page.bookmark_cell.menu.actions()]
    assert "Marker here\tK" in texts


def test_every_control_has_a_name_and_the_tab_key_comes_to_all(
    qtbot: QtBot, page: KeysPage, multitrack: MainWindow
) -> None:
    page.edit("loop.mark")
    wanted = [
        each
        for each in page.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QLineEdit)
        and each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert all(each.accessibleName() or each.text() for each in wanted)
    page.search.setFocus()
    met = []
    for _ in wanted:
        met.append(page.focusWidget())
        press(page, Key.Key_Tab)
    assert set(met) == set(wanted)
    names = [each.accessibleName() for each in met[1:6]]
    assert names[0] == "Open …"
