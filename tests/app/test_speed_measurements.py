"""Measured is while nobody is disturbed, and not longer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.speed_measurements import SpeedMeasurements
from separation.errors import SeparationCancelledError, WorkerDiedError
from separation.speed_records import SpeedRecords
from tests.app.conftest import delete_now

SPEEDS = SpeedRecords(("cpu",))


class Machine:
    """Measures until it is let go; `asked`: what for."""

    def __init__(self) -> None:
        self.is_idle = True
        self.asked: list[tuple[str, str]] = []
        self.cancelled = 0
        self.go_on = threading.Event()
        self.error: Exception | None = None

    def measure(self, name: str, device: str, cancelled: Callable[[], bool]) -> SpeedRecords:
        self.asked.append((name, device))
        while not self.go_on.wait(0.01):
            if cancelled():
                self.cancelled += 1
                raise SeparationCancelledError
        if self.error is not None:
            raise self.error
        return SPEEDS


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr("app.speed_measurements.measure_missing", machine.measure)
    monkeypatch.setattr("app.speed_measurements._LOOK_EVERY_MS", 10)
    return machine


@pytest.fixture
def measurements(qtbot: QtBot, machine: Machine) -> Iterator[SpeedMeasurements]:
    measurements = SpeedMeasurements(lambda: machine.is_idle)
    yield measurements
    measurements.close()
    delete_now(measurements)


def test_one_after_the_other(
    qtbot: QtBot, machine: Machine, measurements: SpeedMeasurements
) -> None:
    told: list[SpeedRecords] = []
    measurements.measured.connect(told.append)
    machine.go_on.set()
    for name in ("htdemucs", "htdemucs_ft", "htdemucs"):
        measurements.want(name, "auto")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert machine.asked == [("htdemucs", "auto"), ("htdemucs_ft", "auto")]
    assert measurements.waiting == ()


def test_it_waits_until_nobody_is_disturbed(
    qtbot: QtBot, machine: Machine, measurements: SpeedMeasurements
) -> None:
    machine.is_idle = False
    measurements.want("htdemucs", "cpu")
    qtbot.wait(50)
    assert machine.asked == []
    assert measurements.waiting == ("htdemucs",)
    machine.is_idle = True
    qtbot.waitUntil(lambda: machine.asked == [("htdemucs", "cpu")])


def test_it_stops_for_a_song_and_begins_again(
    qtbot: QtBot, machine: Machine, measurements: SpeedMeasurements
) -> None:
    measurements.want("htdemucs", "auto")
    qtbot.waitUntil(lambda: len(machine.asked) == 1)
    machine.is_idle = False
    measurements.look()
    qtbot.waitUntil(lambda: machine.cancelled == 1)
    machine.is_idle = True
    machine.go_on.set()
    with qtbot.waitSignal(measurements.measured):
        pass
    assert len(machine.asked) == 2


def test_what_cannot_be_measured_is_told_once(
    qtbot: QtBot, machine: Machine, measurements: SpeedMeasurements
) -> None:
    machine.error = WorkerDiedError(1)
    machine.go_on.set()
    with qtbot.waitSignal(measurements.failed) as told:
        measurements.want("htdemucs", "auto")
    assert told.args == ["htdemucs", machine.error]
    assert measurements.waiting == ()


def test_its_end_does_not_wait_for_the_measurement(
    qtbot: QtBot, machine: Machine, measurements: SpeedMeasurements
) -> None:
    measurements.want("htdemucs", "auto")
    qtbot.waitUntil(lambda: len(machine.asked) == 1)
    measurements.close()
    assert machine.cancelled == 1


def test_devices_are_told_with_whatever_is_measured(
    qtbot: QtBot, machine: Machine, measurements: SpeedMeasurements, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []

    def look_for_devices(cancelled: Callable[[], bool]) -> SpeedRecords:
        looked.append(True)
        return SPEEDS

    monkeypatch.setattr("app.speed_measurements.look_for_devices", look_for_devices)
    machine.go_on.set()
    measurements.want("htdemucs", "auto")
    measurements.want_devices()
    with qtbot.waitSignal(measurements.measured):
        pass
    assert not looked
    with qtbot.waitSignal(measurements.measured):
        measurements.want_devices()
    assert looked == [True]
