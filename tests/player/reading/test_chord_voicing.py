"""A chord as it sounds when it is asked for: all its notes, its bass below."""

from __future__ import annotations

from itertools import product

from player.reading.chord_symbol import Chord, Quality, parse_chord
from player.reading.chord_voicing import voiced


def test_it_has_all_notes_and_no_others_and_its_bass_below() -> None:
    for root, quality, bass in product(range(12), Quality, (None, 2, 7)):
        chord = Chord(root, quality, None if bass is None else (root + bass) % 12)
        notes = voiced(chord)
        assert {note % 12 for note in notes} == chord.pitch_classes
        assert notes[0] % 12 == chord.lowest
        assert list(notes) == sorted(set(notes))
        assert 43 <= notes[0] < 55 <= notes[1]
        assert notes[-1] < 67


def test_c_major_is_as_anybody_would_play_it() -> None:
    assert voiced(parse_chord("C")) == (48, 55, 60, 64)
