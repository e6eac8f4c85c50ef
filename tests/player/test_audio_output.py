"""Opening a device: its rate, its latency, and what the callback gives it."""

from __future__ import annotations

import numpy as np
import pytest

from player import audio_output
from player.audio_output import (
    AudioOutput,
    Latency,
    OutputChoice,
)
from player.errors import NoOutputDeviceError, OutputDeviceError
from player.output_ring import OutputRing
from tests.sound_system import SoundSystem


def test_it_runs_at_the_player_s_own_rate_where_the_device_will(sound_system: SoundSystem) -> None:
    sound_system.preferred_rate = 96_000.0
    output = AudioOutput(OutputRing(), OutputChoice())
    assert output.sample_rate == sound_system.last.wishes["samplerate"] == 44_100


@pytest.mark.parametrize(("refused", "expected"), [({44_100}, 96_000), ({44_100, 96_000}, 48_000)])
def test_a_device_that_refuses_a_rate_gets_its_own_then_48_khz(
    sound_system: SoundSystem, refused: set[int], expected: int
) -> None:
    sound_system.preferred_rate = 96_000.0
    sound_system.refused_rates = refused
    output = AudioOutput(OutputRing(), OutputChoice())
    assert output.sample_rate == sound_system.last.wishes["samplerate"] == expected


def test_a_device_that_refuses_every_rate_says_why_the_first_was_refused(
    sound_system: SoundSystem,
) -> None:
    sound_system.refused_rates = {44_100, 48_000}
    with pytest.raises(OutputDeviceError) as caught:
        AudioOutput(OutputRing(), OutputChoice())
    assert (caught.value.device_name, caught.value.reason) == (
        "Speakers",
        "Invalid sample rate 44100",
    )


def test_sound_made_for_another_rate_is_not_played(sound_system: SoundSystem) -> None:
    sound_system.refused_rates = {44_100}
    sound_system.preferred_rate = 48_000.0
    ring = OutputRing()
    ring.write(0, np.ones((1000, 2), np.float32))
    ring.written = 1000
    AudioOutput(ring, OutputChoice()).start()
    assert not sound_system.last.pull(400).any()
    assert ring.heard == 0
    ring.sample_rate = 48_000
    assert (sound_system.last.pull(400) == 1.0).all()
    assert ring.heard == 400


def test_a_device_that_ran_out_while_playing_is_counted(sound_system: SoundSystem) -> None:
    ring = OutputRing()
    AudioOutput(ring, OutputChoice())
    sound_system.last.pull(64, late=True)
    assert ring.device_underruns == 0
    ring.playing = True
    sound_system.last.pull(64)
    assert ring.device_underruns == 0
    sound_system.last.pull(64, late=True)
    assert ring.device_underruns == 1


def test_a_device_that_hides_that_it_ran_out_is_found_by_the_clock(
    sound_system: SoundSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s = 100.0
    monkeypatch.setattr("player.audio_output.time.perf_counter", lambda: now_s)
    ring = OutputRing()
    ring.playing = True
    AudioOutput(ring, OutputChoice())
    latency_s = sound_system.last.latency
    sound_system.last.pull(441)
    now_s += latency_s + 0.009
    sound_system.last.pull(441)
    assert ring.device_underruns == 0
    now_s += latency_s + 0.011
    sound_system.last.pull(441)
    assert ring.device_underruns == 1


def test_what_was_taken_is_heard_before_it_is_closed(
    sound_system: SoundSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = OutputRing()
    ring.write(0, np.ones((8820, 2), np.float32))
    ring.written = 8820
    output = AudioOutput(ring, OutputChoice())
    output.start()
    sound_system.last.pull(4410)
    slept_s: list[float] = []
    monkeypatch.setattr(audio_output.time, "perf_counter", lambda: ring.clock[1] + 0.05)
    monkeypatch.setattr(audio_output.time, "sleep", slept_s.append)
    output.play_out()
    # The device's latency and the block itself, less what has passed since.
    assert slept_s == [pytest.approx(0.1 + 0.1 - 0.05, abs=0.03)]
    assert not sound_system.last.pull(4410).any()
    assert ring.heard == 4410


def test_a_dead_device_is_not_waited_for(
    sound_system: SoundSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = OutputRing()
    output = AudioOutput(ring, OutputChoice())
    slept_s: list[float] = []
    monkeypatch.setattr(audio_output.time, "perf_counter", lambda: ring.clock[1] + 2.0)
    monkeypatch.setattr(audio_output.time, "sleep", slept_s.append)
    output.play_out()
    assert slept_s == [0.0]


@pytest.mark.parametrize(
    ("latency", "device_promises_s", "expected_s"),
    [
        (Latency.SHORT, 0.0087, 0.02),
        (Latency.SHORT, 0.035, 0.035),
        (Latency.NORMAL, 0.0087, 0.1),
        (Latency.SAFE, 0.0087, 0.3),
    ],
)
def test_the_latency_asked_for(
    sound_system: SoundSystem, latency: Latency, device_promises_s: float, expected_s: float
) -> None:
    sound_system.short_latency_s = device_promises_s
    output = AudioOutput(OutputRing(), OutputChoice(latency=latency))
    assert output.latency_s == sound_system.last.wishes["latency"] == expected_s


def test_the_chosen_device_is_known_by_its_name(sound_system: SoundSystem) -> None:
    choice = OutputChoice("Headphones", "Fake")
    assert AudioOutput(OutputRing(), choice).name == "Headphones"
    sound_system.names = ["Headphones", "Monitor", "Speakers"]
    assert AudioOutput(OutputRing(), choice).device.index == 0


def test_in_place_of_a_device_that_is_not_there_the_system_s_own_plays(
    sound_system: SoundSystem,
) -> None:
    assert AudioOutput(OutputRing(), OutputChoice("Left at home", "Fake")).name == "Speakers"
    sound_system.names = []
    with pytest.raises(NoOutputDeviceError):
        AudioOutput(OutputRing(), OutputChoice())
