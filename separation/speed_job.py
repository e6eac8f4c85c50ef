"""Measures how quick this computer is with a model, in a child process, and remembers it."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Callable
from typing import IO

from separation.child_process import last_words, start_child
from separation.errors import SeparationCancelledError, WorkerDiedError, WorkerStartError
from separation.events import Failed
from separation.models import ModelInfo, model_parts
from separation.recipe import Recipe
from separation.speed_records import (
    ComputingPlace,
    NetworkSpeed,
    SpeedRecords,
    keep_speeds,
    read_speeds,
)
from separation.worker_protocol import Measured, MeasureOrder, decode, encode

_POLL_S = 0.1


def measure(
    name: str, device: str = "auto", cancelled: Callable[[], bool] = lambda: False
) -> SpeedRecords:
    """Measure every network of the model `name` on `device`: auto, cpu, cuda, mps. Models joined by
    "+" are measured one after the other. What is measured is remembered at once.

    Blocks for some seconds. Returns what is known now.

    Raises: SeparationCancelledError (at once); UnknownModelError, DeviceMissingError, WeightsError,
    NotEnoughMemoryError, WorkerDiedError, WorkerStartError.
    """
    for model in model_parts(name):
        _remember(_ask(model.name, device, cancelled), model)
    return read_speeds()


def measure_missing(
    name: str, device: str = "auto", cancelled: Callable[[], bool] = lambda: False
) -> SpeedRecords:
    """The same for those of the models that were not measured on `device` yet, or have taken longer
    since.
    """
    for model in model_parts(name):
        if not read_speeds().are_measured(Recipe(model), device):
            _remember(_ask(model.name, device, cancelled), model)
    return read_speeds()


def look_for_devices(cancelled: Callable[[], bool] = lambda: False) -> SpeedRecords:
    """Find out what this computer can compute on, and remember it. Raises: as `measure`."""
    _remember(_ask(None, "auto", cancelled), None)
    return read_speeds()


def _ask(model: str | None, device: str, cancelled: Callable[[], bool]) -> Measured:
    order = MeasureOrder(model, device)
    # A file, not a pipe: nobody has to empty it while the child runs.
    with tempfile.TemporaryFile() as stderr:
        try:
            child = start_child("separation.speed_measurement", stderr=stderr)
        except OSError as error:
            raise WorkerStartError(error) from error
        try:
            return _answer(child, order, cancelled, stderr)
        finally:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                assert pipe is not None
                with contextlib.suppress(OSError):  # what was not yet read by the dead
                    pipe.close()


def _answer(
    child: subprocess.Popen[bytes],
    order: MeasureOrder,
    cancelled: Callable[[], bool],
    stderr: IO[bytes],
) -> Measured:
    assert child.stdin is not None
    assert child.stdout is not None
    with contextlib.suppress(OSError):  # it has died; why is asked below
        child.stdin.write(encode(order))
        child.stdin.flush()
    while True:
        try:
            child.wait(_POLL_S)
            break
        except subprocess.TimeoutExpired:
            if cancelled():
                raise SeparationCancelledError from None
    try:
        answer = decode(child.stdout.readline())
    except ValueError:
        raise WorkerDiedError(child.returncode, last_words(stderr)) from None
    if isinstance(answer, Failed):
        raise answer.error
    assert isinstance(answer, Measured)
    return answer


def _remember(measured: Measured, model: ModelInfo | None) -> None:
    records = SpeedRecords(measured.devices, read_speeds().speeds)
    if model is not None and measured.cost is not None:
        place = ComputingPlace.on(measured.device)
        files = [member.weights for member in model.members]
        speed = NetworkSpeed(measured.cost, measured.load_s)
        records = records.with_speed(files, place, speed)
    keep_speeds(records)
