"""Names of notes, and how far a frequency is from them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.pitch_names import Pitch, frequency_to_pitch, midi_to_frequency


@pytest.mark.parametrize(
    ("frequency_hz", "name", "midi"),
    [
        (440.0, "A4", 69),
        (261.626, "C4", 60),
        (82.407, "E2", 40),
        (41.203, "E1", 28),
        (46.249, "F♯1", 30),
        (30.868, "B0", 23),
        (4186.01, "C8", 108),
    ],
)
def test_known_notes(frequency_hz: float, name: str, midi: int) -> None:
    pitch = frequency_to_pitch(frequency_hz)
    assert (pitch.name, pitch.midi) == (name, midi)
    assert pitch.cents == pytest.approx(0.0, abs=0.05)


def test_cents_and_another_tuning() -> None:
    assert frequency_to_pitch(442.0).cents == pytest.approx(7.85, abs=0.01)
    assert frequency_to_pitch(442.0, a4_hz=442.0).cents == 0.0
    assert frequency_to_pitch(466.16).name == "A♯4"
    assert midi_to_frequency(69, a4_hz=432.0) == 432.0


@given(st.floats(-20.0, 140.0))
def test_there_and_back(midi: float) -> None:
    pitch = frequency_to_pitch(midi_to_frequency(midi))
    assert pitch.midi + pitch.cents / 100 == pytest.approx(midi, abs=1e-9)
    assert -50.0 <= pitch.cents < 50.0


@pytest.mark.parametrize("frequency_hz", [0.0, -1.0, math.inf, math.nan])
def test_no_pitch(frequency_hz: float) -> None:
    with pytest.raises(ValueError, match="no pitch"):
        frequency_to_pitch(frequency_hz)


def test_names_below_octave_zero() -> None:
    assert Pitch(11).name == "B-1"
