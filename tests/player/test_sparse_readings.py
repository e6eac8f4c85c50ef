"""Fewer readings of a clock, and the same clock."""

from __future__ import annotations

import numpy as np
import pytest

from player.sparse_readings import SparseReadings
from player.stream_clock import ClockReading, StreamClock

RATE = 44_100


def thinned(readings: list[ClockReading]) -> list[ClockReading]:
    sparse = SparseReadings(RATE)
    settled = [each for reading in readings for each in sparse.add(reading)]
    return settled + sparse.rest()


def readings(seconds: float, block: int, noise_s: float = 0.0) -> list[ClockReading]:
    random = np.random.default_rng(0)
    frames = range(0, round(seconds * RATE), block)
    return [ClockReading(f, 100 + f / RATE + abs(random.normal(0, noise_s))) for f in frames]


@pytest.mark.parametrize("block", [64, 441, 1100, 8820])
def test_twenty_a_second_at_most(block: int) -> None:
    kept = thinned(readings(10, block))
    assert min(120, 10 * RATE // block) <= len(kept) <= 201
    assert [each.frame for each in kept] == sorted(each.frame for each in kept)


def test_where_something_broke_nothing_is_left_out() -> None:
    broken = [
        each._replace(follows_break=index in (7, 8, 300))
        for index, each in enumerate(readings(5, 128))
    ]
    kept = thinned(broken)
    assert [each for each in kept if each.follows_break] == [broken[at] for at in (7, 8, 300)]
    assert kept[0].frame < broken[7].frame < kept[3].frame


def test_the_clock_stays_what_it_is_in_noise() -> None:
    noisy = readings(60, 128, noise_s=0.003)
    all_of_them, few = StreamClock(noisy, RATE), StreamClock(thinned(noisy), RATE)
    for second in (0, 20, 59):
        assert few.time_at(second * RATE) == pytest.approx(
            all_of_them.time_at(second * RATE), abs=0.0005
        )


def test_nothing_comes_of_nothing() -> None:
    assert thinned([]) == []
