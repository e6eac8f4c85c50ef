"""Scores written here and read by music21: every pitch, onset and duration."""

from __future__ import annotations

import warnings
import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import Chord, Quality
from player.reading.musicxml_file import SheetMusic, write_musicxml
from player.reading.note_quantising import quantised
from player.reading.song_key import Key
from player.reading.song_notes import SongNote, SongNotes

_BEAT = 22_000


def _grid(metre: int = 4, unit: int = 4, pickup: int = 0, bars: int = 6) -> BeatGrid:
    beats = pickup + bars * metre + 1
    frames = 8000 + _BEAT * np.arange(beats)
    return BeatGrid(tuple(frames.tolist()), tuple(range(pickup, beats, metre)), unit=unit)


def _notes(grid: BeatGrid, *spans: tuple[float, float, float]) -> SongNotes:
    """Of beginnings and ends in beats, and pitches."""
    return SongNotes(
        tuple(
            SongNote(round(grid.frame_at(start)), round(grid.frame_at(stop)), midi)
            for start, stop, midi in spans
        )
    )


def _read(path: Path) -> Any:
    with warnings.catch_warnings():
        # It asks Python for what later ones will not have.
        warnings.simplefilter("ignore")
        from music21 import converter

        return converter.parse(path, format="musicxml", forceSource=True)


def _heard(part: Any, unit: int) -> list[tuple[Fraction, Fraction, tuple[int, ...]]]:
    """Onset and length in beats from the first bar's beginning, and keys."""
    found = []
    for element in part.flatten().stripTies().notes:
        if "ChordSymbol" not in element.classes:
            keys = tuple(sorted(pitch.midi for pitch in element.pitches))
            start, length = (
                Fraction(value).limit_denominator(48) * unit / 4
                for value in (element.offset, element.duration.quarterLength)
            )
            found.append((start, length, keys))
    return found


def _written(sheet: SheetMusic, name: str) -> list[tuple[Fraction, Fraction, tuple[int, ...]]]:
    """What `_heard` should give."""
    notes = quantised(sheet.parts[name], sheet.grid)
    starts = sorted({note.start for note in notes})
    found = []
    for start in starts:
        chord = [note for note in notes if note.start == start]
        later = [note.start for note in notes if note.start > start]
        stop = min([max(note.stop for note in chord), *later])
        found.append((start, stop - start, tuple(sorted({note.midi for note in chord}))))
    return found


def _assert_read_back(sheet: SheetMusic, tmp_path: Path, first_beat: int = 0) -> Any:
    path = tmp_path / "sheet.musicxml"
    write_musicxml(path, sheet, SAMPLE_RATE)
    score = _read(path)
    assert [part.partName for part in score.parts] == list(sheet.parts)
    for part, name in zip(score.parts, sheet.parts, strict=True):
        true = [(start - first_beat, length, keys) for start, length, keys in _written(sheet, name)]
        assert _heard(part, sheet.grid.unit) == true
    return score


def test_a_bass_line_with_rests_ties_and_triplets(tmp_path: Path) -> None:
    grid = _grid()
    third = 1 / 3
    line = _notes(
        grid,
        (0, 1.5, 28),
        (1.5, 2, 33),
        (2.25, 2.5, 34),
        (3, 3 + third, 36),
        (3 + third, 3 + 2 * third, 38),
        (3 + 2 * third, 6.5, 40),
        (8, 15, 41.3),
        (17.75, 18.25, 43),
    )
    sheet = SheetMusic("A song", grid, {"bass": line}, Key(10))
    score = _assert_read_back(sheet, tmp_path)
    assert score.metadata.title == "A song"
    first = score.parts[0].getElementsByClass("Measure").first()
    assert (first.keySignature.sharps, first.timeSignature.ratioString) == (-2, "4/4")
    assert (first.clef.sign, first.clef.octaveChange) == ("F", -1)
    spelled = [note.name for note in score.parts[0].flatten().notes if "Note" in note.classes]
    assert "B-" in spelled
    assert "A#" not in spelled


@pytest.mark.parametrize(("metre", "unit"), [(3, 4), (6, 8), (7, 8), (5, 4)])
def test_every_metre_and_a_pickup(metre: int, unit: int, tmp_path: Path) -> None:
    grid = _grid(metre, unit, pickup=2)
    line = _notes(grid, (1, 2, 60), (2, 3.5, 62), (4, 4.25, 64), (5, 5 + 2 * metre, 65))
    sheet = SheetMusic("", grid, {"vocals": line})
    score = _assert_read_back(sheet, tmp_path, first_beat=1)
    measures = list(score.parts[0].getElementsByClass("Measure"))
    assert [each.number for each in measures[:3]] == [0, 1, 2]
    assert measures[0].duration.quarterLength == 4 / unit
    assert score.parts[0].flatten().getElementsByClass("Clef").first().sign == "G"


def test_chords_and_sections_stand_where_they_begin(tmp_path: Path) -> None:
    grid = _grid()
    spans, chords = [], [Chord(9, Quality.MINOR_SEVENTH), Chord(5, Quality.MAJOR, 9), None]
    chords.append(Chord(10, Quality.HALF_DIMINISHED))
    for number, chord in enumerate(chords):
        start, stop = (round(grid.frame_at(2.5 * n)) for n in (number, number + 1))
        spans.append(ChordSpan(start, stop, chord))
    sheet = SheetMusic(
        "",
        grid,
        {"bass": _notes(grid, (0, 12, 40))},
        Key(5),
        ChordChart(tuple(spans)),
        ((grid.beats[0], "A"), (grid.beats[8] + 500, "Refrain")),
    )
    score = _assert_read_back(sheet, tmp_path)
    found = [
        (each.offset, each.figure) for each in score.flatten().getElementsByClass("ChordSymbol")
    ]
    assert [offset for offset, _ in found] == [0, 2.5, 7.5]
    pitches = [
        {pitch.pitchClass for pitch in each.pitches}
        for each in score.flatten().getElementsByClass("ChordSymbol")
    ]
    assert pitches == [set(chord.pitch_classes) for chord in chords if chord is not None]
    marks = [
        (mark.content, mark.getContextByClass("Measure").number)
        for mark in score.flatten().getElementsByClass("RehearsalMark")
    ]
    assert marks == [("A", 1), ("Refrain", 3)]


def test_a_song_without_bars_or_notes_is_a_score_all_the_same(tmp_path: Path) -> None:
    grid = BeatGrid(tuple(range(0, 20 * _BEAT, _BEAT)))
    sheet = SheetMusic("", grid, {"bass": _notes(grid, (5, 6, 40)), "vocals": SongNotes()})
    _assert_read_back(sheet, tmp_path)


_LINES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 30), st.integers(30, 80)), min_size=1, max_size=14
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(line=_LINES, metre=st.integers(2, 7), unit=st.sampled_from([4, 8]))
def test_every_bar_is_full(
    line: list[tuple[int, int, int]], metre: int, unit: int, tmp_path: Path
) -> None:
    """By counting what is written, without a reader that might mend it."""
    grid = _grid(metre, unit)
    spans = sorted((at / 6, (at + length) / 6, float(midi)) for at, length, midi in line)
    sheet = SheetMusic("", grid, {"bass": _notes(grid, *spans)})
    write_musicxml(tmp_path / "sheet.musicxml", sheet, SAMPLE_RATE)
    for measure in ET.parse(tmp_path / "sheet.musicxml").iter("measure"):
        lengths = [
            int(str(note.findtext("duration")))
            for note in measure.iter("note")
            if note.find("chord") is None
        ]
        assert sum(lengths) == 24 * 4 * metre // unit
        brackets = [each.get("type") for each in measure.iter("tuplet")]
        assert brackets == ["start", "stop"] * (len(brackets) // 2)
        beams = [str(each.text) for each in measure.iter("beam") if each.get("number") == "1"]
        assert beams.count("begin") == beams.count("end")
