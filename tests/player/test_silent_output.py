"""Silence in the place of a device: who takes, and how much."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import pytest

from player import silent_output
from player.multitrack import SAMPLE_RATE, Samples
from player.output_ring import OutputRing
from player.silent_output import SilentOutput


class CountingRing(OutputRing):
    """Knows how much was asked of it at once."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []
        self.was_asked_twice = threading.Event()

    def take(self, out: Samples, latency_s: float = 0.0) -> None:
        self.asked.append(len(out))
        super().take(out, latency_s)
        if len(self.asked) > 1:
            self.was_asked_twice.set()


@pytest.fixture
def ring() -> CountingRing:
    return CountingRing()


@pytest.fixture
def output(ring: CountingRing) -> Iterator[SilentOutput]:
    output = SilentOutput(ring)
    yield output
    output.stop()


def takers() -> int:
    return sum(thread.name == "woodshed-silence" for thread in threading.enumerate())


def test_after_hours_of_sleep_it_does_not_make_up_for_them(
    ring: CountingRing, output: SilentOutput, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours_s = itertools.chain([0.0], itertools.count(7200.0, 0.01))
    monkeypatch.setattr(silent_output.time, "monotonic", lambda: next(hours_s))
    output.start()
    assert ring.was_asked_twice.wait(10)
    monkeypatch.undo()
    assert ring.asked[:2] == [SAMPLE_RATE, pytest.approx(0.01 * SAMPLE_RATE, abs=2)]


def test_it_can_begin_again(ring: CountingRing, output: SilentOutput) -> None:
    for _ in range(2):
        ring.asked.clear()
        ring.was_asked_twice.clear()
        output.start()
        output.start()
        assert takers() == 1
        assert ring.was_asked_twice.wait(10)
        output.stop()
        assert takers() == 0


def test_while_a_device_takes_it_does_not(output: SilentOutput) -> None:
    output.start()
    output.give_way()
    output.start()
    assert takers() == 0
    output.may_return()
    assert takers() == 0
    output.start()
    assert takers() == 1
