"""Where notes stand on a staff, and which accidentals they need.

A place is counted in half spaces: 0 is the bottom line, 8 the top line.
"""

from __future__ import annotations

from collections.abc import Sequence

from player.reading.laid_part import LaidEvent
from player.reading.score import Clef, ClefSign, PartBar, ScoreNote, ScorePart
from player.reading.written_pitch import WrittenPitch, key_alters

# The pitch on the line that a clef names, as steps above C0.
_NAMED = {
    ClefSign.G: WrittenPitch(4, 0, 4).diatonic,
    ClefSign.F: WrittenPitch(3, 0, 3).diatonic,
    ClefSign.C: WrittenPitch(0, 0, 4).diatonic,
}
_TREBLE = Clef()
_MIDDLE = 4
# Where a key signature's sharps and flats stand in a treble clef, in their order.
_SHARPS, _FLATS = (8, 5, 9, 6, 3, 7, 4), (4, 7, 3, 6, 2, 5, 1)


def bottom_diatonic(clef: Clef) -> int:
    """Which pitch stands on the bottom line, as steps above C0, as it is written."""
    if clef.sign is ClefSign.PERCUSSION:
        return bottom_diatonic(_TREBLE)
    return _NAMED[clef.sign] - 2 * (clef.line - 1) + 7 * clef.octaves


def staff_place(note: ScoreNote, clef: Clef) -> int:
    """Where a note stands."""
    bottom = bottom_diatonic(_TREBLE if note.is_unpitched else clef)
    return note.pitch.diatonic - bottom


def part_range(part: ScorePart) -> tuple[int, int]:
    """The lowest place and the highest of a part; the middle line where it has no notes."""
    places = {
        staff_place(note, bar.clef)
        for bar in part.bars
        for voice in bar.voices
        for event in voice
        for note in event.notes
    }
    return min(places, default=_MIDDLE), max(places, default=_MIDDLE)


def key_places(bar: PartBar) -> list[tuple[int, int]]:
    """Where the accidentals of its key signature stand, each with what it alters."""
    if bar.clef.sign is ClefSign.PERCUSSION:
        return []
    shift = (bottom_diatonic(_TREBLE) - bottom_diatonic(bar.clef)) % 7
    shift = shift - 7 if shift > 3 else shift
    count = min(abs(bar.fifths), 7)
    if bar.fifths > 0:
        return [(_kept(place + shift), 1) for place in _SHARPS[:count]]
    return [(_kept(place + shift), -1) for place in _FLATS[:count]]


def _kept(place: int) -> int:
    """On the staff, not high above it."""
    return place - 7 if place > 9 else place


def accidentals_of(bar: PartBar, events: Sequence[LaidEvent]) -> dict[tuple[int, ScoreNote], int]:
    """Which accidentals are to be written in a bar, by the id of an event and its note: those that
    neither the key has nor an earlier note of the bar in the same place.
    """
    of_key = key_alters(bar.fifths)
    now: dict[int, int] = {}
    signs: dict[tuple[int, ScoreNote], int] = {}
    for event in sorted(events, key=lambda each: (each.frame, each.event.duration)):
        for note in event.event.notes:
            pitch = note.pitch
            valid = now.get(pitch.diatonic, of_key[pitch.step])
            if note.is_unpitched or note.is_tied:
                continue
            if pitch.alter != valid:
                signs[id(event), note] = pitch.alter
            now[pitch.diatonic] = pitch.alter
    return signs


def goes_up(places: Sequence[int], voice: int, voices: int) -> bool:
    """Whether the stem of notes at these places goes up: towards the middle line, or where several
    voices share a staff, that of the first.
    """
    if voices > 1:
        return voice == 0
    return max(places, default=_MIDDLE) - _MIDDLE < _MIDDLE - min(places, default=_MIDDLE)
