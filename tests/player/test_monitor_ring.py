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
    assert (heard(ring, 500) == 11.0).all()
    assert not heard(ring, 500).any()
