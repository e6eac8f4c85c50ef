"""Sections: how near their beginnings and their letters come to true ones (mir_eval)."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context

import numpy as np
from mir_eval import segment
from numpy.typing import NDArray

from player.beat_grid import BeatGrid
from player.beat_tracking import find_beats
from player.multitrack import SAMPLE_RATE, Samples
from player.reading.bar_raster import bar_raster
from player.reading.section_map import Section, SectionMap
from player.reading.section_structure import find_sections
from tests.benchmarks.effort import QUICK, Effort
from tests.benchmarks.table import Table
from tests.songs.sectioned import FormPlan, FormSong, form_plans, form_song

# Nothing was fitted to it: what find_sections was tried on is of the seeds 1 and 2.
_SEED = 2026
_SONGS = 36
_QUICK_SONGS = 2
_NEAR_S, _NEARER_S = 3.0, 0.5
_EVERY_BARS = 8
_CONFIDENCES = (0.8, 0.65, 0.5, 0.35, 0.0)


@dataclass(frozen=True)
class Agreement:
    """near, nearer: F-measures of the beginnings at 3 s and at 0.5 s, both ends of the song left
    out. labels: pairwise F-measure of the letters. sections: how many times as many as there are.
    """

    near: float
    nearer: float
    labels: float
    sections: float


@dataclass(frozen=True)
class _Result:
    """rows: by where the sections come from. sure: confidence of each beginning, and whether it is
    within 3 s of a true one. cost_s: of one core, for five minutes.
    """

    rows: dict[str, Agreement]
    sure: tuple[tuple[float, bool], ...]
    cost_s: float


def agreement(true: SectionMap, found: SectionMap) -> Agreement:
    """Of sections that cover the same song."""
    of_true, of_found = _intervals(true), _intervals(found)
    scores = []
    for window_s in (_NEAR_S, _NEARER_S):
        # mir_eval divides by nothing where a song has no inner beginning.
        if min(len(of_true), len(of_found)) < 2:
            scores.append(float(len(of_true) == len(of_found)))
        else:
            scores.append(segment.detection(of_true, of_found, window=window_s, trim=True)[2])
    labels = segment.pairwise(of_true, _labels(true), of_found, _labels(found))[2]
    return Agreement(*map(float, scores), float(labels), len(of_found) / len(of_true))


def _intervals(sections: SectionMap) -> NDArray[np.float64]:
    spans = [(each.start_frame, each.stop_frame) for each in sections.sections]
    return np.array(spans) / SAMPLE_RATE


def _labels(sections: SectionMap) -> list[str]:
    return [each.label for each in sections.sections]


def tables(effort: Effort) -> list[Table]:
    """Generated songs of two to three minutes with verses and choruses."""
    plans = form_plans(_SEED, _QUICK_SONGS if effort is QUICK else _SONGS)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        results = list(pool.map(_of_plan, plans))
    return [_by_source(results), _by_confidence(results)]


def _of_plan(plan: FormPlan) -> _Result:
    song = form_song(plan)
    mix, true = song.mix, _true(song)
    began_s = time.process_time()
    known_bars = find_sections(mix, song.grid, SAMPLE_RATE)
    cost_s = (time.process_time() - began_s) * 300 * SAMPLE_RATE / len(mix)
    from_mix = find_beats(mix, SAMPLE_RATE)
    from_drums = find_beats(mix, SAMPLE_RATE, song.stems["drums"])
    found = {
        "true bars": known_bars,
        "bars found in the mix and its drums": find_sections(mix, from_drums, SAMPLE_RATE),
        "bars found in the mix": find_sections(mix, from_mix, SAMPLE_RATE),
        "no bars": find_sections(mix, None, SAMPLE_RATE),
        f"every {_EVERY_BARS} bars, all different": _every(mix, song.grid, same=False),
        f"every {_EVERY_BARS} bars, all the same": _every(mix, song.grid, same=True),
        "no beginning but the first": SectionMap((Section(0, len(mix), "A"),)),
    }
    starts = [span.start for span in song.sections[1:]]
    sure = tuple(
        (
            each.confidence,
            min(abs(each.start_frame - start) for start in starts) <= _NEAR_S * SAMPLE_RATE,
        )
        for each in known_bars.sections[1:]
    )
    rows = {name: agreement(true, sections) for name, sections in found.items()}
    return _Result(rows, sure, cost_s)


def _true(song: FormSong) -> SectionMap:
    return SectionMap(tuple(Section(span.start, span.stop, span.name) for span in song.sections))


def _every(mix: Samples, grid: BeatGrid, *, same: bool) -> SectionMap:
    """What needs no ear: a section every eight bars."""
    lines = bar_raster(grid, len(mix), SAMPLE_RATE).lines
    edges = [*lines[:-1:_EVERY_BARS].tolist(), len(mix)]
    return SectionMap(
        tuple(
            Section(start, stop, "A" if same else str(number))
            for number, (start, stop) in enumerate(pairwise(edges))
        )
    )


def _by_source(results: Sequence[_Result]) -> Table:
    rows = []
    for name in results[0].rows:
        each = [result.rows[name] for result in results]
        means = [
            np.mean([getattr(one, field) for one in each])
            for field in ("near", "nearer", "labels", "sections")
        ]
        rows.append((name, *(f"{mean:.2f}" for mean in means)))
    cost_s = np.median([result.cost_s for result in results])
    notes = (
        f"{len(results)} songs, seed {_SEED}, to which nothing was fitted. F of the beginnings "
        "within 3 s and 0.5 s, without both ends of the song, and pairwise F of the letters "
        "(mir_eval). Sections: found for each true one. Sections are found in the mix, which is "
        "also the sum of its separated stems; those help to find the bars.",
        f"{cost_s:.1f} s of one core for five minutes.",
    )
    columns = ("sections from", "F at 3 s", "F at 0.5 s", "letters F", "sections")
    return Table("Sections of generated songs", columns, tuple(rows), notes)


def _by_confidence(results: Sequence[_Result]) -> Table:
    judged = [pair for result in results for pair in result.sure]
    rows = []
    for index, least in enumerate(_CONFIDENCES):
        most = _CONFIDENCES[index - 1] if index else 1.01
        some = [pair for pair in judged if least <= pair[0] < most]
        sure, right = np.mean(some, axis=0) if some else (np.nan, np.nan)
        cells = (str(len(some)), f"{sure:.2f}", f"{right:.2f}")
        rows.append((f"{least:g} to {min(most, 1):g}", *cells))
    columns = ("confidence", "beginnings", "says", "right within 3 s")
    return Table("What the confidence of a section's beginning says", columns, tuple(rows))
