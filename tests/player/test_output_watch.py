"""The sound output as it goes, stalls and sleeps, by clocks the test turns."""

from __future__ import annotations

import numpy as np
import pytest

from player.errors import ComputerSleptError, OutputError, OutputGoneError, OutputStalledError
from player.output_ring import OutputRing
from player.output_watch import OutputWatch

FRAME_S = 0.016


class Watched:
    """A ring with somebody who takes from it, and a watch on both."""

    def __init__(self) -> None:
        self.ring = OutputRing()
        self.awake_s = 1000.0
        self.asleep_s = 0.0
        self.watch = OutputWatch(
            self.ring,
            awake=lambda: self.awake_s,
            through_sleep=lambda: 5e8 + self.awake_s + self.asleep_s,
        )

    def run(self, seconds: float, *, taking: bool, is_alive: bool = True) -> OutputError | None:
        """Look with every picture for so long; what was noticed first."""
        for _ in range(round(seconds / FRAME_S)):
            self.awake_s += FRAME_S
            if taking:
                self.ring.take(np.empty((100, 2), np.float32))
            error = self.watch.look(is_alive)
            if error is not None:
                return error
        return None


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_who_takes_is_well(watched: Watched) -> None:
    assert watched.run(60.0, taking=True) is None


@pytest.mark.parametrize("playing", [True, False])
def test_who_takes_nothing_for_two_seconds_has_stalled(watched: Watched, playing: bool) -> None:
    watched.ring.playing = playing
    watched.run(1.0, taking=True)
    assert watched.run(1.9, taking=False) is None
    assert isinstance(watched.run(0.2, taking=False), OutputStalledError)


def test_a_stutter_is_no_stall(watched: Watched) -> None:
    for _ in range(5):
        assert watched.run(1.8, taking=False) is None
        assert watched.run(0.1, taking=True) is None


def test_a_device_has_time_to_wake_up(watched: Watched) -> None:
    watched.ring.playing = True
    assert watched.run(4.9, taking=False) is None
    assert isinstance(watched.run(0.2, taking=False), OutputStalledError)


def test_a_device_that_never_woke_is_only_missed_when_something_plays(watched: Watched) -> None:
    watched.run(1.0, taking=True)
    assert isinstance(watched.run(3.0, taking=False), OutputStalledError)
    watched.watch.begin()
    assert watched.run(60.0, taking=False) is None
    watched.ring.playing = True
    assert isinstance(watched.run(0.1, taking=False), OutputStalledError)


def test_when_nobody_looked_nothing_is_said_about_that_time(watched: Watched) -> None:
    watched.run(1.0, taking=True)
    watched.awake_s += 30.0
    assert watched.run(1.9, taking=False) is None
    assert isinstance(watched.run(0.2, taking=False), OutputStalledError)


def test_an_unplugged_device_is_gone(watched: Watched) -> None:
    watched.run(1.0, taking=True)
    assert isinstance(watched.run(0.1, taking=False, is_alive=False), OutputGoneError)


def test_sleep_is_noticed_once(watched: Watched) -> None:
    watched.run(1.0, taking=True)
    watched.asleep_s += 3600.0
    assert isinstance(watched.run(0.1, taking=True), ComputerSleptError)
    assert watched.run(10.0, taking=True) is None


def test_a_sleep_before_the_device_was_opened_is_none_of_its(watched: Watched) -> None:
    watched.run(1.0, taking=True)
    watched.asleep_s += 3600.0
    watched.watch.begin()
    assert watched.run(1.0, taking=True) is None


def test_it_knows_whether_the_device_has_taken(watched: Watched) -> None:
    watched.run(0.1, taking=False)
    assert not watched.watch.has_taken
    watched.run(0.1, taking=True)
    assert watched.watch.has_taken
    watched.watch.begin()
    assert not watched.watch.has_taken


def test_a_clock_that_is_put_right_is_no_sleep(watched: Watched) -> None:
    watched.run(1.0, taking=True)
    for correction_s in (4.0, -3600.0):
        watched.asleep_s += correction_s
        assert watched.run(1.0, taking=True) is None


def test_the_clocks_it_looks_at_agree_while_awake() -> None:
    watch = OutputWatch(OutputRing())
    assert watch.look(is_alive=True) is None
