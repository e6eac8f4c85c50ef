"""Kick, snare and hi-hat: how many hits are found, from stems, from the mix, of sampled kits."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import soundfile
from mir_eval.onset import f_measure

from player.multitrack import SAMPLE_RATE, Samples
from player.reading.drum_hits import Drum, DrumHits
from player.reading.drum_transcription import DRUMS, find_drum_hits
from tests.benchmarks.effort import QUICK, Effort
from tests.benchmarks.notes import FROM, sounds_of
from tests.benchmarks.read_songs import MEASURED_SEEDS, read_plans, read_song
from tests.benchmarks.table import Table
from tests.songs.generator import Plan
from tests.songs.sampled_drums import CLASSES, sampled_drums
from tests.songs.song_to_read import TrueHit

_SAMPLED, _SAMPLED_IN_MIX = "kits of a soundfont", "the same, in the mix"
_STEMS = Path(__file__).parents[3] / "shared" / "audio" / "stems"
_Scores = dict[str, dict[Drum, tuple[float, float, float]]]


def tables(effort: Effort) -> list[Table]:
    """Generated songs with drums, and the real stems where there are some."""
    plans = [plan for plan in read_plans(effort) if plan.with_drums]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        results = list(pool.map(_of_plan, plans))
        real = list(pool.map(_of_recording, _recordings())) if effort is not QUICK else []
    found = [_generated(results)]
    return [*found, _real_songs(real)] if real else found


def _generated(results: Sequence[_Scores]) -> Table:
    rows = []
    for source in (*FROM, _SAMPLED, _SAMPLED_IN_MIX):
        some = [each[source] for each in results if source in each]
        if some:
            cells = [
                f"{np.mean([scores[drum][which] for scores in some if drum in scores]):.2f}"
                for drum in DRUMS
                for which in range(3)
            ]
            rows.append((source, str(len(some)), *cells))
    columns = ["from", "songs"]
    for drum in DRUMS:
        columns += [f"{drum} F", "precision", "recall"]
    notes = (
        "Within 50 ms (mir_eval). The ride counts as hi-hat; crashes and toms are neither. The "
        "soundfont is one that nothing was fitted to; seeds likewise: "
        + ", ".join(str(seed) for seed in MEASURED_SEEDS)
        + ".",
    )
    return Table("Drum hits of generated songs", tuple(columns), tuple(rows), notes)


def _of_plan(plan: Plan) -> _Scores:
    song = read_song(plan)
    scores = {
        source: _scored(song.drum_hits, stems["drums"]) for source, stems in sounds_of(song).items()
    }
    rest = song.mix - song.true_stems["drums"]
    try:
        sampled = sampled_drums(song.drum_hits, len(rest), plan.seed, is_for_test=True)
    except (ImportError, FileNotFoundError):
        return scores
    level = np.sqrt(np.mean(song.true_stems["drums"] ** 2) / max(1e-12, np.mean(sampled.sound**2)))
    sound = (sampled.sound * level).astype(np.float32)
    scores[_SAMPLED] = _scored(sampled.hits, sound)
    scores[_SAMPLED_IN_MIX] = _scored(sampled.hits, sound + rest)
    return scores


def _scored(hits: Sequence[TrueHit], sound: Samples) -> dict[Drum, tuple[float, float, float]]:
    found = find_drum_hits(sound, SAMPLE_RATE)
    return {
        drum: f_measure(true_s, _times_s(found, drum), window=0.05)
        for drum in DRUMS
        if len(true_s := true_times_s(hits, drum))
    }


def true_times_s(hits: Sequence[TrueHit], drum: Drum) -> np.ndarray:
    """When a drum is struck, in seconds."""
    return np.array(
        sorted({hit.frame / SAMPLE_RATE for hit in hits if CLASSES.get(hit.drum) is drum})
    )


def _times_s(found: DrumHits, drum: Drum) -> np.ndarray:
    return np.array([hit.frame for hit in found.hits if hit.drum is drum]) / SAMPLE_RATE


def _recordings() -> list[str]:
    return [path.parent.name for path in sorted(_STEMS.glob("*/drums.ogg"))]


def _of_recording(song: str) -> tuple[str, ...]:
    path = _STEMS / song / "drums.ogg"
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    began_s = time.process_time()
    found = find_drum_hits(samples, rate)
    cost_s = time.process_time() - began_s
    minutes = len(samples) / rate / 60
    return (
        song,
        *(f"{sum(hit.drum is drum for hit in found.hits) / minutes:.0f}" for drum in DRUMS),
        f"{np.mean([hit.confidence for hit in found.hits]):.2f}" if found.hits else "",
        f"{cost_s * 5 / minutes:.1f}",
    )


def _real_songs(rows: Sequence[tuple[str, ...]]) -> Table:
    columns = ("song", *(f"{drum} a minute" for drum in DRUMS), "confidence")
    return Table("Drum hits of real songs", (*columns, "CPU s for five minutes"), tuple(rows))
