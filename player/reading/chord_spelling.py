"""Whether a chord is written with flats or with sharps: as the key of its song has it."""

from __future__ import annotations

from player.reading.chord_symbol import Chord, Quality
from player.reading.song_key import Key

_BLACK = frozenset({1, 3, 6, 8, 10})
# Above the tonic of the signature. What is borrowed from the minor key is written with flats, also
# where the signature has sharps: B♭ in C and in G.
_BORROWED = frozenset({3, 8, 10})
# A bass is spelt as the chord has it above its root, in any key: E/G♯, C/B♭.
_SHARP_ABOVE, _FLAT_ABOVE = frozenset({4, 7, 11}), frozenset({1, 3, 8, 10})
# What leads upwards is written with sharps, also where the signature has flats: F♯dim7 in G minor.
_RAISED = frozenset({1, 3, 6, 8})
_LEADING = frozenset({Quality.DIMINISHED, Quality.DIMINISHED_SEVENTH, Quality.HALF_DIMINISHED})


def is_flat(chord: Chord, key: Key | None) -> bool:
    """Whether a chord of a song in this key is written with flats. None: the key is not known."""
    if chord.bass is not None and chord.root not in _BLACK:
        above = (chord.bass - chord.root) % 12
        if above in _SHARP_ABOVE or above in _FLAT_ABOVE:
            return above in _FLAT_ABOVE
    if key is None:
        return False
    judged = chord.root if chord.root in _BLACK or chord.bass is None else chord.bass
    above_tonic = (judged - key.signature_tonic) % 12
    if chord.quality in _LEADING and above_tonic in _RAISED:
        return False
    return key.prefers_flats or above_tonic in _BORROWED


def spelt(chord: Chord, key: Key | None) -> str:
    """A chord as it is written in a song of this key: `B♭maj7`."""
    return chord.name(is_flat(chord, key))
