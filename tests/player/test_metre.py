"""Bars are decoded from the odds of each beat to begin one."""

from __future__ import annotations

import numpy as np
import pytest

from player.metre import METRES, bar_places


def odds(length: int, downbeats: list[int]) -> np.ndarray:
    """Not sure of any, wrong about some."""
    values = np.random.default_rng(1).normal(-1.5, 0.7, length)
    values[downbeats] += 2.5
    return values


@pytest.mark.parametrize("metre", METRES)
def test_the_metre_that_fits_best_is_the_true_one(metre: int) -> None:
    downbeats = list(range(2, 84, metre))
    found = {each: bar_places(odds(84, downbeats), each) for each in METRES}
    assert max(found, key=lambda each: found[each][1]) == metre
    assert list(np.flatnonzero(found[metre][0] == 0)) == downbeats


def test_a_short_bar_is_found_where_much_speaks_for_it() -> None:
    downbeats = [*range(0, 17, 4), *range(18, 60, 4)]
    places, _ = bar_places(3 * odds(60, downbeats), 4)
    assert list(np.flatnonzero(places == 0)) == downbeats
