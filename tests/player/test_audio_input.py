"""Opening an input: which device, which channels, at which rate, and what the callback keeps."""

from __future__ import annotations

import numpy as np
import pytest

from player import audio_input
from player.audio_input import AudioInput, InputChoice, input_devices
from player.errors import InputDeviceError, NoInputDeviceError
from player.output_ring import OutputRing
from tests.sound_system import SoundSystem


def test_no_microphone_is_said(sound_system: SoundSystem) -> None:
    sound_system.input_channels = 0
    assert input_devices() == []
    with pytest.raises(NoInputDeviceError):
        AudioInput(InputChoice())


def test_the_chosen_device_is_known_by_its_name(sound_system: SoundSystem) -> None:
    assert AudioInput(InputChoice("Headphones", "Fake")).name == "Headphones"
    assert AudioInput(InputChoice("Left at home", "Fake")).name == "Speakers"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (InputChoice(), [[0.0], [10.0]]),
        (InputChoice(channel=2), [[2.0], [12.0]]),
        (InputChoice(channel=1, is_stereo=True), [[1.0, 2.0], [11.0, 12.0]]),
        (InputChoice(channel=9), [[3.0], [13.0]]),
    ],
)
def test_the_chosen_channels_are_kept(
    sound_system: SoundSystem, choice: InputChoice, expected: list[list[float]]
) -> None:
    sound_system.input_channels = 4
    source = AudioInput(choice)
    stream = sound_system.inputs[-1]
    given = np.array([[0, 1, 2, 3], [10, 11, 12, 13]], np.float32)[:, : stream.wishes["channels"]]
    stream.give(given)
    samples, _ = source.ring.take()
    np.testing.assert_array_equal(samples, np.array(expected, np.float32))


def test_a_mono_device_gives_mono(sound_system: SoundSystem) -> None:
    sound_system.input_channels = 1
    assert AudioInput(InputChoice(is_stereo=True)).ring.channels == 1


def test_a_block_is_known_by_when_it_came_in(
    sound_system: SoundSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audio_input.time, "perf_counter", lambda: 100.0)
    source = AudioInput(InputChoice())
    sound_system.inputs[-1].give(np.zeros((64, 1), np.float32), delay_s=0.25)
    sound_system.inputs[-1].give(np.zeros((64, 1), np.float32), lost=True)
    _, blocks = source.ring.take()
    assert [tuple(block) for block in blocks] == [(0, 64, 99.75, False), (64, 64, 100.0, True)]


def test_another_rate_where_the_device_has_not_ours(sound_system: SoundSystem) -> None:
    sound_system.refused_rates = {44_100}
    sound_system.preferred_rate = 96_000.0
    assert AudioInput(InputChoice()).sample_rate == 96_000
    sound_system.refuses_all = True
    with pytest.raises(InputDeviceError):
        AudioInput(InputChoice())


def test_only_what_is_to_be_monitored_is_heard_and_sooner(sound_system: SoundSystem) -> None:
    ring = OutputRing()
    block = np.full((64, 1), 0.5, np.float32)
    AudioInput(InputChoice(), ring.monitor)
    sound_system.inputs[-1].give(block)
    out = np.empty((64, 2), np.float32)
    ring.take(out)
    assert not out.any()
    AudioInput(InputChoice(is_monitored=True), ring.monitor)
    assert sound_system.inputs[-1].wishes["latency"] < sound_system.inputs[0].wishes["latency"]
    sound_system.inputs[-1].give(block)
    ring.take(out)
    assert (out == 0.5).all()
    ring.take(out)
    assert not out.any()


def test_an_input_of_another_rate_is_not_monitored(sound_system: SoundSystem) -> None:
    ring = OutputRing()
    AudioInput(InputChoice(is_monitored=True), ring.monitor, monitor_rate=48_000)
    sound_system.inputs[-1].give(np.ones((64, 1), np.float32))
    assert ring.monitor.written == 0
