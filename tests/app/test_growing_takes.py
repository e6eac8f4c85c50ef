"""What becomes takes: named as they will be, and shown until they are there."""

from __future__ import annotations

import numpy as np

from app.growing_takes import GrowingTakes
from app.takes import Take, Takes
from player.rounds_so_far import RoundSoFar

PATTERN = "Take {number}"
KEPT = Takes((Take("0-0", "Take 1", 0, 100),))


def so_far(stop_frame: int = 500) -> RoundSoFar:
    nothing = np.zeros(0, np.float32)
    return RoundSoFar(100, stop_frame, 0.6, 1, (200,), 0, nothing, nothing)


def ids(growing: GrowingTakes) -> list[str]:
    return [take.id for take, _ in growing.as_takes(KEPT, PATTERN)]


def test_they_are_named_as_they_will_be() -> None:
    growing = GrowingTakes()
    growing.begin("1")
    assert ids(growing) == []
    growing.has_come_in("1", (so_far(), so_far()))
    first, second = (take for take, _ in growing.as_takes(KEPT, PATTERN))
    assert first == Take("1-0", "Take 2", 100, 500, 60.0, 1, clips=(200,))
    assert (second.id, second.name) == ("1-1", "Take 3")


def test_what_has_not_changed_is_the_same_and_what_grows_keeps_its_name() -> None:
    growing = GrowingTakes()
    growing.begin("1")
    over = so_far()
    growing.has_come_in("1", (over, so_far(300)))
    before = growing.as_takes(KEPT, PATTERN)
    growing.has_come_in("1", (over, so_far(400)))
    after = growing.as_takes(Takes(), PATTERN)
    assert after[0] is before[0]
    assert after[1][0].stop_frame == 400
    assert [take.name for take, _ in after] == ["Take 2", "Take 3"]


def test_one_that_is_laid_stays_until_its_takes_are_there() -> None:
    growing = GrowingTakes()
    growing.begin("1")
    growing.has_come_in("1", (so_far(),))
    growing.is_on_disk("1")
    growing.begin("2")
    growing.has_come_in("2", (so_far(),))
    assert ids(growing) == ["1-0", "2-0"]
    growing.end("1")
    assert ids(growing) == ["2-0"]


def test_of_what_failed_only_what_is_on_the_disk_stays() -> None:
    growing = GrowingTakes()
    for recording in ("1", "2"):
        growing.begin(recording)
        growing.has_come_in(recording, (so_far(),))
    growing.is_on_disk("1")
    growing.fail()
    assert ids(growing) == ["1-0"]


def test_a_recording_of_another_song_is_not_shown() -> None:
    growing = GrowingTakes()
    growing.begin("1")
    growing.has_come_in("1", (so_far(),))
    growing.clear()
    growing.has_come_in("1", (so_far(),))
    assert ids(growing) == []
