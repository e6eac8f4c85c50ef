"""Notes changed by hand: nothing leaves the song or the scale, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.reading.note_changes import (
    HIGHEST_MIDI,
    LOWEST_MIDI,
    SHORTEST_FRAMES,
    added,
    moved,
    raised,
    removed,
    start_moved,
    stop_moved,
)
from player.reading.song_notes import SongNote, SongNotes

SONG = 1_000_000
LOW = SongNote(10_000, 30_000, 40.2, 0.5, 0.4)
HIGH = SongNote(40_000, 60_000, 43.1, 0.6, 0.5)
BOTH = SongNotes((LOW, HIGH))


def test_only_the_chosen_note_is_raised_and_it_is_sure_then() -> None:
    notes, chosen = raised(BOTH, [LOW], 2)
    up = replace(LOW, midi=42.2, confidence=1.0)
    assert notes.notes == (up, HIGH)
    assert chosen == {up}


def test_nothing_is_changed_by_nothing() -> None:
    assert raised(BOTH, [LOW], 0) == (BOTH, {LOW})
    assert moved(BOTH, [LOW], 0, SONG) == (BOTH, {LOW})


def test_notes_that_pass_others_stay_in_order() -> None:
    notes, _ = moved(BOTH, [LOW], 40_000, SONG)
    assert [note.start_frame for note in notes.notes] == [40_000, 50_000]


def test_several_keep_their_distances_at_the_end_of_the_song() -> None:
    notes, chosen = moved(BOTH, [LOW, HIGH], SONG, SONG)
    assert [(note.start_frame, note.stop_frame) for note in notes.notes] == [
        (SONG - 50_000, SONG - 30_000),
        (SONG - 20_000, SONG),
    ]
    assert chosen == set(notes.notes)
    notes, _ = raised(BOTH, [LOW, HIGH], 200)
    low, high = notes.notes
    assert high.midi - low.midi == pytest.approx(2.9)
    assert HIGHEST_MIDI - 1 < high.midi <= HIGHEST_MIDI


def test_an_edge_stops_before_the_other() -> None:
    notes, _ = start_moved(BOTH, [LOW], SONG)
    assert notes.notes[0].start_frame == LOW.stop_frame - SHORTEST_FRAMES
    notes, _ = stop_moved(BOTH, [LOW], -SONG, SONG)
    assert notes.notes[0].stop_frame == LOW.start_frame + SHORTEST_FRAMES


def test_a_note_comes_and_goes() -> None:
    new = SongNote(1, 5_000, 50.0)
    notes, chosen = added(BOTH, new)
    assert notes.notes == (new, LOW, HIGH)
    assert chosen == {new}
    assert removed(notes, chosen) == (BOTH, frozenset())


@st.composite
def many_notes(draw: st.DrawFn) -> tuple[SongNotes, list[SongNote]]:
    notes = draw(
        st.lists(
            st.builds(
                lambda start, frames, midi: SongNote(start, min(SONG, start + frames), midi),
                st.integers(0, SONG - 1),
                st.integers(1, 50_000),
                st.floats(LOWEST_MIDI, HIGHEST_MIDI),
            ),
            unique=True,
            max_size=8,
        )
    )
    chosen = [note for note in notes if draw(st.booleans())]
    return SongNotes(tuple(sorted(notes))), chosen


@given(many_notes(), st.integers(-2 * SONG, 2 * SONG), st.integers(-150, 150))
def test_whatever_is_done_they_stay_in_the_song(
    given_notes: tuple[SongNotes, list[SongNote]], frames: int, semitones: int
) -> None:
    notes, chosen = given_notes
    for after, became in (
        raised(notes, chosen, semitones),
        moved(notes, chosen, frames, SONG),
        start_moved(notes, chosen, frames),
        stop_moved(notes, chosen, frames, SONG),
    ):
        assert len(after.notes) == len(notes.notes)
        assert became <= set(after.notes)
        assert set(notes.notes) - set(chosen) <= set(after.notes)
        for note in after.notes:
            assert 0 <= note.start_frame < note.stop_frame <= SONG
            assert LOWEST_MIDI - 1e-9 <= note.midi <= HIGHEST_MIDI + 1e-9
