"""MIDI files: written here and read by mido alone, read back here, and damaged."""

from __future__ import annotations

from pathlib import Path

import mido
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.beat_grid import BeatGrid
from player.errors import FileUnreadableError, MidiUnreadableError
from player.multitrack import SAMPLE_RATE
from player.reading.drum_hits import Drum, DrumHit, DrumHits
from player.reading.midi_file import MidiSong, read_midi, write_midi
from player.reading.song_notes import SongNote, SongNotes

# A millisecond; a tick is half of one.
_NEAR_FRAMES = 44


def _drifting(first: int, beats: int = 24, unit: int = 4) -> BeatGrid:
    steps = 22_050 + 900 * np.sin(np.arange(beats - 1))
    frames = first + np.concatenate([[0], np.cumsum(steps.astype(int))])
    return BeatGrid(tuple(frames.tolist()), tuple(range(1, beats, 4)), unit=unit)


def _line(grid: BeatGrid) -> SongNotes:
    notes = []
    for number in range(12):
        start, stop = (round(grid.frame_at(number + part)) for part in (0.25, 0.9))
        notes.append(SongNote(start, stop, 40.0 + number, 0.5 + number / 40))
    return SongNotes(tuple(notes))


def _song(grid: BeatGrid | None) -> MidiSong:
    some = grid or _drifting(9000)
    hits = sorted(
        [DrumHit(frame, Drum.KICK) for frame in some.beats[:6]]
        + [DrumHit(frame, Drum.HIHAT, 0.4) for frame in some.beats[:9]]
    )
    return MidiSong(
        {"bass": _line(some), "vocals": SongNotes(_line(some).notes[3:])},
        DrumHits(tuple(hits)),
        grid,
        ((some.beats[1], "A – Strophe"), (some.beats[9], "B")),
        ((some.beats[2], "schön"),),
    )


def _assert_same_notes(found: SongNotes, true: SongNotes) -> None:
    assert [note.midi for note in found.notes] == [note.midi for note in true.notes]
    for one, other in zip(found.notes, true.notes, strict=True):
        assert abs(one.start_frame - other.start_frame) <= _NEAR_FRAMES
        assert abs(one.stop_frame - other.stop_frame) <= _NEAR_FRAMES
        assert one.velocity == pytest.approx(other.velocity, abs=0.005)


@pytest.mark.parametrize(
    "grid",
    [None, _drifting(0), _drifting(9000), _drifting(100_000), _drifting(15_000, unit=8)],
    ids=["no beats", "at once", "soon", "late", "eighths"],
)
def test_all_that_is_written_is_read_back(grid: BeatGrid | None, tmp_path: Path) -> None:
    song, path = _song(grid), tmp_path / "song.mid"
    write_midi(path, song, SAMPLE_RATE)
    found = read_midi(path, SAMPLE_RATE)
    assert list(found.parts) == ["bass", "vocals"]
    for name, notes in song.parts.items():
        _assert_same_notes(found.parts[name], notes)
    assert [hit.drum for hit in found.drum_hits.hits] == [hit.drum for hit in song.drum_hits.hits]
    assert [text for _, text in found.markers] == ["A – Strophe", "B"]
    assert found.lyrics[0][1] == "schön"
    assert abs(found.lyrics[0][0] - song.lyrics[0][0]) <= _NEAR_FRAMES
    assert [path.name for path in tmp_path.iterdir()] == ["song.mid"]


@pytest.mark.parametrize("first", [0, 9000, 100_000])
@pytest.mark.parametrize("unit", [4, 8])
def test_beats_and_bars_of_the_file_are_those_of_the_song(
    first: int, unit: int, tmp_path: Path
) -> None:
    grid = _drifting(first, unit=unit)
    write_midi(tmp_path / "song.mid", _song(grid), SAMPLE_RATE)
    found = read_midi(tmp_path / "song.mid", SAMPLE_RATE).grid
    assert found is not None
    assert found.unit == unit
    lead = len(found.beats) - len(grid.beats)
    np.testing.assert_allclose(found.beats[lead:], grid.beats, atol=2)
    bars = [found.beats[index] for index in found.downbeats]
    np.testing.assert_allclose(
        bars[-len(grid.downbeats) :], [grid.beats[i] for i in grid.downbeats], atol=2
    )
    # What is left over at the beginning is a bar by itself.
    assert len(bars) == len(grid.downbeats) + -(-(lead + 1) // 4)


def test_another_reader_hears_notes_when_the_song_plays_them(tmp_path: Path) -> None:
    """By mido's own clock, which knows nothing of this house's tempo maps."""
    song = _song(_drifting(100_000))
    write_midi(tmp_path / "song.mid", song, SAMPLE_RATE)
    file, time_s, starts = mido.MidiFile(tmp_path / "song.mid"), 0.0, []
    for message in file:
        time_s += message.time
        if message.type == "note_on" and message.channel == 0:
            starts.append(time_s)
        if message.type == "note_on" and message.channel == 9:
            assert message.note in (36, 42)
    true_s = [note.start_frame / SAMPLE_RATE for note in song.parts["bass"].notes]
    np.testing.assert_allclose(starts, true_s, atol=0.001)


def test_a_part_that_is_out_of_tune_is_written_in_its_own_keys(tmp_path: Path) -> None:
    notes = tuple(
        SongNote(9000 * number + 1, 9000 * number + 8000, 45.45 + number, 1.0)
        for number in range(5)
    )
    write_midi(tmp_path / "a.mid", MidiSong({"vocals": SongNotes(notes)}), SAMPLE_RATE)
    found = read_midi(tmp_path / "a.mid", SAMPLE_RATE).parts["vocals"]
    assert [note.midi for note in found.notes] == [45, 46, 47, 48, 49]


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "song.mid").mkdir()
    with pytest.raises(OSError, match=r"song\.mid"):
        write_midi(tmp_path / "song.mid", _song(None), SAMPLE_RATE)
    assert [path.name for path in tmp_path.iterdir()] == ["song.mid"]


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"MThd\0\0\0\6\0\1\0\1\xe7\x28", b"x" * 5_000_000]
)
def test_what_is_no_midi_file_is_said(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "no.mid"
    path.write_bytes(content)
    with pytest.raises(MidiUnreadableError, match=r"no\.mid is not a MIDI file"):
        read_midi(path, SAMPLE_RATE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    path = tmp_path_factory.mktemp("midi") / "song.mid"
    write_midi(path, _song(_drifting(9000)), SAMPLE_RATE)
    return path.with_name("damaged.mid"), path.read_bytes()


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    damage=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12),
    length=st.floats(0.05, 1.0),
)
def test_a_damaged_file_is_read_or_said_to_be_damaged(
    whole: tuple[Path, bytes], damage: list[tuple[float, int]], length: float
) -> None:
    path, content = whole
    damaged = bytearray(content)
    for place, value in damage:
        damaged[int(place * (len(damaged) - 1))] = value
    path.write_bytes(damaged[: int(length * len(damaged)) + 1])
    try:
        found = read_midi(path, SAMPLE_RATE)
    except MidiUnreadableError as unreadable:
        sentence = str(unreadable)
    else:
        sentence = str(path)
        assert all(note.velocity <= 1 for part in found.parts.values() for note in part.notes)
    assert sentence.startswith(str(path))


def test_a_file_that_has_gone_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError):
        read_midi(tmp_path / "gone.mid", SAMPLE_RATE)
