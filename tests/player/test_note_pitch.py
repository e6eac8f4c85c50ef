"""The pitch of one note, against notes that were made with it."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE
from player.note_pitch import note_pitch
from tests.played_parts import BASS, VOICE, Played, sound


def _note(kind: str, midi: float) -> np.ndarray:
    return sound(kind, [Played(0.0, 0.5, midi)], tail_s=0.0)


@pytest.mark.parametrize("midi", [28.0, 33.37, 40.0, 47.75])
def test_a_plucked_note_is_measured_within_three_cents(midi: float) -> None:
    pitch = note_pitch(_note(BASS, midi), SAMPLE_RATE)
    assert pitch is not None
    assert pitch.midi == pytest.approx(midi, abs=0.03)


@pytest.mark.parametrize("midi", [50.0, 57.2, 64.0, 71.85])
def test_a_sung_note_is_measured_within_ten_cents(midi: float) -> None:
    pitch = note_pitch(_note(VOICE, midi), SAMPLE_RATE)
    assert pitch is not None
    assert pitch.midi == pytest.approx(midi, abs=0.10)
    assert pitch.voicing > 0.8


def test_noise_has_no_pitch() -> None:
    noise = np.random.default_rng(1).standard_normal(SAMPLE_RATE // 2).astype(np.float32)
    assert note_pitch(0.1 * noise, SAMPLE_RATE) is None


def test_two_notes_at_once_are_not_sure() -> None:
    both = _note(BASS, 40.0) + _note(BASS, 46.0)
    assert note_pitch(both, SAMPLE_RATE) is None


def test_silence_and_a_click_have_no_pitch() -> None:
    assert note_pitch(np.zeros(SAMPLE_RATE, np.float32), SAMPLE_RATE) is None
    assert note_pitch(_note(BASS, 40.0)[: SAMPLE_RATE // 20], SAMPLE_RATE) is None
