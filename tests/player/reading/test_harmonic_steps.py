"""Steps cover the song from its first frame to its last, whatever its grid is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.beat_grid import BeatGrid
from player.reading.harmonic_steps import harmonic_steps

RATE = 44_100


def grid(beat_s: float, beats: int = 40, metre: int = 4) -> BeatGrid:
    frames = tuple(round((0.3 + beat * beat_s) * RATE) for beat in range(beats))
    return BeatGrid(frames, tuple(range(0, beats, metre)) if metre else ())


def test_a_beat_is_a_step() -> None:
    steps = harmonic_steps(grid(0.5), 30 * RATE, RATE)
    assert np.diff(steps.frames)[2:-2] == pytest.approx(RATE / 2, abs=1)


def test_slow_beats_are_halved_and_quick_ones_doubled() -> None:
    slow = np.diff(harmonic_steps(grid(1.0), 60 * RATE, RATE).frames)
    quick = np.diff(harmonic_steps(grid(0.15), 60 * RATE, RATE).frames)
    assert np.median(slow) == pytest.approx(RATE / 2, abs=1)
    assert np.median(quick) == pytest.approx(0.3 * RATE, abs=2)


def test_a_chord_begins_most_readily_with_a_bar() -> None:
    steps = harmonic_steps(grid(0.5), 30 * RATE, RATE)
    bar = round(2.3 * RATE)
    first = int(np.searchsorted(steps.frames, bar))
    assert steps.frames[first] == bar
    assert steps.change[first] == steps.change.max()
    assert steps.change[first + 2] > steps.change[first + 1] == steps.change[first + 3]
    unknown = harmonic_steps(grid(0.5, metre=0), 30 * RATE, RATE).change[1:]
    assert unknown.max() == unknown.min()


@given(
    beat_s=st.floats(0.1, 2.0),
    beats=st.integers(2, 50),
    metre=st.integers(0, 7),
    seconds=st.floats(1.0, 40.0),
)
def test_steps_cover_every_song(beat_s: float, beats: int, metre: int, seconds: float) -> None:
    frames = round(seconds * RATE)
    steps = harmonic_steps(grid(beat_s, beats, metre), frames, RATE)
    assert steps.frames[0] == 0
    assert steps.frames[-1] == frames
    assert (np.diff(steps.frames) > 0).all()
    assert len(steps.change) == len(steps.frames) - 1
    assert ((steps.change > 0) & (steps.change < 1)).all()


def test_without_a_grid_there_are_four_a_second() -> None:
    steps = harmonic_steps(None, 10 * RATE + 5, RATE)
    assert len(steps.change) == 41
    assert steps.frames[-1] == 10 * RATE + 5
