"""The chosen sound device, and silence in its place where there is none."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QObject, Signal

from app.background import Pool
from app.error_messages import sentence
from player.audio_output import AudioOutput, OutputDevice, output_devices
from player.errors import OutputError
from player.output_ring import OutputRing
from player.silent_output import SilentOutput


class SoundOutput(QObject):
    """Opens devices on a ring. `changed`: another device plays. `failed(sentence)`: none does."""

    changed = Signal()
    failed = Signal(str)

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
        """Play on a device, or on the system's own choice. Opening is done off the GUI thread."""
        self.close_device()
        self._wanted += 1
        wanted, ring = self._wanted, self._ring

        def then(result: AudioOutput | SilentOutput | Exception) -> None:
            if isinstance(result, Exception):
                silence = SilentOutput(ring)
                silence.start()
                self._output = silence
                self.failed.emit(sentence(result))
            elif wanted != self._wanted:
                result.stop()
                return
            else:
                self._output = result
            self.changed.emit()

        self._pool.run(lambda: _open(ring, device), then)

    def close_device(self) -> None:
        """Let the device go."""
        if self._output is not None:
            self._output.stop()
            self._output = None

    def close(self) -> None:
        """Let the device go for good, also one that is just being opened."""
        self._wanted += 1
        self._pool.close()
        self.close_device()


def _open(ring: OutputRing, device: OutputDevice | None) -> AudioOutput:
    output = AudioOutput(ring, device)
    output.start()
    return output
