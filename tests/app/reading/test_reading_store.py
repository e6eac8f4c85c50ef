"""What was found is found again, unless it was found in something else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.reading.found_reading import FoundHarmony, FoundNotes, Part
from app.reading.reading_store import ReadingStore, stamp
from player.beat_grid import BeatGrid
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import Chord
from player.reading.drum_hits import Drum, DrumHit, DrumHits
from player.reading.section_map import Section, SectionMap
from player.reading.song_key import FoundKey, Key
from player.reading.song_notes import PitchTrace, SongNote, SongNotes

HARMONY = FoundHarmony(ChordChart((ChordSpan(0, 10, Chord(0), 0.5),)), FoundKey(Key(2), 0.25))
TRACE = PitchTrace(
    np.array([0, 441]), np.array([40.5, np.nan], np.float32), np.array([1.0, 0.0], np.float32)
)
NOTES = FoundNotes(TRACE, SongNotes((SongNote(0, 441, 40.5),)))
SECTIONS = SectionMap((Section(0, 5, "A"), Section(5, 10, "B", confidence=0.5)))
HITS = DrumHits((DrumHit(3, Drum.KICK),))


@pytest.fixture
def store(tmp_path: Path) -> ReadingStore:
    return ReadingStore(tmp_path / "reading", stamp("mix", 10, None))


def test_every_part_is_found_again(store: ReadingStore) -> None:
    for part, value in (
        (Part.HARMONY, HARMONY),
        (Part.SECTIONS, SECTIONS),
        (Part.DRUMS, HITS),
    ):
        assert store.read(part) is None
        store.write(part, value)
        assert store.read(part) == value
    store.write(Part.BASS, NOTES)
    found = store.read(Part.BASS)
    assert isinstance(found, FoundNotes)
    assert found.notes == NOTES.notes
    for name in ("frames", "midi", "confidence"):
        kept, was = getattr(found.trace, name), getattr(TRACE, name)
        assert kept.dtype == was.dtype
        np.testing.assert_array_equal(kept, was)


def test_without_a_key(store: ReadingStore) -> None:
    store.write(Part.HARMONY, FoundHarmony(ChordChart(), None))
    assert store.read(Part.HARMONY) == FoundHarmony(ChordChart(), None)


def test_what_was_found_by_other_beats_or_in_other_sounds_is_not_used(store: ReadingStore) -> None:
    store.write(Part.SECTIONS, SECTIONS)
    grid = BeatGrid((0, 5), (0,))
    for other in (stamp("htdemucs", 10, None), stamp("mix", 11, None), stamp("mix", 10, grid)):
        assert ReadingStore(store.folder, other).read(Part.SECTIONS) is None
    sure = BeatGrid((0, 5), (0,), 4, 0.2, 0.1)
    assert stamp("mix", 10, sure) == stamp("mix", 10, grid), "the same beats"


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 and not much more"])
def test_a_damaged_file_is_as_none(store: ReadingStore, content: bytes) -> None:
    store.folder.mkdir()
    (store.folder / "sections.npz").write_bytes(content)
    assert store.read(Part.SECTIONS) is None


def test_a_file_of_something_else_is_as_none(store: ReadingStore) -> None:
    store.write(Part.SECTIONS, SECTIONS)
    (store.folder / "sections.npz").rename(store.folder / "bass.npz")
    assert store.read(Part.BASS) is None
