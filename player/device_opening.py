"""What opening a device to play on and one to record from have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

from player.multitrack import SAMPLE_RATE
from player.portaudio import reason, shared_mode_settings, sounddevice

# Nearly every device has this rate, whatever it says of itself.
_LAST_RESORT_RATE = 48_000


class Device(Protocol):
    """What is known of any device."""

    @property
    def index(self) -> int:
        """PortAudio's number for it."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def host_api(self) -> str:
        """The sound system it belongs to."""

    @property
    def is_default(self) -> bool:
        """Whether it is the system's own choice."""

    @property
    def sample_rate(self) -> int:
        """The one it likes best, in Hz."""


AnyDevice = TypeVar("AnyDevice", bound=Device)


def default_first(devices: Iterable[AnyDevice]) -> list[AnyDevice]:
    """The same, with the system's own choice on top."""
    return sorted(devices, key=lambda device: not device.is_default)


def open_stream(
    kind: Callable[..., Any],
    device: Device,
    refused: Callable[[str, str], Exception],
    **wishes: Any,
) -> tuple[Any, int]:
    """A stream at 44.1 kHz, or else at a rate the device will have; and that rate, in Hz.

    kind: of sounddevice's streams, which gets the wishes. refused: makes what is raised from the
    device's name and its reason, where it will have none of these rates.
    """
    refusals: list[str] = []
    for rate in dict.fromkeys((SAMPLE_RATE, device.sample_rate, _LAST_RESORT_RATE)):
        try:
            stream = kind(
                device=device.index,
                samplerate=rate,
                dtype="float32",
                extra_settings=shared_mode_settings(device.host_api),
                **wishes,
            )
        except sounddevice().PortAudioError as error:
            refusals.append(reason(error))
        else:
            return stream, rate
    raise refused(device.name, refusals[0])
