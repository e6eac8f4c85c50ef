"""Beats are brought to what is struck, without a delay, and made as steady as the players are."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from player.beat_refinement import smoothed, struck_times

RATE = 22_050


def struck(times_s: NDArray[np.float64], seconds: float) -> NDArray[np.float32]:
    """A burst of noise that dies away at each of these times."""
    random = np.random.default_rng(3)
    sound = 1e-4 * random.standard_normal(round(seconds * RATE))
    for at_s in times_s:
        start = round(at_s * RATE)
        length = min(2000, len(sound) - start)
        burst = random.standard_normal(length) * np.exp(-np.arange(length) / 400)
        sound[start : start + length] += burst
    return sound.astype(np.float32)


def test_an_attack_is_found_where_it_begins() -> None:
    true_s = np.arange(1.0, 20.0, 0.5)
    offsets_s = np.random.default_rng(1).uniform(-0.03, 0.03, len(true_s))
    found_s, weights = struck_times(struck(true_s, 21.0), RATE, true_s + offsets_s)
    assert (weights > 0).all()
    assert np.abs(found_s - true_s).max() < 0.003
    assert abs(np.mean(found_s - true_s)) < 0.001


def test_where_nothing_is_struck_nothing_counts() -> None:
    _, weights = struck_times(struck(np.array([1.0]), 6.0), RATE, np.array([1.0, 3.0, 5.0]))
    assert weights[0] > 0
    assert not weights[1:].any()


def test_players_are_smoothed_and_a_wrong_note_is_not_followed() -> None:
    true_s = np.arange(60) * 0.5
    played_s = true_s + np.random.default_rng(2).normal(0, 0.006, 60)
    played_s[20] += 0.035
    found_s = smoothed(played_s, np.ones(60), true_s)
    assert np.abs(found_s - true_s).max() < 0.005
    assert np.std(np.diff(found_s)) < 0.001


def test_a_tempo_that_changes_is_followed() -> None:
    true_s = np.cumsum(0.5 + 0.25 * np.clip(np.arange(60) / 30 - 1, 0, 1))
    found_s = smoothed(true_s, np.ones(60), true_s)
    assert np.abs(found_s - true_s).max() < 0.004


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_beats_stay_where_they_are(count: int) -> None:
    times_s = 0.5 * np.arange(count)
    assert smoothed(times_s, np.ones(count), times_s) == pytest.approx(times_s, abs=1e-6)


@pytest.mark.parametrize("attack_s", [0.002, 0.015, 0.03])
def test_a_soft_attack_is_found_where_it_begins_too(attack_s: float) -> None:
    true_s = np.arange(1.0, 20.0, 0.5)
    sound = 1e-4 * np.random.default_rng(3).standard_normal(21 * RATE)
    time_s = np.arange(round(0.3 * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * 330 * number * time_s + number) / number for number in (1, 2, 3))
    note = wave * np.minimum(1, time_s / attack_s) * np.exp(-time_s / 0.1)
    for at_s in true_s:
        start = round(at_s * RATE)
        sound[start : start + len(note)] += note
    found_s, weights = struck_times(sound.astype(np.float32), RATE, true_s + 0.01)
    assert (weights > 0).all()
    assert abs(np.median(found_s - true_s)) < 0.004
