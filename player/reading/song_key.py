"""The key of a song: its tonic, major or minor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from player.reading.chord_symbol import FLAT_NAMES, SHARP_NAMES

# F, B♭, E♭, A♭, D♭ and G♭ major, and the minors of the same signatures.
_FLAT_MAJORS = frozenset({5, 10, 3, 8, 1, 6})
_TO_RELATIVE_MAJOR = 3


@dataclass(frozen=True)
class Key:
    """tonic: a pitch class, 0 for C to 11 for B.

    Raises: ValueError for another.
    """

    tonic: int
    is_minor: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.tonic < 12:
            raise ValueError(f"no pitch class: {self.tonic}")

    @property
    def signature_tonic(self) -> int:
        """The tonic of the major key with the same signature."""
        return (self.tonic + _TO_RELATIVE_MAJOR) % 12 if self.is_minor else self.tonic

    @property
    def prefers_flats(self) -> bool:
        """Whether its signature is usually written with flats."""
        return self.signature_tonic in _FLAT_MAJORS

    @property
    def tonic_name(self) -> str:
        """Of its tonic, as its signature spells it: `B♭`."""
        return (FLAT_NAMES if self.prefers_flats else SHARP_NAMES)[self.tonic]

    def transposed(self, semitones: int) -> Key:
        """The same, higher or lower by this."""
        return Key((self.tonic + semitones) % 12, self.is_minor)

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"tonic": self.tonic, "is_minor": self.is_minor}

    @classmethod
    def of_fields(cls, fields: Mapping[str, Any]) -> Key:
        """From JSON. Raises: ValueError, TypeError, KeyError if it means nothing."""
        return cls(int(fields["tonic"]), bool(fields["is_minor"]))


@dataclass(frozen=True)
class FoundKey:
    """A key that was found in a song, and how sure that is, 0 to 1."""

    key: Key
    confidence: float
