"""Gaps: the running app is recorded for a minute in every condition, and its frames are counted.

The song is noise, so that every frame is like no other. What should be heard is known to the last
bit: without a stretcher it is the sum of the stems, with one it is what `player.render` gives.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from player.mixer import MixerState
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.render import render
from tests.benchmarks.effort import Effort
from tests.benchmarks.frame_count import FrameCount, count_frames, first_sound
from tests.benchmarks.long_song import long_song
from tests.benchmarks.recorded_app import RecordedApp, recorded_app, save_song, save_stems, servers
from tests.benchmarks.table import Table
from tests.end_to_end.servers import running
from tests.end_to_end.sound_card import SoundCard
from tests.player.songs import STEM_NAMES, noise_song

# The recorder must never be the one that is late.
_RECORDER_LATENCY_MS = 500
# The separated stems add up to the song within less than this (-100 dB).
_STEMS_TOLERANCE = 1e-5
# Where a loop is changed the same frames are cross-faded into each other: rounding.
_FADE_TOLERANCE = 1e-6
_UNTOUCHED_STEM = "other"
_TEMPO_STEP_PERCENT = 5
_FADE_OUT_FRAMES = 400
_LOOP_S = (4.0, 8.0)
# Separated at 28 times the speed of the song on two cores, this lasts longer than the recording.
_LONG_SONG_PER_RECORDED = 40.0


@dataclass(frozen=True)
class Heard:
    """A recording from Play to shortly before Pause, and what the app said of it."""

    samples: Samples
    state: dict[str, Any]
    underrun_frames: int
    device_underruns: int
    painted: int


def tables(effort: Effort) -> list[Table]:
    """One row for every condition."""
    rows: list[tuple[str, ...]] = []
    notes: list[str] = []
    with servers() as (card, environment), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows.append(_recorder_row(folder, card, effort))
        song = _song(effort)
        save_stems(folder / "stems", song)
        exports = f"[export]\nfolder={folder / 'exports'}\n"
        with recorded_app(folder / "stems", card, environment, exports) as app:
            rows += _ready_stems_rows(app, song, effort, notes)
        rows.append(_separation_row(folder, card, environment, effort, notes))
    counted = ("recorded", "missing", "repeated", "silent", "altered", "gaps a minute")
    told = ("frames the ring fell short of", "times the device ran out")
    notes.append(
        "Counted in the recording, in frames; the last two columns are what the app itself says."
    )
    return [Table("Gaps", ("condition", *counted, *told), tuple(rows), tuple(notes))]


def _song(effort: Effort) -> Multitrack:
    """Four stems of noise; the right side is that of one stem alone."""
    song = noise_song(1.3 * effort.recorded_s + 8.0)
    for name, samples in zip(song.names, song.stems, strict=True):
        if name != _UNTOUCHED_STEM:
            samples[:, 1] = 0.0
    return song


def _ready_stems_rows(
    app: RecordedApp, song: Multitrack, effort: Effort, notes: list[str]
) -> Iterator[tuple[str, ...]]:
    original = _rendered(song, 1.0, effort)

    def at_once(heard: Heard, expected: Samples) -> FrameCount:
        return count_frames(heard.samples, expected)

    heard = _play(app, effort)
    yield _row("alone", heard, at_once(heard, original))
    for percent, exports in ((50, False), (75, False), (130, False), (75, True)):
        expected = _rendered(song, percent / 100, effort)
        with _at_tempo(app, percent):
            heard = _play(app, effort, {"do": "export"} if exports else None)
        condition = f"at {percent} %"
        if exports:
            condition += ", while every stem is exported like that"
            if not heard.state["was_exporting"]:
                notes.append("The export had ended before the recording did.")
        if heard.state["light_stretch"]:
            condition += ", then in the lighter quality"
            notes.append(
                f"At {percent} % this machine could not keep up. In the lighter quality, which "
                "begins at no known frame, only silence is counted: all else is “altered”."
            )
        yield _row(condition, heard, at_once(heard, expected))
    for scrolls in (False, True):
        heard = _play(app, effort, {"do": "repaint", "scroll": scrolls})
        title = "every view painted and scrolled" if scrolls else "every view painted"
        rate = heard.painted / effort.recorded_s
        yield _row(f"{title} {rate:.0f} times a second", heard, at_once(heard, original))
    heard = _play(app, effort, {"do": "read"})
    notes.append(f"Meanwhile the song was read {heard.state['times_read']} times.")
    yield _row("the song is read, again and again", heard, at_once(heard, original))
    start_s, stop_s = _LOOP_S
    app.app.ask("drag", lane=_UNTOUCHED_STEM, from_s=start_s, to_s=stop_s)
    heard = _play(app, effort, {"do": "fiddle", "spare": _UNTOUCHED_STEM})
    count = count_frames(
        heard.samples[:, 1:],
        song.stems[-1][:, 1:],
        tolerance=_FADE_TOLERANCE,
        landings=heard.state["loop_starts"],
    )
    notes.append(
        f"While faders and loop are dragged: {count.jumps} jumps to the start of a loop, the "
        f"latest {count.latest_landing} frames behind it, and {count.altered} frames of "
        "cross-fades. None of these is a gap."
    )
    yield _row("the mouse drags faders and the loop's edges", heard, replace(count, altered=0))


def _separation_row(
    folder: Path,
    card: SoundCard,
    environment: Mapping[str, str],
    effort: Effort,
    notes: list[str],
) -> tuple[str, ...]:
    song = long_song(_LONG_SONG_PER_RECORDED * effort.recorded_s)
    save_song(folder / "long.wav", song)
    with recorded_app(folder / "long.wav", card, environment) as app:
        app.app.wait_until(lambda state: state["finished"] > 0, 120)
        heard = _play(app, effort)
    if not heard.state["separating"]:
        notes.append("The separation had ended before the recording did.")
    count = count_frames(heard.samples, song, tolerance=_STEMS_TOLERANCE)
    return _row("a separation runs on every core", heard, count)


def _recorder_row(folder: Path, card: SoundCard, effort: Effort) -> tuple[str, ...]:
    """The recorder alone, beside busy cores: what it loses is not the app's."""
    song = noise_song(effort.recorded_s + 2.0).stems[0]
    with _busy_cores(folder), card.recording(_RECORDER_LATENCY_MS) as heard:
        time.sleep(0.5)
        subprocess.run(
            card.player(latency_ms=2000),
            input=song.tobytes(),
            env=card.environment,
            check=True,
        )
    samples = heard.samples
    start = first_sound(samples)
    stop = start + round(effort.recorded_s * SAMPLE_RATE)
    count = count_frames(samples[start:stop], song)
    return _cells("the recorder itself, beside busy cores", count, "", "")


@contextmanager
def _busy_cores(folder: Path) -> Iterator[None]:
    """One process a core that computes as politely as the separation does."""
    command = [sys.executable, "-c", "import os\nos.nice(19)\nwhile True: pass"]
    with contextlib.ExitStack() as processes:
        for _ in range(os.cpu_count() or 1):
            processes.enter_context(running(command, os.environ, folder / "busy.log"))
        yield


@contextmanager
def _at_tempo(app: RecordedApp, percent: int) -> Iterator[None]:
    steps = (percent - 100) // _TEMPO_STEP_PERCENT
    app.press(*(["Minus" if steps < 0 else "Plus"] * abs(steps)))
    yield
    app.press("Equal")


def _rendered(song: Multitrack, tempo_ratio: float, effort: Effort) -> Samples:
    """What is to be heard from the song's start: float32 (frames, 2)."""
    wanted = round((effort.recorded_s + 2.0) * SAMPLE_RATE)
    blocks: list[Samples] = []
    frames = 0
    for block in render(song, MixerState.for_stems(STEM_NAMES), tempo_ratio=tempo_ratio):
        blocks.append(block)
        frames += len(block)
        if frames >= wanted:
            break
    return np.concatenate(blocks)


def _play(app: RecordedApp, effort: Effort, disturbance: dict[str, Any] | None = None) -> Heard:
    """Record from Play on, from the song's start or its loop's."""
    app.press("Home")
    before = app.app.ask("state")
    with app.card.recording(_RECORDER_LATENCY_MS) as heard:
        time.sleep(0.7)
        app.press("Space")
        if disturbance is not None:
            app.app.ask(**disturbance)
        time.sleep(effort.recorded_s)
        state = app.app.ask("rest")
        after = app.app.ask("key", key="Space")
        time.sleep(0.7)
    return Heard(
        samples=_played(heard.samples),
        state=state,
        underrun_frames=after["underrun_frames"] - before["underrun_frames"],
        device_underruns=after["device_underruns"] - before["device_underruns"],
        painted=state["painted"],
    )


def _played(recorded: Samples) -> Samples:
    """A recording without the silence around it and the fade-out at its end."""
    stop = len(recorded) - first_sound(recorded[::-1])
    return recorded[first_sound(recorded) : stop - _FADE_OUT_FRAMES]


def _row(condition: str, heard: Heard, count: FrameCount) -> tuple[str, ...]:
    return _cells(condition, count, f"{heard.underrun_frames}", f"{heard.device_underruns}")


def _cells(condition: str, count: FrameCount, *told: str) -> tuple[str, ...]:
    seconds = count.counted / SAMPLE_RATE
    figures = (count.missing, count.repeated, count.silent, count.altered)
    per_minute = f"{count.gaps / seconds * 60:.3g}"
    return (condition, f"{seconds:.0f} s", *map(str, figures), per_minute, *told)
