"""A song to be read is what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import mir_eval
import numpy as np
import pytest

from player.multitrack import SAMPLE_RATE
from tests.songs.progressions import chord
from tests.songs.song_to_read import SongToRead, song_to_read
from tests.songs.songs_to_read import songs_to_read


@cache
def short_song() -> SongToRead:
    plan = replace(songs_to_read(1)[3], bpm=150.0, seconds=10.0, jitter_ms=0.0, cents=0.0)
    return song_to_read(plan)


def test_chords_are_written_as_mir_eval_reads_them() -> None:
    assert chord("C#m7").label == "C#:min7"
    assert chord("G/B", 2).label == "A:maj/3"
    assert chord("Bbsus4").pitch_classes == (10, 3, 5)
    for plan in songs_to_read(1):
        for span in song_to_read(plan).chords:
            mir_eval.chord.validate_chord_label(span.name)


def test_everything_lies_within_the_song_and_in_order() -> None:
    for plan in songs_to_read(2):
        song = song_to_read(plan)
        end = song.chords[-1].stop
        assert 45 < end / SAMPLE_RATE < 100
        for spans in (song.chords, song.sections):
            assert all(one.stop == other.start for one, other in pairwise(spans))
            assert spans[-1].stop == end
        assert all(one.name != other.name for one, other in pairwise(song.sections))
        for notes in song.notes.values():
            assert all(note.start < note.stop for note in notes)
            assert all(one.stop <= other.start for one, other in pairwise(notes))
        assert bool(song.drum_hits) == plan.with_drums


def test_the_catalogue_has_every_kind_of_chord_and_both_modes() -> None:
    songs = [song_to_read(plan) for plan in songs_to_read(2031)]
    assert len(songs) >= 30
    kinds = {
        span.name.partition(":")[2].partition("/")[0] for song in songs for span in song.chords
    }
    assert kinds >= {"maj", "min", "7", "maj7", "min7", "sus4", "dim"}
    assert any("/" in span.name for song in songs for span in song.chords)
    assert {song.key.split()[1] for song in songs} == {"major", "minor"}


def test_the_same_letter_is_the_same_chords() -> None:
    song = song_to_read(next(plan for plan in songs_to_read(2031) if plan.kind == "fast"))
    lines = song.grid.frames[list(song.grid.downbeats)]
    heard: dict[str, set[tuple[str, ...]]] = {}
    for section in song.sections[:-1]:
        inside = lines[(lines >= section.start) & (lines < section.stop)].tolist()
        names = tuple(
            next(each.name for each in song.chords if each.start <= line < each.stop)
            for line in inside
        )
        heard.setdefault(section.name, set()).add(names)
    assert len(heard) < len(song.sections) - 1
    assert all(len(lines) == 1 for lines in heard.values())


def test_what_is_written_is_heard() -> None:
    song = short_song()
    assert set(song.stems) == {"vocals", "bass", "other", "drums"}
    assert np.abs(np.sum(list(song.stems.values()), axis=0)).max() == pytest.approx(0.8, abs=0.01)
    bass = song.stems["bass"].mean(axis=1)
    for note in song.notes["bass"][2:12]:
        sound = bass[note.start : note.stop]
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 17))
        hertz = np.arange(len(spectrum)) * SAMPLE_RATE / (1 << 17)
        base = 440 * 2 ** ((note.midi - 69) / 12)
        near = [
            spectrum[np.abs(hertz - number * base) < 0.02 * number * base].sum()
            for number in (1, 2, 3)
        ]
        between = spectrum[np.abs(hertz - 1.4 * base) < 0.03 * base].sum()
        assert sum(near) > 5 * between
    drums = song.stems["drums"].mean(axis=1)
    for hit in song.drum_hits[:8]:
        assert np.abs(drums[hit.frame : hit.frame + 400]).max() > 0.01


def test_the_same_plan_gives_the_same_sound() -> None:
    again = song_to_read(short_song().plan)
    assert np.array_equal(again.stems["vocals"], short_song().stems["vocals"])
