"""What the sections of a song are called, and what is told of one."""

from __future__ import annotations

from app.translation import translate
from app.views.time_text import loop_length, minutes_and_seconds
from player.bar_count import bar_place
from player.beat_grid import BeatGrid
from player.multitrack import SAMPLE_RATE
from player.reading.section_map import Section, SectionMap

UNCERTAIN = 0.6
"""A beginning that is less sure than this is shown as one to be looked at. Of those in generated
songs two of three are right, of the surer ones 97 of a hundred.
"""


def suggestions() -> tuple[str, ...]:
    """What sections are mostly called."""
    return (
        translate("SectionWords", "Intro"),
        translate("SectionWords", "Verse"),
        translate("SectionWords", "Pre-chorus"),
        translate("SectionWords", "Chorus"),
        translate("SectionWords", "Bridge"),
        translate("SectionWords", "Solo"),
        translate("SectionWords", "Outro"),
    )


def usual_name(text: str) -> str:
    """What was typed; as it is mostly written, if it is a usual name."""
    return next((name for name in suggestions() if name.casefold() == text.casefold()), text)


def section_name(section: Section) -> str:
    """Chorus; where it has no name, its letter."""
    return section.name or section.label


def section_title(sections: SectionMap, index: int) -> str:
    """Chorus 2, where the song has more than one of them."""
    name = section_name(sections.sections[index])
    alike = [place for place, each in enumerate(sections.sections) if section_name(each) == name]
    return name if len(alike) == 1 else f"{name} {alike.index(index) + 1}"


def section_starts(sections: SectionMap | None) -> tuple[tuple[int, str], ...]:
    """Where each begins, the first left out, and its title."""
    known = sections or SectionMap()
    return tuple(
        (section.start_frame, section_title(known, index))
        for index, section in enumerate(known.sections)
        if index
    )


def section_place(section: Section, grid: BeatGrid | None) -> str:
    """Bars 25 to 32; where bars are not known, 0:48 to 1:04."""
    if grid is not None and grid.downbeats:
        first, last = (
            bar_place(grid, frame).bar for frame in (section.start_frame, section.stop_frame - 2)
        )
        words = translate("SectionWords", "bars {first} to {last}")
        if first == last:
            words = translate("SectionWords", "bar {first}")
        return words.format(first=first, last=last)
    start, stop = (
        minutes_and_seconds(frame / SAMPLE_RATE)
        for frame in (section.start_frame, section.stop_frame)
    )
    return translate("SectionWords", "{start} to {stop}").format(start=start, stop=stop)


def section_told(sections: SectionMap, index: int, grid: BeatGrid | None) -> str:
    """All of it, where the mouse rests: title, place, length, and how sure its beginning is."""
    section = sections.sections[index]
    length = loop_length((section.stop_frame - section.start_frame) / SAMPLE_RATE)
    parts = (section_title(sections, index), section_place(section, grid), length)
    words = [" · ".join(parts)]
    if section.confidence < UNCERTAIN:
        uncertain = translate("SectionWords", "Perhaps it begins elsewhere: {percent} % sure")
        words.append(uncertain.format(percent=round(100 * section.confidence)))
    return "\n".join(words)
