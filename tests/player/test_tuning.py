"""How far a song is from A4 = 440 Hz is found in cents."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE
from player.tuning import find_tuning
from player.tuning_estimate import Tuning
from tests.songs.instruments import tone


@pytest.mark.parametrize("cents", [-40, -12, 0, 7, 33])
def test_a_detuned_piano_is_found(cents: int) -> None:
    notes = [tone("piano", pitch + cents / 100, 1000) for pitch in (57, 60, 64, 67, 69, 72, 76)]
    found = find_tuning(np.concatenate(notes)[:, None], SAMPLE_RATE)
    assert found is not None
    assert found.cents == pytest.approx(cents, abs=2.5)
    assert found.confidence > 0.3


def test_noise_is_not_believed_and_silence_says_nothing() -> None:
    noise = np.random.default_rng(1).standard_normal((10 * SAMPLE_RATE, 1)).astype(np.float32)
    found = find_tuning(noise, SAMPLE_RATE)
    assert found is not None
    assert found.confidence < 0.2
    assert find_tuning(np.zeros_like(noise), SAMPLE_RATE) is None


def test_cents_are_said_as_a_frequency() -> None:
    assert Tuning(0.0, 1.0).a4_hz == 440
    assert Tuning(1200 * np.log2(442 / 440), 1.0).a4_hz == pytest.approx(442)
