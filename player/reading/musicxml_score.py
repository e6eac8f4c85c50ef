"""MusicXML scores, written part by part.

Source: W3C Music Notation Community Group, MusicXML 4.0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from xml.etree import ElementTree as ET

from player.reading.musicxml_bars import BarFacts, bar_facts
from player.reading.musicxml_notes import NoteElement, read_note
from player.reading.musicxml_tree import NotMusicXmlError, musicxml_root
from player.reading.score import Clef, ClefSign, PartBar, Score, ScoreBar, ScoreEvent, ScorePart
from player.reading.score_limits import (
    LONGEST_BAR,
    MOST_STRINGS,
    Deadline,
    metre,
    one_line,
    within_limits,
)
from player.reading.written_pitch import STEPS, WrittenPitch

__all__ = ["NotMusicXmlError", "parse_musicxml"]

_MOST_STAVES = 8
_TAB = "TAB"
_SIGNS = {sign.value: sign for sign in ClefSign}
_LINES = {ClefSign.G: 2, ClefSign.F: 4, ClefSign.C: 3, ClefSign.PERCUSSION: 3}


def parse_musicxml(data: bytes, deadline: Deadline) -> Score:
    """Read a file's bytes, plain or compressed.

    Raises: NotMusicXmlError, TooLargeError, and what parsers meet with in damaged files.
    """
    root = musicxml_root(data, deadline)
    if root.tag != "score-partwise":
        raise NotMusicXmlError("it is written bar by bar, not part by part")
    names = {
        listed.get("id", ""): one_line(listed.findtext("part-name"))
        for listed in root.iterfind("part-list/score-part")
    }
    readers: list[_PartReader] = []
    events = 0
    for element in root.iterfind("part"):
        reader = _PartReader(names.get(element.get("id", "")) or f"{len(readers) + 1}")
        for measure in element.iterfind("measure"):
            deadline.check()
            reader.read_bar(measure)
            events += len(measure)
            within_limits(len(reader.bars), events)
        readers.append(reader)
    count = max((len(reader.bars) for reader in readers), default=0)
    bars = tuple(_shared(readers, index) for index in range(count))
    parts = tuple(part for reader in readers for part in reader.parts(count))
    title = root.findtext("work/work-title") or root.findtext("movement-title")
    return Score(one_line(title), bars, parts)


def _shared(readers: list[_PartReader], index: int) -> ScoreBar:
    """What the parts say of a bar together: its length is that of the fullest."""
    facts = [reader.facts[index] for reader in readers if index < len(reader.facts)]
    lengths = [reader.bars[index].quarters for reader in readers if index < len(reader.bars)]
    first, quarters = facts[0], max(lengths)
    whole = Fraction(4 * first.metre[0], first.metre[1])
    # A bar that is not full is a pickup or one half of a bar that is parted, or a voice is lacking.
    is_short = 0 < quarters < whole and (first.is_implicit or index == 0)
    if not is_short:
        quarters = max(quarters, whole)
    return ScoreBar(
        number=first.number or str(index + 1),
        quarters=min(quarters, LONGEST_BAR),
        metre=first.metre,
        is_pickup=is_short and index == 0,
        repeat_begins=any(each.repeat_begins for each in facts),
        repeat_times=max(each.repeat_times for each in facts),
        endings=first.endings,
        signs=frozenset().union(*(each.signs for each in facts)),
        jump=next((each.jump for each in facts if each.jump), None),
        section=next((each.section for each in facts if each.section), ""),
        bpm=next((each.bpm for each in facts if each.bpm), None),
    )


@dataclass
class _Bar:
    """What was read of a bar. quarters: how far its notes reach."""

    fifths: int
    clefs: dict[int, Clef]
    quarters: Fraction = Fraction(0)
    events: dict[tuple[int, str], list[ScoreEvent]] = field(default_factory=dict)


class _PartReader:
    """Reads a part bar by bar; a part of several staves becomes several parts."""

    def __init__(self, name: str) -> None:
        self.bars: list[_Bar] = []
        self.facts: list[BarFacts] = []
        self._name = name
        self._divisions = Fraction(1)
        self._metre = (4, 4)
        self._fifths = 0
        self._transposition = 0
        self._staves = 1
        self._clefs: dict[int, Clef] = {}
        self._strings: dict[int, tuple[int, ...]] = {}
        self._endings: frozenset[int] = frozenset()

    def read_bar(self, measure: ET.Element) -> None:
        at, bar = Fraction(0), None
        for element in measure:
            if element.tag == "attributes":
                self._read_attributes(element)
            if bar is None and element.tag in ("note", "forward", "backup"):
                bar = _Bar(self._fifths, dict(self._clefs))
            if bar is None:
                continue
            if element.tag == "note":
                at = self._read_note(element, bar, at)
            elif element.tag == "backup":
                at = max(Fraction(0), at - self._duration(element))
            elif element.tag == "forward":
                at += self._duration(element)
            bar.quarters = max(bar.quarters, at)
        self.bars.append(bar or _Bar(self._fifths, dict(self._clefs)))
        facts = bar_facts(measure, self._metre, self._endings)
        self._endings = facts.endings if not facts.ending_stops else frozenset()
        self.facts.append(facts)

    def _duration(self, element: ET.Element) -> Fraction:
        quarters = Fraction(element.findtext("duration") or "0") / self._divisions
        if not 0 <= quarters <= LONGEST_BAR:
            raise ValueError(f"no duration: {quarters}")
        return quarters

    def _read_note(self, element: ET.Element, bar: _Bar, at: Fraction) -> Fraction:
        """Take a note in, and say where the next one is."""
        read: NoteElement = read_note(element)
        duration = Fraction(0) if read.is_grace else self._duration(element)
        staff = min(int(element.findtext("staff") or "1"), _MOST_STAVES)
        self._staves = max(self._staves, staff)
        voice = bar.events.setdefault((staff, element.findtext("voice") or "1"), [])
        if read.is_chord and voice and read.note is not None:
            last = voice[-1]
            together = sorted((*last.notes, read.note), key=lambda note: -note.pitch.midi)
            voice[-1] = replace(last, notes=tuple(together))
            return at
        value = read.value_of(duration)
        notes = () if read.note is None else (read.note,)
        if not read.is_hidden:
            voice.append(ScoreEvent(at, duration, value, notes))
        return at + duration

    def _read_attributes(self, element: ET.Element) -> None:
        divisions = element.findtext("divisions")
        if divisions is not None:
            self._divisions = Fraction(divisions)
            if not 0 < self._divisions <= 10**6:
                raise ValueError(f"no divisions: {divisions}")
        fifths = element.findtext("key/fifths")
        if fifths is not None:
            self._fifths = min(max(int(fifths), -7), 7)
        beats, unit = element.findtext("time/beats"), element.findtext("time/beat-type")
        if beats and unit:
            self._metre = metre(sum(int(each) for each in beats.split("+")), int(unit))
        transpose = element.find("transpose")
        if transpose is not None:
            chromatic = int(transpose.findtext("chromatic") or "0")
            octaves = int(transpose.findtext("octave-change") or "0")
            self._transposition = min(max(chromatic + 12 * octaves, -48), 48)
        for clef in element.iterfind("clef"):
            self._read_clef(clef)
        for details in element.iterfind("staff-details"):
            self._read_tuning(details)

    def _read_clef(self, element: ET.Element) -> None:
        staff = int(element.get("number", "1"))
        written = element.findtext("sign") or ""
        if written == _TAB:
            self._clefs[staff] = Clef(ClefSign.G, 2, -1)  # as guitars are written
        elif written in _SIGNS:
            sign = _SIGNS[written]
            line = min(max(int(element.findtext("line") or _LINES[sign]), 1), 5)
            octaves = min(max(int(element.findtext("clef-octave-change") or "0"), -2), 2)
            self._clefs[staff] = Clef(sign, line, octaves)

    def _read_tuning(self, details: ET.Element) -> None:
        strings = {}
        for tuning in details.iterfind("staff-tuning"):
            step = STEPS.index(tuning.findtext("tuning-step") or "")
            alter = int(tuning.findtext("tuning-alter") or "0")
            octave = int(tuning.findtext("tuning-octave") or "0")
            strings[int(tuning.get("line", "0"))] = WrittenPitch(step, alter, octave).midi
        if 0 < len(strings) <= MOST_STRINGS:
            staff = int(details.get("number", "1"))
            # Lines are counted from below, where the lowest string is.
            self._strings[staff] = tuple(strings[line] for line in sorted(strings, reverse=True))

    def parts(self, count: int) -> Iterator[ScorePart]:
        """What was read, by staves, filled up to so many bars."""
        for staff in range(1, self._staves + 1):
            bars = [self._part_bar(bar, staff) for bar in self.bars]
            last = bars[-1] if bars else PartBar()
            bars += [PartBar((), last.fifths, last.clef)] * (count - len(bars))
            name = self._name if self._staves == 1 else f"{self._name} {staff}"
            is_drums = all(bar.clef.sign is ClefSign.PERCUSSION for bar in bars)
            strings = self._strings.get(staff, ())
            yield ScorePart(name, tuple(bars), strings, self._transposition, is_drums)

    def _part_bar(self, bar: _Bar, staff: int) -> PartBar:
        voices: dict[str, list[ScoreEvent]] = defaultdict(list)
        for (its_staff, voice), events in bar.events.items():
            if its_staff == staff:
                voices[voice] = sorted(events, key=lambda event: event.start)
        filled = tuple(tuple(events) for _, events in sorted(voices.items()) if events)
        return PartBar(filled, bar.fifths, bar.clefs.get(staff, Clef()))
