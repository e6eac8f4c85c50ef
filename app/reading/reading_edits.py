"""What a person has set of what a song says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from app.reading.opened_score import OpenedScore
from player.reading.chord_chart import ChordChart
from player.reading.lyrics import Lyrics
from player.reading.section_map import SectionMap
from player.reading.song_key import Key
from player.reading.song_notes import SongNotes

MOST_CAPO = 11


@dataclass(frozen=True)
class ReadingEdits:
    """None, or nothing, where what was found counts. notes: of stems, by their names. capo: the
    fret it is at, 0 for none.
    """

    key: Key | None = None
    capo: int = 0
    chords: ChordChart | None = None
    sections: SectionMap | None = None
    notes: tuple[tuple[str, SongNotes], ...] = ()
    lyrics: Lyrics | None = None
    score: OpenedScore | None = None

    def notes_of(self, stem: str) -> SongNotes | None:
        """Those of a stem, if a person has set some."""
        return dict(self.notes).get(stem)

    def with_notes(self, stem: str, notes: SongNotes | None) -> ReadingEdits:
        """With these of a stem; None for those that were found."""
        others = {name: each for name, each in self.notes if name != stem}
        if notes is not None:
            others[stem] = notes
        return replace(self, notes=tuple(sorted(others.items(), key=lambda item: item[0])))

    def rebased(self, before: ReadingEdits, onto: ReadingEdits) -> ReadingEdits:
        """What led here from `before`, done to `onto` instead."""
        changes = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if getattr(self, each.name) != getattr(before, each.name)
        }
        return replace(onto, **changes)

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "key": None if self.key is None else self.key.fields(),
            "capo": self.capo,
            "chords": None if self.chords is None else self.chords.fields(),
            "sections": None if self.sections is None else self.sections.fields(),
            "notes": {stem: notes.fields() for stem, notes in self.notes},
            "lyrics": None if self.lyrics is None else self.lyrics.fields(),
            "score": None if self.score is None else self.score.fields(),
        }

    @classmethod
    def of_fields(cls, fields: Mapping[str, Any]) -> ReadingEdits:
        """From JSON, where what is not said is not set. Raises: ValueError, TypeError, KeyError or
        AttributeError if it means nothing.
        """
        key, chords, sections = (fields.get(name) for name in ("key", "chords", "sections"))
        notes, lyrics = fields.get("notes", {}), fields.get("lyrics")
        score = fields.get("score")
        return cls(
            None if key is None else Key.of_fields(key),
            min(MOST_CAPO, max(0, int(fields.get("capo", 0)))),
            None if chords is None else ChordChart.of_fields(chords),
            None if sections is None else SectionMap.of_fields(sections),
            tuple((stem, SongNotes.of_fields(notes[stem])) for stem in sorted(notes)),
            None if lyrics is None else Lyrics.of_fields(lyrics),
            None if score is None else OpenedScore.of_fields(score),
        )
