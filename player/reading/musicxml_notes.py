"""One note of a MusicXML file: its pitch, string, value, and how it is played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from xml.etree import ElementTree as ET

from player.reading.score import NoteValue, ScoreNote, Technique
from player.reading.written_pitch import STEPS, WrittenPitch

_DENOMINATORS = {
    "maxima": 1, "long": 1, "breve": 1, "whole": 1, "half": 2, "quarter": 4, "eighth": 8,
    "16th": 16, "32nd": 32, "64th": 64, "128th": 128,
}  # fmt: skip
_MOST_DOTS = 4
_MOST_FRET, _MOST_STRING = 127, 12
_BY_ELEMENT = {
    "technical/hammer-on": Technique.HAMMER,
    "technical/pull-off": Technique.HAMMER,
    "technical/bend": Technique.BEND,
    "technical/harmonic": Technique.HARMONIC,
    "slide": Technique.SLIDE,
    "glissando": Technique.SLIDE,
    "articulations/staccato": Technique.STACCATO,
    "ornaments/trill-mark": Technique.TRILL,
    "ornaments/wavy-line": Technique.VIBRATO,
}


@dataclass(frozen=True)
class NoteElement:
    """note: None for a rest. is_chord: it begins with the one before. is_hidden: it is not printed
    and only takes time.
    """

    note: ScoreNote | None
    is_chord: bool
    is_grace: bool
    is_hidden: bool
    value: NoteValue | None

    def value_of(self, duration: Fraction) -> NoteValue:
        """Its written value; where none is written, the longest that does not last longer."""
        if self.value is not None:
            return self.value
        for denominator in (1, 2, 4, 8, 16, 32):
            for dots in (1, 0):
                value = NoteValue(denominator, dots)
                if value.quarters <= duration:
                    return value
        return NoteValue(64)


def read_note(element: ET.Element) -> NoteElement:
    """Read a `note` element. Raises: ValueError, where it makes no sense."""
    note = None if element.find("rest") is not None else _note(element)
    return NoteElement(
        note=note,
        is_chord=element.find("chord") is not None,
        is_grace=element.find("grace") is not None,
        is_hidden=note is None and element.get("print-object") == "no",
        value=_value(element),
    )


def _note(element: ET.Element) -> ScoreNote:
    is_unpitched = element.find("unpitched") is not None
    notations = element.find("notations")
    string = fret = None
    techniques = set(_techniques(element))
    if notations is not None:
        string = _number(notations.findtext("technical/string"), 1, _MOST_STRING)
        fret = _number(notations.findtext("technical/fret"), 0, _MOST_FRET)
        techniques |= {kind for path, kind in _BY_ELEMENT.items() if _begins(notations, path)}
    has_cross = element.findtext("notehead") in ("x", "cross", "circle-x")
    if has_cross and not is_unpitched:
        techniques.add(Technique.DEAD)
    return ScoreNote(
        _place(element, "unpitched/display-step", "unpitched/display-octave")
        if is_unpitched
        else _place(element, "pitch/step", "pitch/octave", "pitch/alter"),
        string if fret is not None else None,
        fret if string is not None else None,
        is_tied=any(tie.get("type") == "stop" for tie in element.iterfind("tie")),
        is_unpitched=is_unpitched,
        has_cross=has_cross,
        techniques=frozenset(techniques),
    )


def _begins(notations: ET.Element, path: str) -> bool:
    """Whether a sign begins at a note: one that leads to another has two ends."""
    found = notations.find(path)
    return found is not None and found.get("type") != "stop"


def _place(element: ET.Element, step: str, octave: str, alter: str = "") -> WrittenPitch:
    letter = (element.findtext(step) or "").strip()
    if len(letter) != 1 or letter not in STEPS:
        raise ValueError(f"no step: {letter!r}")
    semitones = round(float(element.findtext(alter) or "0")) if alter else 0
    return WrittenPitch(STEPS.index(letter), semitones, int(element.findtext(octave) or ""))


def _number(text: str | None, least: int, most: int) -> int | None:
    if text is None:
        return None
    number = int(text)
    if not least <= number <= most:
        raise ValueError(f"{number} is not from {least} to {most}")
    return number


def _techniques(element: ET.Element) -> Iterator[Technique]:
    head = element.find("notehead")
    if head is not None and head.get("parentheses") == "yes":
        yield Technique.GHOST


def _value(element: ET.Element) -> NoteValue | None:
    denominator = _DENOMINATORS.get(element.findtext("type") or "")
    if denominator is None:
        return None
    dots = min(len(element.findall("dot")), _MOST_DOTS)
    actual = _number(element.findtext("time-modification/actual-notes"), 1, 64) or 1
    normal = _number(element.findtext("time-modification/normal-notes"), 1, 64) or 1
    return NoteValue(denominator, dots, (actual, normal))
