"""PortAudio: the only file that imports sounddevice."""

from __future__ import annotations

import atexit
import importlib
import sys
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from player.errors import PortAudioMissingError, SoundSystemError


@dataclass(frozen=True)
class KnownDevice:
    """What PortAudio says of a device.

    index: PortAudio's; it changes as devices come and go. sample_rate: the one it likes best, in
    Hz. short_output_latency_s: the shortest it calls safe.
    """

    index: int
    name: str
    host_api: str
    input_channels: int
    output_channels: int
    is_default_input: bool
    is_default_output: bool
    sample_rate: int
    short_output_latency_s: float


def sounddevice() -> ModuleType:
    """The library. Raises: PortAudioMissingError, SoundSystemError."""
    try:
        return importlib.import_module("sounddevice")
    except OSError as error:
        raise PortAudioMissingError(str(error)) from error
    except Exception as error:  # its own PortAudioError, out of reach while the import fails
        raise SoundSystemError(reason(error)) from error


def devices_known() -> list[KnownDevice]:
    """Every device, in PortAudio's order. Raises: PortAudioMissingError, SoundSystemError."""
    library = sounddevice()
    try:
        host_apis = library.query_hostapis()
        infos = library.query_devices()
    except library.PortAudioError as error:
        raise SoundSystemError(reason(error)) from error
    default_input, default_output = library.default.device
    return [
        KnownDevice(
            index=index,
            name=str(info["name"]),
            host_api=str(host_apis[info["hostapi"]]["name"]),
            input_channels=int(info["max_input_channels"]),
            output_channels=int(info["max_output_channels"]),
            is_default_input=index == default_input,
            is_default_output=index == default_output,
            sample_rate=round(info["default_samplerate"]),
            short_output_latency_s=float(info["default_low_output_latency"]),
        )
        for index, info in enumerate(infos)
    ]


def look_again() -> None:
    """Let PortAudio find devices that came or went; no stream may be open.

    Raises: PortAudioMissingError, SoundSystemError.
    """
    library = sounddevice()
    try:
        # PortAudio only looks when it starts, and sounddevice has no public way to restart it.
        # Where the last start failed there is nothing to end.
        if library._initialized:
            library._terminate()
        library._initialize()
    except library.PortAudioError as error:
        raise SoundSystemError(reason(error)) from error


def leave_at_exit() -> None:
    """Let the process end without a word to PortAudio: a dead device never answers."""
    # Not imported: the import may be what hangs.
    handler = getattr(sys.modules.get("sounddevice"), "_exit_handler", None)
    if handler is not None:
        atexit.unregister(handler)


def portaudio_version() -> str:
    """PortAudio's own words for its version. Raises: PortAudioMissingError, SoundSystemError."""
    return str(sounddevice().get_portaudio_version()[1])


def shared_mode_settings(host_api: str) -> Any:
    """Windows' own mixer only takes its own sample rate unless it is asked to convert."""
    if sys.platform == "win32" and "WASAPI" in host_api:
        return sounddevice().WasapiSettings(auto_convert=True)
    return None


def reason(error: Exception) -> str:
    """The first thing an error of PortAudio's says."""
    return str(error.args[0]) if error.args else str(error)
