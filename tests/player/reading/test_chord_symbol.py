"""Chords as they are written, read, moved and told to mir_eval."""

from __future__ import annotations

import mir_eval
import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.reading.chord_symbol import Chord, Quality, parse_chord


@st.composite
def chords(draw: st.DrawFn) -> Chord:
    root = draw(st.integers(0, 11))
    bass = draw(st.none() | st.integers(0, 11).filter(lambda each: each != root))
    return Chord(root, draw(st.sampled_from(Quality)), bass)


@given(chords(), st.booleans())
def test_what_is_written_is_read(chord: Chord, flats: bool) -> None:
    assert parse_chord(chord.name(flats)) == chord


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("C", "C"),
        ("am", "Am"),
        ("Bb", "A♯"),
        ("bbmaj7", "A♯maj7"),
        ("F#-7", "F♯m7"),
        ("CM7", "Cmaj7"),
        ("Cm7", "Cm7"),
        ("GΔ", "Gmaj7"),
        ("d ø", "Dm7♭5"),
        ("E°7", "Edim7"),
        ("Hm", "Bm"),
        ("D/F#", "D/F♯"),
        ("D/D", "D"),
        ("Asus", "Asus4"),
        ("C(add9)", "Cadd9"),
        ("E5", "E5"),
    ],
)
def test_spellings_of_people(text: str, name: str) -> None:
    assert parse_chord(text).name() == name


@pytest.mark.parametrize("text", ["", "X", "Cfoo", "C/", "N.C.", "/E", "C//E", "7"])
def test_what_is_no_chord_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no chord"):
        parse_chord(text)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_chord_or_refused(text: str) -> None:
    try:
        chord = parse_chord(text)
    except ValueError:
        return
    assert chord.pitch_classes


@given(chords())
def test_mir_eval_knows_what_sounds(chord: Chord) -> None:
    root, above, bass = mir_eval.chord.encode(chord.harte, reduce_extended_chords=True)
    sounding = {(root + semitones) % 12 for semitones in range(12) if above[semitones]}
    assert sounding | {(root + bass) % 12} == chord.pitch_classes
    assert (root + bass) % 12 == chord.lowest


@given(chords(), st.integers(-24, 24))
def test_moved_and_back_is_the_same(chord: Chord, semitones: int) -> None:
    moved = chord.transposed(semitones)
    assert moved.pitch_classes == {(each + semitones) % 12 for each in chord.pitch_classes}
    assert moved.transposed(-semitones) == chord


@pytest.mark.parametrize(("root", "bass"), [(12, None), (-1, None), (0, 0), (0, 12)])
def test_what_is_no_pitch_class_is_refused(root: int, bass: int | None) -> None:
    with pytest.raises(ValueError, match="no "):
        Chord(root, Quality.MAJOR, bass)
