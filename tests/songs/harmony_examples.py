"""What chords are fitted to: generated songs as they are recognised, and what is true there."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE, Samples
from player.reading.chord_recognition import features_here
from player.reading.chord_states import NO_CHORD, STATES, chord_of
from player.reading.harmonic_steps import HarmonicSteps, harmonic_steps
from player.reading.harmony_features import HarmonyFeatures
from tests.benchmarks.read_songs import ReadSong, read_song
from tests.songs.generator import Plan, Span

UNKNOWN = -1
TRUE, SEPARATED, MIX = "true stems", "separated stems", "mix alone"
SOURCES = (TRUE, SEPARATED, MIX)
_PAUSES = 2
_PAUSE_BEATS = 6


@dataclass(frozen=True, eq=False)
class Example:
    """One song by one source. truth: its chords, one after another. states: (steps,), those in
    most of each step, or UNKNOWN. key: "C minor".
    """

    plan: Plan
    source: str
    features: HarmonyFeatures
    steps: HarmonicSteps
    truth: tuple[Span, ...]
    states: NDArray[np.int64]
    key: str


def examples(task: tuple[Plan, tuple[str, ...]]) -> list[Example]:
    """By each of these sources. What plays chords pauses a few times, which no chord is."""
    plan, sources = task
    song = read_song(plan)
    rng = np.random.default_rng(plan.seed)
    pauses = _pauses(song, rng)
    truth = _paused_truth(song.chords, pauses)
    steps = harmonic_steps(song.grid, len(song.mix), SAMPLE_RATE)
    states = _states(truth, steps)
    found = []
    for source in sources:
        other, bass, mix = sounds(song, source)
        for start, stop in pauses:
            if source == MIX:
                drums = song.true_stems.get("drums")
                mix[start:stop] = 0 if drums is None else drums[start:stop]
            elif other is not None and bass is not None:
                other[start:stop] *= 0.003
                bass[start:stop] *= 0.003
        features, _ = features_here(other, bass, mix, steps, SAMPLE_RATE)
        found.append(Example(plan, source, features, steps, truth, states, song.key))
    return found


def sounds(song: ReadSong, source: str) -> tuple[Samples | None, Samples | None, Samples]:
    """What `find_harmony` gets: other, bass, mix; copies."""
    if source == MIX:
        return None, None, song.mix.copy()
    stems = song.true_stems if source == TRUE else song.separated_stems
    return stems["other"].copy(), stems["bass"].copy(), song.mix.copy()


def _pauses(song: ReadSong, rng: np.random.Generator) -> list[tuple[int, int]]:
    beats = song.grid.beats
    starts = rng.integers(0, len(beats) - _PAUSE_BEATS, _PAUSES)
    return [(beats[start], beats[start + _PAUSE_BEATS]) for start in starts.tolist()]


def _paused_truth(chords: tuple[Span, ...], pauses: list[tuple[int, int]]) -> tuple[Span, ...]:
    lines = sorted(
        {0, *(each.stop for each in chords), *(line for pair in pauses for line in pair)}
    )
    truth = []
    for start, stop in pairwise(lines):
        paused = any(first <= start < last for first, last in pauses)
        name = next(each.name for each in chords if each.start <= start < each.stop)
        truth.append(Span(start, stop, "N" if paused else name))
    return tuple(truth)


def _states(truth: tuple[Span, ...], steps: HarmonicSteps) -> NDArray[np.int64]:
    """What is true in most of each step; UNKNOWN where that is none that can be found."""
    numbers = _numbers()
    states = np.full(len(steps.frames) - 1, UNKNOWN)
    for span in truth:
        overlap = np.minimum(span.stop, steps.frames[1:]) - np.maximum(
            span.start, steps.frames[:-1]
        )
        mostly = overlap > 0.6 * np.diff(steps.frames)
        name = span.name.replace("hdim7", "dim")
        states[mostly] = numbers.get(_canonical(name), UNKNOWN)
    return states


def _numbers() -> dict[str, int]:
    found = {"N": NO_CHORD}
    for state in range(STATES - 1):
        chord = chord_of(state)
        assert chord is not None
        found[_canonical(chord.harte)] = state
    return found


_FLATS = {"Db": "C#", "Eb": "D#", "Gb": "F#", "Ab": "G#", "Bb": "A#"}


def _canonical(name: str) -> str:
    root, colon, rest = name.partition(":")
    return _FLATS.get(root, root) + colon + rest
