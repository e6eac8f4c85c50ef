"""Latency: from a key to its sound, in a recording of the running app; then the engine's own."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from app.song_cache import SongFolder
from player.multitrack import SAMPLE_RATE, Samples
from separation.recipe import EMBEDDED_RECIPE
from separation.stem_store import StemStore
from tests.benchmarks.change_heard import mute_heard, seek_heard, tempo_heard
from tests.benchmarks.effort import Effort
from tests.benchmarks.engine_latency import engine_latency
from tests.benchmarks.long_song import long_song
from tests.benchmarks.note_latency import note_latency
from tests.benchmarks.recorded_app import RecordedApp, recorded_app, save_song, save_stems, servers
from tests.benchmarks.table import Table
from tests.end_to_end.sound_card import SoundCard
from tests.end_to_end.timed_recording import TimedRecording, timed_recording
from tests.player.songs import noise_song, stem_sum

_STEMS_TOLERANCE = 1e-5
# Long enough for what was asked to be heard and followed for a while.
_HEARD_WITHIN_S = 1.2
# All keys of one try, and what is left of the song behind them.
_SONG_S_PER_TRY, _SONG_S_LEFT = 9.0, 20.0
_BEFORE_FRAMES = SAMPLE_RATE // 2
_LONG_SONG_S_PER_TRY = 72.0
# The separation follows the playhead: a seek forward shall find stems.
_HEAD_START_S = 4.0

# key pressed, key that takes it back
_MUTE, _SEEK, _TEMPO = ("V", "V"), ("Right", "Left"), ("Minus", "Equal")


@dataclass(frozen=True)
class _Press:
    """A key, when it was pressed, and when the next one was: seconds of the system's clock."""

    key: str
    at_s: float
    next_at_s: float


@dataclass(frozen=True)
class _Sounds:
    """What may be heard: float32 (frames, 2), and how much a sample may differ from it."""

    everything: Samples
    without_vocals: Samples
    tolerance: float


def tables(effort: Effort) -> list[Table]:
    """In the recording, idle and beside a separation; then without a device."""
    with servers() as (card, environment), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        idle, device_s = _idle(folder, card, environment, effort)
        busy, still_separating = _separating(folder, card, environment, effort)
        notes_heard = note_latency(card, environment, effort)
    rows = [
        (what, *_figures(idle[what]), *_figures(busy[what])) for what in ("mute", "seek", "tempo")
    ]
    notes = [
        "From the key to the last of the old sound. This contains the device's own latency: the "
        f"app reports {device_s * 1000:.0f} ms.",
    ]
    if not still_separating:
        notes.append("The separation had ended before the last try.")
    lost = sum(2 * effort.tries - len(idle[what]) - len(busy[what]) for what in idle)
    if lost:
        notes.append(f"{lost} tries were not heard within {_HEARD_WITHIN_S:g} s or not understood.")
    columns = ("key", "idle: median", "worst", "separating: median", "worst")
    title = f"Latency in the recording, ms ({effort.tries} tries each)"
    recorded = Table(title, columns, tuple(rows), tuple(notes))
    return [recorded, notes_heard, engine_latency(effort)]


def _figures(delays_ms: list[float]) -> tuple[str, str]:
    if not delays_ms:
        return ("not measured", "not measured")
    return (f"{statistics.median(delays_ms):.0f}", f"{max(delays_ms):.0f}")


def _idle(
    folder: Path, card: SoundCard, environment: Mapping[str, str], effort: Effort
) -> tuple[dict[str, list[float]], float]:
    song = noise_song(_song_s(effort))
    save_stems(folder / "stems", song)
    everything = stem_sum(song)
    # Stem after stem as the mixer adds them, so that it is the same to the last bit.
    without = np.zeros_like(everything)
    for stem in song.stems[1:]:
        without += stem
    with recorded_app(folder / "stems", card, environment) as app:
        device_s = float(app.app.ask("state")["output_latency_s"])
        with timed_recording(card) as recording:
            presses = _press_keys(app, effort.tries)
    return _delays_ms(recording, presses, _Sounds(everything, without, 0.0)), device_s


def _separating(
    folder: Path, card: SoundCard, environment: Mapping[str, str], effort: Effort
) -> tuple[dict[str, list[float]], bool]:
    path = folder / "long.wav"
    save_song(path, long_song(_LONG_SONG_S_PER_TRY * effort.tries))
    with recorded_app(path, card, environment) as app:
        app.app.wait_until(lambda state: state["finished"] > 0, 120)
        time.sleep(_HEAD_START_S)
        with timed_recording(card) as recording:
            presses = _press_keys(app, effort.tries)
        still_separating = bool(app.app.ask("state")["separating"])
        with _cache(app.cache):
            store = StemStore.open(SongFolder.of_song(path).stem_store(EMBEDDED_RECIPE.key))
        # No more of the song than this is played.
        frames = round(_song_s(effort) * SAMPLE_RATE)
        stems = [np.array(store.array(stem)[:frames]) for stem in store.stems]
    sounds = _Sounds(sum(stems[1:], stems[0]), sum(stems[2:], stems[1]), _STEMS_TOLERANCE)
    return _delays_ms(recording, presses, sounds), still_separating


def _song_s(effort: Effort) -> float:
    return _SONG_S_PER_TRY * effort.tries + _SONG_S_LEFT


def _press_keys(app: RecordedApp, tries: int) -> list[_Press]:
    """Play, and press each key so often, at moments nothing else keeps to."""
    chance = random.Random(0)
    presses = []
    time.sleep(0.7)
    app.press("Space")
    time.sleep(2.0)
    for _ in range(tries):
        for key, back in (_MUTE, _SEEK, _TEMPO):
            state = app.app.ask("key", key=key)
            time.sleep(_HEARD_WITHIN_S)
            after = app.app.ask("key", key=back)
            presses.append(_Press(key, state["asked_at_s"], after["asked_at_s"]))
            time.sleep(_HEARD_WITHIN_S + 0.1 * chance.random())
    app.press("Space")
    time.sleep(0.5)
    return presses


def _delays_ms(
    recording: TimedRecording, presses: list[_Press], sounds: _Sounds
) -> dict[str, list[float]]:
    samples = recording.samples
    measures: dict[str, tuple[str, Callable[..., int]]] = {
        _MUTE[0]: ("mute", partial(mute_heard, without=sounds.without_vocals)),
        _SEEK[0]: ("seek", seek_heard),
        _TEMPO[0]: ("tempo", tempo_heard),
    }
    delays: dict[str, list[float]] = {name: [] for name, _ in measures.values()}
    for press in presses:
        name, measure = measures[press.key]
        asked, stop = (
            round((at_s - recording.played_at_s(0)) * SAMPLE_RATE)
            for at_s in (press.at_s, press.next_at_s)
        )
        piece = samples[asked - _BEFORE_FRAMES : stop]
        try:
            frames = measure(piece, _BEFORE_FRAMES, sounds.everything, tolerance=sounds.tolerance)
        except ValueError:
            continue
        delays[name].append(frames / SAMPLE_RATE * 1000)
    return delays


@contextmanager
def _cache(folder: Path) -> Iterator[None]:
    """Songs are looked for in this cache."""
    before = os.environ.get("WOODSHED_CACHE_DIR")
    os.environ["WOODSHED_CACHE_DIR"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("WOODSHED_CACHE_DIR")
        if before is not None:
            os.environ["WOODSHED_CACHE_DIR"] = before
