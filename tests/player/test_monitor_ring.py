"""What is monitored: in order, on both sides, and never far behind."""

from __future__ import annotations

import numpy as np

from player.monitor_ring import MonitorRing


def heard(ring: MonitorRing, frames: int) -> np.ndarray:
    out = np.zeros((frames, 2), np.float32)
    ring.add_to(out)
    return out


def test_everything_comes_in_order_also_around_the_end() -> None:
    ring = MonitorRing(capacity_frames=200)
    for start in range(0, 1000, 50):
        ring.put(np.arange(start, start + 50, dtype=np.float32)[:, None])
        out = heard(ring, 50)
        np.testing.assert_array_equal(out[:, 0], np.arange(start, start + 50))
        np.testing.assert_array_equal(out[:, 0], out[:, 1])


def test_it_is_added_to_what_is_heard_as_far_as_it_goes() -> None:
    ring = MonitorRing()
    ring.put(np.full((10, 2), 0.25, np.float32))
    out = np.full((20, 2), 0.5, np.float32)
    ring.add_to(out)
    assert (out[:10] == 0.75).all()
    assert (out[10:] == 0.5).all()


def test_an_input_that_is_ahead_leaves_out_what_waits_longest() -> None:
    ring = MonitorRing()
    for value in range(12):
        ring.put(np.full((500, 1), value, np.float32))
    out = heard(ring, 500)
    assert (out[128:] == 11.0).all()
    assert (heard(ring, 128) == 11.0).all()
    assert not heard(ring, 500).any()


def test_after_a_stall_of_the_output_one_is_soon_in_time_again() -> None:
    ring = MonitorRing()
    # The output stands still for a moment, then both go equally fast.
    ring.put(np.zeros((4000, 1), np.float32))
    at, late, outs = 0.0, [], []
    for _ in range(400):
        block = np.sin(2 * np.pi * 220 * (at + np.arange(256)) / 48_000, dtype=np.float32)
        at += 256
        ring.put(block[:, None])
        outs.append(heard(ring, 256)[:, 0])
        late.append(ring.written - ring.heard)
    assert late[0] == 4000
    assert late[-1] <= 256
    # No step is larger than the wave's own: what is left out is faded over.
    steps = np.abs(np.diff(np.concatenate(outs)[4500:]))
    assert steps.max() < 2.0 * 2 * np.pi * 220 / 48_000


def test_what_is_needed_between_two_blocks_of_the_input_stays() -> None:
    ring = MonitorRing()
    ring.put(np.ones((2048, 1), np.float32))
    for block in range(2000):
        if block % 8 == 7:
            ring.put(np.ones((2048, 1), np.float32))
        assert (heard(ring, 256) == 1.0).all()
