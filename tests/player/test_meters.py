"""Peaks in slots."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from player.meters import SLOT_FRAMES, PeakSlots


@given(st.lists(st.integers(1, 2_000), min_size=1, max_size=8))
def test_every_slot_has_the_highest_of_its_frames(blocks: list[int]) -> None:
    total = sum(blocks)
    sound = np.random.default_rng(total).uniform(-1, 1, (3, total)).astype(np.float32)
    slots = PeakSlots(3, 64)
    at = 0
    for frames in blocks:
        slots.write(at, sound[:, at : at + frames])
        at += frames
    for first in range(0, total, SLOT_FRAMES):
        expected = np.abs(sound[:, first : first + SLOT_FRAMES]).max(axis=1)
        np.testing.assert_array_equal(np.float32(slots.at(first)), expected)


def test_what_was_asked_for_stays_what_it_was() -> None:
    slots = PeakSlots(1, 4)
    slots.write(0, np.full((1, SLOT_FRAMES), 0.5, np.float32))
    before = slots.at(0)
    slots.write(0, np.full((1, SLOT_FRAMES), 0.9, np.float32))
    assert before == (0.5,)
