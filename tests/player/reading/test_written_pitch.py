from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.reading.written_pitch import WrittenPitch, key_alters, spelled


@given(st.integers(12, 127), st.integers(-7, 7))
def test_however_it_is_spelled_it_is_the_same_note(midi: int, fifths: int) -> None:
    assert spelled(midi, fifths).midi == midi


@pytest.mark.parametrize(
    ("midi", "fifths", "name"),
    [
        (60, 0, "C4"),
        (61, 0, "C♯4"),
        (58, 0, "B♭3"),
        (63, 0, "E♭4"),
        (68, 4, "G♯4"),
        (61, -5, "D♭4"),
        (59, -7, "C♭4"),
        (60, 7, "B♯3"),
        (40, 0, "E2"),
    ],
)
def test_the_key_says_how(midi: int, fifths: int, name: str) -> None:
    assert spelled(midi, fifths).name == name


def test_what_is_no_pitch_is_refused() -> None:
    with pytest.raises(ValueError, match="MIDI"):
        spelled(128, 0)
    with pytest.raises(ValueError, match="no pitch"):
        WrittenPitch(7, 0, 4)


def test_a_key_alters_steps() -> None:
    assert key_alters(2) == (1, 0, 0, 1, 0, 0, 0)
    assert key_alters(-1) == (0, 0, 0, 0, 0, 0, -1)
    assert key_alters(0) == (0,) * 7
