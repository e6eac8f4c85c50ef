"""From note to note, or from hit to hit, and what is said there: to write a part down by ear."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby

from PySide6.QtCore import QObject, Signal

from app.reading.note_words import bar_of, hit_words, note_words
from app.reading.song_reading import SongReading
from app.song_beats import SongBeats
from app.transport_controls import TransportControls
from player.multitrack import SAMPLE_RATE
from player.reading.drum_hits import DrumHit
from player.reading.note_quantising import tuning_of
from player.reading.song_notes import SongNote

DRUMS = "drums"
# While the song plays, "the one before" is not the one that has just begun.
_JUST_BEGUN_FRAMES = round(0.4 * SAMPLE_RATE)
_AT_ONCE_FRAMES = round(0.02 * SAMPLE_RATE)


class NoteSteps(QObject):
    """Moves the playhead to the next note of a stem, or to the one before.

    `stepped(note or None)`: None for a hit of the drums. `told(words)`: what is there.
    """

    stepped = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        reading: SongReading,
        beats: SongBeats,
        transport: TransportControls,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._beats = beats
        self._transport = transport
        self._told_bar: int | None = None

    def step(self, stem: str, step: int) -> None:
        """To the next one of this stem, or with -1 to the one before."""
        notes = self._reading.notes.get(stem)
        hits = self._hits() if stem == DRUMS else []
        frames = [group[0].frame for group in hits]
        if notes is not None and stem != DRUMS:
            frames = [note.start_frame for note in notes.notes]
        if not frames:
            self.told.emit(self.tr("No notes of this stem are known."))
            return
        place = self._place(frames, step)
        if not 0 <= place < len(frames):
            self.told.emit(self.tr("There is no further note."))
            return
        self._transport.seek(frames[place])
        if notes is None or stem == DRUMS:
            self.stepped.emit(None)
            self.told.emit(self.words_of_hits(hits[place]))
        else:
            self.stepped.emit(notes.notes[place])
            self.told.emit(self.words_of(stem, notes.notes[place]))

    def words_of(self, stem: str, note: SongNote) -> str:
        """The note in words; its bar where it is not the one that was told last."""
        key, notes = self._reading.key, self._reading.notes.get(stem)
        cents = 0.0 if notes is None else 100 * tuning_of(notes)
        return note_words(
            note,
            self._beats.grid,
            cents,
            flats=key is not None and key.prefers_flats,
            with_bar=self._is_other_bar(note.start_frame),
        )

    def words_of_hits(self, hits: list[DrumHit]) -> str:
        """The same for what is hit at once."""
        return hit_words(hits, self._beats.grid, with_bar=self._is_other_bar(hits[0].frame))

    def forget_bar(self) -> None:
        """Tell the bar with the next note: it is another song."""
        self._told_bar = None

    def _place(self, frames: list[int], step: int) -> int:
        transport = self._transport
        now = transport.wanted_frame()
        if step > 0:
            return bisect_right(frames, now + 1)
        return bisect_left(frames, now - (_JUST_BEGUN_FRAMES if transport.playing else 1)) - 1

    def _hits(self) -> list[list[DrumHit]]:
        """Those that are hit at once together."""
        found = self._reading.drum_hits
        groups: list[list[DrumHit]] = []
        for _, each in groupby(() if found is None else found.hits, key=lambda hit: hit.frame):
            hits = list(each)
            if groups and hits[0].frame - groups[-1][0].frame <= _AT_ONCE_FRAMES:
                groups[-1] += hits
            else:
                groups.append(hits)
        return groups

    def _is_other_bar(self, frame: int) -> bool:
        place = bar_of(frame, self._beats.grid)
        bar = None if place is None else place.bar
        is_other = bar is None or bar != self._told_bar
        self._told_bar = bar
        return is_other
