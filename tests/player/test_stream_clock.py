"""From unsteady readings to the time of a frame: noise, drift, settling, and what was lost."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from player.stream_clock import ClockReading, StreamClock

RATE = 44_100
BLOCK = 1100


def readings(
    seconds: float,
    *,
    drift: float = 0.0,
    noise_s: float = 0.0,
    lost: tuple[float, float] | None = None,
    told: bool = False,
    begins_s: float = 100.0,
) -> list[ClockReading]:
    """Blocks of a device whose clock goes `drift` too slow; `lost`: (at_s, for_s)."""
    random = np.random.default_rng(0)
    made = []
    for frame in range(0, round(seconds * RATE), BLOCK):
        at_s = begins_s + frame / RATE * (1 + drift)
        is_behind = lost is not None and frame / RATE >= lost[0]
        if is_behind:
            assert lost is not None
            at_s += lost[1]
        is_first = is_behind and not (made and made[-1].at_s > begins_s + lost[0] + lost[1])
        made.append(ClockReading(frame, at_s + abs(random.normal(0, noise_s)), is_first and told))
    return made


def test_a_time_and_back() -> None:
    clock = StreamClock(readings(20, drift=1e-4), RATE)
    for frame in (0, 1000.5, 12 * RATE, 19 * RATE):
        assert clock.frame_at(clock.time_at(frame)) == pytest.approx(frame, abs=1e-3)


@pytest.mark.parametrize("drift", [0.0, 2e-4, -2e-4])
def test_ten_minutes_of_two_clocks_that_part(drift: float) -> None:
    clock = StreamClock(readings(600, drift=drift, noise_s=0.003), RATE)
    middle_s = 0.003 * 0.6745  # the median of what the noise adds
    for second in (1, 30, 299, 570, 599):
        true_s = 100 + second * (1 + drift) + middle_s
        # Before the first median and behind the last nobody knows the drift.
        assert clock.time_at(second * RATE) == pytest.approx(true_s, abs=0.0012)
    assert not clock.gaps


def test_what_a_device_says_before_it_has_settled_does_not_count() -> None:
    wrong = [r._replace(at_s=r.at_s - 0.04) if r.frame < 1.5 * RATE else r for r in readings(4)]
    clock = StreamClock(wrong, RATE, opened_at_s=100.0)
    assert clock.time_at(0) == pytest.approx(100.0)
    assert not clock.gaps


def test_where_nothing_else_is_known_it_does_count() -> None:
    clock = StreamClock(readings(0.5), RATE, opened_at_s=100.0)
    assert clock.time_at(RATE) == pytest.approx(101.0)


@pytest.mark.parametrize("told", [True, False])
def test_what_was_lost_is_found_told_or_not(told: bool) -> None:
    clock = StreamClock(readings(12, lost=(6.0, 0.08), noise_s=0.0005, told=told), RATE)
    (gap,) = clock.gaps
    assert gap.frame == pytest.approx(6 * RATE, abs=2 * BLOCK)
    assert gap.lost_s == pytest.approx(0.08, abs=0.001)
    assert clock.time_at(3 * RATE) == pytest.approx(103.0, abs=0.001)
    assert clock.time_at(9 * RATE) == pytest.approx(109.08, abs=0.001)
    # What came in meanwhile is not there: the next frame is behind the gap.
    inside_s = clock.time_at(gap.frame) - 0.04
    assert clock.frame_at(inside_s) == pytest.approx(gap.frame, abs=1)


@pytest.mark.parametrize("noise_s", [0.0, 0.003])
def test_what_is_suddenly_heard_sooner_is_found_and_nothing_is_missing(noise_s: float) -> None:
    clock = StreamClock(readings(12, lost=(6.0, -0.1), noise_s=noise_s), RATE)
    assert not clock.gaps
    (found,) = clock.breaks
    assert found.frame == pytest.approx(6 * RATE, abs=2 * BLOCK)
    assert found.later_s == pytest.approx(-0.1, abs=0.001)
    for second, at_s in ((1, 101), (5.9, 105.9), (6.1, 106.0), (11, 110.9)):
        assert clock.time_at(second * RATE) == pytest.approx(at_s + noise_s * 0.6745, abs=0.001)
        if second < 5.9 or second > 6.0:
            assert clock.frame_at(clock.time_at(second * RATE)) == pytest.approx(second * RATE)
    # What had not been heard by then never is.
    assert clock.frame_at(found.at_s - 1e-4) == pytest.approx(found.frame - 0.1 * RATE, abs=50)
    assert clock.frame_at(found.at_s + 1e-4) == pytest.approx(found.frame, abs=50)


def test_one_early_callback_is_no_break() -> None:
    early = readings(10)
    early[200] = early[200]._replace(at_s=early[200].at_s - 0.2)
    assert not StreamClock(early, RATE).breaks


def test_one_late_callback_is_no_loss() -> None:
    late = readings(10)
    late[200] = late[200]._replace(at_s=late[200].at_s + 0.2)
    assert not StreamClock(late, RATE).gaps


def test_an_hour_takes_no_memory_to_speak_of() -> None:
    hour = readings(3600, drift=1e-5)
    tracemalloc.start()
    try:
        clock = StreamClock(hour, RATE)
        most_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most_bytes < 300 * len(hour)
    assert clock.time_at(1800 * RATE) == pytest.approx(100 + 1800 * (1 + 1e-5), abs=1e-5)


def test_the_gaps_are_looked_for_once() -> None:
    clock = StreamClock(readings(12, lost=(6.0, 0.08)), RATE)
    assert clock.gaps is clock.gaps
