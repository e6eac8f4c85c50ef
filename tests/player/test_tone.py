"""A tone is in tune, begins and ends without a click, and is the same whoever asks."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE, Samples
from player.pitch_names import midi_to_frequency
from player.tone import Tone
from tests.benchmarks.tone_frequency import tone_frequency


def energy_above(sound: Samples, frequency_hz: float) -> float:
    """How much of the sound's energy lies above a frequency, in dB."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    bins = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    return float(10 * np.log10(spectrum[bins > frequency_hz].sum() / spectrum.sum()))


def whole(tone: Tone) -> Samples:
    """From a while before it to a while after it."""
    margin = SAMPLE_RATE // 4
    return tone.samples(tone.start_frame - margin, tone.stop_frame - tone.start_frame + 2 * margin)


@pytest.mark.parametrize("midi", [24, 40, 69, 108])
def test_it_is_in_tune_within_a_hundredth_of_a_cent(midi: int) -> None:
    frequency_hz = midi_to_frequency(midi)
    tone = Tone(frequency_hz, 500, 500 + 2 * SAMPLE_RATE, SAMPLE_RATE)
    heard_hz = tone_frequency(tone.samples(500, 2 * SAMPLE_RATE), frequency_hz)
    assert abs(1200 * np.log2(heard_hz / frequency_hz)) < 0.01


@pytest.mark.parametrize("end_s", [0.0, 0.005, 0.45, 1.0])
@pytest.mark.parametrize("fade_s", [0.04, 0.15])
def test_it_begins_and_ends_without_a_click(end_s: float, fade_s: float) -> None:
    # Its harmonics end at 550 Hz: what is above 2 kHz is how it begins and ends.
    tone = Tone(110.0, 0, round(end_s * SAMPLE_RATE), SAMPLE_RATE, fade_s=fade_s)
    assert energy_above(whole(tone), 2000.0) < -70.0


def test_a_click_would_be_noticed() -> None:
    sound = whole(Tone(110.0, 0, SAMPLE_RATE, SAMPLE_RATE))
    sound[: sound.argmax()] = 0.0
    assert energy_above(sound, 2000.0) > -50.0


def test_nothing_is_left_when_it_has_stopped() -> None:
    tone = Tone(220.0, 1000, 10_000, SAMPLE_RATE)
    assert not tone.samples(0, 1000).any()
    assert tone.samples(1000, tone.stop_frame - 1000).any()
    assert not tone.samples(tone.stop_frame, 5000).any()


def test_pieces_are_the_whole() -> None:
    tone = Tone(220.0, 1000, 30_000, SAMPLE_RATE)
    pieces = [tone.samples(start, 700) for start in range(0, 42_000, 700)]
    np.testing.assert_array_equal(np.concatenate(pieces), tone.samples(0, 42_000))


@pytest.mark.parametrize("midi", range(24, 109, 6))
def test_it_leaves_room_beside_a_song_and_can_be_heard(midi: int) -> None:
    tone = Tone(midi_to_frequency(midi), 0, SAMPLE_RATE, SAMPLE_RATE)
    sound = whole(tone)
    assert np.abs(sound).max() < 0.5
    held = tone.samples(SAMPLE_RATE // 2, SAMPLE_RATE // 2)
    level_db = 20 * np.log10(np.sqrt(np.mean(held**2)))
    assert -32.0 < level_db < -14.0


def test_no_harmonic_is_higher_than_a_device_can_play() -> None:
    tone = Tone(midi_to_frequency(108), 0, SAMPLE_RATE, SAMPLE_RATE)
    spectrum = np.abs(np.fft.rfft(tone.samples(2000, 1 << 15) * np.hanning(1 << 15)))
    bins = np.fft.rfftfreq(1 << 15, 1 / SAMPLE_RATE)
    assert spectrum[bins > 12_500].max() < 1e-4 * spectrum.max()
