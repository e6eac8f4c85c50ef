"""The chosen sound device, and silence in its place where there is none."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.error_messages import sentence
from app.leavable_thread import LeavableThread
from player.audio_output import (
    AudioOutput,
    OutputChoice,
    OutputDevice,
    output_devices,
)
from player.engine import Engine
from player.errors import OutputDeviceError, OutputError, SoundSystemError
from player.output_watch import OutputWatch
from player.portaudio import leave_at_exit, look_again
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
    that played is gone, stalled or was asleep; another is being opened already, and what comes of
    that is not lost again before it has taken sound.
    """

    changed = Signal()
    failed = Signal(str)
    lost = Signal(object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._watch = OutputWatch(engine.ring)
        self._thread = LeavableThread("devices", self)
        self._silence = SilentOutput(engine.ring)
        self._device = _Device(engine, self._silence)
        self._asked = 0
        self._output: AudioOutput | SilentOutput | None = None
        self._is_recovering = False
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
        self._is_recovering = False
        self._tries_left = []
        self._open()

    def check(self) -> None:
        """Notice a device that plays no more."""
        if self._output is None:
            return
        error = self._watch.look(self._output.is_alive)
        if error is None:
            return
        if self._watch.has_taken or not self._is_recovering:
            self._is_recovering = True
            self._tries_left = list(_TRY_AGAIN_MS)
            self.lost.emit(error)
            self._open()
        else:
            # A device that only pretends to play would be opened without end.
            refusal = OutputDeviceError(self._output.name, self.tr("it takes no sound"))
            self._ask(lambda: self._device.give_up(refusal))

    def run(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do something else with devices in their thread, and `then` here with what came of it."""
        self._thread.run(work, then)

    def lend(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """The same while the device is let go; it is opened again."""
        self._asked += 1
        self._output = None
        self._retry.stop()

        def take_back(result: Any) -> None:
            self.open()
            then(result)

        self._thread.run(lambda: self._device.lend(work), take_back)

    def before_looking(self, let_go: Callable[[], None]) -> None:
        """Before PortAudio looks for devices anew no stream may be open: `let_go` closes others, in
        the devices' thread.
        """
        self._device.let_others_go = let_go

    def close(self) -> None:
        """Let the device go for good, also one that is just being opened."""
        self._asked += 1
        self._retry.stop()
        self._patience.stop()
        self._silence.stop()
        self._output = None
        self._thread.run(self._device.close, lambda _: None)
        if not self._thread.close(_CLOSE_LIMIT_S):
            leave_at_exit()

    def _open(self) -> None:
        choice = self.choice
        self._ask(lambda: self._device.open(choice))

    def _ask(self, work: Callable[[], _Found]) -> None:
        """Have the device thread do it, and play what it found."""
        self._asked += 1
        number = self._asked
        self._output = None
        self._retry.stop()
        self._patience.start()

        def then(found: _Found) -> None:
            # If something else was asked for since, that closes what was found here.
            if number == self._asked:
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
            self._output = self._silence
            self._output.start()
            self._watch.begin()
            self.failed.emit(sentence(found.output))
        self.changed.emit()

    def _on_no_answer(self) -> None:
        self._silence.start()
        self.failed.emit(sentence(SoundSystemError("no answer")))
        self.changed.emit()


class _Device:
    """What the device thread has open; only that thread may call it.

    silence: it is kept from taking while a device does.
    """

    def __init__(self, engine: Engine, silence: SilentOutput) -> None:
        self._engine = engine
        self._silence = silence
        self._output: AudioOutput | None = None
        self._is_first = True
        self.let_others_go: Callable[[], None] = lambda: None

    def lend(self, work: Callable[[], Any]) -> Any:
        """Do this while nothing is open."""
        self._let_go()
        return work()

    def open(self, choice: OutputChoice) -> _Found:
        """Open what is chosen in place of what is open."""
        self._let_go()
        try:
            if not self._is_first:
                self.let_others_go()
                look_again()
            self._is_first = False
            result: AudioOutput | Exception = self._start(choice)
        except Exception as error:  # it is handed on, not swallowed
            result = error
            self._silence.may_return()
        return _Found(result, self._devices())

    def give_up(self, error: OutputError) -> _Found:
        """Close what is open, because of this."""
        self._let_go()
        return _Found(error, self._devices())

    def _start(self, choice: OutputChoice) -> AudioOutput:
        output = AudioOutput(self._engine.ring, choice)
        self._engine.post(SetOutputRate(output.sample_rate))
        self._silence.give_way()
        output.start()
        self._output = output
        return output

    def _devices(self) -> tuple[OutputDevice, ...]:
        # Whatever is wrong here does not undo what was opened.
        with contextlib.suppress(Exception):
            return tuple(output_devices())
        return ()

    def _let_go(self) -> None:
        if self._output is not None:
            self._output.play_out()
            # Closing may hang, and it takes nothing more.
            self._silence.may_return()
        self.close()

    def close(self) -> None:
        """Close what is open."""
        output, self._output = self._output, None
        if output is not None:
            output.stop()
