"""The click against the grid and against the song, in a recording of the running app.

The song has a hit at every beat of a tempo that drifts, on the left; the click is panned to the
right. It sounds like the hit, so that both are found alike. Where the recording begins is not
known: one offset is taken off all clicks before they are held against the grid, and none before
they are held against the hits.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from player.click import ClickSound
from player.click_sound import Strength, click_sound
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from tests.benchmarks.effort import Effort
from tests.benchmarks.onsets import onset_near
from tests.benchmarks.recorded_app import recorded_app, save_stems, servers
from tests.benchmarks.table import Table
from tests.end_to_end.app_process import DrivenApp
from tests.end_to_end.sound_card import SoundCard

TEMPOS_PERCENT = (60, 100, 130)
# Of the loudest: the stretcher lets a little of the left side through to the right.
_SOUNDS_FROM = 0.3
_HIT_PART = 0.5
# What is played at the end may still be on its way into the recording.
_LAST_S = 0.5


@dataclass(frozen=True)
class ClickErrors:
    """In ms. off_grid: of every click; off_song: of every click from the song's own hit.

    drift_ms: what a straight line through `off_grid` gains from first to last.
    """

    off_grid: NDArray[np.float64]
    off_song: NDArray[np.float64]

    @property
    def drift_ms(self) -> float:
        """Of the clicks, from the first to the last."""
        count = len(self.off_grid)
        return float(np.polyfit(np.arange(count), self.off_grid, 1)[0] * (count - 1))


def tables(effort: Effort) -> list[Table]:
    """At three tempos, as long as everything is recorded."""
    rows: list[tuple[str, ...]] = []
    grid = drifting_grid(effort.recorded_s * max(TEMPOS_PERCENT) / 100 + 5)
    with servers() as (card, environment), tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "hits"
        save_stems(folder, hits(grid))
        with recorded_app(folder, card, environment) as app:
            for percent in TEMPOS_PERCENT:
                errors = recorded_errors(app.app, card, grid, percent, effort.recorded_s)
                rows.append(_row(percent, errors))
    columns = (
        *("tempo", "clicks", "from the grid, mean", "worst", "drift"),
        *("from the song's hits, mean", "worst"),
    )
    notes = (
        f"In ms, in {effort.recorded_s:.0f} s recorded at each tempo. +: the click is late. The "
        "grid is the one that was set, the hits are heard through the stretcher.",
    )
    return [Table("Click against grid, ms", columns, tuple(rows), notes)]


def _row(percent: int, errors: ClickErrors) -> tuple[str, ...]:
    return (
        f"{percent} %",
        f"{len(errors.off_grid)}",
        f"{np.abs(errors.off_grid).mean():.3f}",
        f"{np.abs(errors.off_grid).max():.3f}",
        f"{errors.drift_ms:+.3f}",
        f"{errors.off_song.mean():+.2f}",
        f"{np.abs(errors.off_song).max():.2f}",
    )


def drifting_grid(seconds: float) -> BeatGrid:
    """Beats of a song so long, between 96 and 120 a minute, slower and faster in turn."""
    frame, beats = float(SAMPLE_RATE // 2), []
    while frame < seconds * SAMPLE_RATE:
        beats.append(round(frame))
        bpm = 108 + 12 * np.sin(len(beats) / 9)
        frame += 60 * SAMPLE_RATE / bpm
    return BeatGrid(tuple(beats), tuple(range(0, len(beats), 4)))


def hits(grid: BeatGrid) -> Multitrack:
    """One stem with a hit at every beat, on the left side."""
    hit = _HIT_PART * click_sound(ClickSound.WOOD, Strength.BEAT, SAMPLE_RATE)
    samples = np.zeros((grid.beats[-1] + SAMPLE_RATE, 2), np.float32)
    for beat in grid.beats:
        samples[beat : beat + len(hit), 0] = hit
    return Multitrack(("drums",), (samples,), len(samples))


def recorded_errors(
    app: DrivenApp, card: SoundCard, grid: BeatGrid, percent: int, played_s: float
) -> ClickErrors:
    """Play from the start at a tempo with the click on, record it, and find every click."""
    app.ask("beats", frames=grid.beats, downbeats=grid.downbeats)
    app.ask("click", on=True, pan=1.0, accented=False)
    app.ask("tempo", percent=percent)
    app.ask("key", key="Home")
    app.wait_until(lambda state: state["position_s"] == 0, 5)
    with card.recording() as recording:
        time.sleep(0.7)
        app.ask("key", key="Space")
        time.sleep(played_s)
        app.ask("key", key="Space")
        time.sleep(0.3)
    return errors_in(recording.samples, grid, percent / 100)


def errors_in(recorded: Samples, grid: BeatGrid, tempo_ratio: float) -> ClickErrors:
    """The clicks on the right of a recording from the song's start, against grid and left side."""
    clicks = _onsets(recorded[:, 1])
    last = clicks[-1] - _LAST_S * SAMPLE_RATE
    clicks = clicks[clicks < last]
    due = np.array(grid.beats[: len(clicks)]) / tempo_ratio
    off_grid = clicks - due
    off_grid -= np.median(off_grid)
    left, right = recorded[:, 0], recorded[:, 1]
    off_song = [onset_near(right, at) - onset_near(left, at) for at in clicks]
    to_ms = 1000 / SAMPLE_RATE
    return ClickErrors(off_grid * to_ms, np.array(off_song, np.float64) * to_ms)


def _onsets(sound: Samples) -> NDArray[np.int64]:
    """Where something loud is heard after 100 ms without."""
    level = np.abs(sound)
    loud = np.flatnonzero(level > _SOUNDS_FROM * level.max())
    return loud[np.flatnonzero(np.diff(loud, prepend=-SAMPLE_RATE) > SAMPLE_RATE // 10)]
