"""Beats, bars, tempo and tuning: how near they are found to where they are, by kinds of songs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.song_loading import open_song
from player.beat_grid import BeatGrid
from player.beat_tracking import find_beats
from player.multitrack import SAMPLE_RATE, Samples
from player.tuning import find_tuning
from resources import DEMO_SONG
from resources.demo.score import BEATS_PER_BAR, beat_to_s
from tests.benchmarks.effort import QUICK, Effort
from tests.benchmarks.table import Table
from tests.songs.accuracy import Accuracy, accuracy
from tests.songs.catalogue import catalogue
from tests.songs.generator import Plan, generate

# Not those that the weights were fitted to: see player/beat_weights.py.
_SEED = 2026
_QUICK_EVERY = 8
_THRESHOLD = 0.5
_DEMO_LEAD_IN_S = 0.12
_AUDIO = Path(__file__).parents[3] / "shared" / "audio"


def tables(effort: Effort) -> list[Table]:
    """Generated songs, the demo song, and the real songs where there are some."""
    plans = catalogue(_SEED)
    if effort is QUICK:
        plans = plans[::_QUICK_EVERY]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        from_mix = list(pool.map(_of_mix, plans))
        drummed = [plan for plan in plans if plan.with_drums]
        from_drums = list(pool.map(_of_drums, drummed))
    found = [
        _by_kind("Beats of generated songs, from the mix", plans, from_mix),
        _by_kind("Beats of generated songs, from the mix and its drums", drummed, from_drums),
        _by_confidence(from_mix + from_drums),
        _demo(),
        _tunings(),
    ]
    return found if effort is QUICK else [*found, *_real_songs()]


def _of_mix(plan: Plan) -> Accuracy:
    song = generate(plan)
    return accuracy(song.grid, find_beats(song.mix, SAMPLE_RATE))


def _of_drums(plan: Plan) -> Accuracy:
    song = generate(plan)
    return accuracy(song.grid, find_beats(song.mix, SAMPLE_RATE, song.stems["drums"]))


_COLUMNS = (
    "songs",
    "beats F",
    "any level",
    "downbeats F",
    "metre",
    "tempo",
    "error, ms",
    "deviation, ms",
    "confidence",
)


def _by_kind(title: str, plans: Sequence[Plan], results: Sequence[Accuracy]) -> Table:
    kinds = list(dict.fromkeys(plan.kind for plan in plans))
    rows = [
        (kind, *_row([r for plan, r in zip(plans, results, strict=True) if plan.kind == kind]))
        for kind in kinds
    ]
    rows.append(("all", *_row(results)))
    notes = (
        "F at 70 ms (mir_eval). Any level: AMLt, right also at twice or half the tempo. Metre, "
        "tempo: the share of songs in which they are right. Error: positive is late.",
    )
    return Table(title, ("kind", *_COLUMNS), tuple(rows), notes)


def _row(results: Sequence[Accuracy]) -> tuple[str, ...]:
    def mean(name: str) -> float:
        known = [getattr(result, name) for result in results]
        known = [value for value in known if not np.isnan(value)]
        return float(np.mean(known)) if known else float("nan")

    return (
        str(len(results)),
        f"{mean('beats'):.2f}",
        f"{mean('any_level'):.2f}",
        f"{mean('downbeats'):.2f}",
        f"{mean('has_metre'):.2f}",
        f"{mean('has_tempo'):.2f}",
        f"{mean('error_ms'):+.1f}",
        f"{mean('deviation_ms'):.1f}",
        f"{mean('beat_confidence'):.2f}",
    )


def _by_confidence(results: Sequence[Accuracy]) -> Table:
    sure = [result for result in results if result.beat_confidence >= _THRESHOLD]
    unsure = [result for result in results if result.beat_confidence < _THRESHOLD]
    rows = tuple((name, *_row(some)) for name, some in (("sure", sure), ("unsure", unsure)) if some)
    note = f"Sure: a confidence of {_THRESHOLD} or more."
    return Table("What the confidence says", ("beats are", *_COLUMNS), rows, (note,))


def _demo() -> Table:
    samples, rate = soundfile.read(DEMO_SONG, dtype="float32")
    began_s = time.process_time()
    found = find_beats(samples, rate)
    cost_s = time.process_time() - began_s
    beats = []
    while (at_s := _DEMO_LEAD_IN_S + beat_to_s(len(beats))) < len(samples) / rate - 2:
        beats.append(round(at_s * rate))
    true = BeatGrid(tuple(beats), tuple(range(0, len(beats), BEATS_PER_BAR)))
    result = accuracy(true, found)
    note = f"{cost_s:.1f} s of one core, {len(samples) / rate:.0f} s of song."
    return Table("Beats of the demo song", _COLUMNS, (_row([result]),), (note,))


def _tunings() -> Table:
    rows = []
    for cents in (-45, -20, 0, 12, 35):
        plan = catalogue(_SEED)[0]
        song = generate(Plan("tuning", plan.groove, plan.bpm, cents + 99, cents=cents))
        whole = find_tuning(song.mix, SAMPLE_RATE)
        pitched = find_tuning(song.stems["bass"] + song.stems["other"], SAMPLE_RATE)
        cells = ["nothing" if t is None else f"{t.cents:+.1f}" for t in (whole, pitched)]
        rows.append((f"{cents:+d}", *cells, "" if whole is None else f"{whole.confidence:.2f}"))
    columns = ("cents", "from the mix", "from bass and chords", "confidence")
    return Table("Tuning of a generated song", columns, tuple(rows))


def _real_songs() -> list[Table]:
    rows = []
    for name, samples, drums in _recordings():
        began_s = time.process_time()
        found = find_beats(samples, SAMPLE_RATE, drums)
        cost_s = time.process_time() - began_s
        if found is not None:
            tuning = find_tuning(samples, SAMPLE_RATE)
            rows.append((name, *_real_row(found, cost_s, tuning.cents if tuning else float("nan"))))
    columns = ("song", "BPM", "first half", "second half", "metre", "confidence", "cents", "CPU, s")
    note = "Halves: 60 over the median distance of beats, over a stretch of eight."
    return [Table("Real songs", columns, tuple(rows), (note,))] if rows else []


def _real_row(found: BeatGrid, cost_s: float, cents: float) -> tuple[str, ...]:
    eights = np.subtract(found.frames[8:], found.frames[:-8]) / 8 / SAMPLE_RATE
    half = len(eights) // 2
    tempos = [60 / np.median(some) for some in (eights, eights[:half], eights[half:])]
    return (
        *(f"{tempo:.2f}" for tempo in tempos),
        f"{found.metre}/{found.unit}",
        f"{found.beat_confidence:.2f}, {found.downbeat_confidence:.2f}",
        f"{cents:+.1f}",
        f"{cost_s:.1f}",
    )


def _recordings() -> list[tuple[str, Samples, Samples | None]]:
    recordings: list[tuple[str, Samples, Samples | None]] = []
    for folder in sorted((_AUDIO / "stems").glob("*/")):
        stems = {
            path.stem: soundfile.read(path, dtype="float32")[0] for path in folder.glob("*.ogg")
        }
        mix = np.sum(list(stems.values()), axis=0, dtype=np.float32)
        recordings.append((folder.name, mix, None))
        recordings.append((f"{folder.name}, by its drums", mix, stems["drums"]))
    with tempfile.TemporaryDirectory() as cache, pytest.MonkeyPatch.context() as patch:
        patch.setenv("WOODSHED_CACHE_DIR", cache)
        for path in sorted((_AUDIO / "songs").glob("*")):
            *_, song = open_song(path)
            recordings.append((path.stem, song.read_mix(0, song.frames), None))
            song.folder.let_go()
    return recordings
