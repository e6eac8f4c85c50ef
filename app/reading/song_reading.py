"""What the open song says: what was found in it, and what a person has made of that."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.background import Courier, Pool
from app.reading.edits_file import EditsFile, edits_path
from app.reading.errors import EditsDamagedError
from app.reading.found_reading import FoundNotes, FoundReading, Part, PartValue
from app.reading.opened_score import OpenedScore
from app.reading.reading_edits import MOST_CAPO, ReadingEdits
from app.reading.reading_order import ReadingOrder, ReadingSounds, sounds_of
from app.reading.reading_search import ReadingSearch
from app.reading.reading_store import ReadingStore, stamp
from app.song_beats import SongBeats
from app.song_loading import Song
from player.reading.chord_chart import ChordChart
from player.reading.drum_hits import DrumHits
from player.reading.lyrics import Lyrics
from player.reading.section_map import SectionMap
from player.reading.song_key import Key
from player.reading.song_notes import PitchTrace, SongNotes
from separation.recipe import Recipe

# Who moves beats moves several.
_BEATS_SETTLE_MS = 2000
# What is looked for beside each other, each in a process of its own.
BESIDE = (
    frozenset({Part.HARMONY, Part.SECTIONS}),
    frozenset({Part.BASS, Part.VOCALS, Part.DRUMS}),
)


class SongReading(QObject):
    """Has the open song read in child processes, once its beats are known, and keeps what a person
    corrects. What a person has set wins over what is found, whenever it is found.

    `found` and `edits` have both; the properties and signals of each subject are of what counts.
    `key_changed()`, `capo_changed()`, `chords_changed()`, `sections_changed()`,
    `notes_changed(stem)`, `drum_hits_changed()`, `lyrics_changed()`, `score_changed()`.
    `looking_changed(is_looking)`. `edited()`: by a hand; `read()`: a person's from the disk.
    `failed(error)`: not everything can be found, read or kept.
    """

    key_changed = Signal()
    capo_changed = Signal()
    chords_changed = Signal()
    sections_changed = Signal()
    notes_changed = Signal(str)
    drum_hits_changed = Signal()
    lyrics_changed = Signal()
    score_changed = Signal()
    looking_changed = Signal(bool)
    edited = Signal()
    read = Signal()
    failed = Signal(object)

    def __init__(self, beats: SongBeats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._beats = beats
        self.found = FoundReading()
        self.edits = ReadingEdits()
        self._sounds: ReadingSounds | None = None
        self._folder = Path()
        self._searches: tuple[ReadingSearch, ...] = ()
        self._running = 0
        self._pool = Pool(len(BESIDE), self)
        self._courier = Courier(self._on_found, self)
        # One thread: what is written last stays, and a song is read after it was written.
        self._files = Pool(1, self)
        self._file: EditsFile | None = None
        self._is_read = False
        self._settling = QTimer(self, singleShot=True, interval=_BEATS_SETTLE_MS)
        self._settling.timeout.connect(self._begin)
        beats.settled.connect(self._begin)
        beats.grid_changed.connect(self._on_grid_changed)

    # What counts.

    @property
    def key(self) -> Key | None:
        """The key as it is recorded."""
        harmony = self.found.harmony
        found = None if harmony is None or harmony.key is None else harmony.key.key
        return self.edits.key or found

    @property
    def key_confidence(self) -> float:
        """How sure the key is, 0 to 1; 1 where a person has set it."""
        harmony = self.found.harmony
        if self.edits.key is not None:
            return 1.0
        return 0.0 if harmony is None or harmony.key is None else harmony.key.confidence

    @property
    def capo(self) -> int:
        """The fret that a capo is at; 0 for none."""
        return self.edits.capo

    @property
    def chords(self) -> ChordChart | None:
        """The chords as they are recorded."""
        harmony = self.found.harmony
        return self.edits.chords or (None if harmony is None else harmony.chords)

    @property
    def sections(self) -> SectionMap | None:
        """The sections."""
        return self.edits.sections or self.found.sections

    @property
    def notes(self) -> Mapping[str, SongNotes]:
        """The notes of each stem that has some, as they are recorded."""
        found = {stem: each.notes for stem, each in self.found.notes.items()}
        return {**found, **dict(self.edits.notes)}

    @property
    def traces(self) -> Mapping[str, PitchTrace]:
        """The pitch of each stem that has one."""
        return {stem: each.trace for stem, each in self.found.notes.items()}

    @property
    def drum_hits(self) -> DrumHits | None:
        """The hits of the drums."""
        return self.found.drum_hits

    @property
    def lyrics(self) -> Lyrics | None:
        """The words; without a line where a person wants none."""
        return self.found.lyrics if self.edits.lyrics is None else self.edits.lyrics

    @property
    def score(self) -> OpenedScore | None:
        """The score that a person has opened beside the song."""
        return self.edits.score

    @property
    def is_looking(self) -> bool:
        """Whether something is being looked for."""
        return self._running > 0

    # What a hand sets.

    def set_key(self, key: Key | None) -> None:
        """Say which key it is; None for the one that was found."""
        self.restore(replace(self.edits, key=key))

    def set_capo(self, fret: int) -> None:
        """Put a capo there."""
        self.restore(replace(self.edits, capo=min(MOST_CAPO, max(0, fret))))

    def set_chords(self, chords: ChordChart | None) -> None:
        """Say which chords there are; None for those that were found."""
        self.restore(replace(self.edits, chords=chords))

    def set_sections(self, sections: SectionMap | None) -> None:
        """Say which sections there are; None for those that were found."""
        self.restore(replace(self.edits, sections=sections))

    def set_notes(self, stem: str, notes: SongNotes | None) -> None:
        """Say which notes a stem has; None for those that were found."""
        self.restore(self.edits.with_notes(stem, notes))

    def set_lyrics(self, lyrics: Lyrics | None) -> None:
        """Say what is sung; None for what came with the song."""
        self.restore(replace(self.edits, lyrics=lyrics))

    def set_found_lyrics(self, lyrics: Lyrics | None) -> None:
        """These came with the song. This is no edit."""
        self._show(replace(self.found, lyrics=lyrics), self.edits)

    def set_score(self, score: OpenedScore | None) -> None:
        """Show this score beside the song; None for no score."""
        self.restore(replace(self.edits, score=score))

    def restore(self, edits: ReadingEdits) -> None:
        """All of it as it was."""
        if edits != self.edits:
            self._show(self.found, edits)
            if self._is_read:
                self._write()
            self.edited.emit()

    # The song.

    def open(self, key: str) -> None:
        """Another song: nothing is known of it, and what a person has set comes a moment later."""
        self._stop()
        self._sounds = None
        self._keep_early_ones()
        file = self._file = EditsFile(edits_path(key))
        self._is_read = False
        self._show(FoundReading(), ReadingEdits())
        self._files.run(file.read, lambda result: self._on_read(file, result))

    def look(self, song: Song, recipe: Recipe | None) -> None:
        """Read the song once its beats have settled, and again when a person has moved them: the
        stems that a recipe made of it; its ready stems, or its mix, where there is none.
        """
        self._stop()
        self._folder = song.folder.path / "reading"
        self._sounds = sounds_of(song, recipe)
        if song.is_multitrack or recipe is not None:
            self._forget_all_but(self._sounds.parts)
        if not self._beats.is_looking:
            self._begin()

    def close(self) -> None:
        """Stop looking, and wait until everything is written; nothing is kept any more."""
        self._stop()
        self._sounds = None  # beats that settle later begin nothing
        self._keep_early_ones()
        self._file = None
        self._courier.close()
        self._pool.close()
        self._files.finish()

    def _on_grid_changed(self, _: object) -> None:
        # Those that are looked for settle by themselves; a person may have taken theirs back, too.
        if self._sounds is not None and not self._beats.is_looking:
            self._settling.start()

    def _begin(self) -> None:
        sounds = self._sounds
        if sounds is None:
            return
        self._stop()
        grid = self._beats.grid
        store = ReadingStore(self._folder, stamp(sounds.source, sounds.frames, grid))
        beside = [tuple(part for part in sounds.parts if part in group) for group in BESIDE]
        orders = [ReadingOrder(sounds, grid, parts, store) for parts in beside if parts]
        self._searches = tuple(map(ReadingSearch, orders))
        self._set_running(len(self._searches))
        for search in self._searches:
            self._run(search)

    def _forget_all_but(self, parts: Collection[Part]) -> None:
        """What an earlier separation had and this one has not."""
        notes = {stem: each for stem, each in self.found.notes.items() if stem in parts}
        drum_hits = self.found.drum_hits if Part.DRUMS in parts else None
        self._show(replace(self.found, notes=notes, drum_hits=drum_hits), self.edits)

    def _run(self, search: ReadingSearch) -> None:
        def found(part: Part, value: PartValue) -> None:
            self._courier.send((search, part, value))

        self._pool.run(lambda: search.run(found), lambda result: self._on_end(search, result))

    def _stop(self) -> None:
        self._settling.stop()
        for search in self._searches:
            search.cancel()
        self._searches = ()
        self._set_running(0)

    def _set_running(self, count: int) -> None:
        was = self.is_looking
        self._running = count
        if self.is_looking != was:
            self.looking_changed.emit(self.is_looking)

    def _on_found(self, delivery: tuple[ReadingSearch, Part, PartValue]) -> None:
        search, part, value = delivery
        if search not in self._searches:
            return
        found: dict[str, Any] = {part.value: value}
        if part == Part.DRUMS:
            found = {"drum_hits": value}
        elif isinstance(value, FoundNotes):
            found = {"notes": {**self.found.notes, part.value: value}}
        self._show(replace(self.found, **found), self.edits)

    def _on_end(self, search: ReadingSearch, result: Exception | None) -> None:
        if search not in self._searches:
            return
        self._set_running(self._running - 1)
        if result is not None:
            self.failed.emit(result)

    # What is shown, and kept.

    def _show(self, found: FoundReading, edits: ReadingEdits) -> None:
        before, notes_before = self._subjects(), self._stem_notes()
        self.found, self.edits = found, edits
        after, notes_after = self._subjects(), self._stem_notes()
        for changed, value in after.items():
            if value != before[changed]:
                getattr(self, changed).emit()
        for stem in sorted(notes_before.keys() | notes_after.keys()):
            if notes_before.get(stem) != notes_after.get(stem):
                self.notes_changed.emit(stem)

    def _subjects(self) -> dict[str, object]:
        """By the names of the signals."""
        return {
            "key_changed": (self.key, self.key_confidence),
            "capo_changed": self.capo,
            "chords_changed": self.chords,
            "sections_changed": self.sections,
            "drum_hits_changed": self.drum_hits,
            "lyrics_changed": self.lyrics,
            "score_changed": self.score,
        }

    def _stem_notes(self) -> dict[str, object]:
        traces, notes = self.traces, self.notes
        return {stem: (traces.get(stem), each) for stem, each in notes.items()}

    def _write(self) -> None:
        file, edits = self._file, self.edits
        if file is not None:
            self._files.run(lambda: file.write(edits), self._on_written)

    def _on_written(self, result: Exception | None) -> None:
        if result is not None:
            self.failed.emit(result)

    def _on_read(self, file: EditsFile, result: ReadingEdits | Exception) -> None:
        if file is not self._file:
            return
        self._is_read = True
        if isinstance(result, Exception):
            if not isinstance(result, EditsDamagedError):
                # What cannot be read must not be replaced.
                self._file = None
            self.failed.emit(result)
            result = ReadingEdits()
        # Somebody may have been quicker than the disk.
        early = self.edits
        self._show(self.found, early.rebased(ReadingEdits(), result))
        if early != ReadingEdits():
            self._write()
        self.read.emit()

    def _keep_early_ones(self) -> None:
        """Write what was set though the file is still being read: nobody will wait for that."""
        if self._file is not None and not self._is_read and self.edits != ReadingEdits():
            # One that knows of nothing: all that the file holds is to stay.
            file, early = EditsFile(self._file.path), self.edits
            self._files.run(lambda: file.write(early), self._on_written)
