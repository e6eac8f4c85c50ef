"""Beats of one tempo are found through rests, and given up where the tempo really changes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from player.beat_sequences import beat_sequence
from player.steady_beats import SteadyBeats


def onsets(frames: NDArray[np.float64], values: int) -> NDArray[np.float32]:
    """A pulse at each of these, among others that are half as strong, at any time."""
    random = np.random.default_rng(4)
    strength = np.zeros(values, np.float32)
    strength[random.integers(0, values, values // 30)] = 1.5
    strength[np.round(frames).astype(int)] = 3.0
    return np.convolve(strength, [0.5, 1.0, 0.5], "same").astype(np.float32)


def away(found: NDArray[np.float64], true: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far from each true beat the nearest one is, in frames."""
    return np.abs(found[:, None] - true[None, :]).min(axis=0)


def test_one_tempo_is_found_to_a_hundredth_of_a_per_cent() -> None:
    true = 13 + 45.4545 * np.arange(600.0)
    found = SteadyBeats(onsets(true, 27_400)).near_period(46.0)
    assert abs(np.diff(found).mean() / 45.4545 - 1) < 1e-4
    assert away(found, true).max() < 3


def test_a_steady_song_keeps_its_tempo_where_nothing_is_on_the_beat() -> None:
    true = 13 + 45.4545 * np.arange(300.0)
    heard = np.concatenate([true[:90], true[150:]])
    strength = onsets(heard, 13_700)
    drifting = beat_sequence(strength, 45.0).astype(np.float64)
    steady = SteadyBeats(strength)
    found = steady.spliced(steady.near_period(45.0), drifting)
    assert away(found, true).max() < 4
    assert np.ptp(np.diff(found)) < 0.01


def test_a_ritardando_is_left_to_the_sequence_that_follows_it() -> None:
    gaps = np.concatenate([np.full(120, 50.0), np.linspace(50, 75, 40)])
    true = 20 + np.cumsum(gaps)
    strength = onsets(true, int(true[-1]) + 60)
    drifting = beat_sequence(strength, 52.0).astype(np.float64)
    steady = SteadyBeats(strength)
    found = steady.spliced(steady.near_period(50.0), drifting)
    assert (away(found, true) <= 3).mean() > 0.95


def test_a_song_that_always_drifts_has_no_steady_beats() -> None:
    true = 20 + np.cumsum(50 * (1 + 0.06 * np.sin(np.arange(200) / 20)))
    strength = onsets(true, int(true[-1]) + 60)
    drifting = beat_sequence(strength, 50.0).astype(np.float64)
    steady = SteadyBeats(strength)
    found = steady.spliced(steady.near_period(50.0), drifting)
    assert np.array_equal(found, drifting)
