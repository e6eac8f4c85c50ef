"""How a chord sounds when it is only asked for: its notes as two hands would take them."""

from __future__ import annotations

from player.reading.chord_symbol import Chord

# The lowest note between G2 and F♯3, where small loudspeakers still have it; the others above it.
_BASS_FROM_MIDI, _UPPER_FROM_MIDI = 43, 55


def voiced(chord: Chord) -> tuple[int, ...]:
    """Its notes as MIDI numbers, from the lowest up: its bass, and above it the others close
    together.
    """
    bass = _first_from(_BASS_FROM_MIDI, chord.lowest)
    upper = {_first_from(_UPPER_FROM_MIDI, chord.root + each) for each in chord.intervals}
    return (bass, *sorted(upper))


def _first_from(midi: int, pitch_class: int) -> int:
    """The lowest note of a pitch class that is not below a note."""
    return midi + (pitch_class - midi) % 12
