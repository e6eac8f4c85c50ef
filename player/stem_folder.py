"""Takes a folder of audio files as the stems of one song."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from player.audio_file import AUDIO_EXTENSIONS
from player.errors import (
    FileMissingError,
    FileUnreadableError,
    NoPermissionError,
    NoStemsInFolderError,
    NotAFolderError,
)

KNOWN_STEMS = ("vocals", "drums", "bass", "guitar", "piano", "other")

_WORDS_FOR_STEMS = {
    "vocals": "vocals",
    "vocal": "vocals",
    "voice": "vocals",
    "vox": "vocals",
    "drums": "drums",
    "drum": "drums",
    "bass": "bass",
    "guitar": "guitar",
    "guitars": "guitar",
    "piano": "piano",
    "other": "other",
}
_WORDS_FOR_MIXES = {"mix", "mixture", "mixdown", "master"}


def find_stems(folder: Path | str) -> dict[str, Path]:
    """Find the stems in a folder, by their files' names alone.

    Returns name to path, in the order they are shown: vocals, drums, bass, guitar, piano and other
    as far as they are there, then the rest by name. `Song (Vocals).flac` is "vocals"; a file that
    is none of these, or two files that want to be the same one, keep their whole names. Files named
    as a mix or a master are left out, as is the second of two files that differ in their extension
    only. The files may differ in length.

    Raises: NotAFolderError, FileMissingError, NoPermissionError, FileUnreadableError, or
    NoStemsInFolderError where nothing is left.
    """
    folder = Path(folder)
    chosen: dict[str, Path] = {}
    for path in sorted(_audio_files(folder), key=_preference):
        chosen.setdefault(path.stem, path)
    stems = {name: path for name, path in chosen.items() if not is_mix(name)}
    if not stems:
        raise NoStemsInFolderError(folder)
    named = dict(zip(usual_names(list(stems)), stems.values(), strict=True))
    return dict(sorted(named.items(), key=lambda item: place_among_stems(item[0])))


def is_mix(name: str) -> bool:
    """Whether something of this name is the whole song."""
    return bool(_words(name) & _WORDS_FOR_MIXES)


def usual_names(names: Sequence[str]) -> list[str]:
    """What stems of these names are usually called: one that says it is the bass is "bass". One
    that is none of KNOWN_STEMS, or two that want to be the same one, keep their names.
    """
    wanted = [_stem_named_in(name) for name in names]
    return [
        known if known and wanted.count(known) == 1 else name
        for name, known in zip(names, wanted, strict=True)
    ]


def _audio_files(folder: Path) -> list[Path]:
    try:
        return [
            path
            for path in folder.iterdir()
            if path.suffix.lower() in AUDIO_EXTENSIONS
            and not path.name.startswith(".")
            and path.is_file()
        ]
    except FileNotFoundError as error:
        raise FileMissingError(folder) from error
    except NotADirectoryError as error:
        raise NotAFolderError(folder) from error
    except PermissionError as error:
        raise NoPermissionError(folder) from error
    except OSError as error:
        raise FileUnreadableError(folder, error.strerror or str(error)) from error


def _preference(path: Path) -> tuple[int, str]:
    return AUDIO_EXTENSIONS.index(path.suffix.lower()), path.name


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", name.lower()))


def _stem_named_in(name: str) -> str | None:
    words = _words(name)
    if words & {"no", "without", "minus"}:
        return None
    found = {_WORDS_FOR_STEMS[word] for word in words if word in _WORDS_FOR_STEMS}
    if found == {"bass", "guitar"}:
        return "bass"  # a bass guitar
    return found.pop() if len(found) == 1 else None


def place_among_stems(name: str) -> tuple[int, str]:
    """What stems are sorted by: KNOWN_STEMS in their order, then the rest by name."""
    place = KNOWN_STEMS.index(name) if name in KNOWN_STEMS else len(KNOWN_STEMS)
    return place, name.casefold()
