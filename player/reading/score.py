"""A score as it is written, whatever file it came from: parts, bars, voices, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from player.reading.written_pitch import WrittenPitch


class Technique(StrEnum):
    """How a note is played."""

    HAMMER = "hammer"
    SLIDE = "slide"
    BEND = "bend"
    DEAD = "dead"
    GHOST = "ghost"
    VIBRATO = "vibrato"
    HARMONIC = "harmonic"
    PALM_MUTE = "palm mute"
    LET_RING = "let ring"
    STACCATO = "staccato"
    TRILL = "trill"


class Sign(StrEnum):
    """Where a jump leads to, and where the piece goes on or ends after one."""

    SEGNO = "segno"
    CODA = "coda"
    TO_CODA = "to coda"
    FINE = "fine"


class Jump(StrEnum):
    """Where the piece goes on after a bar: at its beginning, or at the segno."""

    DA_CAPO = "D.C."
    DAL_SEGNO = "D.S."


class ClefSign(StrEnum):
    """Which clef stands before a staff."""

    G = "G"
    F = "F"
    C = "C"
    PERCUSSION = "percussion"


@dataclass(frozen=True)
class Clef:
    """line: 1 for the lowest of the staff. octaves: -1 where notes sound an octave lower."""

    sign: ClefSign = ClefSign.G
    line: int = 2
    octaves: int = 0


@dataclass(frozen=True)
class NoteValue:
    """How long a note is written. denominator: 1 for a whole note, 4 for a quarter.

    tuplet: so many in the time of so many, as (3, 2) for a triplet.
    """

    denominator: int = 4
    dots: int = 0
    tuplet: tuple[int, int] = (1, 1)

    @property
    def quarters(self) -> Fraction:
        """How many quarters it lasts."""
        dotted = 2 - Fraction(1, 2**self.dots)
        actual, normal = self.tuplet
        return Fraction(4, self.denominator) * dotted * Fraction(normal, actual)


@dataclass(frozen=True)
class ScoreNote:
    """A note. pitch: as written. string: 1 for the highest; None where there is no tab.

    is_tied: it goes on from the note of the same pitch before it. is_unpitched: it is no pitch of
    its own but a drum or cymbal, at this place of a staff with a treble clef. has_cross: its
    notehead is a cross.
    """

    pitch: WrittenPitch
    string: int | None = None
    fret: int | None = None
    is_tied: bool = False
    is_unpitched: bool = False
    has_cross: bool = False
    techniques: frozenset[Technique] = frozenset()


@dataclass(frozen=True)
class ScoreEvent:
    """Notes that begin together, from high to low; a rest where there are none.

    start: quarters from the beginning of the bar. duration: quarters; 0 for a grace note.
    """

    start: Fraction
    duration: Fraction
    value: NoteValue
    notes: tuple[ScoreNote, ...] = ()

    @property
    def is_grace(self) -> bool:
        """Whether it takes no time of its own."""
        return self.duration == 0


@dataclass(frozen=True)
class PartBar:
    """A bar of one part. voices: their events, each later than the one before.

    fifths: sharps of the key signature, or less than 0 for flats.
    """

    voices: tuple[tuple[ScoreEvent, ...], ...] = ()
    fifths: int = 0
    clef: Clef = Clef()


@dataclass(frozen=True)
class ScoreBar:
    """What all parts share of a bar. number: as printed. quarters: its length.

    repeat_times: how often what ends here is played in all; 0 where nothing ends. endings: in which
    rounds of a repeat it is played; in all of them where it is empty. bpm: quarters per minute from
    its beginning on; None where they stay.
    """

    number: str
    quarters: Fraction
    metre: tuple[int, int] = (4, 4)
    is_pickup: bool = False
    repeat_begins: bool = False
    repeat_times: int = 0
    endings: frozenset[int] = frozenset()
    signs: frozenset[Sign] = frozenset()
    jump: Jump | None = None
    section: str = ""
    bpm: float | None = None


@dataclass(frozen=True)
class ScorePart:
    """One instrument. strings: MIDI numbers of the open strings, from high to low; empty where
    there is no tab. transposition: semitones from what is written to what sounds.
    """

    name: str
    bars: tuple[PartBar, ...] = field(repr=False)
    strings: tuple[int, ...] = ()
    transposition: int = 0
    is_drums: bool = False

    @property
    def has_notes(self) -> bool:
        """Whether anything is played in it."""
        return any(event.notes for bar in self.bars for voice in bar.voices for event in voice)


@dataclass(frozen=True)
class Score:
    """A whole score; every part has as many bars as there are.

    Raises: ValueError if they have not, or if there is nothing in it.
    """

    title: str
    bars: tuple[ScoreBar, ...] = field(repr=False)
    parts: tuple[ScorePart, ...]

    def __post_init__(self) -> None:
        if not self.bars or not self.parts:
            raise ValueError("a score has bars and parts")
        if any(len(part.bars) != len(self.bars) for part in self.parts):
            raise ValueError("every part has every bar")
        if any(bar.quarters <= 0 for bar in self.bars):
            raise ValueError("a bar lasts")
