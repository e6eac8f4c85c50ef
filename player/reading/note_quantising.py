"""Notes on the beat grid: each beat in sixteenths or triplets, whichever its notes are nearer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from player.beat_grid import BeatGrid
from player.reading.song_notes import SongNote, SongNotes

BINARY, TERNARY = 4, 3
"""Into how many parts a beat is divided."""

# By how much triplets must be nearer: most music has none. In beats, the mean of a beat's notes.
_TERNARY_COST = 0.025


@dataclass(frozen=True, order=True)
class QuantisedNote:
    """A note in beats of the grid, 0 at its first beat: `start` to before `stop`. midi: a key."""

    start: Fraction
    stop: Fraction
    midi: int
    velocity: float = 0.8


def tuning_of(notes: SongNotes) -> float:
    """How many semitones above A4 = 440 Hz notes are, -0.5 to 0.5: the mean direction of their
    pitches on a circle of one semitone, by their lengths.
    """
    if not notes.notes:
        return 0.0
    midi = np.array([note.midi for note in notes.notes])
    lengths = np.array([note.stop_frame - note.start_frame for note in notes.notes], float)
    mean = complex(np.sum(lengths * np.exp(2j * np.pi * midi)))
    return float(np.angle(mean) / (2 * np.pi)) if abs(mean) > 1e-6 * lengths.sum() else 0.0


def quantised(notes: SongNotes, grid: BeatGrid) -> tuple[QuantisedNote, ...]:
    """Each note's beginning at the nearest part of its beat, in whole keys; its end at the nearest
    part too, one later at least.

    A beat has sixteenths (quarters of a beat), or triplets where the notes that begin in it are
    nearer to those.
    """
    parts = beat_divisions(notes, grid)
    tuning = tuning_of(notes)
    found = []
    for note in notes.notes:
        start, stop = _nearest_span(note, grid, parts)
        midi = int(np.clip(round(note.midi - tuning), 0, 127))
        found.append(QuantisedNote(start, stop, midi, note.velocity))
    return tuple(sorted(found))


def on_grid(notes: SongNotes, grid: BeatGrid) -> SongNotes:
    """The notes moved to where `quantised` has them, in song frames; their pitches stay."""
    parts = beat_divisions(notes, grid)
    moved = []
    for note in notes.notes:
        start, stop = _nearest_span(note, grid, parts)
        start_frame = max(0, round(grid.frame_at(float(start))))
        stop_frame = max(start_frame + 1, round(grid.frame_at(float(stop))))
        moved.append(replace(note, start_frame=start_frame, stop_frame=stop_frame))
    return SongNotes(tuple(sorted(moved)))


def beat_divisions(notes: SongNotes, grid: BeatGrid) -> dict[int, int]:
    """BINARY or TERNARY for each beat in which a note begins."""
    begun: dict[int, list[float]] = {}
    for note in notes.notes:
        position = grid.position(note.start_frame)
        # Just before a beat belongs to it.
        beat = int(np.floor(position + 0.5 / BINARY))
        begun.setdefault(beat, []).append(position - beat)
    return {beat: _division(places) for beat, places in begun.items()}


def _division(places: Sequence[float]) -> int:
    values = np.array(places)
    binary, ternary = (
        float(np.abs(values - np.round(values * parts) / parts).mean())
        for parts in (BINARY, TERNARY)
    )
    return TERNARY if ternary + _TERNARY_COST < binary else BINARY


def _nearest_span(
    note: SongNote, grid: BeatGrid, parts: dict[int, int]
) -> tuple[Fraction, Fraction]:
    start = _nearest(grid.position(note.start_frame), parts)
    stop = _nearest(grid.position(note.stop_frame), parts)
    return start, max(stop, start + Fraction(1, parts.get(int(start // 1), BINARY)))


def _nearest(position: float, parts: dict[int, int]) -> Fraction:
    beat = int(np.floor(position))
    division = parts.get(beat, BINARY)
    return Fraction(beat) + Fraction(round((position - beat) * division), division)
