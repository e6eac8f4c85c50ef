"""Borders between bars that are alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.reading.section_borders import novelty, section_borders


def blocks(*lengths: int, across: float = 0.1) -> np.ndarray:
    """Bars that are alike in each block."""
    block = np.repeat(np.arange(len(lengths)), lengths)
    alike = np.where(block[:, None] == block, 0.9, across)
    np.fill_diagonal(alike, 1.0)
    return alike.astype(np.float32)


@pytest.mark.parametrize("lengths", [(8, 8, 8), (4, 8, 12, 8), (8, 16), (6, 8, 8), (8, 7, 8)])
def test_what_differs_is_parted(lengths: tuple[int, ...]) -> None:
    borders = section_borders(blocks(*lengths), are_bars=True)
    assert set(np.cumsum(lengths).tolist()) <= set(borders)


def test_where_nothing_differs_sections_are_of_eight_bars() -> None:
    assert section_borders(blocks(32), are_bars=True) == [0, 8, 16, 24, 32]


def test_novelty_is_high_at_a_border_and_not_beside_one() -> None:
    alike = blocks(8, 8)
    assert novelty(alike, 8) == pytest.approx(0.8)
    assert novelty(alike, 4) == pytest.approx(0.0, abs=1e-6)
    assert -1 <= novelty(alike, 1) <= 1


@given(st.integers(2, 60), st.booleans(), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_they_lead_from_the_first_bar_to_the_last(bars: int, are_bars: bool, seed: int) -> None:
    alike = np.random.default_rng(seed).random((bars, bars)).astype(np.float32)
    borders = section_borders(alike, are_bars=are_bars)
    assert (borders[0], borders[-1]) == (0, bars)
    assert sorted(set(borders)) == borders
