"""The sound input: a device that gives to a ring."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Any

from player.device_opening import default_first, open_stream
from player.errors import InputDeviceError, NoInputDeviceError
from player.input_ring import InputRing
from player.monitor_ring import MonitorRing
from player.multitrack import SAMPLE_RATE, Samples
from player.portaudio import devices_known, reason, sounddevice

# Nobody waits for what is recorded: rather late than with holes. Who hears it at once does.
_LATENCY_S, _MONITORED_LATENCY_S = 0.2, 0.02


@dataclass(frozen=True)
class InputChoice:
    """What to record from. Without a device name it is the system's own choice.

    channel: the first one, from 0. is_stereo: it and the one behind it. is_monitored: whether it
    is to be heard at once.
    """

    device_name: str = ""
    host_api: str = ""
    channel: int = 0
    is_stereo: bool = False
    is_monitored: bool = False

    @property
    def channels(self) -> int:
        """How many are recorded."""
        return 2 if self.is_stereo else 1

    def names(self, device: InputDevice) -> bool:
        """Whether it is this device. By name: its index may have become another's."""
        return (device.name, device.host_api) == (self.device_name, self.host_api)


@dataclass(frozen=True)
class InputDevice:
    """A device that can record. index: PortAudio's. sample_rate: the one it likes best, in Hz."""

    index: int
    name: str
    host_api: str
    is_default: bool
    channels: int
    sample_rate: int


def input_devices() -> list[InputDevice]:
    """Every device that can record, the default first.

    Raises: PortAudioMissingError, SoundSystemError.
    """
    devices = [
        InputDevice(
            index=each.index,
            name=each.name,
            host_api=each.host_api,
            is_default=each.is_default_input,
            channels=each.input_channels,
            sample_rate=each.sample_rate,
        )
        for each in devices_known()
        if each.input_channels >= 1
    ]
    return default_first(devices)


class AudioInput:
    """A stream from a device into a ring of its own, until it is stopped.

    It runs at 44.1 kHz, or else at a rate the device will have: `sample_rate`, in Hz. What the
    device has not is recorded from its last channels. What is to be monitored goes to `monitor`,
    too, which takes it at `monitor_rate`, in Hz, or not at all. Nothing came in before
    `started_at_s`, on the clock of time.perf_counter().

    Raises: PortAudioMissingError, SoundSystemError; NoInputDeviceError where there is nothing to
    record from; InputDeviceError when the device will not record at any of these rates.
    """

    def __init__(
        self,
        choice: InputChoice,
        monitor: MonitorRing | None = None,
        monitor_rate: int = SAMPLE_RATE,
    ) -> None:
        devices = input_devices()
        if not devices:
            raise NoInputDeviceError
        self.device = next((device for device in devices if choice.names(device)), devices[0])
        self.name = self.device.name
        self.started_at_s = math.inf
        self.ring = InputRing(min(choice.channels, self.device.channels))
        self._first = min(choice.channel, self.device.channels - self.ring.channels)
        self._stop = self._first + self.ring.channels
        library = sounddevice()
        self._error_type = library.PortAudioError
        self._monitor: MonitorRing | None = None
        self._stream, self.sample_rate = open_stream(
            library.InputStream,
            self.device,
            InputDeviceError,
            channels=self._stop,
            latency=_MONITORED_LATENCY_S if choice.is_monitored else _LATENCY_S,
            callback=self._callback,
        )
        if choice.is_monitored and self.sample_rate == monitor_rate:
            self._monitor = monitor

    @property
    def is_alive(self) -> bool:
        """Whether it still gives; an unplugged device does not."""
        return bool(self._stream.active)

    def start(self) -> None:
        """Begin to give. Raises: InputDeviceError."""
        self.started_at_s = time.perf_counter()
        try:
            self._stream.start()
        except self._error_type as error:
            self.stop()
            raise InputDeviceError(self.name, reason(error)) from error

    def stop(self) -> None:
        """Close the device."""
        self._stream.close(ignore_errors=True)

    def _callback(self, block: Samples, _frames: int, when: Any, status: Any) -> None:
        at_s = time.perf_counter() - (when.currentTime - when.inputBufferAdcTime)
        chosen = block[:, self._first : self._stop]
        self.ring.put(chosen, at_s, overflowed=bool(status.input_overflow))
        if self._monitor is not None:
            self._monitor.put(chosen)
