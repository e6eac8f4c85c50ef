"""What a person makes of the sections of a song. What they set is sure."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

from player.reading.section_map import Section, SectionMap


def letter(number: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    text = ""
    number += 1
    while number:
        number, place = divmod(number - 1, len(ascii_uppercase))
        text = ascii_uppercase[place] + text
    return text


def named(sections: SectionMap, index: int, name: str, *, only_this: bool = False) -> SectionMap:
    """With another name for a section, and for all others of its letter unless `only_this`.

    name: "" for none.
    """
    label = sections.sections[index].label
    return SectionMap(
        tuple(
            replace(each, name=name)
            if place == index or (each.label == label and not only_this)
            else each
            for place, each in enumerate(sections.sections)
        )
    )


def labelled(sections: SectionMap, index: int, label: str) -> SectionMap:
    """With another letter for a section, and the name that others of that letter have."""
    others = [
        each.name
        for place, each in enumerate(sections.sections)
        if place != index and each.label == label
    ]
    changed = replace(
        sections.sections[index], label=label, name=others[0] if others else "", confidence=1.0
    )
    return _with(sections, index, index + 1, changed)


def with_border(sections: SectionMap, index: int, frame: int) -> SectionMap:
    """With the section at `index` beginning at `frame`.

    Raises: ValueError if one of the two that meet there would be left without a length, or none
    comes before it.
    """
    if index < 1:
        raise ValueError("the first section begins with the song")
    before, after = sections.sections[index - 1 : index + 1]
    moved = replace(before, stop_frame=frame), replace(after, start_frame=frame, confidence=1.0)
    return _with(sections, index - 1, index + 1, *moved)


def split(sections: SectionMap, frame: int) -> SectionMap:
    """With the section around `frame` in two, which are called alike.

    Raises: ValueError if no section is there, or one begins there already.
    """
    index = sections.index_at(frame)
    if index is None:
        raise ValueError("there is no section")
    whole = sections.sections[index]
    first = replace(whole, stop_frame=frame)
    second = replace(whole, start_frame=frame, confidence=1.0)
    return _with(sections, index, index + 1, first, second)


def joined(sections: SectionMap, index: int) -> SectionMap:
    """With a section and the one behind it as one, called like the first.

    Raises: ValueError if none comes behind it.
    """
    if index + 1 >= len(sections.sections):
        raise ValueError("no section comes behind the last")
    stop_frame = sections.sections[index + 1].stop_frame
    whole = replace(sections.sections[index], stop_frame=stop_frame)
    return _with(sections, index, index + 2, whole)


def _with(sections: SectionMap, start: int, stop: int, *new: Section) -> SectionMap:
    """These in the place of those from `start` until before `stop`."""
    return SectionMap((*sections.sections[:start], *new, *sections.sections[stop:]))
