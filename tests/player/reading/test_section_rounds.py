"""Sections of the same letter in a row."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from player.reading.section_rounds import rounds


def bars_alike(phrase: int, form: int, length: int) -> NDArray[np.float32]:
    """Bars that are somewhat alike after every phrase, and the same after every form."""
    apart = np.abs(np.arange(length)[:, None] - np.arange(length))
    alike = np.where(apart % phrase == 0, 0.7, 0.3)
    return np.where(apart % form == 0, 1.0, alike).astype(np.float32)


@pytest.mark.parametrize(
    ("phrase", "form", "parts", "starts"),
    [
        (4, 12, (8, 8, 8), [0, 12]),  # three parts of eight are two rounds of twelve
        (4, 8, (8, 8), [0, 8]),  # what comes again after eight bars
        (4, 4, (8, 8), [0]),  # a phrase of four all through says nothing
        (4, 4, (8, 8, 8, 8), [0, 16]),
        (2, 2, (4, 4), [0]),
        (4, 4, (8, 8, 3), [0, 16]),
        (4, 4, (9, 9, 8, 3), [0, 9, 18]),
    ],
)
def test_parts_are_gathered_to_rounds(
    phrase: int, form: int, parts: tuple[int, ...], starts: list[int]
) -> None:
    borders = [0, *np.cumsum(parts).tolist()]
    alike = bars_alike(phrase, form, borders[-1])
    assert rounds(alike, borders, [0] * len(parts)) == ([*starts, borders[-1]], [0] * len(starts))


@given(st.lists(st.tuples(st.integers(1, 24), st.integers(0, 2)), min_size=1, max_size=8))
def test_other_letters_stay_apart(parts: list[tuple[int, int]]) -> None:
    borders = [0, *np.cumsum([bars for bars, _ in parts]).tolist()]
    labels = [label for _, label in parts]
    random = np.random.default_rng(0).random((borders[-1], borders[-1])).astype(np.float32)
    found, kept = rounds(random, borders, labels)
    assert (found[0], found[-1]) == (0, borders[-1])
    assert sorted(set(found)) == found
    assert len(found) == len(kept) + 1
    by_bar = np.repeat(labels, np.diff(borders))
    assert np.array_equal(np.repeat(kept, np.diff(found)), by_bar)
