"""Where the notes of a single voice begin and end, by its pitch and by its onsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from player.reading.pitch_trace import HOP_S, HeardPitch

# Costs are negative logarithms of probabilities, up to a constant; one value of the trace each.
_PITCH_SPREAD = 0.45
_MOST_PITCH_COST = 4.0
_UNVOICED_NOTE_COST = 1.0
_VOICED_REST_COST = 3.0
_CHANGE_COST, _CHANGE_AT_ONSET_COST = 9.0, 4.0
_REST_COST = 5.0
_BORDER_PITCHES = 2
# So far from an onset a change of pitch is that onset's.
_ONSET_REACH_S = 0.06
_LEAST_NOTE_S = 0.05
# By how much a note struck again is louder than right before, in dB. Two strings a little out of
# tune beat by less.
_STRUCK_AGAIN_DB = 3.0
_STRUCK_AGAIN_REACH_S = 0.05


@dataclass(frozen=True)
class NoteSegment:
    """Values of the trace from `start` until before `stop`, with fractions, in which one note
    sounds. onset_db: how far the onset it begins at stands out; 0 where there is none.
    """

    start: float
    stop: float
    onset_db: float = 0.0

    @property
    def values(self) -> slice:
        """Which values of the trace lie in it, one at least."""
        first = round(self.start)
        return slice(first, max(first + 1, round(self.stop)))


def note_segments(
    heard: HeardPitch, onsets: Sequence[tuple[float, float]], tuning: float, late: float
) -> list[NoteSegment]:
    """The notes of a voice, none overlapping.

    onsets: in values of the trace, each with the dB it stands out by. tuning: of the voice, in
    semitones above A4 = 440 Hz. late: in values of the trace, by how much a note is heard late.

    A hidden Markov model with a state for each semitone and one for rests, decoded by Viterbi's
    method, as Mauch et al. 2015, "Computer-aided melody note transcription using the Tony
    software: accuracy and efficiency", TENOR, but with a state a note instead of three: onsets
    here come from the sound itself. Notes of one pitch are parted where it is struck again.
    """
    states = _states(heard, onsets, tuning)
    segments = _runs(states)
    segments = [_at_onset(segment, onsets, late) for segment in segments]
    parted: list[NoteSegment] = []
    for segment in segments:
        parted += _parted(segment, onsets, heard.level_db)
    return [
        each
        for each in _without_overlaps(parted)
        if each.stop - each.start >= _LEAST_NOTE_S / HOP_S
    ]


def _states(
    heard: HeardPitch, onsets: Sequence[tuple[float, float]], tuning: float
) -> NDArray[np.int64]:
    """Which semitone sounds at each value; -1 for a rest."""
    midi = heard.trace.midi - tuning
    voiced = np.isfinite(midi)
    values = len(midi)
    if not voiced.any():
        return np.full(values, -1, np.int64)
    lowest = int(np.floor(midi[voiced].min())) - _BORDER_PITCHES
    pitches = np.arange(lowest, int(np.ceil(midi[voiced].max())) + _BORDER_PITCHES + 1)
    costs = np.full((values, len(pitches) + 1), _UNVOICED_NOTE_COST, np.float32)
    off = (midi[voiced, None] - pitches) / _PITCH_SPREAD
    costs[voiced, :-1] = np.minimum(0.5 * off**2, _MOST_PITCH_COST)
    costs[:, -1] = 0.0
    costs[voiced, -1] = _VOICED_REST_COST * heard.trace.confidence[voiced]
    change = np.full(values, _CHANGE_COST, np.float32)
    for place, _ in onsets:
        change[max(0, round(place) - 2) : round(place) + 4] = _CHANGE_AT_ONSET_COST
    came_from_best = np.zeros((values, len(pitches) + 1), bool)
    best_before = np.zeros(values, np.int64)
    total = costs[0].copy()
    entered = np.empty_like(total)
    for place in range(1, values):
        best = int(total.argmin())
        best_before[place] = best
        entered[:-1] = total[best] + change[place]
        entered[-1] = total[best] + _REST_COST
        came_from_best[place] = total > entered
        total = np.minimum(total, entered) + costs[place]
    states = np.empty(values, np.int64)
    states[-1] = int(total.argmin())
    for place in range(values - 1, 0, -1):
        at = states[place]
        states[place - 1] = best_before[place] if came_from_best[place, at] else at
    return np.where(states < len(pitches), states, -1)


def _runs(states: NDArray[np.int64]) -> list[NoteSegment]:
    borders = np.flatnonzero(np.diff(states)) + 1
    edges = [0, *borders.tolist(), len(states)]
    return [
        NoteSegment(float(start), float(stop))
        for start, stop in pairwise(edges)
        if stop > start and states[start] >= 0
    ]


def _at_onset(
    segment: NoteSegment, onsets: Sequence[tuple[float, float]], late: float
) -> NoteSegment:
    reach = _ONSET_REACH_S / HOP_S
    near = _between(onsets, segment.start - reach, segment.start + reach)
    if not near:
        return replace(segment, start=max(0.0, segment.start - late))
    place, strength = max(near, key=lambda onset: onset[1])
    return replace(segment, start=min(place, segment.stop - 1), onset_db=strength)


def _parted(
    segment: NoteSegment,
    onsets: Sequence[tuple[float, float]],
    level_db: NDArray[np.float32],
) -> list[NoteSegment]:
    least = _LEAST_NOTE_S / HOP_S
    parts = [segment]
    for place, strength in _between(onsets, segment.start + least, segment.stop - least):
        last = parts[-1]
        if place < last.start + least:
            continue
        reach = round(_STRUCK_AGAIN_REACH_S / HOP_S)
        at = round(place)
        quiet = level_db[max(0, at - reach) : at + 1].min()
        if level_db[at : at + reach + 1].max() - quiet >= _STRUCK_AGAIN_DB:
            parts[-1:] = [replace(last, stop=place), NoteSegment(place, last.stop, strength)]
    return parts


def _between(
    onsets: Sequence[tuple[float, float]], first: float, last: float
) -> Sequence[tuple[float, float]]:
    start = bisect_left(onsets, first, key=lambda onset: onset[0])
    return onsets[start : bisect_right(onsets, last, key=lambda onset: onset[0])]


def _without_overlaps(segments: Sequence[NoteSegment]) -> list[NoteSegment]:
    """A note that was moved to its onset ends the one before."""
    cut = [replace(each, stop=min(each.stop, after.start)) for each, after in pairwise(segments)]
    return [*cut, *segments[-1:]]
