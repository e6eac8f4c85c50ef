"""The chosen sound device, and silence in its place where there is none."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.device_thread import DeviceThread
from app.error_messages import sentence
from player.audio_output import (
    AudioOutput,
    OutputChoice,
    OutputDevice,
    leave_at_exit,
    look_again,
    output_devices,
)
from player.engine import Engine
from player.errors import OutputError, SoundSystemError
from player.output_watch import OutputWatch
from player.silent_output import SilentOutput
from player.transport import SetOutputRate

# After a device was lost its successor, or the sound system itself, may take a moment to appear.
_TRY_AGAIN_MS = (500, 1000, 2000, 4000)
_ANSWER_LIMIT_MS = 6000
_CLOSE_LIMIT_S = 1.5


@dataclass(frozen=True)
class _Found:
    """What came of opening: what plays, or why nothing does, and what there is to choose from."""

    output: AudioOutput | Exception
    devices: tuple[OutputDevice, ...]


class SoundOutput(QObject):
    """Opens devices on an engine's ring in a thread of its own; nobody ever waits for a device.

    `changed`: another device plays, or none. `failed(sentence)`: none does. `lost(error)`: the one
    that played is gone, stalled or was asleep; another is being opened already.
    """

    changed = Signal()
    failed = Signal(str)
    lost = Signal(object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._watch = OutputWatch(engine.ring)
        self._thread = DeviceThread(self)
        self._device = _Device(engine)
        self._opened = 0
        self._output: AudioOutput | SilentOutput | None = None
        self._tries_left: list[int] = []
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._open)
        self._patience = QTimer(self, singleShot=True, interval=_ANSWER_LIMIT_MS)
        self._patience.timeout.connect(self._on_no_answer)
        self.choice = OutputChoice()
        self.devices: tuple[OutputDevice, ...] = ()

    @property
    def device_name(self) -> str:
        """What plays; empty where nothing does."""
        return "" if self._output is None else self._output.name

    @property
    def device(self) -> OutputDevice | None:
        """The device that plays, if one does."""
        return self._output.device if isinstance(self._output, AudioOutput) else None

    @property
    def latency_s(self) -> float:
        """From the callback to the ear, as the device says."""
        return 0.0 if self._output is None else self._output.latency_s

    def open(self, choice: OutputChoice | None = None) -> None:
        """Play on what is chosen now, or look again for what was chosen before."""
        self.choice = choice or self.choice
        self._tries_left = []
        self._open()

    def check(self) -> None:
        """Notice a device that plays no more."""
        if self._output is None:
            return
        error = self._watch.look(self._output.is_alive)
        if error is not None:
            self.lost.emit(error)
            self._tries_left = list(_TRY_AGAIN_MS)
            self._open()

    def close(self) -> None:
        """Let the device go for good, also one that is just being opened."""
        self._opened += 1
        self._retry.stop()
        self._patience.stop()
        if isinstance(self._output, SilentOutput):
            self._output.stop()
        self._output = None
        self._thread.run(self._device.close, lambda _: None)
        if not self._thread.close(_CLOSE_LIMIT_S):
            leave_at_exit()

    def _open(self) -> None:
        self._opened += 1
        number, choice = self._opened, self.choice
        before, self._output = self._output, None
        self._retry.stop()
        self._patience.start()

        def work() -> _Found:
            if isinstance(before, SilentOutput):
                before.stop()
            return self._device.open(choice)

        def then(found: _Found) -> None:
            # If something else was asked for since, that closes what was found here.
            if number == self._opened:
                self._patience.stop()
                self._take(found)

        self._thread.run(work, then)

    def _take(self, found: _Found) -> None:
        self.devices = found.devices
        if isinstance(found.output, AudioOutput):
            self._output = found.output
            self._watch.begin()
        elif self._tries_left:
            self._retry.start(self._tries_left.pop(0))
        else:
            self._output = SilentOutput(self._engine.ring)
            self._output.start()
            self._watch.begin()
            self.failed.emit(sentence(found.output))
        self.changed.emit()

    def _on_no_answer(self) -> None:
        self.failed.emit(sentence(SoundSystemError("no answer")))
        self.changed.emit()


class _Device:
    """What the device thread has open; only that thread may call it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._output: AudioOutput | None = None
        self._is_first = True

    def open(self, choice: OutputChoice) -> _Found:
        """Open what is chosen in place of what is open."""
        if self._output is not None:
            self._output.play_out()
        self.close()
        try:
            if not self._is_first:
                look_again()
            self._is_first = False
            result: AudioOutput | Exception = self._start(choice)
        except Exception as error:  # it is handed on, not swallowed
            result = error
        devices: tuple[OutputDevice, ...] = ()
        with contextlib.suppress(OutputError):
            devices = tuple(output_devices())
        return _Found(result, devices)

    def _start(self, choice: OutputChoice) -> AudioOutput:
        output = AudioOutput(self._engine.ring, choice)
        self._engine.post(SetOutputRate(output.sample_rate))
        output.start()
        self._output = output
        return output

    def close(self) -> None:
        """Close what is open."""
        output, self._output = self._output, None
        if output is not None:
            output.stop()
