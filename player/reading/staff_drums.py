"""Where drums and cymbals stand on a staff of five lines.

Source: Weinberg, Norman. Standardized drumset notation. Percussive Notes, June 1994.
"""

from __future__ import annotations

from player.reading.written_pitch import STEPS, WrittenPitch

# By General MIDI's numbers of percussion, as if there were a treble clef.
_PLACES = {
    35: "F4", 36: "F4", 37: "C5", 38: "C5", 39: "C5", 40: "C5", 41: "G4", 42: "G5", 43: "A4",
    44: "D4", 45: "B4", 46: "G5", 47: "D5", 48: "D5", 49: "A5", 50: "E5", 51: "F5", 52: "A5",
    53: "F5", 54: "G5", 55: "A5", 56: "E5", 57: "A5", 59: "F5",
}  # fmt: skip
_ELSEWHERE = "C5"
_CYMBALS = frozenset({42, 44, 46, 49, 51, 52, 53, 55, 57, 59})


def drum_place(midi: int) -> WrittenPitch:
    """Where the drum with this number of General MIDI stands; another, where the snare does."""
    place = _PLACES.get(midi, _ELSEWHERE)
    return WrittenPitch(STEPS.index(place[0]), 0, int(place[1]))


def is_cymbal(midi: int) -> bool:
    """Whether it is written with a cross for a notehead."""
    return midi in _CYMBALS
