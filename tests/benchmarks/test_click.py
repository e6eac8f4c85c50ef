"""The measuring finds clicks that are late, drift, or miss the song, by as much as they do."""

from __future__ import annotations

import numpy as np
import pytest

from player.click import ClickSound
from player.click_sound import Strength, click_sound
from player.multitrack import SAMPLE_RATE, Samples
from tests.benchmarks.click import drifting_grid, errors_in, gaps_in, hits

GRID = drifting_grid(20.0)
MS = SAMPLE_RATE / 1000


def recording(late_ms: float = 0.0, drift: float = 0.0) -> Samples:
    """The hits on the left, and clicks on the right that are not where they belong."""
    drums, noise = hits(GRID).stems
    sound = drums + noise
    click = click_sound(ClickSound.WOOD, Strength.BEAT, SAMPLE_RATE)
    for beat in GRID.beats[:-2]:
        at = round(beat * (1 + drift) + late_ms * MS)
        sound[at : at + len(click), 1] = click
    return np.concatenate([np.zeros((12_345, 2), np.float32), sound])


def test_clicks_on_the_beat_have_no_error() -> None:
    errors = errors_in(recording(), GRID, 1.0)
    assert len(errors.off_grid) > 30
    assert np.abs(errors.off_grid).max() < 0.05
    assert np.abs(errors.off_song).max() < 0.1


def test_late_clicks_are_late_against_the_song() -> None:
    errors = errors_in(recording(late_ms=3.0), GRID, 1.0)
    assert errors.off_song.mean() == pytest.approx(3.0, abs=0.1)


def test_a_drift_is_found() -> None:
    errors = errors_in(recording(drift=1e-4), GRID, 1.0)
    seconds = (GRID.beats[len(errors.off_grid) - 1] - GRID.beats[0]) / SAMPLE_RATE
    assert errors.drift_ms == pytest.approx(seconds * 0.1, rel=0.05)


def test_frames_that_are_lost_are_counted_beside_the_clicks() -> None:
    whole = recording()[:-SAMPLE_RATE]
    assert gaps_in(whole, hits(GRID), 1.0).gaps == 0
    cut = np.delete(whole, slice(200_000, 200_100), axis=0)
    silenced = whole.copy()
    silenced[300_000:300_441] = 0.0
    lost, silent = (gaps_in(each, hits(GRID), 1.0) for each in (cut, silenced))
    assert (lost.gaps, lost.missing) == (1, 100)
    assert (silent.gaps, silent.silent) == (1, 441)
