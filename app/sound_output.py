"""The chosen sound device, and silence in its place where there is none."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QObject, Signal

from app.background import Pool
from app.error_messages import sentence
from player.audio_output import AudioOutput, OutputDevice, look_again, output_devices
from player.errors import OutputError
from player.output_ring import OutputRing
from player.silent_output import SilentOutput


class SoundOutput(QObject):
    """Opens devices on a ring, off the GUI thread.

    `changed`: another device plays, or none. `failed(sentence)`: none does. `lost`: the one that
    played is gone.
    """

    changed = Signal()
    failed = Signal(str)
    lost = Signal()

    def __init__(self, ring: OutputRing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ring = ring
        self._pool = Pool(1, self)
        self._wanted = 0
        self._output: AudioOutput | SilentOutput | None = None

    @property
    def device_name(self) -> str:
        """What plays; empty where nothing does."""
        return "" if self._output is None else self._output.name

    @property
    def latency_s(self) -> float:
        """From the callback to the ear, as the device says."""
        return 0.0 if self._output is None else self._output.latency_s

    @staticmethod
    def devices() -> list[OutputDevice]:
        """What there is to choose from; empty without PortAudio."""
        with contextlib.suppress(OutputError):
            return output_devices()
        return []

    def open(self, device: OutputDevice | None = None) -> None:
        """Play on a device, or on the system's own choice."""
        self._wanted += 1
        wanted, ring = self._wanted, self._ring
        before, self._output = self._output, None

        def work() -> AudioOutput:
            if before is not None:
                before.stop()
                look_again()
            output = AudioOutput(ring, device)
            output.start()
            return output

        def then(result: AudioOutput | Exception) -> None:
            if wanted != self._wanted:
                if isinstance(result, AudioOutput):
                    result.stop()
                return
            if isinstance(result, AudioOutput):
                self._output = result
            else:
                self._output = SilentOutput(ring)
                self._output.start()
                self.failed.emit(sentence(result))
            self.changed.emit()

        self._pool.run(work, then)

    def check(self) -> None:
        """Notice a device that is gone."""
        if self._output is not None and not self._output.is_alive:
            self.lost.emit()

    def close(self) -> None:
        """Let the device go for good, also one that is just being opened."""
        self._wanted += 1
        self._pool.close()
        if self._output is not None:
            self._output.stop()
            self._output = None
