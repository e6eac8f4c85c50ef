"""Devices that come, send, hang and go, beside a window that does not wait for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from mido import Message
from pytestqt.qtbot import QtBot

from app.error_messages import sentence
from app.errors import MidiMissingError, MidiPackageMissingError
from app.midi_inputs import MidiDevices, MidiInputs
from app.pedals import Pedal, PedalKind
from tests.app.conftest import delete_now
from tests.app.fake_midi import FakeMidi

DOWN = Message("control_change", control=64, value=127)
UP = Message("control_change", control=64, value=0)


@pytest.fixture
def inputs(qtbot: QtBot, midi: FakeMidi) -> Iterator[MidiInputs]:
    inputs = MidiInputs()
    yield inputs
    assert inputs.close(5.0)
    assert not midi.open
    delete_now(inputs)


def names(inputs: MidiInputs) -> tuple[str, ...]:
    return () if inputs.devices is None else inputs.devices.names


def test_a_pedal_is_heard_once_in_the_thread_of_the_window(
    qtbot: QtBot, inputs: MidiInputs, midi: FakeMidi
) -> None:
    heard: list[tuple[Pedal, threading.Thread]] = []
    inputs.pressed.connect(lambda pedal: heard.append((pedal, threading.current_thread())))
    midi.plug_in("FS-1")
    inputs.start()
    inputs.start()
    qtbot.waitUntil(lambda: names(inputs) == ("FS-1",))
    midi.send("FS-1", DOWN, UP)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(Pedal(PedalKind.CONTROL, 64, 0), threading.main_thread())]
    assert midi.opened_in == {inputs._thread}


def test_devices_come_and_go(qtbot: QtBot, inputs: MidiInputs, midi: FakeMidi) -> None:
    heard: list[Pedal] = []
    inputs.pressed.connect(heard.append)
    inputs.start()
    qtbot.waitUntil(lambda: inputs.devices == MidiDevices())
    midi.plug_in("FS-1")
    qtbot.waitUntil(lambda: names(inputs) == ("FS-1",))
    midi.plug_in("FS-2")
    qtbot.waitUntil(lambda: names(inputs) == ("FS-1", "FS-2"))
    midi.unplug("FS-1")
    qtbot.waitUntil(lambda: names(inputs) == ("FS-2",))
    assert midi.open == {"FS-2"}
    midi.plug_in("FS-1")
    qtbot.waitUntil(lambda: set(names(inputs)) == {"FS-1", "FS-2"})
    midi.send("FS-1", DOWN)
    qtbot.waitUntil(lambda: len(heard) == 1)


def test_one_that_another_program_holds_is_tried_again(
    qtbot: QtBot, inputs: MidiInputs, midi: FakeMidi
) -> None:
    midi.plug_in("FS-1")
    midi.held_by_others.add("FS-1")
    inputs.start()
    qtbot.waitUntil(lambda: inputs.devices == MidiDevices(busy=("FS-1",)))
    midi.held_by_others.clear()
    qtbot.waitUntil(lambda: inputs.devices == MidiDevices(("FS-1",)))


def test_a_system_without_midi_is_told_of_once_and_may_get_it(
    qtbot: QtBot, inputs: MidiInputs, midi: FakeMidi
) -> None:
    told: list[MidiDevices | None] = []
    inputs.changed.connect(lambda: told.append(inputs.devices))
    midi.error = OSError("no sequencer")
    inputs.start()
    qtbot.waitUntil(lambda: midi.looks > 3)
    assert len(told) == 1
    assert told[0] is not None
    assert isinstance(told[0].error, MidiMissingError)
    assert sentence(told[0].error) == "This system offers no MIDI, so there are no pedals to learn."
    midi.error = None
    midi.plug_in("FS-1")
    qtbot.waitUntil(lambda: inputs.devices == MidiDevices(("FS-1",)))


def test_without_the_package_there_are_no_pedals(
    qtbot: QtBot, inputs: MidiInputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.midi_inputs.BACKEND", "app.no_such_backend")
    with qtbot.waitSignal(inputs.changed):
        inputs.start()
    assert inputs.devices is not None
    assert isinstance(inputs.devices.error, MidiPackageMissingError)
    assert "python-rtmidi" in sentence(inputs.devices.error)
    qtbot.waitUntil(lambda: not inputs._thread.is_alive())
    told = inputs.devices
    inputs.start()
    assert inputs.devices is told, "who asks again learns the same"


def test_a_driver_that_hangs_holds_up_nothing(
    qtbot: QtBot, midi: FakeMidi, monkeypatch: pytest.MonkeyPatch
) -> None:
    hung, asked = threading.Event(), threading.Event()

    def hang(**_: object) -> list[object]:
        asked.set()
        hung.wait()
        return []

    monkeypatch.setattr("tests.app.fake_midi.get_devices", hang)
    inputs = MidiInputs()
    inputs.start()
    assert asked.wait(5.0)
    assert not inputs.close(0.1)
    hung.set()
    qtbot.waitUntil(lambda: not inputs._thread.is_alive())
    assert inputs.devices is None
    delete_now(inputs)


def test_nobody_who_needs_no_pedal_has_a_thread_for_it(qtbot: QtBot, midi: FakeMidi) -> None:
    inputs = MidiInputs()
    assert inputs.close(5.0)
    assert midi.looks == 0
    delete_now(inputs)


def test_the_real_backend_says_where_there_is_no_sequencer(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    backend = pytest.importorskip("app.midi_backend")  # there are no wheels for every Python
    monkeypatch.setattr(backend, "_ALSA_SEQUENCER", tmp_path / "seq")
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(OSError, match="seq"):
        backend.get_devices()
    assert capfd.readouterr() == ("", ""), "absent hardware is no error"


def test_the_real_backend_hears_a_virtual_pedal(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rtmidi = pytest.importorskip("rtmidi")
    if not Path("/dev/snd/seq").exists():
        pytest.skip("there is no ALSA sequencer here")
    monkeypatch.setattr("app.midi_inputs.LOOK_S", 0.1)
    foot = rtmidi.MidiOut(name="Woodshed test")
    foot.open_virtual_port("pedal")
    inputs, heard = MidiInputs(), list[Pedal]()
    inputs.pressed.connect(heard.append)
    inputs.start()
    qtbot.waitUntil(lambda: any("Woodshed test" in name for name in names(inputs)))
    foot.send_message([0xB0, 64, 127])
    qtbot.waitUntil(lambda: heard == [Pedal(PedalKind.CONTROL, 64, 0)])
    assert inputs.close(5.0)
    foot.delete()
    delete_now(inputs)
