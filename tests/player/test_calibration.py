"""Measuring the round trip: again until two agree, and not for ever."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from player import calibration
from player.audio_input import InputChoice
from player.audio_output import OutputChoice
from player.calibration import calibrate
from player.errors import CalibrationUnsteadyError, NoInputDeviceError
from player.round_trip import RoundTrip
from tests.sound_system import SoundSystem


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`found(0.02, 0.003)` lets the next measurements find these delays."""

    def find(*delays_s: float | None) -> None:
        results = iter(delays_s)

        def once(*_: object) -> RoundTrip | None:
            delay_s = next(results)
            return None if delay_s is None else RoundTrip(delay_s, 0.0001, 8, 8)

        monkeypatch.setattr(calibration, "_once", once)

    return find


def test_two_that_agree_are_enough(found: Callable[..., None]) -> None:
    found(0.0030, 0.0032)
    trip = calibrate(OutputChoice(), InputChoice())
    assert trip is not None
    assert trip.delay_s == pytest.approx(0.0031)
    assert trip.spread_s == pytest.approx(0.0002)


def test_one_that_is_off_does_not_count(found: Callable[..., None]) -> None:
    found(0.023, 0.003, 0.0031)
    trip = calibrate(OutputChoice(), InputChoice())
    assert trip is not None
    assert trip.delay_s == pytest.approx(0.00305)


def test_what_never_agrees_is_refused(found: Callable[..., None]) -> None:
    found(0.0, 0.01, 0.02, 0.03)
    with pytest.raises(CalibrationUnsteadyError) as refused:
        calibrate(OutputChoice(), InputChoice())
    assert refused.value.apart_s == pytest.approx(0.03)


def test_it_can_be_left(found: Callable[..., None]) -> None:
    found(0.0, None)
    assert calibrate(OutputChoice(), InputChoice()) is None


def test_without_a_microphone_no_click_is_played(sound_system: SoundSystem) -> None:
    sound_system.input_channels = 0
    with pytest.raises(NoInputDeviceError):
        calibrate(OutputChoice(), InputChoice())
    assert not sound_system.streams
