"""What analysis finds a song to say, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from player.reading.chord_chart import ChordChart
from player.reading.drum_hits import DrumHits
from player.reading.lyrics import Lyrics
from player.reading.section_map import SectionMap
from player.reading.song_key import FoundKey
from player.reading.song_notes import PitchTrace, SongNotes


class Part(StrEnum):
    """What is looked for at once, and kept as a file."""

    HARMONY = "harmony"
    SECTIONS = "sections"
    BASS = "bass"
    VOCALS = "vocals"
    DRUMS = "drums"


# Parts that are the notes of a stem; they are called as it is.
NOTE_PARTS = (Part.BASS, Part.VOCALS)


@dataclass(frozen=True)
class FoundHarmony:
    """key: None where there is none to be found."""

    chords: ChordChart
    key: FoundKey | None


@dataclass(frozen=True, eq=False)
class FoundNotes:
    """The notes of a stem, and the trace that they were found in."""

    trace: PitchTrace
    notes: SongNotes


PartValue = FoundHarmony | SectionMap | FoundNotes | DrumHits


@dataclass(frozen=True, eq=False)
class FoundReading:
    """What was found so far; None for what was not, or not yet. notes: by stem. lyrics: those that
    came with the song.
    """

    harmony: FoundHarmony | None = None
    sections: SectionMap | None = None
    notes: Mapping[str, FoundNotes] = field(default_factory=dict)
    drum_hits: DrumHits | None = None
    lyrics: Lyrics | None = None
