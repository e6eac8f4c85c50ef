"""How the stems of a song become the four of a stem file, and what they are called there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from player.stem_manifest import STEMS_IN_FILE, StemLabel
from separation.recipe import REST

StemGroup: TypeAlias = tuple[str, tuple[str, ...]]
"""A stem of the file: its name, and the stems of the song that it is the sum of."""

# Programs know the four by their places: drums, bass, the tune, vocals.
_PLACES = {"drums": 0, "bass": 1, "vocals": 3}
_BETWEEN = 2
_TOGETHER = "other"
# What such programs show for the four places; also those who see fewer colours tell them apart.
# Source: Okabe and Ito 2008, Color Universal Design.
_COLOURS = ("#009e73", "#d55e00", "#cc79a7", "#56b4e9")
_SPARE = StemLabel("-", "#808080")


def stem_file_groups(names: Sequence[str]) -> list[StemGroup]:
    """Which stems of the song the four stems of the file are made of, in the file's order. Fewer
    are filled up with silent ones; of more, those that are not drums, bass or vocals are one.
    """
    if len(names) <= STEMS_IN_FILE:
        alone: list[StemGroup] = [(name, (name,)) for name in sorted(names, key=_place)]
        return alone + [("", ())] * (STEMS_IN_FILE - len(alone))
    kept = [name for name in names if name in _PLACES]
    if not kept:
        kept = [name for name in names if name != _TOGETHER][: STEMS_IN_FILE - 1]
    rest = tuple(name for name in names if name not in kept)
    groups: list[StemGroup] = [*((name, (name,)) for name in kept), (_TOGETHER, rest)]
    groups.sort(key=lambda group: _place(group[0]))
    return groups + [("", ())] * (STEMS_IN_FILE - len(groups))


def stem_labels(groups: Sequence[StemGroup]) -> tuple[StemLabel, ...]:
    """Their names and colours in the file."""
    return tuple(
        StemLabel(stem_label(name), colour) if stems else _SPARE
        for (name, stems), colour in zip(groups, _COLOURS, strict=True)
    )


def stem_label(stem: str) -> str:
    """In English whatever the window speaks: other programs, and this one, know stems by it."""
    name = "everything else" if stem == REST else stem
    return name[:1].upper() + name[1:]


def _place(stem: str) -> int:
    return _PLACES.get(stem, _BETWEEN)
