"""Beats and bars of generated songs are found where they are."""

from __future__ import annotations

import numpy as np
import pytest

from app.views.grid_text import UNCERTAIN
from player.beat_tracking import find_beats
from player.multitrack import SAMPLE_RATE
from tests.songs.accuracy import accuracy
from tests.songs.generator import Plan, generate
from tests.songs.grooves import STRAIGHT, WALTZ

PLANS = (
    Plan("4/4", STRAIGHT[0], 112.0, 5, seconds=16.0),
    Plan("3/4", WALTZ[1], 104.0, 8, seconds=18.0),
    Plan("accelerando", STRAIGHT[1], 96.0, 3, seconds=18.0, last_ratio=1.25),
)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.kind)
def test_beats_and_bars_are_found(plan: Plan) -> None:
    song = generate(plan)
    found = find_beats(song.mix, SAMPLE_RATE)
    result = accuracy(song.grid, found)
    assert result.beats > 0.9
    assert result.downbeats > 0.9
    assert result.has_metre
    assert abs(result.error_ms) < 4
    assert min(result.beat_confidence, result.downbeat_confidence) > UNCERTAIN


def test_drums_that_are_known_help_and_silent_ones_change_nothing() -> None:
    song = generate(PLANS[0])
    found = find_beats(song.mix, SAMPLE_RATE, song.stems["drums"])
    assert accuracy(song.grid, found).beats > 0.9
    residue = 1e-5 * song.stems["drums"]
    assert find_beats(song.mix, SAMPLE_RATE, residue) == find_beats(song.mix, SAMPLE_RATE)


@pytest.mark.parametrize("seconds", [0.0, 1.0, 10.0])
def test_where_there_is_nothing_no_beats_are_found(seconds: float) -> None:
    silence = np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)
    assert find_beats(silence, SAMPLE_RATE) is None
