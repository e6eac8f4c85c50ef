"""The running app records itself through the sound card: takes are where they were played."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from player.multitrack import SAMPLE_RATE
from tests.end_to_end.app_process import DrivenApp
from tests.end_to_end.recorded_take import heard_hits, hits, parts_of, recordings

pytestmark = [pytest.mark.end_to_end, pytest.mark.timeout(300)]

SONG = hits(30.0)
# A machine that does much else; what a quiet one does is measured by the benchmark "takes".
LATE_MS = 5.0


@pytest.fixture
def app(environment: dict[str, str], tmp_path: Path) -> Iterator[DrivenApp]:
    """The app with hits on a grid, on the sound card, which is its input too."""
    folder = tmp_path / "hits"
    folder.mkdir()
    soundfile.write(folder / "drums.wav", SONG, SAMPLE_RATE, subtype="FLOAT")
    with DrivenApp(folder, environment, tmp_path) as app:
        app.wait_until(lambda state: bool(state["song"] and state["output"]), 120)
        yield app


def record(app: DrivenApp, percent: float, seconds: float) -> None:
    known = len(app.ask("state")["takes"])
    app.ask("tempo", percent=percent)
    app.ask("key", key="Home")
    app.wait_until(lambda state: state["position_s"] == 0, 5)
    app.ask("key", key="Space")
    app.wait_until(lambda state: state["recording"], 10)
    time.sleep(seconds)
    app.ask("key", key="Space")
    app.wait_until(lambda state: len(state["takes"]) > known, 60)
    # In the next one it would be recorded with the song.
    app.ask("mute takes")


def test_takes_are_where_they_were_played_at_any_tempo(app: DrivenApp, tmp_path: Path) -> None:
    app.ask("calibrate")
    state = app.wait_until(lambda state: bool(not state["calibrating"] and state["output"]), 60)
    # The monitor gives what is played as it is played.
    assert 0 < abs(state["round_trip_ms"]) < 30
    app.ask("record")
    app.wait_until(lambda state: bool(state["input"]), 20)
    for percent in (100, 60):
        record(app, percent, 6.0)
        ((sound, part),) = parts_of(recordings(tmp_path / "data")[-1])
        assert part.ratio == pytest.approx(percent / 100)
        late = heard_hits(sound, part, SONG).late_ms
        assert len(late) >= 5
        # Not the mean: a machine that does much else may swallow a hit.
        assert abs(float(np.median(late))) < LATE_MS
    app.ask("quit")
    assert app.process.wait(20) == 0


def test_a_kill_while_recording_loses_at_most_a_second(
    app: DrivenApp, environment: dict[str, str], tmp_path: Path
) -> None:
    app.ask("record")
    app.wait_until(lambda state: bool(state["input"]), 20)
    app.ask("key", key="Space")
    app.wait_until(lambda state: state["recording"], 10)
    time.sleep(4.0)
    heard_s = app.ask("state")["position_s"]
    os.kill(app.process.pid, signal.SIGKILL)
    app.process.wait()
    (recording,) = recordings(tmp_path / "data")
    ((_, part),) = parts_of(recording)
    assert part.stop_frame / SAMPLE_RATE > heard_s - 1.0

    time.sleep(5.0)  # until it does not look as if another window were recording
    with DrivenApp(tmp_path / "hits", environment, tmp_path) as again:
        state = again.wait_until(lambda state: bool(state["takes"]), 60)
        assert state["takes"] == [f"{recording.name}-0"]
        again.ask("quit")
        assert again.process.wait(20) == 0
