"""The chosen input device, while somebody wants to record from it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.background import Courier
from app.sound_output import SoundOutput
from player.audio_input import AudioInput, InputChoice, InputDevice, input_devices
from player.calibration import calibrate
from player.engine import Engine
from player.errors import PlayerError
from player.round_trip import RoundTrip
from player.rounds_so_far import RoundSoFar
from player.take_recorder import InputLevels, TakeRecorder


@dataclass(frozen=True)
class _Found:
    """What came of opening: the device's name, or why there is none; and what there is."""

    name: str | Exception
    devices: tuple[InputDevice, ...]


class SoundInput(QObject):
    """Opens an input in the devices' thread, and has it recorded.

    `changed()`: it is open, or not any more. `recorded(path)`: something is on the disk.
    `failed(error)`: it could not be opened, or recording ended because of this.
    `calibrated(round trip)`, or why it could not be measured.
    """

    changed = Signal()
    recorded = Signal(object)
    failed = Signal(object)
    calibrated = Signal(object)

    def __init__(self, engine: Engine, output: SoundOutput, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._output = output
        self._courier = Courier(self._on_told, self)
        self._device = _Device(engine, self._courier.send)
        self._wanted = False
        self._asked = 0
        self.choice = InputChoice()
        self.devices: tuple[InputDevice, ...] = ()
        self.device_name = ""
        self.is_calibrating = False
        output.before_looking(self._device.close)
        output.changed.connect(self._on_output_changed)

    @property
    def is_open(self) -> bool:
        """Whether something can be recorded."""
        return bool(self.device_name)

    def open(self, choice: InputChoice) -> None:
        """Listen to this device; `changed` or `failed` follows."""
        self.choice = choice
        self._wanted = True
        self._open()

    def close(self) -> None:
        """Let the device go; what is being recorded ends, and is told."""
        self._wanted = False
        self._asked += 1
        self._output.run(self._device.close, lambda _: None)
        self._set_name("")

    def shut_down(self) -> None:
        """The same at the end: nothing is told any more."""
        self._wanted = False
        self._device.is_left = True
        self._courier.close()
        self._output.run(self._device.close, lambda _: None)

    def begin(self, path: Path, round_trip_s: float) -> bool:
        """Record from now on, to this path; whether it is so, and not while it is opened anew."""
        recorder = self._device.recorder
        if recorder is not None:
            recorder.begin(path, round_trip_s)
        return recorder is not None

    def end(self) -> None:
        """Record no more but what is still on its way."""
        recorder = self._device.recorder
        if recorder is not None:
            recorder.end()

    def levels(self) -> InputLevels:
        """What the meter shows."""
        recorder = self._device.recorder
        return InputLevels() if recorder is None else recorder.levels()

    def rounds(self) -> tuple[str, tuple[RoundSoFar, ...]]:
        """The name of what is recorded, and what it looks like so far, round by round."""
        recorder = self._device.recorder
        return ("", ()) if recorder is None else recorder.rounds()

    def measure_round_trip(self) -> None:
        """Play clicks and listen for them; `calibrated` follows after some seconds."""
        if self.is_calibrating:
            return
        self.is_calibrating = True
        output_choice, input_choice = self._output.choice, self.choice

        def work() -> RoundTrip | None:
            self._device.close()
            return calibrate(output_choice, input_choice, lambda: not self._device.is_left)

        def then(result: RoundTrip | Exception | None) -> None:
            self.is_calibrating = False
            if result is not None:
                self.calibrated.emit(result)

        self._set_name("")
        self._output.lend(work, then)

    def _open(self) -> None:
        self._asked += 1
        number, choice = self._asked, self.choice

        def then(found: _Found) -> None:
            if number != self._asked:
                return
            self.devices = found.devices
            if isinstance(found.name, Exception):
                self._wanted = False
                self._set_name("")
                self.failed.emit(found.name)
            else:
                self._set_name(found.name)

        self._output.run(lambda: self._device.open(choice), then)

    def _on_output_changed(self) -> None:
        # It was closed while devices were looked for; what was being recorded has ended.
        if self._wanted and not self.is_calibrating:
            self._set_name("")
            self._open()

    def _on_told(self, told: tuple[Path | None, PlayerError | None]) -> None:
        path, error = told
        if path is not None:
            self.recorded.emit(path)
        if error is not None:
            if not self._device.is_listening:
                self.close()
            self.failed.emit(error)

    def _set_name(self, name: str) -> None:
        self.device_name = name
        self.changed.emit()


class _Device:
    """What the devices' thread has open; only that thread opens and closes it.

    recorder: of what is open; any thread may use it.
    """

    def __init__(
        self, engine: Engine, tell: Callable[[tuple[Path | None, PlayerError | None]], None]
    ) -> None:
        self._engine = engine
        self._tell = tell
        self._source: AudioInput | None = None
        self.recorder: TakeRecorder | None = None
        self.is_left = False

    @property
    def is_listening(self) -> bool:
        """Whether what is open still gives something."""
        recorder = self.recorder
        return recorder is not None and recorder.is_listening

    def open(self, choice: InputChoice) -> _Found:
        """Open what is chosen in place of what is open."""
        self.close()
        try:
            ring = self._engine.ring
            source = AudioInput(choice, ring.monitor, ring.sample_rate)
            source.start()
        except Exception as error:  # it is handed on, not swallowed
            return _Found(error, _devices())
        self._source = source
        self.recorder = TakeRecorder(
            source,
            self._engine.ring,
            self._engine.playback,
            lambda path, error: self._tell((path, error)),
        )
        return _Found(source.name, _devices())

    def close(self) -> None:
        """Close what is open."""
        recorder, self.recorder = self.recorder, None
        source, self._source = self._source, None
        if recorder is not None:
            recorder.close()
        if source is not None:
            source.stop()


def _devices() -> tuple[InputDevice, ...]:
    # Whatever is wrong here does not undo what was opened.
    with contextlib.suppress(Exception):
        return tuple(input_devices())
    return ()
