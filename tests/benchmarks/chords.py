"""Chords and key: how near they are found to what is played, by what they are found in."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from player.beat_grid import BeatGrid
from player.beat_tracking import find_beats
from player.multitrack import SAMPLE_RATE, Samples
from player.reading.chord_recognition import find_harmony
from player.reading.song_key import FoundKey
from tests.benchmarks.beats import decoded
from tests.benchmarks.effort import QUICK, Effort
from tests.benchmarks.read_songs import MEASURED_SEEDS, read_plans, read_song
from tests.benchmarks.table import Table
from tests.songs.chord_accuracy import (
    ChordAccuracy,
    as_truth,
    chord_accuracy,
    key_score,
    named_key,
)
from tests.songs.generator import Plan
from tests.songs.harmony_examples import MIX, SEPARATED, SOURCES, sounds

_FOUND_BEATS = "separated stems, beats found"
_CONFIDENCES = (0.9, 0.7, 0.5, 0.0)
_AUDIO = Path(__file__).parents[3] / "shared" / "audio"


@dataclass(frozen=True)
class _Result:
    """Of one song by one source. sure: of the key. cost_s: CPU time of five minutes of song."""

    kind: str
    chords: ChordAccuracy
    key: float
    sure: float
    cost_s: float


def tables(effort: Effort) -> list[Table]:
    """By source, by kind of song, by confidence; then the real songs."""
    plans = read_plans(effort)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_of_plan, plans))
        real = list(pool.map(_of_stems, _folders())) if effort is not QUICK else []
    by_source = {name: [results[name] for results in found] for name in (*SOURCES, _FOUND_BEATS)}
    seeds = ", ".join(str(seed) for seed in MEASURED_SEEDS)
    made = [
        _by_source(by_source, f"Weighed by time (mir_eval). Nothing was fitted to seed {seeds}."),
        _by_kind(by_source),
        _by_confidence(by_source),
    ]
    return [*made, _real(real)] if real else made


def _of_plan(plan: Plan) -> dict[str, _Result]:
    song = read_song(plan)
    found = {}
    for name in (*SOURCES, _FOUND_BEATS):
        grid: BeatGrid | None = song.grid
        source = SEPARATED if name == _FOUND_BEATS else name
        if name == _FOUND_BEATS:
            grid = find_beats(song.mix, SAMPLE_RATE, song.separated_stems["drums"])
        other, bass, mix = sounds(song, source)
        began_s = time.process_time()
        chart, key = find_harmony(other, bass, mix, grid, SAMPLE_RATE)
        cost_s = time.process_time() - began_s
        found[name] = _Result(
            plan.kind,
            chord_accuracy(song.chords, chart),
            key_score(song.key, key),
            0.0 if key is None else key.confidence,
            cost_s * 300 / (len(mix) / SAMPLE_RATE),
        )
    return found


def _by_source(by_source: dict[str, list[_Result]], note: str) -> Table:
    rows = []
    for name, results in by_source.items():
        chords = [result.chords for result in results]
        keys = [result.key for result in results]
        rows.append(
            (
                name,
                str(len(results)),
                *(f"{_mean(chords, measure):.3f}" for measure in _MEASURES),
                f"{np.mean(keys):.3f}",
                f"{np.mean(np.array(keys) == 1):.2f}",
                f"{np.median([result.cost_s for result in results]):.1f}",
            )
        )
    columns = (
        "found in",
        "songs",
        "root",
        "majmin",
        "sevenths",
        "majmin with bass",
        "key, MIREX",
        "key right",
        "CPU s for five minutes",
    )
    return Table("Chords and key of generated songs", columns, tuple(rows), (note,))


_MEASURES = ("root", "majmin", "sevenths", "majmin_inversions")


def _mean(chords: Sequence[ChordAccuracy], measure: str) -> float:
    values = [getattr(each, measure) for each in chords]
    return float(np.average(values, weights=[each.seconds for each in chords]))


def _by_kind(by_source: dict[str, list[_Result]]) -> Table:
    kinds = list(dict.fromkeys(result.kind for result in by_source[MIX]))
    rows = []
    for kind in kinds:
        cells = [kind]
        for results in by_source.values():
            chords = [result.chords for result in results if result.kind == kind]
            keys = [result.key for result in results if result.kind == kind]
            cells.append(
                f"{_mean(chords, 'majmin'):.2f}, {_mean(chords, 'sevenths'):.2f},"
                f" {np.mean(keys):.2f}"
            )
        rows.append(tuple(cells))
    return Table("Chords by kind: majmin, sevenths, key", ("kind", *by_source), tuple(rows))


def _by_confidence(by_source: dict[str, list[_Result]]) -> Table:
    """Of the time in which chords have so much confidence, how much of it is right."""
    rows = []
    for index, least in enumerate(_CONFIDENCES):
        most = _CONFIDENCES[index - 1] if index else 1.01
        cells = [f"{least:g} to {min(most, 1):g}"]
        for results in by_source.values():
            spans = np.array([span for result in results for span in result.chords.spans])
            some = spans[(spans[:, 0] >= least) & (spans[:, 0] < most)]
            share = some[:, 1].sum() / spans[:, 1].sum()
            said, right = (
                np.average(some[:, column], weights=some[:, 1]) if len(some) else np.nan
                for column in (0, 2)
            )
            keys = [result.key == 1 for result in results if least <= result.sure < most]
            key = f"{np.mean(keys):.2f} of {len(keys)}" if keys else "-"
            cells += [f"{share:.2f}, {said:.2f}, {right:.2f}", key]
        rows.append(tuple(cells))
    columns = ["confidence"]
    for name in by_source:
        columns += [f"{name}: share, says, right", "keys right"]
    note = "Right: root and quality, with the seventh (mir_eval's tetrads)."
    return Table("What the confidence of chords says", tuple(columns), tuple(rows), (note,))


def _folders() -> list[Path]:
    return sorted((_AUDIO / "stems").glob("*/"))


def _of_stems(folder: Path) -> tuple[str, ...]:
    """Of nothing here the chords are known; but a song's halves should agree with each other, and
    what is found in the mix with what is found in the stems.
    """
    stems = {path.stem: decoded(path) for path in sorted(folder.glob("*.ogg"))}
    mix: Samples = np.sum(list(stems.values()), axis=0, dtype=np.float32)
    grid = find_beats(mix, SAMPLE_RATE, stems["drums"])
    other, bass = stems["other"], stems["bass"]
    chart, key = find_harmony(other, bass, mix, grid, SAMPLE_RATE)
    from_mix, mix_key = find_harmony(None, None, mix, grid, SAMPLE_RATE)
    half = len(mix) // 2
    halves = [
        find_harmony(other[part], bass[part], mix[part], None, SAMPLE_RATE)[1]
        for part in (slice(0, half), slice(half, len(mix)))
    ]
    agreement = chord_accuracy(as_truth(chart), from_mix)
    lengths = np.array([span.stop_frame - span.start_frame for span in chart.spans])
    sure = np.array([span.confidence for span in chart.spans])
    return (
        folder.name,
        _key(key),
        *(_key(each) for each in halves),
        _key(mix_key),
        f"{agreement.majmin:.2f}",
        f"{np.average(sure > _CONFIDENCES[1], weights=lengths):.2f}",
        f"{60 * len(chart.spans) / (len(mix) / SAMPLE_RATE):.0f}",
    )


def _key(found: FoundKey | None) -> str:
    return "none" if found is None else f"{named_key(found)}, {found.confidence:.2f}"


def _real(rows: Sequence[tuple[str, ...]]) -> Table:
    columns = (
        "song",
        "key",
        "first half",
        "second half",
        "from the mix",
        "chords of mix and stems alike, majmin",
        f"time with a confidence above {_CONFIDENCES[1]:g}",
        "chords a minute",
    )
    return Table("Real songs", columns, tuple(rows))
