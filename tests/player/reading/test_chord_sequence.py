"""The likeliest sequence, and the probabilities, beside every sequence there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from player.reading.chord_sequence import likeliest, probabilities

Problem = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


def problem(seed: int, steps: int, states: int) -> Problem:
    rng = np.random.default_rng(seed)
    arrival = rng.random(states) + 0.05
    fits = 3 * rng.standard_normal((steps, states))
    return fits, rng.uniform(0.05, 0.9, steps), arrival / arrival.sum()


def all_of_them(
    fits: NDArray[np.float64], change: NDArray[np.float64], arrival: NDArray[np.float64]
) -> tuple[list[tuple[int, ...]], NDArray[np.float64]]:
    """Every sequence, and how probable it is."""
    steps, states = fits.shape
    paths = list(product(range(states), repeat=steps))
    chances = []
    for path in paths:
        chance = arrival[path[0]] * np.exp(fits[0, path[0]])
        for step in range(1, steps):
            go_on = (1 - change[step]) * (path[step] == path[step - 1])
            chance *= (go_on + change[step] * arrival[path[step]]) * np.exp(fits[step, path[step]])
        chances.append(chance)
    return paths, np.array(chances) / np.sum(chances)


@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(2, 4))
def test_the_probabilities_are_those_of_all_sequences(seed: int, steps: int, states: int) -> None:
    fits, change, arrival = problem(seed, steps, states)
    paths, chances = all_of_them(fits, change, arrival)
    expected = np.zeros((steps, states))
    for path, chance in zip(paths, chances, strict=True):
        expected[np.arange(steps), path] += chance
    assert probabilities(fits, change, arrival) == pytest.approx(expected)


@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(2, 4))
def test_no_sequence_is_likelier(seed: int, steps: int, states: int) -> None:
    """A chord that ends and begins again counts as one that goes on, if that is likelier."""
    fits, change, arrival = problem(seed, steps, states)

    def likelihood(path: tuple[int, ...]) -> float:
        found = np.log(arrival[path[0]]) + fits[0, path[0]]
        for step in range(1, steps):
            begin = np.log(change[step] * arrival[path[step]])
            go_on = np.log(1 - change[step]) if path[step] == path[step - 1] else -np.inf
            found += max(begin, go_on) + fits[step, path[step]]
        return float(found)

    found = tuple(likeliest(fits, change, arrival).tolist())
    best = max(likelihood(path) for path in product(range(states), repeat=steps))
    assert likelihood(found) == pytest.approx(best)


def test_one_odd_step_does_not_change_the_chord() -> None:
    fits = np.full((9, 3), -2.0)
    fits[:, 0] = -0.2
    fits[4] = (-1.0, -0.6, -2.0)
    change = np.full(9, 0.1)
    assert likeliest(fits, change, np.full(3, 1 / 3)).tolist() == [0] * 9
