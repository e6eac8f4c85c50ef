"""What is said of notes, so that somebody who does not see them can write them down."""

from __future__ import annotations

import pytest

from app.reading.note_words import bar_of, hit_words, note_name, note_words, place_words
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.reading.drum_hits import Drum, DrumHit
from player.reading.song_notes import SongNote

BEAT = SAMPLE_RATE // 2
GRID = BeatGrid(tuple(range(0, 41 * BEAT, BEAT)), tuple(range(0, 40, 4)))


def note(beat: float, quarters: float, midi: float = 43.0, confidence: float = 1.0) -> SongNote:
    start = round(beat * BEAT)
    return SongNote(start, start + round(quarters * BEAT), midi, 0.8, confidence)


@pytest.mark.parametrize(
    ("beat", "quarters", "words"),
    [
        (2.0, 0.5, "G2, bar 1, beat 3, an eighth"),
        (6.5, 0.46, "G2, bar 2, beat 3 and, an eighth"),
        (4.02, 0.98, "G2, bar 2, beat 1, a quarter"),
        (3.98, 1.45, "G2, bar 2, beat 1, a dotted quarter"),
        (5.25, 0.24, "G2, bar 2, beat 2, second sixteenth, a sixteenth"),
        (5.75, 0.2, "G2, bar 2, beat 2, fourth sixteenth, a sixteenth"),
        (8 + 1 / 3, 1 / 3, "G2, bar 3, beat 1, second of a triplet, a triplet eighth"),
        (8 + 2 / 3, 1 / 3, "G2, bar 3, beat 1, third of a triplet, a triplet eighth"),
        (0.0, 4.0, "G2, bar 1, beat 1, a whole note"),
        (0.0, 7.0, "G2, bar 1, beat 1, 7 beats"),
    ],
)
def test_a_note_is_said_as_it_would_be_written(beat: float, quarters: float, words: str) -> None:
    assert note_words(note(beat, quarters), GRID) == words


def test_the_bar_is_left_out_where_it_is_known() -> None:
    assert note_words(note(2.0, 0.5), GRID, with_bar=False) == "G2, beat 3, an eighth"


def test_what_is_not_sure_is_said_to_be() -> None:
    assert note_words(note(2.0, 0.5, confidence=0.3), GRID).endswith(", uncertain")


def test_without_beats_it_is_said_in_seconds() -> None:
    assert note_words(note(2.0, 0.5), None) == "G2, 0:01.000, 0.25 s"


def test_names_follow_the_key_and_the_tuning_of_the_song() -> None:
    assert note_name(42.1, 0.0, flats=False) == "F♯2"
    assert note_name(42.1, 0.0, flats=True) == "G♭2"
    assert note_name(42.6, 0.0, flats=False) == "G2"
    assert note_name(42.6, 20.0, flats=False) == "F♯2"


def test_hits_at_once_are_said_together() -> None:
    hits = [DrumHit(4 * BEAT, Drum.HIHAT), DrumHit(4 * BEAT, Drum.KICK)]
    assert hit_words(hits, GRID) == "hi-hat + kick, bar 2, beat 1"


def test_bars_counted_in_eighths_have_beats_and_no_parts() -> None:
    grid = BeatGrid(tuple(range(0, 60 * BEAT, BEAT)), tuple(range(0, 54, 6)), 8)
    assert place_words(7 * BEAT, grid) == "bar 2, beat 2"
    eighth = SongNote(0, BEAT, 43.0)
    assert note_words(eighth, grid) == "G2, bar 1, beat 1, an eighth"


def test_a_note_a_little_before_the_line_is_in_the_bar_it_belongs_to() -> None:
    place = bar_of(round(3.98 * BEAT), GRID)
    assert place is not None
    assert (place.bar, place.beat) == (2, 1)
    assert bar_of(0, None) is None
