"""Names, keys and what becomes of them, whatever is done in whatever order."""

from __future__ import annotations

import gc
import json
from collections import Counter
from pathlib import Path

import pytest
import shiboken6
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.practice_session import PracticeSession
from app.shortcuts import Shortcuts, one_chord
from tests.app.conftest import delete_now

NAMES = ("play.toggle", "loop.toggle", "mixer.mute.a/b\\c", "mixer.solo.Été", "help")
KEYS = ("Space", "L", "Ctrl+L", "Ctrl++", ",", "?", "")


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "keys.ini"), QSettings.Format.IniFormat)


def again(settings: QSettings) -> QSettings:
    """The same settings, as the next window finds them."""
    settings.sync()
    return QSettings(settings.fileName(), QSettings.Format.IniFormat)


def nothing() -> None:
    pass


def filled(settings: QSettings, menu: QMenu) -> Shortcuts:
    """Play has Space, loop has L, keep has Ctrl+L, quit has none."""
    shortcuts = Shortcuts(settings)
    for name, keys in (("play", "Space"), ("loop", "L"), ("keep", "Ctrl+L"), ("quit", None)):
        shortcuts.add(menu, name, f"&{name}", nothing, keys)
    return shortcuts


def keys_of(shortcuts: Shortcuts) -> dict[str, str]:
    return {each.name: each.keys for each in shortcuts.all()}


class AnyOrder(RuleBasedStateMachine):
    """Actions come and go and get keys; the file of settings is a real one."""

    folder: Path
    runs = 0

    def __init__(self) -> None:
        super().__init__()
        AnyOrder.runs += 1
        path = self.folder / f"{AnyOrder.runs}.ini"
        self.settings = QSettings(str(path), QSettings.Format.IniFormat)
        self.menu = QMenu("Menu")
        self.shortcuts = Shortcuts(self.settings)
        self.actions: dict[str, QAction] = {}
        self.defaults: dict[str, str] = {}

    @rule(name=st.sampled_from(NAMES), keys=st.sampled_from(KEYS))
    def add(self, name: str, keys: str) -> None:
        self.actions[name] = self.shortcuts.add(self.menu, name, name, nothing, keys or None)
        self.defaults[name] = keys

    @rule(name=st.sampled_from(NAMES))
    def remove(self, name: str) -> None:
        if name in self.actions:
            self.shortcuts.remove(self.menu, self.actions.pop(name))

    @rule(name=st.sampled_from(NAMES), keys=st.sampled_from(KEYS))
    def set_keys(self, name: str, keys: str) -> None:
        self.shortcuts.set_keys(name, keys)
        assert self.shortcuts.keys(name) == keys
        assert self.shortcuts.taken_by(keys) in (
            (name,) if name in self.actions and keys else (None,)
        )

    @rule(name=st.sampled_from(NAMES))
    def reset(self, name: str) -> None:
        if name in self.actions:
            self.shortcuts.reset(name)
            assert self.shortcuts.keys(name) == self.defaults[name]

    @rule()
    def reset_all_and_take_it_back(self) -> None:
        before, own = keys_of(self.shortcuts), self.shortcuts.own_keys
        self.shortcuts.reset_all()
        assert not self.shortcuts.own_keys
        self.shortcuts.set_own_keys(own)
        assert keys_of(self.shortcuts) == before

    @invariant()
    def no_two_have_the_same(self) -> None:
        count = Counter(filter(None, keys_of(self.shortcuts).values()))
        assert not [keys for keys, times in count.items() if times > 1]

    @invariant()
    def actions_have_what_is_told(self) -> None:
        told = keys_of(self.shortcuts)
        assert set(told) == set(self.actions)
        assert told == self.shortcuts._assigned(), "as if all of them were looked at"
        for name, action in self.actions.items():
            assert action.shortcut() == QKeySequence.fromString(told[name])

    @invariant()
    def the_next_window_has_the_same(self) -> None:
        menu = QMenu("Menu")
        following = Shortcuts(again(self.settings))
        for name in keys_of(self.shortcuts):
            following.add(menu, name, name, nothing, self.defaults[name] or None)
        assert keys_of(following) == keys_of(self.shortcuts)
        shiboken6.delete(menu)

    def teardown(self) -> None:
        shiboken6.delete(self.menu)


def test_any_order(qtbot: QtBot, tmp_path: Path) -> None:
    AnyOrder.folder = tmp_path
    few = settings(max_examples=25, stateful_step_count=15)
    run_state_machine_as_test(AnyOrder, settings=few)
    gc.collect()


def test_those_added_together_have_their_keys_at_the_end_and_are_told_of_once(
    qtbot: QtBot, kept: QSettings
) -> None:
    shortcuts, menu, told = Shortcuts(kept), QMenu("Menu"), list[None]()
    qtbot.addWidget(menu)
    gone = shortcuts.add(menu, "gone", "Gone", print, "G")
    shortcuts.changed.connect(lambda: told.append(None))
    with shortcuts.together():
        shortcuts.remove(menu, gone)
        actions = [shortcuts.add(menu, name, name, print, "G") for name in ("first", "second")]
        assert not told
    assert [action.shortcut().toString() for action in actions] == ["G", ""]
    assert told == [None]


def test_who_loses_keys_to_another_gets_its_own_back(qtbot: QtBot, kept: QSettings) -> None:
    menu = QMenu("Menu")
    shortcuts = filled(kept, menu)
    shortcuts.set_keys("play", "L")
    assert keys_of(shortcuts) == {"play": "L", "loop": "", "keep": "Ctrl+L", "quit": ""}
    shortcuts.set_keys("loop", "Space")
    assert shortcuts.taken_by("Space") == "loop"
    shortcuts.reset("play")
    assert keys_of(shortcuts) == {"play": "Space", "loop": "L", "keep": "Ctrl+L", "quit": ""}
    assert not shortcuts.own_keys
    delete_now(menu)


def test_none_stays_none_though_the_default_is_free(qtbot: QtBot, kept: QSettings) -> None:
    menu = QMenu("Menu")
    shortcuts = filled(kept, menu)
    shortcuts.set_keys("play", "L")
    shortcuts.set_keys("loop", "")
    shortcuts.reset("play")
    assert shortcuts.keys("loop") == ""
    delete_now(menu)


def test_keys_of_what_is_not_here_are_kept_for_it(qtbot: QtBot, kept: QSettings) -> None:
    menu = QMenu("Menu")
    shortcuts = filled(kept, menu)
    guitar = shortcuts.add(menu, "mixer.mute.guitar", "Mute guitar", nothing, "G")
    shortcuts.set_keys("mixer.mute.guitar", "F8")
    shortcuts.remove(menu, guitar)
    shortcuts.add(menu, "new", "New", nothing, "F8")
    assert shortcuts.keys("new") == ""
    shortcuts.add(menu, "mixer.mute.guitar", "Mute guitar", nothing, "G")
    assert shortcuts.keys("mixer.mute.guitar") == "F8"
    delete_now(menu)


@pytest.mark.parametrize(
    "damaged",
    ["", "no JSON", "[1]", "3", '{"play": 7, "loop": ["L"], "keep": "Nonsense+X", "x": null}'],
)
def test_damaged_settings_are_the_defaults(qtbot: QtBot, kept: QSettings, damaged: str) -> None:
    kept.setValue("keys", damaged)
    menu = QMenu("Menu")
    shortcuts = filled(kept, menu)
    expected = {"play": "Space", "loop": "L", "keep": "Ctrl+L", "quit": ""}
    if "7" in damaged:
        expected["play"] = "7"  # a digit is a key
    assert keys_of(shortcuts) == expected
    delete_now(menu)


def test_two_of_the_same_in_the_settings_are_one(qtbot: QtBot, kept: QSettings) -> None:
    kept.setValue("keys", '{"play": "ctrl+x", "loop": "Ctrl+X"}')
    menu = QMenu("Menu")
    assert keys_of(filled(kept, menu))["play"] == "Ctrl+X"
    assert keys_of(filled(kept, menu))["loop"] == "L"
    delete_now(menu)


def test_only_what_is_pressed_at_once_is_keys() -> None:
    assert one_chord("shift+ctrl+l") == "Ctrl+Shift+L"
    assert one_chord("Ctrl+K, L") == ""
    assert one_chord("Lasagne") == ""


@pytest.mark.parametrize("keys", ["Shift+,", "Ctrl+Shift+,", "Alt+Shift+1", "Shift++"])
def test_shift_and_a_sign_are_another_sign(qtbot: QtBot, kept: QSettings, keys: str) -> None:
    assert one_chord(keys) == ""
    assert one_chord(keys.replace("Shift+", "", 1)) != ""
    kept.setValue("keys", json.dumps({"play": keys}))
    menu = QMenu("Menu")
    assert keys_of(filled(kept, menu))["play"] == "Space"
    delete_now(menu)


def test_no_two_actions_share_what_one_press_sends(multitrack: MainWindow) -> None:
    for each in multitrack.menus.shortcuts.all():
        assert one_chord(each.default_keys) == each.default_keys, each.name


def test_trigger_does_it_where_it_can_be_done(qtbot: QtBot, kept: QSettings) -> None:
    menu, done = QMenu("Menu"), list[str]()
    shortcuts = Shortcuts(kept)
    action = shortcuts.add(menu, "play", "Play", lambda: done.append("play"), "Space")
    assert shortcuts.trigger("play")
    action.setEnabled(False)
    assert not shortcuts.trigger("play")
    assert not shortcuts.trigger("unknown")
    delete_now(menu)
    assert not shortcuts.trigger("play"), "it went with its menu"
    assert done == ["play"]


def test_every_action_of_the_window_has_keys_of_its_own(multitrack: MainWindow) -> None:
    session = multitrack.session
    session.transport.set_loop(0, 44_100)
    session.bookmarks.keep_loop()
    shortcuts = multitrack.menus.shortcuts.all()
    assert "loop.1" in {each.name for each in shortcuts}
    assert [each.name for each in shortcuts if not each.default_keys] == []
    assert [each.name for each in shortcuts if each.keys != each.default_keys] == []
    # Systems take these for themselves, and with AltGr people type signs.
    assert [each.name for each in shortcuts if "Ctrl+Alt+" in each.default_keys] == []
    for menu in multitrack.menuBar().findChildren(QMenu):
        named = {each.name for each in shortcuts}
        for action in menu.actions():
            is_choice = action.actionGroup() is not None  # reached by the last item of its menu
            is_mere_form = action.isSeparator() or action.menu() is not None
            assert is_choice or is_mere_form or action.objectName() in named, action.text()


def test_own_keys_work_in_the_next_window(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.menus.shortcuts.set_keys("view.theme", "F9")
    window.hide()
    window._settings.sync()
    kept = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    next_session = PracticeSession()
    following = MainWindow(next_session, kept)
    try:
        following.show()
        with qtbot.waitActive(following):
            following.activateWindow()
        was_dark = following.looks.theme.is_dark
        qtbot.keyClick(following, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        assert following.looks.theme.is_dark == was_dark
        qtbot.keyClick(following, Qt.Key.Key_F9)
        assert following.looks.theme.is_dark != was_dark
    finally:
        following.close()
        delete_now(following)
        delete_now(next_session)


def test_one_key_goes_through_the_choices_of_a_menu(qtbot: QtBot, multitrack: MainWindow) -> None:
    transport, trigger = multitrack.session.transport, multitrack.menus.shortcuts.trigger
    waits = []
    for _ in range(5):
        assert trigger("loop.next_pre_roll")
        waits.append(transport.pre_roll_s)
    assert waits == [1.0, 2.0, 4.0, 0.0, 1.0]
    assert trigger("loop.next_pause")
    assert transport.pause_s == 1.0
    instruments = []
    for _ in range(6):
        assert trigger("mixer.next_instrument")
        instruments.append(multitrack.mixer_choices.instrument)
    assert len(set(instruments)) == 5
    assert instruments[0] == instruments[5]
    alone = multitrack.session.desk
    assert trigger("mixer.next_stems")
    assert alone.groups.alone is not None
    assert len(alone.groups.strips) == 2


def test_no_item_is_in_the_menus_twice(multitrack: MainWindow) -> None:
    names = Counter(
        action.objectName()
        for menu in multitrack.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if action.objectName()
    )
    assert names["spectrogram.cursor"] == 1
    assert [name for name, times in names.items() if times > 1] == []
