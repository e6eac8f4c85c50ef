"""Sharps and flats as musicians write them in a key."""

from __future__ import annotations

import pytest

from player.reading.chord_spelling import spelt
from player.reading.chord_symbol import parse_chord
from player.reading.song_key import Key


@pytest.mark.parametrize(
    ("key", "chords"),
    [
        (Key(0), "C Dm F♯dim B♭ E♭ A♭ C/B♭"),
        (Key(9, is_minor=True), "Am E7 G♯dim B♭maj7 E/G♯"),
        (Key(7), "G D/F♯ C♯m7♭5 F B♭ G/F♯"),
        (Key(5), "F B♭ E♭7 Gm/D♭ D♭ A/C♯"),
        (Key(7, is_minor=True), "Gm F♯dim7 E♭ C♯dim7 A♭dim"),
        (Key(4), "E F♯m G♯m C♯m D G/D"),
        (Key(3, is_minor=True), "E♭m G♭ D♭ A♭m"),
    ],
)
def test_as_in_a_songbook(key: Key, chords: str) -> None:
    for name in chords.split():
        assert spelt(parse_chord(name), key) == name


def test_without_a_key_there_are_sharps() -> None:
    assert spelt(parse_chord("Bb"), None) == "A♯"
