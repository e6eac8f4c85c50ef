"""Which letter stands for a stem on the keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
# The rest of the alphabet is for what is done to the song, and not to a stem of it; and Q, with
# which some systems log out.
_FOR_STEMS = "ABDEGOPUV"


def stem_keys(strips: Sequence[str]) -> dict[str, str]:
    """A letter for each strip, no letter twice: the usual stems have theirs in every song, others
    one of their name, or any that is left. Of many strips the last have none.
    """
    keys: dict[str, str] = {}
    for wanted in (_usual_letter, _letters_of_name, lambda _: _FOR_STEMS):
        for strip in strips:
            if strip not in keys:
                _give(keys, strip, wanted(strip))
    return keys


def _give(keys: dict[str, str], strip: str, wanted: Iterable[str]) -> None:
    letter = next((each for each in wanted if each not in keys.values()), None)
    if letter is not None:
        keys[strip] = letter


def _usual_letter(strip: str) -> str:
    return _OF_REST if is_rest(strip) else _USUAL.get(strip.lower(), "")


def _letters_of_name(strip: str) -> list[str]:
    # What stands for everything else is named after the one stem that it leaves out.
    return [] if is_rest(strip) else [each for each in strip.upper() if each in _FOR_STEMS]
