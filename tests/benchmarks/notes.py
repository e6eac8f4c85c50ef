"""Notes of bass and voice: how many are found where they are, from stems and from the mix."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import soundfile
from mir_eval.transcription import (
    match_notes,
    onset_precision_recall_f1,
    precision_recall_f1_overlap,
)
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE, Samples
from player.reading.note_tracking import VOICES, find_notes
from player.reading.song_notes import PitchTrace, SongNotes
from tests.benchmarks.effort import QUICK, Effort
from tests.benchmarks.read_songs import MEASURED_SEEDS, ReadSong, read_plans, read_song
from tests.benchmarks.table import Table
from tests.songs.generator import Plan
from tests.songs.instruments import frequency_hz

TRUE, SEPARATED, MIX = "true stems", "separated stems", "the mix alone"
FROM = (TRUE, SEPARATED, MIX)

_CONFIDENCES = (0.9, 0.7, 0.5, 0.0)
_STEMS = Path(__file__).parents[3] / "shared" / "audio" / "stems"
_CENT_REACH = 50.0


@dataclass(frozen=True)
class Found:
    """Of one voice in one song: precision, recall and F of its notes, F of onsets alone; of the
    trace, how much of what sounds is within 50 cents, and how much of all else is called silent;
    every note's confidence, and whether it is right.
    """

    precision: float
    recall: float
    f_measure: float
    onsets: float
    pitched: float
    silent: float
    judged: tuple[tuple[float, bool], ...]


def sounds_of(song: ReadSong) -> dict[str, dict[str, Samples]]:
    """By what it is read from: the stems to read."""
    stems = {*song.true_stems, *song.separated_stems}
    return {
        TRUE: song.true_stems,
        SEPARATED: song.separated_stems,
        MIX: dict.fromkeys(stems, song.mix),
    }


def tables(effort: Effort) -> list[Table]:
    """Generated songs, and the real stems where there are some."""
    plans = read_plans(effort)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        results = list(pool.map(_of_plan, plans))
        real = list(pool.map(_of_recording, _recordings())) if effort is not QUICK else []
    found = [_generated(results), _calibration(results)]
    return [*found, _real_songs(real)] if real else found


def _generated(results: Sequence[dict[tuple[str, str], Found]]) -> Table:
    rows = []
    for stem in VOICES:
        for source in FROM:
            found = [each[source, stem] for each in results if (source, stem) in each]
            rows.append((f"{stem}, {source}", str(len(found)), *_means(found)))
    title = "Notes of generated songs"
    columns = ("from", "songs", "F", "precision", "recall", "onsets F", "pitch", "silence")
    note = (
        "Onsets within 50 ms, pitches within 50 cents, ends left out (mir_eval). Pitch: of the "
        "time in which a note sounds, how much has its pitch; silence: of all other time, how "
        "much has none. Seeds that nothing was fitted to: "
        + ", ".join(str(seed) for seed in MEASURED_SEEDS)
        + "."
    )
    return Table(title, columns, tuple(rows), (note,))


def _of_plan(plan: Plan) -> dict[tuple[str, str], Found]:
    song = read_song(plan)
    return {
        (source, stem): _judged(song, stem, *find_notes(stems[stem], SAMPLE_RATE, stem))
        for source, stems in sounds_of(song).items()
        for stem in VOICES
        if song.notes[stem]
    }


def _judged(song: ReadSong, stem: str, trace: PitchTrace, notes: SongNotes) -> Found:
    true = song.notes[stem]
    spans = np.array([(note.start, note.stop) for note in true]) / SAMPLE_RATE
    hertz = np.array([frequency_hz(note.midi) for note in true])
    right = np.zeros(len(notes.notes), bool)
    precision = recall = f_measure = onsets = 0.0
    if notes.notes:
        found = np.array([(n.start_frame, n.stop_frame) for n in notes.notes]) / SAMPLE_RATE
        found_hertz = np.array([frequency_hz(note.midi) for note in notes.notes])
        precision, recall, f_measure, _ = precision_recall_f1_overlap(
            spans, hertz, found, found_hertz, offset_ratio=None
        )
        _, _, onsets = onset_precision_recall_f1(spans, found)
        pairs = match_notes(spans, hertz, found, found_hertz, offset_ratio=None)
        right[[index for _, index in pairs]] = True
    pitched, silent = _of_trace(spans, np.array([note.midi for note in true]), trace)
    judged = tuple(
        (note.confidence, bool(is_right)) for note, is_right in zip(notes.notes, right, strict=True)
    )
    return Found(precision, recall, f_measure, onsets, pitched, silent, judged)


def _of_trace(
    spans_s: NDArray[np.float64], midi: NDArray[np.float64], trace: PitchTrace
) -> tuple[float, float]:
    at_s = trace.frames / SAMPLE_RATE
    index = np.searchsorted(spans_s[:, 0], at_s, side="right") - 1
    sounds = (index >= 0) & (at_s < spans_s[np.maximum(index, 0), 1])
    off = np.abs(trace.midi - midi[np.maximum(index, 0)])
    is_right = np.nan_to_num(off, nan=99.0) <= _CENT_REACH / 100
    return float(is_right[sounds].mean()), float(np.isnan(trace.midi[~sounds]).mean())


def _means(found: Sequence[Found]) -> tuple[str, ...]:
    names = ("f_measure", "precision", "recall", "onsets", "pitched", "silent")
    return tuple(f"{np.mean([getattr(each, name) for each in found]):.2f}" for name in names)


def _calibration(results: Sequence[dict[tuple[str, str], Found]]) -> Table:
    """How many of the notes with so much confidence are right."""
    rows = []
    for place, least in enumerate(_CONFIDENCES):
        most = _CONFIDENCES[place - 1] if place else 1.1
        cells = [f"{least:g} to {min(most, 1):g}"]
        for source in (TRUE, SEPARATED):
            judged = [
                pair
                for each in results
                for (kind, _), found in each.items()
                if kind == source
                for pair in found.judged
                if least <= pair[0] < most
            ]
            cells += [str(len(judged)), _share([is_right for _, is_right in judged])]
        rows.append(tuple(cells))
    columns = ("confidence", TRUE, "right", SEPARATED, "right")
    return Table("How sure notes are", columns, tuple(rows))


def _share(values: Sequence[bool]) -> str:
    return f"{np.mean(values):.2f}" if values else ""


def _recordings() -> list[tuple[str, str]]:
    return [
        (folder.name, stem)
        for folder in sorted(_STEMS.glob("*/"))
        for stem in VOICES
        if (folder / f"{stem}.ogg").exists()
    ]


def _of_recording(recording: tuple[str, str]) -> tuple[str, ...]:
    song, stem = recording
    samples, rate = soundfile.read(_STEMS / song / f"{stem}.ogg", dtype="float32", always_2d=True)
    began_s = time.process_time()
    trace, notes = find_notes(samples, rate, stem)
    cost_s = time.process_time() - began_s
    keys = sorted(note.midi for note in notes.notes)
    whole = [note.confidence for note in notes.notes]
    return (
        f"{song}, {stem}",
        str(len(keys)),
        f"{keys[0]:.1f} to {keys[-1]:.1f}" if keys else "",
        f"{np.mean(whole):.2f}" if whole else "",
        f"{np.isfinite(trace.midi).mean():.2f}",
        f"{cost_s * 300 * rate / len(samples):.1f}",
    )


def _real_songs(rows: Sequence[tuple[str, ...]]) -> Table:
    columns = ("stem", "notes", "MIDI", "confidence", "of the time", "CPU s for five minutes")
    return Table("Notes of real songs", columns, tuple(rows))
