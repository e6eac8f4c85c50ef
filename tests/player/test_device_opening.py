"""Devices in order, and a stream at the first rate that a device will have."""

from __future__ import annotations

import pytest

from player.audio_input import InputDevice
from player.device_opening import default_first, open_stream
from player.errors import InputDeviceError
from player.portaudio import sounddevice
from tests.sound_system import SoundSystem

DEVICE = InputDevice(3, "Microphone", "Fake", False, 2, 96_000)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> SoundSystem:
    """What the library finds."""
    system = SoundSystem()
    system.install(monkeypatch)
    return system


def test_the_systems_own_choice_stands_on_top() -> None:
    other = InputDevice(1, "Line", "Fake", True, 2, 44_100)
    assert default_first([DEVICE, other]) == [other, DEVICE]


@pytest.mark.parametrize(
    ("refused", "rate"), [(set(), 44_100), ({44_100}, 96_000), ({44_100, 96_000}, 48_000)]
)
def test_the_first_rate_that_is_taken(system: SoundSystem, refused: set[int], rate: int) -> None:
    system.refused_rates = refused
    kind = sounddevice().InputStream
    stream, opened_at = open_stream(kind, DEVICE, InputDeviceError, latency=0.1, channels=1)
    assert opened_at == stream.wishes["samplerate"] == rate
    assert (stream.wishes["device"], stream.wishes["dtype"]) == (3, "float32")


def test_a_device_that_takes_none_says_why_it_refused_the_first(system: SoundSystem) -> None:
    system.refuses_all = True
    with pytest.raises(InputDeviceError) as raised:
        open_stream(sounddevice().InputStream, DEVICE, InputDeviceError, latency=0.1)
    assert "44100" in str(raised.value)
