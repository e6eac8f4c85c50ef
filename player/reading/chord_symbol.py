"""A chord: its root, what is built on it, and its lowest note; how it is written and read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

SHARP_NAMES = ("C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B")
FLAT_NAMES = ("C", "D♭", "D", "E♭", "E", "F", "G♭", "G", "A♭", "A", "B♭", "B")
_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11, "H": 11}
_SHIFTS = {"#": 1, "♯": 1, "b": -1, "♭": -1}
# Of the notes above the root, as Harte's syntax counts them.
_DEGREES = ("1", "b2", "2", "b3", "3", "4", "b5", "5", "b6", "6", "b7", "7")
_NOTE = r"([A-Ha-h])([#♯b♭]*)"
_CHORD = re.compile(rf"{_NOTE}(.*?)(?:/{_NOTE})?")


class Quality(StrEnum):
    """What is built on a root, by its usual short name. The first seven are those that are found in
    songs by themselves; all of them can be written by a person.
    """

    MAJOR = "maj"
    MINOR = "min"
    SEVENTH = "7"
    MAJOR_SEVENTH = "maj7"
    MINOR_SEVENTH = "min7"
    SUSPENDED = "sus4"
    DIMINISHED = "dim"
    AUGMENTED = "aug"
    HALF_DIMINISHED = "hdim7"
    DIMINISHED_SEVENTH = "dim7"
    SUSPENDED_SECOND = "sus2"
    SIXTH = "6"
    MINOR_SIXTH = "min6"
    ADDED_NINTH = "add9"
    NINTH = "9"
    MINOR_NINTH = "min9"
    MAJOR_NINTH = "maj9"
    POWER = "5"


@dataclass(frozen=True)
class _Shape:
    """intervals: semitones above the root. suffix: as musicians write it behind the root. harte: as
    mir_eval reads it. read: lower-case spellings that mean it too.
    """

    intervals: tuple[int, ...]
    suffix: str
    harte: str
    read: tuple[str, ...] = ()


_SHAPES = {
    Quality.MAJOR: _Shape((0, 4, 7), "", "maj", ("maj", "major", "ma")),
    Quality.MINOR: _Shape((0, 3, 7), "m", "min", ("min", "minor", "mi", "-")),
    Quality.SEVENTH: _Shape((0, 4, 7, 10), "7", "7", ("dom7", "dom")),
    Quality.MAJOR_SEVENTH: _Shape((0, 4, 7, 11), "maj7", "maj7", ("ma7", "j7", "Δ", "Δ7")),
    Quality.MINOR_SEVENTH: _Shape((0, 3, 7, 10), "m7", "min7", ("min7", "mi7", "-7")),
    Quality.SUSPENDED: _Shape((0, 5, 7), "sus4", "sus4", ("sus", "4")),
    Quality.DIMINISHED: _Shape((0, 3, 6), "dim", "dim", ("°", "o")),
    Quality.AUGMENTED: _Shape((0, 4, 8), "aug", "aug", ("+", "#5", "♯5")),
    Quality.HALF_DIMINISHED: _Shape(
        (0, 3, 6, 10), "m7♭5", "hdim7", ("m7b5", "min7b5", "-7b5", "ø", "ø7", "hdim7", "hdim")
    ),
    Quality.DIMINISHED_SEVENTH: _Shape((0, 3, 6, 9), "dim7", "dim7", ("°7", "o7")),
    Quality.SUSPENDED_SECOND: _Shape((0, 2, 7), "sus2", "sus2", ("2",)),
    Quality.SIXTH: _Shape((0, 4, 7, 9), "6", "maj6", ("maj6", "add6")),
    Quality.MINOR_SIXTH: _Shape((0, 3, 7, 9), "m6", "min6", ("min6", "-6")),
    Quality.ADDED_NINTH: _Shape((0, 2, 4, 7), "add9", "maj(2)", ("add2",)),
    Quality.NINTH: _Shape((0, 2, 4, 7, 10), "9", "9"),
    Quality.MINOR_NINTH: _Shape((0, 2, 3, 7, 10), "m9", "min9", ("min9", "-9")),
    Quality.MAJOR_NINTH: _Shape((0, 2, 4, 7, 11), "maj9", "maj9", ("ma9",)),
    Quality.POWER: _Shape((0, 7), "5", "5"),
}
# Capital and small M are the only letters whose size means something.
_BIG_M = {"M": Quality.MAJOR, "M7": Quality.MAJOR_SEVENTH, "M9": Quality.MAJOR_NINTH}
_READ = {
    spelling: quality
    for quality, shape in _SHAPES.items()
    for spelling in (shape.suffix.lower(), *(each.lower() for each in shape.read))
}


@dataclass(frozen=True)
class Chord:
    """root, bass: pitch classes, 0 for C to 11 for B. bass: the lowest note where it is not the
    root; None if it is.

    Raises: ValueError if they are not as said.
    """

    root: int
    quality: Quality = Quality.MAJOR
    bass: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.root < 12:
            raise ValueError(f"no pitch class: {self.root}")
        if self.bass is not None and (not 0 <= self.bass < 12 or self.bass == self.root):
            raise ValueError(f"no bass beside the root: {self.bass}")

    @property
    def intervals(self) -> tuple[int, ...]:
        """Semitones above the root, from 0, rising within an octave."""
        return _SHAPES[self.quality].intervals

    @property
    def pitch_classes(self) -> frozenset[int]:
        """What sounds, 0 for C to 11 for B, with the bass."""
        above = {(self.root + interval) % 12 for interval in self.intervals}
        return frozenset(above | ({self.bass} if self.bass is not None else set()))

    @property
    def lowest(self) -> int:
        """The pitch class of the lowest note."""
        return self.root if self.bass is None else self.bass

    def transposed(self, semitones: int) -> Chord:
        """The same, higher or lower by this."""
        bass = None if self.bass is None else (self.bass + semitones) % 12
        return Chord((self.root + semitones) % 12, self.quality, bass)

    def name(self, flats: bool = False) -> str:
        """As musicians write it: `F♯m7/C♯`, with flats instead of sharps where that is meant."""
        names = FLAT_NAMES if flats else SHARP_NAMES
        below = "" if self.bass is None else f"/{names[self.bass]}"
        return f"{names[self.root]}{_SHAPES[self.quality].suffix}{below}"

    @property
    def harte(self) -> str:
        """In the syntax of Harte, Sandler, Abdallah and Gómez (ISMIR 2005): `F#:min7/5`."""
        root = SHARP_NAMES[self.root].replace("♯", "#")
        below = "" if self.bass is None else f"/{_DEGREES[(self.bass - self.root) % 12]}"
        return f"{root}:{_SHAPES[self.quality].harte}{below}"


def parse_chord(text: str) -> Chord:
    """A chord as a person writes it: `Cm`, `F#7`, `bbmaj7`, `D/F♯`, `CM7`, `Gø`, `h-7`.

    Raises: ValueError if it is none.
    """
    compact = re.sub(r"[\s()]", "", text)
    match = _CHORD.fullmatch(compact)
    if match is None:
        raise ValueError(f"no chord: {text}")
    letter, shifts, rest, bass_letter, bass_shifts = match.groups()
    quality = _BIG_M.get(rest) or _READ.get(rest.lower())
    if quality is None:
        raise ValueError(f"no chord: {text}")
    root = _pitch_class(letter, shifts)
    bass = None if bass_letter is None else _pitch_class(bass_letter, bass_shifts)
    return Chord(root, quality, None if bass == root else bass)


def _pitch_class(letter: str, shifts: str) -> int:
    return (_LETTERS[letter.upper()] + sum(_SHIFTS[shift] for shift in shifts)) % 12
