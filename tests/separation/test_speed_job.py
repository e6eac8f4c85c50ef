"""Measuring in a child process: what it says is remembered, and it ends when it is told to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from separation.errors import (
    DeviceMissingError,
    SeparationCancelledError,
    WeightsNotHereError,
    WorkerDiedError,
)
from separation.recipe import EMBEDDED_RECIPE
from separation.speed_job import look_for_devices, measure, measure_missing
from separation.speed_records import (
    ComputingPlace,
    NetworkSpeed,
    SpeedRecords,
    keep_speeds,
    read_speeds,
)
from separation.worker_protocol import Measured, MeasureOrder, decode, encode


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path / "data"))


def test_a_model_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    speeds = measure("compact")
    cost = speeds.cost(EMBEDDED_RECIPE)
    assert cost is not None
    assert cost > 0
    assert speeds.load_s(EMBEDDED_RECIPE) is not None
    assert "cpu" in speeds.devices
    assert read_speeds() == speeds

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it is known already")

    monkeypatch.setattr("separation.child_process.subprocess.Popen", refuse)
    assert measure_missing("compact") == speeds


@pytest.mark.slow
def test_what_took_longer_is_measured_again() -> None:
    place = ComputingPlace.on("cpu")
    files = EMBEDDED_RECIPE.model.files
    doubtful = NetworkSpeed(1000.0, was_measured=False)
    keep_speeds(SpeedRecords(("cpu",)).with_speed(files, place, doubtful))
    speeds = measure_missing("compact", "cpu")
    assert speeds.are_measured(EMBEDDED_RECIPE)
    cost = speeds.cost(EMBEDDED_RECIPE)
    assert cost is not None
    assert cost < 1000


def test_a_cancelled_measurement_is_gone_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    children = []
    start = subprocess.Popen

    def started(*arguments: object, **fields: object) -> subprocess.Popen[bytes]:
        child: subprocess.Popen[bytes] = start(*arguments, **fields)  # type: ignore[call-overload]
        children.append(child)
        return child

    monkeypatch.setattr("separation.child_process.subprocess.Popen", started)
    with pytest.raises(SeparationCancelledError):
        measure("compact", cancelled=lambda: True)
    assert children[0].poll() is not None
    assert not read_speeds().speeds


@pytest.mark.slow
def test_why_it_cannot_be_measured_is_said() -> None:
    with pytest.raises(WeightsNotHereError):
        measure("htdemucs")
    if "mps" not in look_for_devices().devices:
        with pytest.raises(DeviceMissingError):
            measure("compact", "mps")


def test_a_child_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    if not Path("/bin/false").exists():
        pytest.skip("this system has no program that fails")
    with pytest.raises(WorkerDiedError):
        measure("compact")


@pytest.mark.parametrize(
    "message",
    [
        MeasureOrder("compact", "auto"),
        MeasureOrder(None, "cuda"),
        Measured(("cuda", "cpu"), "cuda", 0.01, 2.5),
        Measured(("cpu",), "auto", None, None),
    ],
)
def test_what_is_said_arrives(message: MeasureOrder | Measured) -> None:
    assert decode(encode(message)) == message
