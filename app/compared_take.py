"""A take beside a stem as it is shown: what became of every note, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from player.note_events import Part
from player.take_comparison import TakeComparison

WRONG_NOTE_CENTS = 60.0
"""From here on it is another note, and not one that is out of tune."""

# Who plays a part hits more of it than this.
_FITTING_SHARE = 0.34
_MELODIES = frozenset({"vocals", "voice", "bass", "flute", "sax", "trumpet", "violin"})


class NoteKind(Enum):
    """What became of a note."""

    PLAYED = "played"
    MISSED = "missed"
    EXTRA = "extra"


class Hindrance(Enum):
    """Why nothing, or little, can be said of a take."""

    NOTHING_PLAYED = "nothing played"
    NOTHING_TO_PLAY = "nothing to play"
    ANOTHER_PART = "another part"


@dataclass(frozen=True)
class HeardNote:
    """One note. frame: of the song, where the stem has it; of an extra one, where it was played.

    late_ms: in real time, below 0 is early. cents: how much higher it was, None where that is not
    known; octaves: how many octaves besides. louder_db: against what is usual in this take.
    """

    kind: NoteKind
    frame: float
    late_ms: float = 0.0
    cents: float | None = None
    octaves: int = 0
    louder_db: float = 0.0


@dataclass(frozen=True)
class ComparedTake:
    """stem: beside which. is_chosen: by a person, and not by what fits."""

    stem: str
    is_chosen: bool
    comparison: TakeComparison

    def notes(self) -> tuple[HeardNote, ...]:
        """Every note in the song's order."""
        played = [
            HeardNote(
                NoteKind.PLAYED,
                note.stem.onset_frame,
                note.late_ms,
                note.cents,
                note.octaves,
                note.louder_db,
            )
            for note in self.comparison.matched
        ]
        missed = [HeardNote(NoteKind.MISSED, note.onset_frame) for note in self.comparison.missed]
        extra = [HeardNote(NoteKind.EXTRA, note.onset_frame) for note in self.comparison.extra]
        return tuple(sorted((*played, *missed, *extra), key=lambda note: note.frame))

    @property
    def hindrance(self) -> Hindrance | None:
        """What stands in the way; None where nothing does."""
        comparison = self.comparison
        matched = len(comparison.matched)
        if not matched and not comparison.extra:
            return Hindrance.NOTHING_PLAYED
        if not matched and not comparison.missed:
            return Hindrance.NOTHING_TO_PLAY
        most = max(len(comparison.missed), len(comparison.extra))
        if matched < _FITTING_SHARE * (matched + most):
            return Hindrance.ANOTHER_PART
        return None


def part_of(stem: str) -> Part:
    """What kind of part a stem is, by its name; of what is not known no pitch is told."""
    name = stem.lower()
    if name == "drums":
        return Part.DRUMS
    return Part.MELODY if name in _MELODIES else Part.CHORDS
