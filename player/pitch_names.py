"""Note names: from a frequency to the nearest pitch and back."""

from __future__ import annotations

import math
from dataclasses import dataclass

_NAMES = ("C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B")
_A4_MIDI = 69


@dataclass(frozen=True)
class Pitch:
    """A note of the equal-tempered scale and how far a sound is from it.

    midi: the MIDI number, A4 is 69; cents: from -50 up to, not including, 50.
    """

    midi: int
    cents: float = 0.0

    @property
    def name(self) -> str:
        """Letter, sharp and octave in scientific pitch notation, as in `E2` or `F♯4`."""
        return f"{_NAMES[self.midi % 12]}{self.midi // 12 - 1}"


def frequency_to_pitch(frequency_hz: float, a4_hz: float = 440.0) -> Pitch:
    """Find the nearest note.

    Raises: ValueError for a frequency that is not above 0 and finite.
    """
    if not 0.0 < frequency_hz < math.inf:
        raise ValueError(f"no pitch has {frequency_hz} Hz")
    exact = _A4_MIDI + 12.0 * math.log2(frequency_hz / a4_hz)
    midi = math.floor(exact + 0.5)
    return Pitch(midi, 100.0 * (exact - midi))


def midi_to_frequency(midi: float, a4_hz: float = 440.0) -> float:
    """Frequency in Hz of a MIDI number, which may be between two notes."""
    return float(a4_hz * 2.0 ** ((midi - _A4_MIDI) / 12.0))
