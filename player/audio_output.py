"""The sound device: the only file that knows PortAudio."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from player.errors import (
    NoOutputDeviceError,
    OutputDeviceError,
    PortAudioMissingError,
    SoundSystemError,
)
from player.multitrack import SAMPLE_RATE, Samples
from player.output_ring import OutputRing

# Enough for a callback that has to share the interpreter; what is heard follows a mute all the
# same, because the ring is rewritten, not waited for.
_LATENCY_S = 0.1


@dataclass(frozen=True)
class OutputDevice:
    """A device that can play stereo. `index` is PortAudio's: it changes as devices come and go."""

    index: int
    name: str
    host_api: str
    is_default: bool


def _sounddevice() -> ModuleType:
    try:
        return importlib.import_module("sounddevice")
    except OSError as error:
        raise PortAudioMissingError(str(error)) from error
    except Exception as error:  # its own PortAudioError, out of reach while the import fails
        raise SoundSystemError(_reason(error)) from error


def output_devices() -> list[OutputDevice]:
    """Every device that can play stereo, the default first.

    Raises: PortAudioMissingError, SoundSystemError.
    """
    sounddevice = _sounddevice()
    try:
        host_apis = sounddevice.query_hostapis()
        infos = sounddevice.query_devices()
    except sounddevice.PortAudioError as error:
        raise SoundSystemError(_reason(error)) from error
    default = sounddevice.default.device[1]
    devices = [
        OutputDevice(
            index=index,
            name=str(info["name"]),
            host_api=str(host_apis[info["hostapi"]]["name"]),
            is_default=index == default,
        )
        for index, info in enumerate(infos)
        if info["max_output_channels"] >= 2
    ]
    return sorted(devices, key=lambda device: not device.is_default)


def look_again() -> None:
    """Let PortAudio find devices that came or went; no stream may be open.

    Raises: PortAudioMissingError, SoundSystemError.
    """
    sounddevice = _sounddevice()
    try:
        # PortAudio only looks when it starts, and sounddevice has no public way to restart it.
        sounddevice._terminate()
        sounddevice._initialize()
    except sounddevice.PortAudioError as error:
        raise SoundSystemError(_reason(error)) from error


def portaudio_version() -> str:
    """PortAudio's own words for its version. Raises: PortAudioMissingError, SoundSystemError."""
    return str(_sounddevice().get_portaudio_version()[1])


class AudioOutput:
    """A stream on a device that takes from a ring until it is stopped.

    Raises: PortAudioMissingError, SoundSystemError; NoOutputDeviceError where there is nothing to
    play on; OutputDeviceError when the device will not have 44.1 kHz stereo.
    """

    def __init__(self, ring: OutputRing, device: OutputDevice | None = None) -> None:
        sounddevice = _sounddevice()
        devices = output_devices()
        if not devices:
            raise NoOutputDeviceError
        chosen = devices[0]
        if device is not None:
            # By name: its index may have become another's.
            same = [d for d in devices if (d.name, d.host_api) == (device.name, device.host_api)]
            chosen = same[0] if same else chosen
        self.name = chosen.name
        self._ring = ring
        try:
            self._stream = sounddevice.OutputStream(
                device=chosen.index,
                samplerate=SAMPLE_RATE,
                channels=2,
                dtype="float32",
                latency=_LATENCY_S,
                callback=self._callback,
                extra_settings=_shared_mode_settings(sounddevice, chosen),
            )
        except sounddevice.PortAudioError as error:
            raise OutputDeviceError(chosen.name, _reason(error)) from error
        self._error_type = sounddevice.PortAudioError

    @property
    def latency_s(self) -> float:
        """Seconds from the callback to the loudspeaker, as the device says."""
        return float(self._stream.latency)

    @property
    def is_alive(self) -> bool:
        """Whether it still takes; an unplugged device does not."""
        return bool(self._stream.active)

    def start(self) -> None:
        """Begin to take from the ring. Raises: OutputDeviceError."""
        try:
            self._stream.start()
        except self._error_type as error:
            self.stop()
            raise OutputDeviceError(self.name, _reason(error)) from error

    def stop(self) -> None:
        """Close the device."""
        self._stream.close(ignore_errors=True)

    def _callback(self, out: Samples, _frames: int, when: Any, _status: Any) -> None:
        self._ring.take(out, when.outputBufferDacTime - when.currentTime)


def _shared_mode_settings(sounddevice: ModuleType, device: OutputDevice) -> Any:
    """Windows' own mixer only takes its own sample rate unless it is asked to convert."""
    if sys.platform == "win32" and "WASAPI" in device.host_api:
        return sounddevice.WasapiSettings(auto_convert=True)
    return None


def _reason(error: Exception) -> str:
    return str(error.args[0]) if error.args else str(error)
