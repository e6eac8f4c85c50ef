"""How fast and how high stems are to be heard, and how carefully that is done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Treatment:
    """What is done to the stems in time and pitch.

    tempo_ratio: song seconds per real second. pitch_semitones: fractions are cents.
    formants_kept: whether voices keep their character at another pitch.
    light: a quality that costs a quarter, for a machine that cannot keep up.
    """

    tempo_ratio: float = 1.0
    pitch_semitones: float = 0.0
    formants_kept: bool = False
    light: bool = False

    @property
    def is_none(self) -> bool:
        """Whether the stems are heard as they are."""
        return self.tempo_ratio == 1.0 and self.pitch_semitones == 0.0

    def sounds_like(self, other: Treatment) -> bool:
        """Whether the same comes out; how formants are kept does not matter where none is moved."""
        return self == other or (self.is_none and other.is_none)
