"""Names for files that every system takes, and that no file there has yet."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from itertools import count

# What Windows takes for something else; the others mind the slash only.
_FORBIDDEN = '<>:"/\\|?*'
_DEVICES = {
    *("con", "prn", "aux", "nul"),
    *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)),
}
# File systems end at 255 bytes; a number and an ending come on top.
_LONGEST_BYTES = 200


def safe_name(text: str, longest_bytes: int = _LONGEST_BYTES) -> str:
    """The text as a file's name without its ending, on Windows too; never empty."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(_allowed(character) for character in plain)
    kept = " ".join(kept.split()).encode()[:longest_bytes].decode(errors="ignore")
    kept = kept.strip(" .")
    if kept.split(".")[0].strip().lower() in _DEVICES:
        kept = f"_{kept}"
    return kept or "_"


def _allowed(character: str) -> str:
    if character in _FORBIDDEN:
        return "-"
    # Control characters, halves of surrogate pairs, and what turns the direction of writing.
    return " " if unicodedata.category(character) in ("Cc", "Cs", "Cf", "Zl", "Zp") else character


def distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names, with a number behind those that are like an earlier one but for capitals."""
    chosen: list[str] = []
    for name in names:
        chosen += free_names((name,), "", [f"{each}." for each in chosen])
    return tuple(chosen)


def free_names(names: Sequence[str], ending: str, taken: Collection[str]) -> tuple[str, ...]:
    """The names, or if one of them is taken, all of them with the same number behind.

    taken: names of files with their endings; small and capital letters are alike, and so are the
    ways to write a letter with its accent.
    """
    known = {_compared(name) for name in taken}

    def are_free(candidates: Sequence[str]) -> bool:
        return not any(_compared(f"{name}.{ending}") in known for name in candidates)

    if are_free(names):
        return tuple(names)
    numbered = (tuple(f"{name} ({number})" for name in names) for number in count(2))
    return next(candidates for candidates in numbered if are_free(candidates))


def _compared(name: str) -> str:
    """The name as the file systems of macOS and Windows compare it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
