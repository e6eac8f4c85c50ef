"""The ring between the fill thread and the callback."""

from __future__ import annotations

import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from player.multitrack import SAMPLE_RATE
from player.output_ring import OutputRing
from player.silent_output import SilentOutput


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=40))
def test_everything_comes_out_once_and_in_order(moves: list[tuple[int, int]]) -> None:
    ring = OutputRing(capacity_frames=100)
    sent = 0
    heard: list[int] = []
    for put, take in moves:
        put = min(put, ring.capacity_frames - ring.lead_frames)
        block = np.repeat(np.arange(sent + 1, sent + put + 1, dtype=np.float32)[:, None], 2, axis=1)
        ring.write(sent, block)
        sent += put
        ring.written = sent
        out = np.full((take, 2), np.nan, np.float32)
        ready = ring.lead_frames
        ring.take(out)
        heard += [int(value) for value in out[:ready, 0]]
        assert not out[ready:].any()
    assert heard == list(range(1, len(heard) + 1))


def test_shortage_counts_only_while_playing() -> None:
    ring = OutputRing()
    ring.take(np.empty((100, 2), np.float32))
    assert ring.underrun_frames == 0
    ring.playing = True
    ring.take(np.empty((100, 2), np.float32))
    assert ring.underrun_frames == 100


def test_audible_position_lags_by_the_latency_of_the_device() -> None:
    ring = OutputRing()
    ring.written = SAMPLE_RATE
    ring.take(np.empty((SAMPLE_RATE, 2), np.float32), latency_s=0.25)
    heard, _, latency_s, block_frames = ring.clock
    ring.clock = (heard, time.perf_counter() - 0.5, latency_s, block_frames)
    assert abs(ring.audible_frame() - 0.25 * SAMPLE_RATE) < 0.05 * SAMPLE_RATE


def test_silent_output_takes_at_the_pace_of_the_clock() -> None:
    ring = OutputRing()
    ring.written = ring.capacity_frames
    output = SilentOutput(ring)
    began = time.monotonic()
    output.start()
    time.sleep(0.3)
    output.stop()
    elapsed_s = time.monotonic() - began
    assert 0.2 < ring.heard / SAMPLE_RATE <= elapsed_s
