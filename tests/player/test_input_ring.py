"""The ring between the input's callback and who writes it down."""

from __future__ import annotations

import numpy as np

from player.input_ring import InputRing


def ramp(start: int, frames: int) -> np.ndarray:
    return np.arange(start, start + frames, dtype=np.float32)[:, None]


def test_everything_comes_out_as_it_went_in_also_around_the_end() -> None:
    ring = InputRing(1, capacity_frames=100)
    taken = []
    for start in range(0, 700, 70):
        ring.put(ramp(start, 70), float(start), overflowed=False)
        samples, blocks = ring.take()
        assert [(block.frame, block.frames) for block in blocks] == [(start, 70)]
        taken.append(samples)
    np.testing.assert_array_equal(np.concatenate(taken), ramp(0, 700))


def test_what_finds_no_room_is_told_with_what_follows() -> None:
    ring = InputRing(1, capacity_frames=100)
    ring.put(ramp(0, 60), 0.0, overflowed=False)
    ring.put(ramp(60, 60), 1.0, overflowed=False)
    ring.take()
    ring.put(ramp(120, 60), 2.0, overflowed=False)
    samples, blocks = ring.take()
    np.testing.assert_array_equal(samples, ramp(120, 60))
    assert [tuple(block) for block in blocks] == [(60, 60, 2.0, True)]


def test_what_the_device_lost_is_told_with_what_follows() -> None:
    ring = InputRing(2)
    for overflowed in (False, True, False):
        ring.put(np.zeros((10, 2), np.float32), 0.0, overflowed=overflowed)
    assert [block.follows_loss for block in ring.take()[1]] == [False, True, False]


def test_nothing_is_there_without_a_block() -> None:
    samples, blocks = InputRing(2).take()
    assert samples.shape == (0, 2)
    assert not blocks
