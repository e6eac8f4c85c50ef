"""Notes and drum hits in words: “G2, bar 12, beat 3 and, an eighth”."""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.translation import decimal, translate
from app.views.grid_text import spoken_place
from app.views.time_text import minutes_to_milliseconds
from player.bar_count import BarPlace, bar_place
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.reading.chord_symbol import FLAT_NAMES, SHARP_NAMES
from player.reading.drum_hits import Drum, DrumHit
from player.reading.note_sound import key_of
from player.reading.song_notes import SongNote

UNCERTAIN = 0.5
"""What is less sure than this is shown and said to be uncertain."""

# Where in a beat a note can begin, and how much a note that is not straight has to be nearer.
_STRAIGHT, _TRIPLETS = (0.0, 0.25, 0.5, 0.75, 1.0), (1 / 3, 2 / 3)
_TRIPLET_COST = 0.02
_DOTTED_COST, _TRIPLET_LENGTH_COST = 0.08, 0.12
_LONGEST_QUARTERS = 5.0


def note_name(midi: float, tuning_cents: float, *, flats: bool) -> str:
    """Letter, sharp or flat, and octave: `F♯2`, or `G♭2` where that is meant."""
    key = key_of(midi, tuning_cents)
    return f"{(FLAT_NAMES if flats else SHARP_NAMES)[key % 12]}{key // 12 - 1}"


def drum_name(drum: Drum) -> str:
    """What is hit."""
    return {
        Drum.KICK: translate("NoteWords", "kick"),
        Drum.SNARE: translate("NoteWords", "snare"),
        Drum.HIHAT: translate("NoteWords", "hi-hat"),
    }[drum]


def note_words(
    note: SongNote,
    grid: BeatGrid | None,
    tuning_cents: float = 0.0,
    *,
    flats: bool = False,
    with_bar: bool = True,
) -> str:
    """The note, where it is, how long it is; its bar only where that is asked for."""
    words = [note_name(note.midi, tuning_cents, flats=flats)]
    words += [place_words(note.start_frame, grid, with_bar=with_bar), _length_words(note, grid)]
    if note.confidence < UNCERTAIN:
        words.append(translate("NoteWords", "uncertain"))
    return ", ".join(words)


def hit_words(hits: Sequence[DrumHit], grid: BeatGrid | None, *, with_bar: bool = True) -> str:
    """What is hit at once, and where it is."""
    names = " + ".join(drum_name(hit.drum) for hit in hits)
    return f"{names}, {place_words(hits[0].frame, grid, with_bar=with_bar)}"


def place_words(frame: float, grid: BeatGrid | None, *, with_bar: bool = True) -> str:
    """bar 12, beat 3 and; the time where no bars are known."""
    if grid is None or not grid.downbeats:
        return minutes_to_milliseconds(frame / SAMPLE_RATE)
    beat, part = _place_in_beat(grid, frame)
    place = bar_place(grid, grid.frame_at(beat))
    words = spoken_place(place)
    if not with_bar:
        words = translate("NoteWords", "beat {beat}").format(beat=place.beat)
    behind = {
        0.25: translate("NoteWords", "{place}, second sixteenth"),
        0.5: translate("NoteWords", "{place} and"),
        0.75: translate("NoteWords", "{place}, fourth sixteenth"),
        1 / 3: translate("NoteWords", "{place}, second of a triplet"),
        2 / 3: translate("NoteWords", "{place}, third of a triplet"),
    }
    # An eighth of bars that are counted in eighths is a beat.
    return behind.get(part, "{place}").format(place=words) if grid.unit <= 4 else words


def bar_of(frame: float, grid: BeatGrid | None) -> BarPlace | None:
    """In which bar a note that begins there is heard, and on which beat of it."""
    if grid is None or not grid.downbeats:
        return None
    return bar_place(grid, grid.frame_at(_place_in_beat(grid, frame)[0]))


def _place_in_beat(grid: BeatGrid, frame: float) -> tuple[int, float]:
    """The beat, and which part of it has passed: of those that can be said the nearest."""
    position = grid.position(frame)
    beat = math.floor(position)
    costs = {part: abs(position - beat - part) for part in _STRAIGHT}
    costs |= {part: abs(position - beat - part) + _TRIPLET_COST for part in _TRIPLETS}
    part = min(costs, key=costs.__getitem__)
    return (beat + 1, 0.0) if part == 1.0 else (beat, part)


def _length_words(note: SongNote, grid: BeatGrid | None) -> str:
    frames = note.stop_frame - note.start_frame
    if grid is None:
        return translate("NoteWords", "{seconds} s").format(
            seconds=decimal(frames / SAMPLE_RATE, 2)
        )
    beats = grid.position(note.stop_frame) - grid.position(note.start_frame)
    quarters = beats * 4 / grid.unit
    if quarters > _LONGEST_QUARTERS:
        return translate("NoteWords", "{beats} beats").format(beats=round(beats))
    lengths = (
        (0.125, 0.0, translate("NoteWords", "a thirty-second")),
        (0.25, 0.0, translate("NoteWords", "a sixteenth")),
        (1 / 3, _TRIPLET_LENGTH_COST, translate("NoteWords", "a triplet eighth")),
        (0.5, 0.0, translate("NoteWords", "an eighth")),
        (2 / 3, _TRIPLET_LENGTH_COST, translate("NoteWords", "a triplet quarter")),
        (0.75, _DOTTED_COST, translate("NoteWords", "a dotted eighth")),
        (1.0, 0.0, translate("NoteWords", "a quarter")),
        (1.5, _DOTTED_COST, translate("NoteWords", "a dotted quarter")),
        (2.0, 0.0, translate("NoteWords", "a half")),
        (3.0, _DOTTED_COST, translate("NoteWords", "a dotted half")),
        (4.0, 0.0, translate("NoteWords", "a whole note")),
    )
    return min(lengths, key=lambda each: abs(math.log2(max(quarters, 0.01) / each[0])) + each[1])[2]
