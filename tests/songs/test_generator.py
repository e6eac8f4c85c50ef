"""A generated song is what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from tests.songs.accuracy import accuracy
from tests.songs.catalogue import catalogue
from tests.songs.generator import Plan, generate
from tests.songs.grooves import SEVEN, STRAIGHT

PLAN = Plan("4/4", STRAIGHT[0], 120.0, 7, seconds=10.0, jitter_ms=0.0, wander=0.0)


def test_the_same_plan_gives_the_same_song() -> None:
    one, other = generate(PLAN), generate(PLAN)
    assert one.grid == other.grid
    assert np.array_equal(one.mix, other.mix)
    assert not np.array_equal(generate(replace(PLAN, seed=8)).mix, one.mix)


def test_beats_are_where_they_are_said_to_be() -> None:
    song = generate(PLAN)
    assert set(np.diff(song.grid.frames)) <= {22049, 22050, 22051}
    drums = song.stems["drums"][:, 0]
    for downbeat in song.grid.downbeats[:4]:
        frame = song.grid.beats[downbeat]
        assert np.abs(drums[frame : frame + 500]).max() > 0.1
    assert np.abs(song.mix).max() <= 1.0


def test_chords_and_sections_follow_each_other_to_the_end() -> None:
    song = generate(Plan("7/8", SEVEN[0], 160.0, 2, unit=8, seconds=10.0))
    assert song.grid.metre == 7
    for spans in (song.chords, song.sections):
        assert all(one.stop == other.start for one, other in pairwise(spans))
        assert spans[-1].stop == len(song.mix)


def test_a_ritardando_ends_slower_and_a_pickup_comes_before_the_first_bar() -> None:
    grid = generate(replace(PLAN, last_ratio=0.6, pickup=1, seconds=16.0)).grid
    gaps = np.diff(grid.frames)
    assert gaps[-1] > 1.4 * gaps[0]
    assert grid.downbeats[0] == 1


def test_every_kind_is_in_the_catalogue() -> None:
    plans = catalogue(1)
    assert len(plans) >= 30
    assert min(plan.bpm for plan in plans) < 60
    assert max(plan.bpm for plan in plans) > 185
    assert {plan.groove.metre for plan in plans} == {3, 4, 5, 6, 7}


def test_what_is_beside_the_beat_is_measured() -> None:
    beats = range(0, 40 * SAMPLE_RATE, SAMPLE_RATE // 2)
    true = BeatGrid(tuple(beats), tuple(range(0, len(beats), 4)))
    late = BeatGrid(tuple(beat + 441 for beat in beats), true.downbeats)
    assert accuracy(true, late).error_ms == pytest.approx(10)
    assert accuracy(true, late).beats == 1
    double = BeatGrid(tuple(range(0, 40 * SAMPLE_RATE, SAMPLE_RATE // 4)))
    result = accuracy(true, double)
    assert result.beats < 0.7
    assert result.any_level > 0.9
    assert not result.has_tempo
