"""The menu of sound outputs: chosen by hand, kept, and found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.sound_choices import SoundChoices
from app.sound_output import SoundOutput
from app.theme import DARK
from app.views.status_line import StatusLine
from app.views.transport_bar import TransportBar
from player.audio_output import Latency, OutputChoice
from player.engine import Engine
from tests.app.conftest import delete_now
from tests.sound_system import SoundSystem


class Start:
    """The part of a window that has to do with sound, with the settings of earlier starts."""

    def __init__(self, qtbot: QtBot, settings_path: Path) -> None:
        self._qtbot = qtbot
        self._parent = QObject()
        self.bar, self.status_line = TransportBar(DARK), StatusLine()
        qtbot.addWidget(self.bar)
        qtbot.addWidget(self.status_line)
        self.output = SoundOutput(Engine(), self._parent)
        settings = QSettings(str(settings_path), QSettings.Format.IniFormat)
        SoundChoices(self.output, self.bar, self.status_line, settings, self._parent)
        with qtbot.waitSignal(self.output.changed):
            self.output.open()

    def choose(self, label: str) -> None:
        """Click it in the menu."""
        with self._qtbot.waitSignal(self.output.changed):
            next(each for each in self._actions() if each.text().startswith(label)).trigger()

    def checked(self) -> list[str]:
        """What is marked in the menu."""
        return [action.text() for action in self._actions() if action.isChecked()]

    def offered(self) -> list[str]:
        """Everything that can be chosen."""
        return [action.text() for action in self._actions() if action.isCheckable()]

    def close(self) -> None:
        self.output.close()
        delete_now(self._parent)

    def _actions(self) -> list[QAction]:
        return self.bar.output.menu().actions()


@pytest.fixture
def start(qtbot: QtBot, sound_system: SoundSystem, tmp_path: Path) -> Iterator[Callable[[], Start]]:
    """Start anew: what ran before is closed."""
    running: list[Start] = []

    def again() -> Start:
        while running:
            running.pop().close()
        running.append(Start(qtbot, tmp_path / "settings.ini"))
        return running[-1]

    yield again
    for each in running:
        each.close()


def test_at_first_the_system_chooses_with_normal_latency(start: Callable[[], Start]) -> None:
    menu = start()
    assert menu.offered() == [
        "System default",
        "Speakers",
        "Headphones",
        "Short · 20 ms",
        "Normal · 100 ms",
        "Safe · 300 ms, if the sound stutters",
    ]
    assert menu.checked() == ["System default", "Normal · 100 ms"]
    assert menu.status_line.device.text() == "System default · 100 ms"


def test_what_is_chosen_plays_and_is_kept(
    start: Callable[[], Start], sound_system: SoundSystem
) -> None:
    menu = start()
    menu.choose("Headphones")
    menu.choose("Safe")
    assert menu.checked() == ["Headphones", "Safe · 300 ms, if the sound stutters"]
    assert menu.status_line.device.text() == "Headphones · 300 ms"
    menu = start()
    assert menu.checked() == ["Headphones", "Safe · 300 ms, if the sound stutters"]
    assert menu.output.device_name == "Headphones"
    menu.choose("System default")
    assert start().checked() == ["System default", "Safe · 300 ms, if the sound stutters"]


def test_a_device_that_is_not_there_is_kept_for_when_it_is_back(
    start: Callable[[], Start], sound_system: SoundSystem
) -> None:
    start().choose("Headphones")
    sound_system.names = ["Speakers"]
    menu = start()
    assert menu.checked()[0] == "System default"
    assert menu.output.device_name == "Speakers"
    menu.choose("Short")
    assert menu.checked() == ["System default", "Short · 20 ms"]
    sound_system.names = ["Speakers", "Headphones"]
    menu.choose("Look again")
    assert menu.checked() == ["Headphones", "Short · 20 ms"]


def test_settings_nobody_understands_are_the_first_ones(
    start: Callable[[], Start], tmp_path: Path
) -> None:
    (tmp_path / "settings.ini").write_text("[sound]\nlatency=enormous\ndevice=default\n")
    assert start().output.choice == OutputChoice("default", "", Latency.NORMAL)


def test_alsa_s_default_is_the_system_s(
    start: Callable[[], Start], sound_system: SoundSystem
) -> None:
    sound_system.names = ["default", "pulse"]
    menu = start()
    assert menu.offered()[:2] == ["System default", "pulse"]
    assert menu.checked()[0] == "System default"


def test_without_a_device_nothing_is_marked_but_the_latency(
    start: Callable[[], Start], sound_system: SoundSystem
) -> None:
    sound_system.names = []
    menu = start()
    assert menu.checked() == ["Normal"]
    assert menu.status_line.device.text() == "No sound output"
