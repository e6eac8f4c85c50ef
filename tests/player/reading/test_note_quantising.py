"""Notes brought to the beat grid."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from player.beat_grid import BeatGrid
from player.reading.note_quantising import on_grid, quantised, tuning_of
from player.reading.song_notes import SongNote, SongNotes

# A tempo that drifts.
_GRID = BeatGrid(tuple((10_000 + 21_000 * np.arange(16) + 40 * np.arange(16) ** 2).tolist()))


def _notes(*spans: tuple[float, float, float]) -> SongNotes:
    return SongNotes(
        tuple(
            SongNote(round(_GRID.frame_at(start)), round(_GRID.frame_at(stop)), midi)
            for start, stop, midi in spans
        )
    )


def test_notes_near_sixteenths_come_to_them() -> None:
    played = _notes((0.02, 0.27, 40), (0.98, 1.45, 41), (2.23, 2.8, 42), (3.51, 3.52, 43))
    found = [(note.start, note.stop, note.midi) for note in quantised(played, _GRID)]
    quarter = Fraction(1, 4)
    assert found == [
        (0, quarter, 40),
        (1, 1 + 2 * quarter, 41),
        (2 + quarter, 2 + 3 * quarter, 42),
        (3 + 2 * quarter, 3 + 3 * quarter, 43),
    ]


def test_a_beat_in_triplets_is_told_from_the_others() -> None:
    played = _notes(
        (0, 0.5, 40), (0.5, 1, 40), (1.01, 1.3, 40), (1.34, 1.6, 40), (1.65, 2, 40), (2, 2.5, 40)
    )
    starts = [note.start for note in quantised(played, _GRID)]
    third = Fraction(1, 3)
    assert starts == [0, Fraction(1, 2), 1, 1 + third, 1 + 2 * third, 2]


def test_a_voice_out_of_tune_is_written_in_its_own_keys() -> None:
    sharp = _notes(*((n, n + 0.9, 50.4 + n) for n in range(6)), (6, 7, 56.62))
    assert abs(tuning_of(sharp) - 0.43) < 0.05
    assert [note.midi for note in quantised(sharp, _GRID)] == [50, 51, 52, 53, 54, 55, 56]
    assert tuning_of(SongNotes()) == 0.0


def test_notes_are_moved_in_the_song_and_keep_what_they_are() -> None:
    played = SongNotes((SongNote(10_400, 15_000, 40.2, 0.3, 0.6),))
    (moved,) = on_grid(played, _GRID).notes
    assert moved == SongNote(10_000, round(_GRID.frame_at(0.25)), 40.2, 0.3, 0.6)
    assert on_grid(on_grid(played, _GRID), _GRID) == on_grid(played, _GRID)


@given(
    st.lists(
        st.tuples(st.integers(0, 400_000), st.integers(1, 90_000), st.floats(20, 90)), max_size=20
    )
)
def test_no_note_is_lost_or_empty(spans: list[tuple[int, int, float]]) -> None:
    notes = SongNotes(tuple(sorted(SongNote(at, at + length, midi) for at, length, midi in spans)))
    found = quantised(notes, _GRID)
    assert len(found) == len(notes.notes) == len(on_grid(notes, _GRID).notes)
    for note in found:
        assert note.start < note.stop
        for edge in (note.start, note.stop):
            assert edge.denominator in (1, 2, 3, 4)
