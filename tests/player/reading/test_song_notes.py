"""Notes and hits: in order, with a length, kept as they are."""

from __future__ import annotations

import pytest

from player.reading.drum_hits import Drum, DrumHit, DrumHits
from player.reading.song_notes import SongNote, SongNotes

NOTES = SongNotes((SongNote(0, 100, 40.2, 0.5, 0.7), SongNote(50, 60, 47)))
HITS = DrumHits((DrumHit(0, Drum.HIHAT), DrumHit(0, Drum.KICK, 0.3, 0.2), DrumHit(9, Drum.SNARE)))


def test_kept_and_read_they_are_the_same() -> None:
    assert SongNotes.of_fields(NOTES.fields()) == NOTES
    assert DrumHits.of_fields(HITS.fields()) == HITS


def test_what_is_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="in order"):
        SongNotes(NOTES.notes[::-1])
    with pytest.raises(ValueError, match="in order"):
        DrumHits(HITS.hits[::-1])


@pytest.mark.parametrize(("stop", "midi"), [(0, 40), (10, float("nan")), (10, 128), (10, -1)])
def test_what_is_no_note_is_refused(stop: int, midi: float) -> None:
    with pytest.raises(ValueError, match=r"note has|no pitch"):
        SongNote(0, stop, midi)
