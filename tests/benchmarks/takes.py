"""Takes: how far a recording is from where it was played, through the running app.

The app plays hits on a grid; the sound card's own monitor is its input. After a calibration it
records itself at several tempos, a few rounds at each. Every hit is looked for in the recording,
near where the take's map has it. What the stretcher moves hits by is part of it ("stretch"
measures that alone). A round in which the device lost a hit, or in which app or device say that
they lost something, is no measurement of the map: it is recorded again, and counted.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from player.multitrack import Multitrack, Samples
from tests.benchmarks.effort import FULL, Effort
from tests.benchmarks.recorded_app import RecordedApp, recorded_app, save_stems, servers
from tests.benchmarks.table import Table
from tests.end_to_end.recorded_take import HeardHits, heard_hits, hits, parts_of, recordings

_TEMPOS_PERCENT = (60, 100, 130)
_CALIBRATIONS = 3
# One would be at the mercy of how the device happened to begin.
_ROUND_S = 15.0
# Of a tempo: a machine on which more are lost is not quiet enough.
_MOST_LOST = 2
_END_HITS = 10
_OPEN_LIMIT_S, _CALIBRATION_LIMIT_S, _LAID_LIMIT_S = 15.0, 60.0, 600.0


@dataclass(frozen=True)
class Round:
    """One recording. late_ms: of its hits. lost_hits: how many were not heard. losses: what the app
    says that input and output lost.
    """

    late_ms: NDArray[np.float64]
    lost_hits: int
    losses: int

    @property
    def is_whole(self) -> bool:
        """Whether everything that was played came in."""
        return not self.lost_hits and not self.losses and len(self.late_ms) >= 2 * _END_HITS

    @property
    def drift_ms(self) -> float:
        """How much later its end is than its beginning."""
        return float(self.late_ms[-_END_HITS:].mean() - self.late_ms[:_END_HITS].mean())


def tables(effort: Effort) -> list[Table]:
    """For every tempo; and how far calibrations agree."""
    # What goes wrong slowly is looked for in one long recording.
    is_long = effort.recorded_s > FULL.recorded_s
    count = 1 if is_long else max(1, round(effort.recorded_s / _ROUND_S))
    round_s = effort.recorded_s / count
    song = hits(round_s * max(_TEMPOS_PERCENT) / 100 + 5)
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
                rounds: list[Round] = []
                while (
                    sum(each.is_whole for each in rounds) < count
                    and len(rounds) < count + _MOST_LOST
                ):
                    rounds.append(_recorded(app, percent, round_s, song))
                rows.append(row(f"{percent} %", rounds))
    columns = (
        *("tempo", "mean", "spread", "worst", "hits", "end against start"),
        *("rounds", "recorded again", "hits lost in those"),
    )
    notes = (
        f"+: the take is late. A round is {round_s:.0f} s long.",
        "A round in which a hit was lost, or something else of what was played, is recorded again.",
    )
    trip_row = tuple(f"{trip:+.2f}" for trip in trips)
    trip_columns = tuple(f"calibration {number}" for number in range(1, len(trips) + 1))
    return [
        Table("Takes against where they were played, ms", columns, tuple(rows), notes),
        Table(
            "What a calibration finds beyond what the devices say, ms", trip_columns, (trip_row,)
        ),
    ]


def row(tempo: str, rounds: list[Round]) -> tuple[str, ...]:
    """The figures of the rounds that are whole, and how many were not."""
    whole = [each for each in rounds if each.is_whole]
    lost = [each for each in rounds if not each.is_whole]
    counts = (f"{len(whole)}", f"{len(lost)}", f"{sum(each.lost_hits for each in lost)}")
    if not whole:
        return (tempo, *("–",) * 5, *counts)
    late = np.concatenate([each.late_ms for each in whole])
    worst = late[np.argmax(np.abs(late))]
    drift = max((each.drift_ms for each in whole), key=abs)
    figures = (f"{late.mean():+.2f}", f"{late.std():.2f}", f"{worst:+.2f}", f"{len(late)}")
    return (tempo, *figures, f"{drift:+.2f}", *counts)


def _is_calibrated(state: dict[str, Any]) -> bool:
    return bool(not state["calibrating"] and state["output"])


def _recorded(app: RecordedApp, percent: int, seconds: float, song: Samples) -> Round:
    """One more recording, from the song's start."""
    data = app.cache.parent / "data"
    app.app.ask("tempo", percent=percent)
    app.go_to_start()
    before = app.app.ask("state")
    known = len(before["takes"])
    app.press("Space")
    app.app.wait_until(lambda state: state["recording"], 5)
    time.sleep(seconds)
    app.press("Space")
    after = app.app.wait_until(lambda state: len(state["takes"]) > known, _LAID_LIMIT_S)
    # In the next round it would be recorded with the song.
    app.app.ask("mute takes")
    parts = list(parts_of(recordings(data)[-1]))
    heard = [heard_hits(sound, part, song) for sound, part in parts]
    losses = after["underrun_frames"] - before["underrun_frames"]
    losses += after["device_underruns"] - before["device_underruns"]
    losses += sum(len(part.gaps) for _, part in parts) + len(parts) - 1
    return _round(heard, losses)


def _round(heard: list[HeardHits], losses: int) -> Round:
    late = [each.late_ms for each in heard]
    lost_hits = sum(each.lost for each in heard)
    return Round(np.concatenate(late) if late else np.zeros(0), lost_hits, losses)
