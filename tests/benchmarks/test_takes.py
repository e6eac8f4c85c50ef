"""The tool that measures takes: hits of a known lateness, and lost ones, are found."""

from __future__ import annotations

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE
from player.take_timeline import TakePart
from tests.benchmarks.takes import Round, row
from tests.end_to_end.recorded_take import heard_hits, hit_frames, hits

SONG = hits(12.0)
STRAIGHT = TakePart(((0.0, 0.0), (float(len(SONG)), float(len(SONG)))), 1.0, 0.0)


@pytest.mark.parametrize("late_frames", [0, 88, -66])
def test_the_lateness_is_found(late_frames: int) -> None:
    heard = heard_hits(np.roll(SONG, late_frames, axis=0), STRAIGHT, SONG)
    assert heard.lost == 0
    assert len(heard.late_ms) > 40
    np.testing.assert_allclose(heard.late_ms, late_frames / SAMPLE_RATE * 1000, atol=0.05)


def test_a_hit_that_was_lost_is_counted_and_says_nothing_of_time() -> None:
    recorded = SONG.copy()
    for number in (7, 20):
        at = hit_frames(len(SONG))[number]
        recorded[at - 100 : at + 9000] = 0.0
    heard = heard_hits(recorded, STRAIGHT, SONG)
    assert heard.lost == 2
    assert np.abs(heard.late_ms).max() < 0.05


def test_a_hit_that_comes_far_too_late_is_lost() -> None:
    recorded = SONG.copy()
    at = hit_frames(len(SONG))[9]
    late = round(0.13 * SAMPLE_RATE)
    recorded[at + late - 9000 : at + late] = 0.0
    recorded[at + late : at + 9000] = SONG[at : at + 9000 - late]
    heard = heard_hits(recorded, STRAIGHT, SONG)
    assert heard.lost == 1
    assert np.abs(heard.late_ms).max() < 0.05


def test_what_was_lost_is_told_and_not_averaged_in() -> None:
    good = Round(np.full(30, 0.5), 0, 0)
    assert good.is_whole
    rounds = [good, Round(np.full(30, 9.0), 2, 0), Round(np.full(30, 9.0), 0, 1)]
    assert row("60 %", rounds) == (
        *("60 %", "+0.50", "0.00", "+0.50", "30", "+0.00"),
        *("1", "2", "2"),
    )
    assert row("60 %", rounds[1:]) == ("60 %", "–", "–", "–", "–", "–", "0", "2", "2")


def test_drift_is_what_the_end_is_later_than_the_start() -> None:
    drifting = Round(np.linspace(0.0, 3.0, 31), 0, 0)
    assert drifting.drift_ms == pytest.approx(2.1)
