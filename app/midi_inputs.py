"""Listens to every MIDI device there is, in a thread of its own, from when somebody needs it."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.background import Courier
from app.errors import MidiError, MidiMissingError, MidiPackageMissingError
from app.pedals import Pedal, PedalPresses

BACKEND = "app.midi_backend"
"""The module by which mido reaches devices."""
LOOK_S = 2.0
"""How long it may take until it is noticed that a device came or went."""
# How late a pedal may be heard of: less than what a foot's own muscles differ by.
_ASK_S = 0.005


@dataclass(frozen=True)
class MidiDevices:
    """The names of the inputs that are listened to; those that others hold; why there are none."""

    names: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()
    error: MidiError | None = None


class MidiInputs(QObject):
    """Notices devices that come and go. Does nothing before `start`.

    `pressed(pedal)`: a foot came down. `changed()`: `devices` are others.
    """

    pressed = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.devices: MidiDevices | None = None
        self._closed = threading.Event()
        self._courier = Courier(self._receive, self)
        # A daemon: a driver that hangs does not keep the process from ending.
        self._thread = threading.Thread(target=self._run, name="woodshed-midi", daemon=True)

    def start(self) -> None:
        """Listen from now on; once is enough."""
        # Its identity stays when it has ended, as it does at once where the package is missing.
        if self._thread.ident is None and not self._closed.is_set():
            self._thread.start()

    def close(self, limit_s: float) -> bool:
        """Hear nothing any more and end; whether it did within so many seconds."""
        self._courier.close()
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join(limit_s)
        return not self._thread.is_alive()

    def _receive(self, news: Pedal | MidiDevices) -> None:
        if isinstance(news, Pedal):
            self.pressed.emit(news)
        else:
            self.devices = news
            self.changed.emit()

    def _run(self) -> None:
        try:
            # Here, and not before: it takes a tenth of a second, for what few have.
            import mido

            backend = mido.Backend(BACKEND, load=True)
        except ImportError as error:
            self._courier.send(MidiDevices(error=MidiPackageMissingError(str(error))))
            return
        _Listener(backend, self._courier, self._closed).run()


class _Listener:
    """What the thread does: it alone knows the open inputs."""

    def __init__(self, backend: Any, courier: Courier, closed: threading.Event) -> None:
        self._backend = backend
        self._courier = courier
        self._closed = closed
        self._inputs: dict[str, tuple[Any, PedalPresses]] = {}
        self._told: MidiDevices | None = None

    def run(self) -> None:
        """Look and listen until it is closed."""
        look_s = time.monotonic()
        while not self._closed.is_set():
            if time.monotonic() >= look_s:
                self._look()
                look_s = time.monotonic() + LOOK_S
            self._listen()
            self._closed.wait(_ASK_S if self._inputs else LOOK_S)
        for name in tuple(self._inputs):
            self._forget(name)

    def _look(self) -> None:
        """Open what has come, close what has gone, and tell of it."""
        busy, error = [], None
        try:
            there = tuple(dict.fromkeys(self._backend.get_input_names()))
        except (OSError, RuntimeError) as cause:
            there, error = (), MidiMissingError(str(cause))
        for name in set(self._inputs) - set(there):
            self._forget(name)
        for name in there:
            if name not in self._inputs:
                try:
                    self._inputs[name] = (self._backend.open_input(name), PedalPresses())
                except (OSError, RuntimeError, ValueError):
                    busy.append(name)  # it is tried again at the next look
        devices = MidiDevices(tuple(self._inputs), tuple(busy), error)
        if devices != self._told and not _same_error(devices, self._told):
            self._told = devices
            self._courier.send(devices)

    def _listen(self) -> None:
        for name, (device, presses) in tuple(self._inputs.items()):
            try:
                for message in device.iter_pending():
                    pedal = presses.pressed(message, time.monotonic())
                    if pedal is not None:
                        self._courier.send(pedal)
            except (OSError, RuntimeError):
                self._forget(name)

    def _forget(self, name: str) -> None:
        device, _ = self._inputs.pop(name)
        # What was unplugged cannot be closed.
        with contextlib.suppress(OSError, RuntimeError):
            device.close()


def _same_error(devices: MidiDevices, told: MidiDevices | None) -> bool:
    """Errors of the same words are not equal, and not news."""
    return told is not None and devices.error is not None and str(devices.error) == str(told.error)
