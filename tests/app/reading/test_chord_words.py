"""Chords as they are written and said, in the pitch that is heard and above a capo."""

from __future__ import annotations

import pytest

from app.reading import chord_words
from app.reading.shown_chords import ShownChords, is_uncertain
from player.reading.chord_chart import ChordChart, ChordSpan
from player.reading.chord_symbol import Chord, Quality, parse_chord
from player.reading.song_key import Key

SPAN = ChordSpan(0, 100, parse_chord("Am7"), 0.42)


def shown(semitones: int = 0, capo: int = 0, key: Key | None = None) -> ShownChords:
    return ShownChords(ChordChart((SPAN,)), key, semitones, capo)


def test_what_is_heard_and_what_is_held() -> None:
    chord = parse_chord("Am7")
    moved = shown(1, 3, Key(9, is_minor=True))
    assert (moved.heard_text(chord), moved.shape_text(chord)) == ("B♭m7", "Gm7")
    assert moved.recorded(moved.shape(chord)) == chord
    assert moved.heard_key == Key(10, is_minor=True)
    assert chord_words.capo_words(moved) == "Capo 3: shapes in Gm"
    assert chord_words.capo_words(shown(0, 2)) == "Capo 2"
    assert chord_words.capo_words(shown()) == "No capo"


def test_what_is_uncertain_says_so() -> None:
    assert is_uncertain(SPAN)
    assert chord_words.span_text(SPAN, shown()) == "Am7?"
    assert chord_words.spoken_span(SPAN, shown()) == "perhaps A minor seven"
    assert chord_words.told(SPAN, shown()) == "Am7, 42 % sure"
    assert chord_words.told(SPAN, shown(0, 2)) == "Gm7, sounds as Am7, 42 % sure"
    none = ChordSpan(0, 100, None, 0.1)
    assert not is_uncertain(none)
    assert chord_words.told(none, shown()) == "No chord, 10 % sure"
    mine = ChordSpan(0, 100, Chord(0))
    assert chord_words.told(mine, shown()) == "C, set by you"


def test_a_key_is_as_sure_as_its_words() -> None:
    key = Key(10, is_minor=True)
    assert chord_words.key_words(key, 0.9) == "B♭ minor"
    assert chord_words.key_words(key, 0.3) == "probably B♭ minor"
    assert chord_words.short_key(key, 0.3) == "B♭m?"
    assert chord_words.key_words(None, 0.0) == chord_words.short_key(None, 0.0) == ""
    assert chord_words.key_confidence_words(0.923) == "Key: 92 % sure"


@pytest.mark.parametrize("text", ["", "  ", "N.C.", "nc", "–"])
def test_nothing_typed_is_no_chord(text: str) -> None:
    assert chord_words.typed_chord(text) is None


def test_what_is_typed_is_a_chord_or_an_error() -> None:
    assert chord_words.typed_chord(" f#m7/c# ") == Chord(6, Quality.MINOR_SEVENTH, 1)
    with pytest.raises(ValueError, match="Quark"):
        chord_words.typed_chord("Quark")


def test_every_chord_can_be_said() -> None:
    spoken = {
        chord_words.spoken(Chord(root, quality), flats=flats)
        for root in range(12)
        for quality in Quality
        for flats in (False, True)
    }
    # Twelve roots with sharps, and five of them with flats too.
    assert len(spoken) == 17 * len(Quality)
    slash = Chord(6, Quality.MINOR_SEVENTH, 1)
    assert chord_words.spoken(slash, flats=False) == "F sharp minor seven over C sharp"
    assert chord_words.spoken(None, flats=False) == "no chord"
