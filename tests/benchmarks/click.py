"""The click against the grid and against the song, in a recording of the running app.

The song has a hit at every beat of a tempo that drifts, on the left, beside noise that nobody would
hear; the click is panned to the right. It sounds like the hit, so that both are found alike. Where
the recording begins is not known: one offset is taken off all clicks before they are held against
the grid, and none before they are held against the hits. By the noise every frame on the left is
known: what is missing of them, repeated or silent is a gap.

Each tempo has an app, a screen and a sound card of its own, all at the same time:
python -m tests.benchmarks.click PERCENT SECONDS measures one, and prints it as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from player.click import ClickSound
from player.click_sound import Strength, click_sound
from player.mixer import MixerState
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.render import render
from tests.benchmarks.effort import Effort
from tests.benchmarks.frame_count import FrameCount, count_frames, first_sound
from tests.benchmarks.onsets import onset_near
from tests.benchmarks.recorded_app import recorded_app, save_stems, servers
from tests.benchmarks.table import Table
from tests.end_to_end.app_process import DrivenApp
from tests.end_to_end.servers import give_up, running
from tests.end_to_end.sound_card import SoundCard

TEMPOS_PERCENT = (60, 100, 130)
# Of the loudest: the stretcher lets a little of the left side through to the right.
_SOUNDS_FROM = 0.3
_HIT_PART = 0.5
_NOISE_PEAK = 4e-4
_SEED = 1
# What is played at the end may still be on its way into the recording.
_LAST_S = 0.5
_FADE_OUT_FRAMES = 400
# The recorder must never be the one that is late.
_RECORDER_LATENCY_MS = 500
# Beyond the recording itself: opening the app, rendering and counting, on a slow machine.
_LIMIT_S, _LIMIT_PER_RECORDED = 300.0, 3.0


@dataclass(frozen=True)
class ClickErrors:
    """In ms. off_grid: of every click; off_song: of every click from the song's own hit.

    due_s: when each is due, in seconds of real time from the song's start.
    """

    due_s: NDArray[np.float64]
    off_grid: NDArray[np.float64]
    off_song: NDArray[np.float64]

    @property
    def drift_ms(self) -> float:
        """What a straight line through `off_grid` gains from the first click to the last."""
        slope = np.polyfit(self.due_s, self.off_grid, 1)[0]
        return float(slope * (self.due_s[-1] - self.due_s[0]))


@dataclass(frozen=True)
class Recorded:
    """samples: float32 (frames, 2). is_light: whether a lighter stretch was heard at its end."""

    samples: Samples
    is_light: bool


def tables(effort: Effort) -> list[Table]:
    """At three tempos at the same time, for as long as everything is recorded."""
    measured = _measured_at_once(effort.recorded_s)
    columns = (
        *("tempo", "clicks", "from the grid, mean", "worst", "drift"),
        *("from the song's hits, mean", "worst", "gaps"),
    )
    notes = [
        f"In ms, in {effort.recorded_s:.0f} s recorded at each tempo, all three at the same time. "
        "+: the click is late. The grid is the one that was set, the hits are heard through the "
        "stretcher. Gaps are counted in the recording, frame by frame."
    ]
    notes += [each["note"] for each in measured if each["note"]]
    rows = tuple(tuple(each["row"]) for each in measured)
    return [Table("Click against grid, ms", columns, rows, tuple(notes))]


def _measured_at_once(recorded_s: float) -> list[dict[str, Any]]:
    """What a process for each tempo tells; they begin together. Gives up where one does."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        processes = []
        for percent in TEMPOS_PERCENT:
            command = [sys.executable, "-m", "tests.benchmarks.click"]
            told = stack.enter_context((folder / f"{percent}.json").open("wb"))
            processes.append(
                stack.enter_context(
                    running(
                        [*command, str(percent), str(recorded_s)],
                        os.environ,
                        folder / f"{percent}.log",
                        stdout=told,
                    )
                )
            )
        deadline = time.monotonic() + _LIMIT_S + _LIMIT_PER_RECORDED * recorded_s
        measured = []
        for percent, process in zip(TEMPOS_PERCENT, processes, strict=True):
            code = process.wait(max(1.0, deadline - time.monotonic()))
            said = (folder / f"{percent}.log").read_text(errors="replace").strip()
            assert code == 0, f"at {percent} %: {said}"
            measured.append(json.loads((folder / f"{percent}.json").read_text()))
    reason = next((each["left_out"] for each in measured if "left_out" in each), None)
    if reason is not None:
        give_up(reason)
    return measured


def _measured(percent: int, recorded_s: float) -> dict[str, Any]:
    """One tempo: a row, and a sentence if there is more to say."""
    grid = drifting_grid(recorded_s * percent / 100 + 5)
    song = hits(grid)
    with servers() as (card, environment), tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "hits"
        save_stems(folder, song)
        with recorded_app(folder, card, environment) as app:
            recorded = record(app.app, card, grid, percent, recorded_s)
    errors = errors_in(recorded.samples, grid, percent / 100)
    count = gaps_in(recorded.samples, song, percent / 100)
    note = ""
    if recorded.is_light or count.altered == count.counted:
        note = (
            f"At {percent} % this machine could not keep up. In the lighter quality, which begins "
            "at no known frame, only silence is a gap."
        )
    return {"row": _row(percent, errors, count), "note": note}


def _row(percent: int, errors: ClickErrors, count: FrameCount) -> tuple[str, ...]:
    return (
        f"{percent} %",
        f"{len(errors.off_grid)}",
        f"{np.abs(errors.off_grid).mean():.3f}",
        f"{np.abs(errors.off_grid).max():.3f}",
        f"{errors.drift_ms:+.3f}",
        f"{errors.off_song.mean():+.2f}",
        f"{np.abs(errors.off_song).max():.2f}",
        f"{count.gaps}",
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
    """A hit at every beat, and faint noise as a stem of its own, both on the left side.

    In one stem Rubber Band takes what the noise does before a hit for a part of it: hits come up to
    5 ms later at 60 % then.
    """
    hit = _HIT_PART * click_sound(ClickSound.WOOD, Strength.BEAT, SAMPLE_RATE)
    drums, noise = np.zeros((2, grid.beats[-1] + SAMPLE_RATE, 2), np.float32)
    noise[:, 0] = 2 * np.random.default_rng(_SEED).random(len(noise), np.float32) - 1
    for beat in grid.beats:
        drums[beat : beat + len(hit), 0] = hit
    return Multitrack(("drums", "other"), (drums, _NOISE_PEAK * noise), len(drums))


def record(
    app: DrivenApp, card: SoundCard, grid: BeatGrid, percent: int, played_s: float
) -> Recorded:
    """Play from the start at a tempo with the click on, and record it."""
    app.ask("beats", frames=grid.beats, downbeats=grid.downbeats)
    app.ask("click", on=True, pan=1.0, accented=False)
    app.ask("tempo", percent=percent)
    app.ask("key", key="Home")
    app.wait_until(lambda state: state["position_s"] == 0, 5)
    with card.recording(_RECORDER_LATENCY_MS) as recording:
        time.sleep(0.7)
        app.ask("key", key="Space")
        time.sleep(played_s)
        is_light = app.ask("state")["light_stretch"]
        app.ask("key", key="Space")
        time.sleep(0.7)
    return Recorded(recording.samples, is_light)


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
    return ClickErrors(due / SAMPLE_RATE, off_grid * to_ms, np.array(off_song, np.float64) * to_ms)


def gaps_in(recorded: Samples, song: Multitrack, tempo_ratio: float) -> FrameCount:
    """What became of the song's frames on the left of a recording from its start to its pause."""
    left = recorded[:, :1]
    stop = len(left) - first_sound(left[::-1]) - _FADE_OUT_FRAMES
    left = left[first_sound(left) : stop]
    blocks: list[Samples] = []
    frames = 0
    for block in render(song, MixerState.for_stems(song.names), tempo_ratio=tempo_ratio):
        blocks.append(block[:, :1].copy())
        frames += len(block)
        if frames >= len(left) + SAMPLE_RATE:
            break
    try:
        return count_frames(left, np.concatenate(blocks))
    except ValueError:
        # In the lighter quality from its first frame on: nothing of it is known.
        silent = ~left.any(axis=1)
        gaps = int(np.count_nonzero(np.diff(silent.astype(np.int8)) == 1))
        return FrameCount(len(left), silent=int(silent.sum()), altered=len(left), gaps=gaps)


def _onsets(sound: Samples) -> NDArray[np.int64]:
    """Where something loud is heard after 100 ms without."""
    level = np.abs(sound)
    loud = np.flatnonzero(level > _SOUNDS_FROM * level.max())
    return loud[np.flatnonzero(np.diff(loud, prepend=-SAMPLE_RATE) > SAMPLE_RATE // 10)]


if __name__ == "__main__":
    try:
        found = _measured(int(sys.argv[1]), float(sys.argv[2]))
    except (pytest.skip.Exception, pytest.fail.Exception) as missing:
        found = {"left_out": str(missing)}
    print(json.dumps(found))
