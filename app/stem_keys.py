"""Which letter stands for a stem on the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from app.stem_groups import is_rest

_USUAL = {
    "vocals": "V",
    "drums": "D",
    "bass": "B",
    "other": "O",
    "guitar": "G",
    "piano": "P",
}
_OF_REST = "E"
# The rest of the alphabet is for what is done to the song, and not to a stem of it.
_FOR_STEMS = "ABDEGOPQUVWY"


def stem_keys(strips: Sequence[str]) -> dict[str, str]:
    """A letter for each strip that one can be found for, from its name; the usual stems first."""
    keys = {strip: _USUAL[strip.lower()] for strip in strips if strip.lower() in _USUAL}
    keys |= {strip: _OF_REST for strip in strips if is_rest(strip)}
    for strip in strips:
        if strip not in keys:
            letters = [letter for letter in strip.upper() if letter in _FOR_STEMS]
            free = (letter for letter in letters if letter not in keys.values())
            letter = next(free, None)
            if letter is not None:
                keys[strip] = letter
    return keys
