"""The best beats near a tempo follow it where it drifts, and rests do not lead them astray."""

from __future__ import annotations

import numpy as np

from player.beat_sequences import autocorrelation, beat_sequence, candidate_periods


def onsets(frames: np.ndarray, values: int) -> np.ndarray:
    strength = np.zeros(values, np.float32)
    strength[np.round(frames).astype(int)] = 3.0
    return np.convolve(strength, [0.5, 1.0, 0.5], "same").astype(np.float32)


def test_a_drifting_tempo_is_followed() -> None:
    frames = 20 + np.cumsum(np.linspace(50, 65, 60))
    found = beat_sequence(onsets(frames, int(frames[-1]) + 40), 57.0)
    near = np.abs(found[:, None] - frames[None, :]).min(axis=0)
    assert (near[1:] <= 2).all()


def test_a_rest_is_bridged_at_the_same_tempo() -> None:
    frames = 10 + 50 * np.arange(60.0)
    heard = np.concatenate([frames[:20], frames[36:]])
    found = beat_sequence(onsets(heard, 3020), 50.0)
    near = np.abs(found[:, None] - frames[None, :]).min(axis=0)
    assert (near <= 3).mean() > 0.95


def test_the_tempo_is_among_those_worth_trying() -> None:
    strength = onsets(10 + 52 * np.arange(50.0), 2700)
    periods = candidate_periods(autocorrelation(strength[None, :]))
    assert min(abs(period - 52) for period in periods) < 1.5
