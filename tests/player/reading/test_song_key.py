"""Keys, their names and signatures."""

from __future__ import annotations

import pytest

from player.reading.song_key import Key


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Key(0), "C"),
        (Key(10), "B♭"),
        (Key(6), "G♭"),
        (Key(9, is_minor=True), "A"),
        (Key(0, is_minor=True), "C"),
        (Key(1, is_minor=True), "C♯"),
        (Key(10, is_minor=True), "B♭"),
        (Key(6, is_minor=True), "F♯"),
    ],
)
def test_a_tonic_is_spelled_as_its_signature(key: Key, name: str) -> None:
    assert key.tonic_name == name


def test_relative_keys_share_a_signature() -> None:
    assert Key(9, is_minor=True).signature_tonic == 0
    assert Key(0, is_minor=True).prefers_flats
    assert not Key(4, is_minor=True).prefers_flats


def test_moved_and_kept() -> None:
    key = Key(11, is_minor=True).transposed(2)
    assert key == Key(1, is_minor=True)
    assert Key.of_fields(key.fields()) == key
    with pytest.raises(ValueError, match="no pitch class"):
        Key(12)
