"""Takes: how far a recording is from where it was played, through the running app.

The app plays hits on a grid; the sound card's own monitor is its input. After a calibration it
records itself at several tempos. Every hit is looked for in the recording, near where the take's
map has it. What the stretcher moves hits by is part of it ("stretch" measures that alone).
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from player.multitrack import Multitrack
from tests.benchmarks.effort import Effort
from tests.benchmarks.recorded_app import RecordedApp, recorded_app, save_stems, servers
from tests.benchmarks.table import Table
from tests.end_to_end.recorded_take import hits, late_ms, parts_of, recordings

_TEMPOS_PERCENT = (60, 100, 130)
_CALIBRATIONS = 3
_OPEN_LIMIT_S, _CALIBRATION_LIMIT_S, _LAID_LIMIT_S = 15.0, 60.0, 600.0


def tables(effort: Effort) -> list[Table]:
    """For every tempo; for ten minutes; and how far calibrations agree."""
    song = hits(max(effort.recorded_s * 1.4, effort.long_s) + 5)
    rows, trips = [], []
    with servers() as (card, environment), tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "hits"
        save_stems(folder, Multitrack(("drums",), (song,), len(song)))
        with recorded_app(folder, card, environment) as app:
            for _ in range(_CALIBRATIONS):
                app.app.ask("calibrate")
                state = app.app.wait_until(_is_calibrated, _CALIBRATION_LIMIT_S)
                trips.append(state["round_trip_ms"])
            app.app.ask("record")
            app.app.wait_until(lambda s: bool(s["input"]), _OPEN_LIMIT_S)
            for percent in _TEMPOS_PERCENT:
                late = _recorded(app, percent, effort.recorded_s, song)
                rows.append((f"{percent} %", *_figures(late), "–"))
            late = _recorded(app, 100, effort.long_s, song)
            drift = late[-20:].mean() - late[:20].mean()
            rows.append(
                (f"{effort.long_s / 60:.0f} minutes at 100 %", *_figures(late), f"{drift:+.2f}")
            )
    columns = ("tempo", "mean", "spread", "worst", "hits", "end against start")
    notes = ("+: the take is late.",)
    trip_row = tuple(f"{trip:+.2f}" for trip in trips)
    trip_columns = tuple(f"calibration {number}" for number in range(1, len(trips) + 1))
    return [
        Table("Takes against where they were played, ms", columns, tuple(rows), notes),
        Table(
            "What a calibration finds beyond what the devices say, ms", trip_columns, (trip_row,)
        ),
    ]


def _is_calibrated(state: dict[str, Any]) -> bool:
    return bool(not state["calibrating"] and state["output"])


def _figures(late: NDArray[np.float64]) -> tuple[str, ...]:
    worst = late[np.argmax(np.abs(late))]
    return f"{late.mean():+.2f}", f"{late.std():.2f}", f"{worst:+.2f}", f"{len(late)}"


def _recorded(
    app: RecordedApp, percent: int, seconds: float, song: NDArray[np.float32]
) -> NDArray[np.float64]:
    """How late every hit of a new recording is."""
    data = app.cache.parent / "data"
    known = len(app.app.ask("state")["takes"])
    app.app.ask("tempo", percent=percent)
    app.go_to_start()
    app.press("Space")
    app.app.wait_until(lambda state: state["recording"], 5)
    time.sleep(seconds)
    app.press("Space")
    app.app.wait_until(lambda state: len(state["takes"]) > known, _LAID_LIMIT_S)
    return np.concatenate(
        [late_ms(sound, part, song) for sound, part in parts_of(recordings(data)[-1])]
    )
