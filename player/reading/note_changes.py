"""What a hand makes of notes: raised, moved, longer, shorter, new ones, fewer.

`chosen` are those of the notes that are changed. Every change gives all notes, and those that have
become of the chosen ones. Whatever a person has changed is sure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from player.multitrack import SAMPLE_RATE
from player.reading.song_notes import SongNote, SongNotes

LOWEST_MIDI, HIGHEST_MIDI = 12, 120
SHORTEST_FRAMES = round(0.03 * SAMPLE_RATE)
"""No note is made shorter by hand: it could hardly be seen, or heard."""

Chosen = frozenset[SongNote]
Changed = tuple[SongNotes, Chosen]


def raised(notes: SongNotes, chosen: Collection[SongNote], semitones: int) -> Changed:
    """Higher by this, or lower; all of them, or as far as the first that comes to the end."""
    lowest = min((note.midi for note in chosen), default=LOWEST_MIDI)
    highest = max((note.midi for note in chosen), default=HIGHEST_MIDI)
    room_below, room_above = lowest - LOWEST_MIDI, HIGHEST_MIDI - highest
    by = max(min(semitones, int(room_above)), -int(room_below))
    return _changed(notes, chosen, lambda note: replace(note, midi=note.midi + by))


def moved(notes: SongNotes, chosen: Collection[SongNote], frames: int, song_frames: int) -> Changed:
    """Later by this, or earlier, as long as they were; none leaves the song."""
    first = min((note.start_frame for note in chosen), default=0)
    last = max((note.stop_frame for note in chosen), default=song_frames)
    by = max(min(frames, song_frames - last), -first)

    def change(note: SongNote) -> SongNote:
        return replace(note, start_frame=note.start_frame + by, stop_frame=note.stop_frame + by)

    return _changed(notes, chosen, change)


def start_moved(notes: SongNotes, chosen: Collection[SongNote], frames: int) -> Changed:
    """Beginning so much later, or earlier; none becomes shorter than the shortest."""

    def change(note: SongNote) -> SongNote:
        latest = max(note.start_frame, note.stop_frame - SHORTEST_FRAMES)
        return replace(note, start_frame=min(max(0, note.start_frame + frames), latest))

    return _changed(notes, chosen, change)


def stop_moved(
    notes: SongNotes, chosen: Collection[SongNote], frames: int, song_frames: int
) -> Changed:
    """Ending so much later, or earlier; none becomes shorter than the shortest."""

    def change(note: SongNote) -> SongNote:
        earliest = min(note.stop_frame, note.start_frame + SHORTEST_FRAMES)
        return replace(note, stop_frame=max(min(song_frames, note.stop_frame + frames), earliest))

    return _changed(notes, chosen, change)


def added(notes: SongNotes, note: SongNote) -> Changed:
    """With one more."""
    return SongNotes(tuple(sorted({*notes.notes, note}))), frozenset({note})


def removed(notes: SongNotes, chosen: Collection[SongNote]) -> Changed:
    """Without these."""
    gone = frozenset(chosen)
    return SongNotes(tuple(note for note in notes.notes if note not in gone)), frozenset()


def _changed(
    notes: SongNotes, chosen: Collection[SongNote], change: Callable[[SongNote], SongNote]
) -> Changed:
    became = {note: change(note) for note in chosen}
    became = {
        note: new if new == note else replace(new, confidence=1.0) for note, new in became.items()
    }
    every = tuple(sorted(became.get(note, note) for note in notes.notes))
    return SongNotes(every), frozenset(became.values())
