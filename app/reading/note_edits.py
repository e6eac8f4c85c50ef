"""The notes of one stem changed by hand: chosen, dragged, raised, shortened, new, gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from app.edit_history import EditHistory
from app.reading.song_reading import SongReading
from app.song_beats import SongBeats
from app.transport_controls import TransportControls
from player.multitrack import SAMPLE_RATE
from player.reading import note_changes
from player.reading.note_changes import Changed
from player.reading.note_quantising import on_grid, tuning_of
from player.reading.sixteenths import nearest_sixteenth, next_sixteenth
from player.reading.song_notes import SongNote, SongNotes

# How far a step goes, and how long a new note is, where no beats are known.
_STEP_FRAMES = round(0.05 * SAMPLE_RATE)
_NEW_FRAMES = round(0.25 * SAMPLE_RATE)


class Grip(Enum):
    """What of a note is taken hold of."""

    BODY = auto()
    START = auto()
    STOP = auto()


@dataclass(frozen=True)
class _Held:
    """What is dragged: all notes as they were, those chosen, and the one the mouse is at."""

    notes: SongNotes
    chosen: frozenset[SongNote]
    lead: SongNote
    grip: Grip


class NoteEdits(QObject):
    """While it is on, one stem's notes can be changed; every change is one edit.

    `editing_changed(stem)`: "" while nothing is edited. `notes_changed()`: those to be seen, also
    while some are dragged. `chosen_changed()`. `sounded(midi)`, `silenced()`: a note is to be
    heard as long as a hand is at it. `told(note)`: what became of a note by the keyboard.
    `refused(sentence)`: why nothing was changed.
    """

    editing_changed = Signal(str)
    notes_changed = Signal()
    chosen_changed = Signal()
    sounded = Signal(float)
    silenced = Signal()
    told = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        reading: SongReading,
        beats: SongBeats,
        transport: TransportControls,
        history: EditHistory,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._beats = beats
        self._transport = transport
        self._history = history
        self._held: _Held | None = None
        self._draft: SongNotes | None = None
        self._sounding: float | None = None
        self.stem = ""
        self.chosen: frozenset[SongNote] = frozenset()
        history.about_to_go.connect(self.cancel_drag)
        reading.notes_changed.connect(self._on_notes_changed)

    @property
    def is_editing(self) -> bool:
        """Whether notes can be changed."""
        return bool(self.stem)

    @property
    def notes(self) -> SongNotes:
        """As they are to be seen: as far as they were dragged."""
        return self._kept if self._draft is None else self._draft

    @property
    def _kept(self) -> SongNotes:
        return self._reading.notes.get(self.stem, SongNotes())

    def begin(self, stem: str) -> None:
        """Let the notes of this stem be changed."""
        if stem != self.stem:
            self.cancel_drag()
            self.stem = stem
            self._choose(frozenset())
            self.editing_changed.emit(stem)
            self.notes_changed.emit()

    def end(self) -> None:
        """Change nothing any more; what is being dragged goes back."""
        self.begin("")

    # What is chosen.

    def choose(self, note: SongNote | None, *, adds: bool) -> None:
        """This note, or with `adds` this one too, or not any more; None for nothing."""
        if note is None:
            chosen = self.chosen if adds else frozenset()
        elif adds:
            chosen = self.chosen ^ {note}
        else:
            chosen = self.chosen if note in self.chosen else frozenset({note})
        self._choose(chosen)

    def step_choice(self, step: int, *, extends: bool) -> None:
        """The next note, or with -1 the one before; from the playhead where none is chosen."""
        notes = self._kept.notes
        if not notes:
            self.refused.emit(self.tr("There is no note yet: double-click to make one."))
            return
        edge = self._outermost(step)
        if edge is not None and edge in notes:
            place = notes.index(edge) + step
        else:
            frame = self._transport.wanted_frame()
            before = sum(note.start_frame < frame for note in notes)
            place = before if step > 0 else before - 1
        note = notes[min(max(place, 0), len(notes) - 1)]
        self._choose(self.chosen | {note} if extends else frozenset({note}))
        self.told.emit(note)

    def choose_only(self, note: SongNote) -> None:
        """This note and no other."""
        self._choose(frozenset({note}))

    def _outermost(self, step: int) -> SongNote | None:
        if not self.chosen:
            return None
        return max(self.chosen) if step > 0 else min(self.chosen)

    def _choose(self, chosen: frozenset[SongNote]) -> None:
        if chosen != self.chosen:
            self.chosen = chosen
            self.chosen_changed.emit()

    # The mouse.

    def take_hold(self, note: SongNote, grip: Grip) -> None:
        """Of a note that is chosen, and with it of all that are; it is heard."""
        if note in self.chosen:
            self._held = _Held(self._kept, self.chosen, note, grip)
            self._sound(note.midi)

    def drag(self, by_frames: float, by_semitones: int, *, is_free: bool) -> None:
        """So far from where it was taken hold of. is_free: without coming to rest at the grid."""
        held = self._held
        if held is None:
            return
        notes, chosen = held.notes, held.chosen
        if by_frames:
            edge = held.lead.stop_frame if held.grip is Grip.STOP else held.lead.start_frame
            frames = self._rest(edge + by_frames, is_free=is_free) - edge
            notes, chosen = self._edge_changes(notes, chosen, frames)[held.grip]()
        if held.grip is Grip.BODY:
            before = min(note.midi for note in chosen)
            notes, chosen = note_changes.raised(notes, chosen, by_semitones)
            self._sound(held.lead.midi + min(note.midi for note in chosen) - before)
        self._draft = notes
        self.notes_changed.emit()
        self._choose(chosen)

    def drop(self) -> None:
        """Let go of it: it stays there."""
        draft, chosen = self._draft, self.chosen
        self._let_go()
        if draft is not None:
            self._set((draft, chosen))

    def cancel_drag(self) -> None:
        """It goes back to where it was."""
        held = self._held
        was_dragged = self._draft is not None
        self._let_go()
        if held is not None and was_dragged:
            self.notes_changed.emit()
            self._choose(held.chosen)

    def _let_go(self) -> None:
        self._held = self._draft = None
        self.silence()

    def add(self, frame: float, midi: float, *, is_free: bool = False) -> None:
        """A new note on the key nearest to a pitch, as long as a sixteenth."""
        start = self._rest(frame, is_free=is_free)
        grid, song_frames = self._beats.grid, self._transport.song_frames
        stop = start + _NEW_FRAMES if grid is None else next_sixteenth(grid, start, 1)
        stop = max(stop, start + note_changes.SHORTEST_FRAMES)
        if stop > song_frames:
            start, stop = max(0, song_frames - (stop - start)), song_frames
        tuning = tuning_of(self._kept)
        key = round(midi - tuning)
        key = min(max(key, note_changes.LOWEST_MIDI + 1), note_changes.HIGHEST_MIDI - 1)
        new = SongNote(start, stop, key + tuning)
        self._set(note_changes.added(self._kept, new))
        self.told.emit(new)

    # The keyboard.

    def add_here(self) -> None:
        """A new note at the playhead, on the key of the one that is chosen or was played last."""
        frame = self._transport.wanted_frame()
        earlier = [note for note in self._kept.notes if note.start_frame <= frame]
        like = next(iter(self.chosen), earlier[-1] if earlier else None)
        self.add(frame, 45.0 if like is None else like.midi)

    def raise_by(self, semitones: int) -> None:
        """Higher by this, or lower."""
        if self._has_chosen():
            self._set(note_changes.raised(self._kept, self.chosen, semitones), is_step=True)
            self._tell_lead()

    def step_edge(self, grip: Grip, step: int) -> None:
        """The whole note, or one end of it, to the next sixteenth, or with -1 the one before."""
        lead = self._outermost(-1)
        if not self._has_chosen() or lead is None:
            return
        edge = lead.stop_frame if grip is Grip.STOP else lead.start_frame
        grid = self._beats.grid
        frames = step * _STEP_FRAMES if grid is None else next_sixteenth(grid, edge, step) - edge
        self._set(self._edge_changes(self._kept, self.chosen, frames)[grip](), is_step=True)
        self._tell_lead()

    def remove(self) -> None:
        """The chosen ones are gone; the next is chosen."""
        if not self._has_chosen():
            return
        gone = max(self.chosen)
        notes = note_changes.removed(self._kept, self.chosen)[0]
        following = [note for note in notes.notes if note > gone]
        near = following[:1] or list(notes.notes[-1:])
        self._set((notes, frozenset(near)))
        for note in near:
            self.told.emit(note)

    def _has_chosen(self) -> bool:
        if not self.chosen:
            self.refused.emit(self.tr("Choose a note first."))
        return bool(self.chosen)

    def _tell_lead(self) -> None:
        lead = self._outermost(-1)
        if lead is not None:
            self.told.emit(lead)

    # All of them.

    def quantise(self, stem: str) -> None:
        """The chosen notes of a stem, or all of them, begin and end on the grid."""
        grid = self._beats.grid
        notes = self._reading.notes.get(stem)
        if grid is None:
            self.refused.emit(self.tr("The beats of this song are not known: tap along with them."))
        elif notes is None or not notes.notes:
            self.refused.emit(self.tr("No notes of this stem are known."))
        else:
            chosen = self.chosen if stem == self.stem and self.chosen else frozenset(notes.notes)
            others = tuple(note for note in notes.notes if note not in chosen)
            moved = on_grid(SongNotes(tuple(sorted(chosen))), grid)
            self._history.end_move()
            self._reading.set_notes(stem, SongNotes(tuple(sorted({*others, *moved.notes}))))

    def go_back_to_found(self, stem: str) -> None:
        """What was found in the song counts again."""
        self._history.end_move()
        self._reading.set_notes(stem, None)

    def _edge_changes(
        self, notes: SongNotes, chosen: frozenset[SongNote], frames: int
    ) -> dict[Grip, Callable[[], Changed]]:
        end = self._transport.song_frames
        return {
            Grip.BODY: lambda: note_changes.moved(notes, chosen, frames, end),
            Grip.START: lambda: note_changes.start_moved(notes, chosen, frames),
            Grip.STOP: lambda: note_changes.stop_moved(notes, chosen, frames, end),
        }

    def _rest(self, frame: float, *, is_free: bool) -> int:
        grid = self._beats.grid
        return round(frame) if is_free or grid is None else nearest_sixteenth(grid, frame)

    def _set(self, changed: Changed, *, is_step: bool = False) -> None:
        """is_step: several in a row are one edit."""
        notes, chosen = changed
        if not is_step:
            self._history.end_move()
        self.chosen = chosen
        self._reading.set_notes(self.stem, notes)
        if not is_step:
            self._history.end_move()
        self.notes_changed.emit()
        self.chosen_changed.emit()

    def _on_notes_changed(self, stem: str) -> None:
        if stem == self.stem:
            self.cancel_drag()
            self.notes_changed.emit()
            self._choose(self.chosen & frozenset(self._kept.notes))

    def sound_chosen(self) -> None:
        """Let the first of those that are chosen be heard, until `silence`."""
        lead = self._outermost(-1)
        if lead is not None:
            self._sound(lead.midi)

    def silence(self) -> None:
        """Nothing is to be heard any more."""
        if self._sounding is not None:
            self._sounding = None
            self.silenced.emit()

    def _sound(self, midi: float) -> None:
        if midi != self._sounding:
            self._sounding = midi
            self.sounded.emit(midi)
