"""Which pitch stands at which height: C1 at the bottom, C8 at the top, all semitones alike."""

from __future__ import annotations

LOWEST_MIDI = 24  # C1
HIGHEST_MIDI = 108  # C8
# Every key has its pitch in the middle, the first and the last too.
BOTTOM_MIDI = LOWEST_MIDI - 0.5
TOP_MIDI = HIGHEST_MIDI + 0.5
C_NOTES = tuple(range(LOWEST_MIDI, HIGHEST_MIDI + 1, 12))


def y_at(midi: float, height: float) -> float:
    """The height in px, from the top, of a pitch in a view `height` px high."""
    return (TOP_MIDI - midi) / (TOP_MIDI - BOTTOM_MIDI) * height


def midi_at(y: float, height: float) -> float:
    """The pitch, as a MIDI number with its fraction, at a height from the top."""
    return TOP_MIDI - y / height * (TOP_MIDI - BOTTOM_MIDI)
