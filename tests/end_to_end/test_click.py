"""The click of the running app, recorded: on the beat at every tempo, and counted in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE
from tests.benchmarks.click import drifting_grid, errors_in, hits, record
from tests.benchmarks.recorded_app import save_stems
from tests.end_to_end.app_process import DrivenApp
from tests.end_to_end.sound_card import SoundCard

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(120)]

GRID = drifting_grid(30.0)
PLAYED_S = 6.0


@pytest.fixture
def app(environment: dict[str, str], tmp_path: Path) -> Iterator[DrivenApp]:
    """The app with a song that has a hit at every beat, on the sound card."""
    save_stems(tmp_path / "stems", hits(GRID))
    with DrivenApp(tmp_path / "stems", environment, tmp_path) as app:
        app.wait_until(lambda state: bool(state["separated"] and state["output"]), 60)
        yield app
        app.ask("quit")
        assert app.process.wait(20) == 0


@pytest.mark.parametrize("percent", [60, 100, 130])
def test_clicks_are_recorded_on_the_beat(
    app: DrivenApp, pulse_sink: SoundCard, percent: int
) -> None:
    recorded = record(app, pulse_sink, GRID, percent, PLAYED_S)
    errors = errors_in(recorded.samples, GRID, percent / 100)
    assert len(errors.off_grid) > 4
    # From click to click: where the machine is too busy for a moment, one of them is longer.
    assert np.median(np.abs(np.diff(errors.off_grid))) < 0.1
    assert np.abs(np.median(errors.off_song)) < 2.0


def test_a_bar_is_counted_before_the_song_is_heard(app: DrivenApp, pulse_sink: SoundCard) -> None:
    app.ask("beats", frames=GRID.beats, downbeats=GRID.downbeats)
    app.ask("click", on=False, pan=1.0, count_in=1)
    app.ask("key", key="Home")
    app.wait_until(lambda state: state["position_s"] == 0, 5)
    with pulse_sink.recording() as heard:
        time.sleep(0.7)
        app.ask("key", key="Space")
        app.wait_until(lambda state: state["position_s"] > 1.0, 20)
        app.ask("key", key="Space")
        time.sleep(0.3)
    left, right = heard.samples.T
    counted, first_hit = np.flatnonzero(np.abs(right) > 1e-3), np.argmax(np.abs(left) > 1e-3)
    starts = counted[np.flatnonzero(np.diff(counted, prepend=-SAMPLE_RATE) > SAMPLE_RATE // 10)]
    beat = GRID.beats[1] - GRID.beats[0]
    # The song begins a little before its first beat, which the fourth click comes before by one.
    steps = np.diff([*starts, first_hit])
    assert len(steps) == 4
    assert np.median(np.abs(steps - beat)) <= 2
