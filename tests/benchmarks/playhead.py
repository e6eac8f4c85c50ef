"""The playhead: how far it and the sound are apart.

The app plays clicks, one a second. What the card plays is recorded with the time of every frame
(tests/end_to_end/timed_recording.py says how that is known); meanwhile the app is asked where its
playhead is and when that was. At every click heard the playhead is compared with the click's place
in the song.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from player.audio_output import Latency
from player.multitrack import SAMPLE_RATE, Multitrack
from tests.benchmarks.effort import Effort
from tests.benchmarks.recorded_app import RecordedApp, recorded_app, save_stems, servers
from tests.benchmarks.table import Table
from tests.end_to_end.timed_recording import timed_recording

_PLAYED_PER_RECORDED = 1 / 4
_CLICK_FRAMES = 44
_ASKED_EVERY_S = 0.03
_TEMPOS_PERCENT = (100, 75)


def tables(effort: Effort) -> list[Table]:
    """For every latency the musician can choose, with and without the stretcher."""
    played_s = effort.recorded_s * _PLAYED_PER_RECORDED
    rows: list[tuple[str, ...]] = []
    with servers() as (card, environment), tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "clicks"
        save_stems(folder, _clicks(round(played_s) + 5))
        for latency in Latency:
            settings = f"[sound]\nlatency={latency.value}\n"
            with recorded_app(folder, card, environment, settings) as app:
                for percent in _TEMPOS_PERCENT:
                    app.app.ask("tempo", percent=percent)
                    found = _differences_ms(app, percent / 100, played_s)
                    worst = found[np.argmax(np.abs(found))]
                    says_ms = app.app.ask("state")["output_latency_s"] * 1000
                    figures = (f"{found.mean():+.1f}", f"{worst:+.1f}", f"{len(found)}")
                    rows.append((latency.value, f"{percent} %", *figures, f"{says_ms:.0f} ms"))
    columns = ("latency", "tempo", "mean", "worst", "clicks", "the device says")
    notes = ("+: the playhead is ahead of the sound.",)
    return [Table("Playhead against sound, ms", columns, tuple(rows), notes)]


def _clicks(seconds: int) -> Multitrack:
    """One stem: a click of a millisecond at every full second."""
    samples = np.zeros((seconds * SAMPLE_RATE, 2), np.float32)
    for second in range(1, seconds):
        samples[second * SAMPLE_RATE : second * SAMPLE_RATE + _CLICK_FRAMES] = 0.5
    return Multitrack(("drums",), (samples,), len(samples))


def _click_frames(recorded: np.ndarray) -> np.ndarray:
    """The frames at which clicks begin: where the level first passes half of the loudest."""
    level = np.abs(recorded).max(axis=1)
    loud = np.flatnonzero(level > level.max() / 2)
    return loud[np.flatnonzero(np.diff(loud, prepend=-SAMPLE_RATE) > SAMPLE_RATE // 3)]


def _differences_ms(app: RecordedApp, tempo_ratio: float, played_s: float) -> np.ndarray:
    """Playhead minus sound at each click heard, in milliseconds of real time."""
    app.go_to_start()
    asked: list[tuple[float, float]] = []
    with timed_recording(app.card) as recording:
        time.sleep(0.5)
        app.press("Space")
        ends_s = time.monotonic() + played_s
        while time.monotonic() < ends_s:
            state = app.app.ask("state")
            asked.append((state["at_s"], state["position_s"]))
            time.sleep(_ASKED_EVERY_S)
        app.press("Space")
    times_s, positions_s = np.array(asked).T
    heard_at_s = np.array([recording.played_at_s(at) for at in _click_frames(recording.samples)])
    # At first and at last the playhead moves on or stops between two questions.
    heard_at_s = heard_at_s[(heard_at_s > times_s[30]) & (heard_at_s < times_s[-10])]
    shown_s = np.interp(heard_at_s, times_s, positions_s)
    return (shown_s - np.round(shown_s)) / tempo_ratio * 1000
