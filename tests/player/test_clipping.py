"""Where a recording is too loud: one place for each that a player would call one."""

from __future__ import annotations

import numpy as np

from player.clipping import clipped_frames


def test_places_that_are_apart_are_told_apart() -> None:
    samples = np.full((20_000, 2), 0.5, np.float32)
    for frame, side in ((100, 0), (101, 1), (900, 0), (6000, 1), (19_999, 0)):
        samples[frame, side] = -1.0
    assert clipped_frames(samples, 10_000) == [100, 6000, 19_999]


def test_what_is_loud_and_not_too_loud_is_none() -> None:
    assert clipped_frames(np.full((100, 1), 0.99, np.float32), 10_000) == []
    assert clipped_frames(np.zeros((0, 1), np.float32), 10_000) == []
