"""The sound output: a device that takes from a ring."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from enum import Enum
from typing import Any

from player.device_opening import default_first, open_stream
from player.errors import NoOutputDeviceError, OutputDeviceError
from player.multitrack import Samples
from player.output_ring import OutputRing
from player.portaudio import devices_known, reason, sounddevice

# What a device may promise, and what a callback that shares the interpreter can keep.
_SHORTEST_LATENCY_S = 0.02
_NORMAL_LATENCY_S = 0.1
_SAFE_LATENCY_S = 0.3
# A callback may be under way, and a device tells its latency in round numbers.
_PLAYED_OUT_S = 0.02
_SETTLING_S = 1.0


class Latency(Enum):
    """How much sound the device holds. More of it survives a busier computer."""

    SHORT = "short"
    NORMAL = "normal"
    SAFE = "safe"


@dataclass(frozen=True)
class OutputChoice:
    """Where to play. Without a device name it is the system's own choice, also later on."""

    device_name: str = ""
    host_api: str = ""
    latency: Latency = Latency.NORMAL

    def names(self, device: OutputDevice) -> bool:
        """Whether it is this device. By name: its index may have become another's."""
        return (device.name, device.host_api) == (self.device_name, self.host_api)


@dataclass(frozen=True)
class OutputDevice:
    """A device that can play stereo.

    index: PortAudio's; it changes as devices come and go.
    sample_rate: the one it likes best, in Hz.
    short_latency_s: the shortest it calls safe.
    """

    index: int
    name: str
    host_api: str
    is_default: bool
    sample_rate: int
    short_latency_s: float

    def latency_s(self, latency: Latency) -> float:
        """What to ask of it, in seconds."""
        match latency:
            case Latency.SHORT:
                return max(_SHORTEST_LATENCY_S, self.short_latency_s)
            case Latency.NORMAL:
                return _NORMAL_LATENCY_S
            case Latency.SAFE:
                return _SAFE_LATENCY_S


def output_devices() -> list[OutputDevice]:
    """Every device that can play stereo, the default first.

    Raises: PortAudioMissingError, SoundSystemError.
    """
    devices = [
        OutputDevice(
            index=each.index,
            name=each.name,
            host_api=each.host_api,
            is_default=each.is_default_output,
            sample_rate=each.sample_rate,
            short_latency_s=each.short_output_latency_s,
        )
        for each in devices_known()
        if each.output_channels >= 2
    ]
    return default_first(devices)


class AudioOutput:
    """A stream on a device that takes from a ring until it is stopped.

    It runs at 44.1 kHz, or else at a rate the device will have: `sample_rate`, in Hz. As long as
    the ring holds sound of another rate, it plays silence.

    Raises: PortAudioMissingError, SoundSystemError; NoOutputDeviceError where there is nothing to
    play on; OutputDeviceError when the device will not play stereo at any of these rates.
    """

    def __init__(self, ring: OutputRing, choice: OutputChoice) -> None:
        devices = output_devices()
        if not devices:
            raise NoOutputDeviceError
        self.device = next((device for device in devices if choice.names(device)), devices[0])
        self.name = self.device.name
        self._ring = ring
        self._takes = True
        self._lasts_until_s = math.inf
        self._settled_at_s = 0.0
        library = sounddevice()
        self._error_type = library.PortAudioError
        self._stream, self.sample_rate = open_stream(
            library.OutputStream,
            self.device,
            OutputDeviceError,
            channels=2,
            latency=self.device.latency_s(choice.latency),
            callback=self._callback,
        )

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
        # While the device's buffer fills for the first time it asks at no steady pace.
        self._settled_at_s = time.perf_counter() + _SETTLING_S
        self._ring.begun_frame = self._ring.heard
        try:
            self._stream.start()
        except self._error_type as error:
            self.stop()
            raise OutputDeviceError(self.name, reason(error)) from error

    def play_out(self) -> None:
        """Take nothing more, and wait until what was taken has been heard."""
        # PortAudio's own stop is to do this, but on PulseAudio it drops what is left.
        self._takes = False
        _, taken_at_s, latency_s, block_frames = self._ring.clock
        ends_at_s = taken_at_s + latency_s + block_frames / self.sample_rate + _PLAYED_OUT_S
        time.sleep(max(0.0, ends_at_s - time.perf_counter()))

    def stop(self) -> None:
        """Close the device; what it has not played yet is lost."""
        self._stream.close(ignore_errors=True)

    def _callback(self, out: Samples, frames: int, when: Any, status: Any) -> None:
        now_s = time.perf_counter()
        latency_s = when.outputBufferDacTime - when.currentTime
        # ALSA's plugins hide that they ran out: then the clock tells.
        if self._ring.playing and (status.output_underflow or now_s > self._lasts_until_s):
            self._ring.device_underruns += 1
        if now_s > self._settled_at_s:
            self._lasts_until_s = now_s + latency_s + frames / self.sample_rate
        if self._takes and self._ring.sample_rate == self.sample_rate:
            self._ring.take(out, latency_s)
        else:
            out.fill(0.0)
