"""The sound device: the only file that knows PortAudio."""

from __future__ import annotations

import atexit
import importlib
import math
import sys
import time
from dataclasses import dataclass
from enum import Enum
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

# What a device may promise, and what a callback that shares the interpreter can keep.
_SHORTEST_LATENCY_S = 0.02
_NORMAL_LATENCY_S = 0.1
_SAFE_LATENCY_S = 0.3
# A callback may be under way, and a device tells its latency in round numbers.
_PLAYED_OUT_S = 0.02
# Nearly every device has this rate, whatever it says of itself.
_LAST_RESORT_RATE = 48_000


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
            sample_rate=round(info["default_samplerate"]),
            short_latency_s=float(info["default_low_output_latency"]),
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
        # Where the last start failed there is nothing to end.
        if sounddevice._initialized:
            sounddevice._terminate()
        sounddevice._initialize()
    except sounddevice.PortAudioError as error:
        raise SoundSystemError(_reason(error)) from error


def leave_at_exit() -> None:
    """Let the process end without a word to PortAudio: a dead device never answers."""
    # Not imported: the import may be what hangs.
    handler = getattr(sys.modules.get("sounddevice"), "_exit_handler", None)
    if handler is not None:
        atexit.unregister(handler)


def portaudio_version() -> str:
    """PortAudio's own words for its version. Raises: PortAudioMissingError, SoundSystemError."""
    return str(_sounddevice().get_portaudio_version()[1])


_SETTLING_S = 1.0


class AudioOutput:
    """A stream on a device that takes from a ring until it is stopped.

    It runs at 44.1 kHz, or else at a rate the device will have: `sample_rate`, in Hz. As long as
    the ring holds sound of another rate, it plays silence.

    Raises: PortAudioMissingError, SoundSystemError; NoOutputDeviceError where there is nothing to
    play on; OutputDeviceError when the device will not play stereo at any of these rates.
    """

    def __init__(self, ring: OutputRing, choice: OutputChoice) -> None:
        sounddevice = _sounddevice()
        devices = output_devices()
        if not devices:
            raise NoOutputDeviceError
        self.device = next((device for device in devices if choice.names(device)), devices[0])
        self.name = self.device.name
        self._ring = ring
        self._takes = True
        self._lasts_until_s = math.inf
        self._settled_at_s = 0.0
        self._error_type = sounddevice.PortAudioError
        self._open(sounddevice, self.device.latency_s(choice.latency))

    def _open(self, sounddevice: ModuleType, latency_s: float) -> None:
        refusals: list[str] = []
        for rate in dict.fromkeys((SAMPLE_RATE, self.device.sample_rate, _LAST_RESORT_RATE)):
            self.sample_rate = rate
            try:
                self._stream = sounddevice.OutputStream(
                    device=self.device.index,
                    samplerate=rate,
                    channels=2,
                    dtype="float32",
                    latency=latency_s,
                    callback=self._callback,
                    extra_settings=_shared_mode_settings(sounddevice, self.device),
                )
            except self._error_type as error:
                refusals.append(_reason(error))
            else:
                return
        raise OutputDeviceError(self.name, refusals[0])

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
        try:
            self._stream.start()
        except self._error_type as error:
            self.stop()
            raise OutputDeviceError(self.name, _reason(error)) from error

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


def _shared_mode_settings(sounddevice: ModuleType, device: OutputDevice) -> Any:
    """Windows' own mixer only takes its own sample rate unless it is asked to convert."""
    if sys.platform == "win32" and "WASAPI" in device.host_api:
        return sounddevice.WasapiSettings(auto_convert=True)
    return None


def _reason(error: Exception) -> str:
    return str(error.args[0]) if error.args else str(error)
