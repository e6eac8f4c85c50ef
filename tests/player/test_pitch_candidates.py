"""The first stage of pYIN, on sounds whose periods are known."""

from __future__ import annotations

import numpy as np
import pytest

from player.pitch_candidates import MOST, pitch_candidates

_RATE = 22_050


def _harmonic(hertz: float) -> np.ndarray:
    time_s = np.arange(_RATE) / _RATE
    return sum(np.sin(2 * np.pi * n * hertz * time_s + n) / n for n in range(1, 6)).astype(
        np.float32
    )


@pytest.mark.parametrize("hertz", [31.0, 41.2, 110.0, 440.0, 1000.0])
def test_the_likeliest_period_is_the_true_one(hertz: float) -> None:
    starts = np.array([0, 300, 4000])
    found = pitch_candidates(_harmonic(hertz), starts, 1024, 15, 735, 18)
    assert found.periods.shape == found.masses.shape == (3, MOST)
    assert found.periods[:, 0] == pytest.approx([_RATE / hertz] * 3, rel=0.01)
    assert np.all(found.masses[:, 0] > 0.8)
    assert np.all(np.diff(found.masses, axis=1) <= 0)
    assert np.all(found.masses.sum(axis=1) <= 1.0 + 1e-6)


def test_many_windows_are_looked_at_as_one_is() -> None:
    noisy = _harmonic(97.0) + 0.3 * np.random.default_rng(2).standard_normal(_RATE).astype(
        np.float32
    )
    starts = np.arange(0, 18_000, 20)
    together = pitch_candidates(noisy, starts, 1024, 15, 735, 18)
    for index in (0, 451, 899):
        alone = pitch_candidates(noisy, starts[index : index + 1], 1024, 15, 735, 18)
        np.testing.assert_allclose(together.periods[index], alone.periods[0], rtol=1e-4)
        np.testing.assert_allclose(together.masses[index], alone.masses[0], atol=1e-4)


def test_silence_has_no_candidates() -> None:
    found = pitch_candidates(np.zeros(5000, np.float32), np.array([0, 1000]), 1024, 15, 735, 18)
    assert not found.masses.any()
