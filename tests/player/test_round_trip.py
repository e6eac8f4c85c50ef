"""Clicks, found again: late, faint, in noise, at another rate; and refused where they are not."""

from __future__ import annotations

import numpy as np
import pytest

from player.errors import CalibrationSilentError, CalibrationUnclearError
from player.multitrack import Samples
from player.round_trip import CLICKS_AT_S, RoundTrip, click_train, find_round_trip

RATE = 44_100


def heard(
    delay_s: float, *, level: float = 0.1, noise: float = 0.0, rate: int = RATE, seed: int = 0
) -> Samples:
    """The train as a microphone would have it, one second of nothing before it: (frames, 1)."""
    train = click_train(rate)[:, 0].astype(np.float64)
    sound = np.zeros(len(train) + 2 * rate)
    sound[rate : rate + len(train)] = level * train
    spectrum = np.fft.rfft(sound)
    turns = np.exp(-2j * np.pi * np.fft.rfftfreq(len(sound), 1 / rate) * delay_s)
    late = np.fft.irfft(spectrum * turns, len(sound))
    late += noise * np.random.default_rng(seed).standard_normal(len(late))
    return late.astype(np.float32)[:, None]


def found(sound: Samples, rate: int = RATE) -> RoundTrip:
    expected = [(1.0 + at_s) * rate for at_s in CLICKS_AT_S]
    return find_round_trip(sound, rate, [round(frame) for frame in expected])


@pytest.mark.parametrize("delay_s", [-0.1, -0.00123, 0.0, 0.0042, 0.0871234, 0.35])
@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_every_delay_is_found(delay_s: float, rate: int) -> None:
    trip = found(heard(delay_s, rate=rate), rate)
    assert trip.delay_s == pytest.approx(delay_s, abs=0.00005)
    assert trip.spread_s < 0.0001
    assert trip.found == trip.clicks == len(CLICKS_AT_S)


@pytest.mark.parametrize("seed", range(5))
def test_noise_does_not_move_it(seed: int) -> None:
    trip = found(heard(0.02, level=0.1, noise=0.004, seed=seed))
    assert trip.delay_s == pytest.approx(0.02, abs=0.0002)


def test_upside_down_it_is_the_same() -> None:
    assert found(-heard(0.02)).delay_s == pytest.approx(0.02, abs=0.0001)


def test_the_louder_channel_counts() -> None:
    two = np.concatenate([heard(0.02), 0.01 * heard(0.5)], axis=1)
    assert found(two).delay_s == pytest.approx(0.02, abs=0.0001)


def test_an_echo_does_not_confuse_it() -> None:
    sound = heard(0.02) + 0.6 * heard(0.051)
    assert found(sound).delay_s == pytest.approx(0.02, abs=0.0005)


def test_silence_is_said() -> None:
    with pytest.raises(CalibrationSilentError):
        found(np.zeros((RATE * 4, 1), np.float32))
    with pytest.raises(CalibrationSilentError):
        found(np.zeros((0, 1), np.float32))


@pytest.mark.parametrize("seed", range(5))
def test_what_is_no_click_is_refused(seed: int) -> None:
    noise = np.random.default_rng(seed).standard_normal((RATE * 5, 1)).astype(np.float32) * 0.1
    with pytest.raises(CalibrationUnclearError):
        found(noise)
    hum = 0.3 * np.sin(2 * np.pi * 50 * np.arange(RATE * 5) / RATE).astype(np.float32)[:, None]
    with pytest.raises(CalibrationUnclearError):
        found(hum)


def test_clicks_that_do_not_agree_are_refused() -> None:
    sound = heard(0.02)
    jumping = sound.copy()
    for index, at_s in enumerate(CLICKS_AT_S):
        place = slice(round((1.01 + at_s) * RATE), round((1.06 + at_s) * RATE))
        jumping[place] = np.roll(sound[place], 90 * (index % 4))
    with pytest.raises(CalibrationUnclearError):
        found(jumping)
