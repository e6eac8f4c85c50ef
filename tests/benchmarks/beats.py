"""Beats, bars, tempo and tuning: how near they are found to where they are, by kinds of songs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.song_loading import open_song
from app.views.grid_text import UNCERTAIN
from player.beat_grid import BeatGrid
from player.beat_tracking import find_beats
from player.multitrack import SAMPLE_RATE, Samples
from player.tuning import find_tuning
from resources import DEMO_SONG
from resources.demo.score import BEATS_PER_BAR, beat_to_s
from tests.benchmarks.effort import QUICK, Effort
from tests.benchmarks.table import Table
from tests.songs.accuracy import NOTHING, RIGHT, Accuracy, accuracy
from tests.songs.beatless import BEATLESS_KINDS, beatless
from tests.songs.catalogue import catalogue
from tests.songs.generator import Plan, generate

# Nothing was fitted to them: player/beat_weights.py is of the seeds 3, 4 and 11.
_SEEDS = (2026, 2027)
_QUICK_EVERY = 9
_CONFIDENCES = (0.9, UNCERTAIN, 0.5, 0.0)
_DEMO_LEAD_IN_S = 0.12
_AUDIO = Path(__file__).parents[3] / "shared" / "audio"
# What they were made at: whole numbers, as one grid from end to end lies on their drums.
_KNOWN_BPM = {
    "caesium": 130,
    "caesium_master": 130,
    "hydrogen": 132,
    "on_the_run": 92,
    "potassium": 90,
    "rubidium": 132,
}


def tables(effort: Effort) -> list[Table]:
    """Generated songs, the demo song, and the real songs where there are some."""
    plans = [plan for seed in _SEEDS for plan in catalogue(seed)]
    nothing = [(kind, seed) for seed in _SEEDS for kind in BEATLESS_KINDS]
    if effort is QUICK:
        plans, nothing = plans[::_QUICK_EVERY], nothing[:1]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        both = list(pool.map(_of_plan, plans))
        without = list(pool.map(_of_nothing, nothing))
        real = list(pool.map(_of_recording, _recordings())) if effort is not QUICK else []
    drummed = [plan for plan in plans if plan.with_drums]
    from_mix = [results[0] for results in both]
    from_drums = [results[1] for results in both if len(results) > 1]
    found = [
        _by_kind("Beats of generated songs, from the mix", plans, from_mix),
        _by_kind("Beats of generated songs, from the mix and its drums", drummed, from_drums),
        _by_confidence(from_mix + from_drums, without),
        _demo(),
        _tunings(),
    ]
    return [*found, _real_songs([row for rows in real for row in rows])] if real else found


def _of_plan(plan: Plan) -> list[Accuracy]:
    """From the mix, and with its drums if there are some."""
    song = generate(plan)
    drums = [None, song.stems["drums"]] if plan.with_drums else [None]
    return [accuracy(song.grid, find_beats(song.mix, SAMPLE_RATE, some)) for some in drums]


def _of_nothing(task: tuple[str, int]) -> Accuracy:
    found = find_beats(beatless(*task), SAMPLE_RATE)
    return replace(
        NOTHING,
        beat_confidence=0.0 if found is None else found.beat_confidence,
        downbeat_confidence=0.0 if found is None else found.downbeat_confidence,
    )


_COLUMNS = (
    "songs",
    "beats F",
    "any level",
    "downbeats F",
    "metre",
    "tempo",
    "error, ms",
    "deviation, ms",
    "sure of beats",
    "sure of bars",
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
        "tempo: the share of songs in which they are right. Error: positive is late. Sure: the "
        "mean confidence. Seeds that nothing was fitted to: "
        + ", ".join(str(seed) for seed in _SEEDS)
        + ".",
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
        f"{mean('downbeat_confidence'):.2f}",
    )


def _by_confidence(results: Sequence[Accuracy], without: Sequence[Accuracy]) -> Table:
    """How many songs have so much confidence at least, and how many of these are right."""
    everything = [*results, *without]
    beats = [(each.beat_confidence, each.beats >= RIGHT) for each in everything]
    bars = [
        (each.downbeat_confidence, each.beats >= RIGHT and each.downbeats >= RIGHT)
        for each in everything
    ]
    rows = []
    for index, least in enumerate(_CONFIDENCES):
        most = _CONFIDENCES[index - 1] if index else 1.1
        cells = [f"{least:g} to {min(most, 1):g}"]
        for judged in (beats, bars):
            some = [(sure, right) for sure, right in judged if least <= sure < most]
            above = [right for sure, right in judged if sure >= least]
            sure, right = np.mean(some, axis=0) if some else (np.nan, np.nan)
            cells += [str(len(some)), f"{sure:.2f}", f"{right:.2f}", f"{np.mean(above):.2f}"]
        rows.append(tuple(cells))
    columns = ["confidence"]
    for what in ("beats", "bars"):
        columns += [f"{what}: songs", "says", "right", "right from here up"]
    note = (
        f"Right: F of {RIGHT} or more, of the beats and, for bars, of the downbeats too. "
        f"{len(without)} of the songs are sounds without a beat. "
        f"What is below {UNCERTAIN:g} is shown as uncertain."
    )
    return Table("What the confidence says", tuple(columns), tuple(rows), (note,))


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
        plan = catalogue(_SEEDS[0])[0]
        song = generate(Plan("tuning", plan.groove, plan.bpm, cents + 99, cents=cents))
        whole = find_tuning(song.mix, SAMPLE_RATE)
        pitched = find_tuning(song.stems["bass"] + song.stems["other"], SAMPLE_RATE)
        cells = [
            cell
            for t in (whole, pitched)
            for cell in (("", "") if t is None else (f"{t.cents:+.1f}", f"{t.cents - cents:+.1f}"))
        ]
        rows.append((f"{cents:+d}", *cells, "" if whole is None else f"{whole.confidence:.2f}"))
    columns = ("cents", "from the mix", "error", "from bass and chords", "error", "confidence")
    return Table("Tuning of a generated song", columns, tuple(rows))


def _real_songs(rows: Sequence[tuple[str, ...]]) -> Table:
    columns = (
        "song",
        "made at",
        "BPM",
        "first half",
        "second half",
        "apart",
        "metre",
        "sure of beats, bars",
        "cents",
        "CPU s for five minutes",
    )
    note = (
        "Halves: 60 over the mean distance of their beats. CPU: of one core, the tuning left out; "
        "from a song shorter than a minute it says little."
    )
    return Table("Real songs", columns, tuple(rows), (note,))


@dataclass(frozen=True)
class _Recording:
    """name: of the song. tracks: what it is the sum of. drums: which of them it is told of."""

    name: str
    tracks: tuple[Path, ...]
    drums: Path | None = None


def _recordings() -> list[_Recording]:
    found = []
    for folder in sorted((_AUDIO / "stems").glob("*/")):
        stems = tuple(sorted(folder.glob("*.ogg")))
        found.append(_Recording(folder.name, stems))
        found.append(_Recording(folder.name, stems, folder / "drums.ogg"))
    found += [_Recording(path.stem, (path,)) for path in sorted((_AUDIO / "songs").glob("*"))]
    return found


def _of_recording(recording: _Recording) -> list[tuple[str, ...]]:
    sounds = {path: decoded(path) for path in recording.tracks}
    mix = np.sum(list(sounds.values()), axis=0, dtype=np.float32)
    drums = None if recording.drums is None else sounds[recording.drums]
    began_s = time.process_time()
    found = find_beats(mix, SAMPLE_RATE, drums)
    cost_s = time.process_time() - began_s
    if found is None:
        return []
    tuning = find_tuning(mix, SAMPLE_RATE)
    beats_s = found.frames / SAMPLE_RATE
    half = len(beats_s) // 2
    whole, first, second = (
        60 * (len(some) - 1) / (some[-1] - some[0])
        for some in (beats_s, beats_s[: half + 1], beats_s[half:])
    )
    known = _KNOWN_BPM.get(recording.name)
    row = (
        recording.name + (", by its drums" if drums is not None else ""),
        "" if known is None else str(known),
        *(f"{tempo:.2f}" for tempo in (whole, first, second)),
        f"{100 * abs(first / second - 1):.2f} %",
        f"{found.metre}/{found.unit}",
        f"{found.beat_confidence:.2f}, {found.downbeat_confidence:.2f}",
        "" if tuning is None else f"{tuning.cents:+.1f}",
        f"{cost_s * 300 / (len(mix) / SAMPLE_RATE):.1f}",
    )
    return [row]


def decoded(path: Path) -> Samples:
    """As the app has it."""
    with tempfile.TemporaryDirectory() as cache, pytest.MonkeyPatch.context() as patch:
        patch.setenv("WOODSHED_CACHE_DIR", cache)
        *_, song = open_song(path)
        samples = np.array(song.read_mix(0, song.frames))
        song.folder.let_go()
    return samples
