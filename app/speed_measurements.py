"""Measures models while nobody waits for anything else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.background import Pool
from separation.errors import SeparationCancelledError
from separation.speed_job import look_for_devices, measure_missing
from separation.speed_records import SpeedRecords

_LOOK_EVERY_MS = 500
# What is measured when there is no model in question: which devices there are.
_DEVICES = ""


class SpeedMeasurements(QObject):
    """Measures what it is asked for, one after the other, and only while `is_idle()`: as soon as
    that ends the measurement does, and begins again later.

    `measured(speeds)`: more is known. `failed(model name, error)`: it cannot be measured.
    """

    measured = Signal(object)
    failed = Signal(str, object)

    def __init__(self, is_idle: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_idle = is_idle
        self._wanted: list[tuple[str, str]] = []
        self._running: threading.Event | None = None
        self._pool = Pool(1, self)
        self._clock = QTimer(self, interval=_LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look)

    def want(self, name: str, device: str) -> None:
        """Measure a model on a device: auto, cpu, cuda, mps."""
        if (name, device) not in self._wanted:
            self._wanted.append((name, device))
            self._clock.start()

    def want_devices(self) -> None:
        """Find out what this computer can compute on."""
        self.want(_DEVICES, "auto")

    @property
    def waiting(self) -> tuple[str, ...]:
        """The models that are still to be measured."""
        return tuple(name for name, _ in self._wanted if name != _DEVICES)

    def look(self) -> None:
        """Begin if there is something to do and nobody is disturbed; stop if somebody is."""
        if self._running is not None:
            if not self._is_idle():
                self._running.set()
        elif not self._wanted:
            self._clock.stop()
        elif self._is_idle():
            self._begin(*self._wanted[0])

    def close(self) -> None:
        """Stop at once."""
        self._clock.stop()
        if self._running is not None:
            self._running.set()
        self._pool.close()

    def _begin(self, name: str, device: str) -> None:
        cancel = self._running = threading.Event()

        def work() -> SpeedRecords:
            if name == _DEVICES:
                return look_for_devices(cancel.is_set)
            return measure_missing(name, device, cancel.is_set)

        self._pool.run(work, partial(self._on_measured, name, device))

    def _on_measured(self, name: str, device: str, result: SpeedRecords | Exception) -> None:
        self._running = None
        if isinstance(result, SeparationCancelledError):
            return
        self._wanted.remove((name, device))
        if isinstance(result, Exception):
            self.failed.emit(name, result)
        else:
            # Whatever is measured, what there is to compute on is told with it.
            self._wanted = [wanted for wanted in self._wanted if wanted[0] != _DEVICES]
            self.measured.emit(result)
        self.look()
