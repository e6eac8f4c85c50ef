"""Which stem a General MIDI program belongs to."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from separation.training.notes import Part

_BASSES = {*range(32, 40), 43, 87}
_PERCUSSION = {113, *range(115, 120)}
_EFFECTS = set(range(120, 128))
_VOICES = {52: 48, 53: 49, 54: 50, 85: 81}  # sampled choirs: neither a singer nor no singer
GUITARS = {26, 27, 28, 29, 30, 31}
_LOW_PITCH = 45
_FINGERED_BASS = 33


def by_stem(parts: list[Part]) -> dict[str, list[Part]]:
    """The parts of a song as "drums", "bass" and "other".

    Sampled choirs become strings and the like; sound effects are left out. Where no program is a
    bass, a part of single low notes is the bass.
    """
    stems: dict[str, list[Part]] = {"drums": [], "bass": [], "other": []}
    for part in parts:
        if part.is_drums or part.program in _PERCUSSION:
            stems["drums"].append(part)
        elif part.program in _BASSES:
            stems["bass"].append(part)
        elif part.program not in _EFFECTS:
            program = _VOICES.get(part.program, part.program)
            stems["other"].append(replace(part, program=program))
    if not stems["bass"]:
        low = [part for part in stems["other"] if _is_bass_line(part)]
        stems["bass"] = [replace(part, program=_FINGERED_BASS) for part in low]
        stems["other"] = [part for part in stems["other"] if part not in low]
    return stems


def _is_bass_line(part: Part) -> bool:
    return median(note.pitch for note in part.notes) < _LOW_PITCH and part.polyphony() < 1.15
