"""Tones as the callback gets them: soon, one at a time, held, and gone without a trace."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE, Samples
from player.tone import Tone
from player.tone_player import TonePlayer
from player.tone_ring import ToneRing
from tests.player.test_tone import energy_above

BLOCK = 700


@pytest.fixture
def ring() -> ToneRing:
    return ToneRing(1 << 15)


@pytest.fixture
def player(ring: ToneRing) -> TonePlayer:
    return TonePlayer(ring)


def take(ring: ToneRing, player: TonePlayer, seconds: float) -> Samples:
    """What is added to silence by a callback, the fill thread being there between blocks."""
    out = np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)
    for start in range(0, len(out), BLOCK):
        ring.add_to(out[start : start + BLOCK])
        player.fill()
    np.testing.assert_array_equal(out[:, 0], out[:, 1])
    return out[:, 0]


def sounds_until(sound: Samples) -> float:
    return float(np.flatnonzero(sound)[-1]) / SAMPLE_RATE


def test_it_is_in_the_very_next_block(ring: ToneRing, player: TonePlayer) -> None:
    player.start(440.0, 1.0, SAMPLE_RATE)
    sound = take(ring, player, 0.1)
    expected = Tone(440.0, 0, SAMPLE_RATE, SAMPLE_RATE).samples(0, len(sound))
    np.testing.assert_array_equal(sound, expected)


def test_a_click_is_heard_for_six_tenths_of_a_second(ring: ToneRing, player: TonePlayer) -> None:
    player.start(110.0, 1.0, SAMPLE_RATE)
    first = take(ring, player, 0.05)
    player.end(at_once=False)
    sound = np.concatenate([first, take(ring, player, 1.0)])
    assert sounds_until(sound) == pytest.approx(0.6, abs=0.02)
    assert energy_above(np.pad(sound, 4096), 2000.0) < -70.0


def test_a_held_note_sounds_as_long_as_it_is_held(ring: ToneRing, player: TonePlayer) -> None:
    player.start(110.0, 1.0, SAMPLE_RATE)
    held = take(ring, player, 2.5)
    assert np.abs(held[-2000:]).max() > 0.05
    player.end(at_once=False)
    rest = take(ring, player, 0.5)
    assert 0.15 < sounds_until(rest) < 0.25
    assert energy_above(np.pad(np.concatenate([held, rest]), 4096), 2000.0) < -70.0


def test_it_can_be_ended_at_once(ring: ToneRing, player: TonePlayer) -> None:
    player.start(110.0, 1.0, SAMPLE_RATE)
    first = take(ring, player, 0.08)
    player.end(at_once=True)
    rest = take(ring, player, 0.5)
    assert sounds_until(rest) < 0.1
    assert energy_above(np.pad(np.concatenate([first, rest]), 4096), 2000.0) < -65.0


def test_the_next_note_takes_over_without_a_click(ring: ToneRing, player: TonePlayer) -> None:
    player.start(110.0, 1.0, SAMPLE_RATE)
    first = take(ring, player, 0.3)
    player.start(165.0, 1.0, SAMPLE_RATE)
    second = take(ring, player, 1.0)
    change = np.concatenate([first, second])[: SAMPLE_RATE // 2]
    assert energy_above(change * np.hanning(len(change)), 2000.0) < -60.0
    late = second[SAMPLE_RATE // 5 :]
    spectrum = np.abs(np.fft.rfft(late * np.hanning(len(late))))
    bins = np.fft.rfftfreq(len(late), 1 / SAMPLE_RATE)
    assert bins[spectrum.argmax()] == pytest.approx(165.0, abs=2.0)
    assert spectrum[np.abs(bins - 110.0) < 2].max() < 1e-3 * spectrum.max()


def test_it_is_as_loud_as_the_gain_says(ring: ToneRing, player: TonePlayer) -> None:
    player.start(440.0, 0.25, SAMPLE_RATE)
    expected = Tone(440.0, 0, SAMPLE_RATE, SAMPLE_RATE).samples(0, 4410) * 0.25
    np.testing.assert_allclose(take(ring, player, 0.1), expected, atol=1e-7)


def test_it_adds_to_what_is_there_and_then_to_nothing(ring: ToneRing, player: TonePlayer) -> None:
    player.start(440.0, 1.0, SAMPLE_RATE)
    out = np.full((BLOCK, 2), 0.25, np.float32)
    ring.add_to(out)
    assert not (out == 0.25).all()
    player.drop()
    out[:] = 0.25
    ring.add_to(out)
    assert (out == 0.25).all()
    player.fill()
    assert ring.written == ring.heard


def test_ending_what_does_not_sound_does_nothing(ring: ToneRing, player: TonePlayer) -> None:
    player.end(at_once=False)
    assert ring.written == 0
    player.start(440.0, 1.0, SAMPLE_RATE)
    player.end(at_once=False)
    sound = take(ring, player, 1.0)
    player.end(at_once=False)
    player.fill()
    assert sounds_until(sound) < 0.65
    assert ring.written == ring.heard


C_MAJOR_HZ = (130.81, 261.63, 329.63, 392.0)


def test_all_notes_of_a_chord_are_heard_for_a_second(ring: ToneRing, player: TonePlayer) -> None:
    player.sound_chord(C_MAJOR_HZ, 1.0, SAMPLE_RATE)
    sound = take(ring, player, 2.0)
    assert sounds_until(sound) == pytest.approx(1.25, abs=0.02)
    middle = sound[SAMPLE_RATE // 5 : SAMPLE_RATE]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    bins = np.fft.rfftfreq(len(middle), 1 / SAMPLE_RATE)
    for frequency_hz in C_MAJOR_HZ:
        assert spectrum[np.abs(bins - frequency_hz) < 3].max() > 0.2 * spectrum.max()
    assert energy_above(np.pad(sound, 4096), 4000.0) < -60.0


def test_a_chord_swings_no_further_than_a_tone(ring: ToneRing, player: TonePlayer) -> None:
    lowest = Tone(82.4, 0, SAMPLE_RATE, SAMPLE_RATE).samples(0, SAMPLE_RATE)
    player.sound_chord((82.4, 123.5, 164.8, 207.7, 246.9, 329.6), 1.0, SAMPLE_RATE)
    sound = take(ring, player, 1.5)
    assert np.abs(sound).max() <= np.abs(lowest).max()
    assert np.abs(sound).max() > 0.5 * np.abs(lowest).max()


def test_a_note_ends_all_of_a_chord_without_a_click(ring: ToneRing, player: TonePlayer) -> None:
    player.sound_chord((110.0, 138.6), 1.0, SAMPLE_RATE)
    first = take(ring, player, 0.3)
    player.start(220.0, 1.0, SAMPLE_RATE)
    second = take(ring, player, 1.0)
    change = np.concatenate([first, second])[: SAMPLE_RATE // 2]
    assert energy_above(change * np.hanning(len(change)), 2000.0) < -60.0
    late = second[SAMPLE_RATE // 5 :]
    spectrum = np.abs(np.fft.rfft(late * np.hanning(len(late))))
    bins = np.fft.rfftfreq(len(late), 1 / SAMPLE_RATE)
    for gone_hz in (110.0, 138.6):
        assert spectrum[np.abs(bins - gone_hz) < 2].max() < 1e-3 * spectrum.max()
