"""What a bar of a MusicXML file says of itself: its number, repeats, endings, jumps, tempo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from player.reading.score import Jump, Sign
from player.reading.score_limits import one_line

_MOST_TIMES = 99
_QUARTERS = {"whole": 4.0, "half": 2.0, "quarter": 1.0, "eighth": 0.5, "16th": 0.25}


@dataclass(frozen=True)
class BarFacts:
    """As in `ScoreBar`. is_implicit: it is not counted. ending_stops: a bracket ends here."""

    number: str
    metre: tuple[int, int]
    is_implicit: bool
    repeat_begins: bool
    repeat_times: int
    endings: frozenset[int]
    ending_stops: bool
    signs: frozenset[Sign]
    jump: Jump | None
    section: str
    bpm: float | None


def bar_facts(
    measure: ET.Element, metre: tuple[int, int], open_endings: frozenset[int]
) -> BarFacts:
    """Read a `measure` element. open_endings: of a bracket that began before.

    Raises: ValueError, where it makes no sense.
    """
    repeats = list(measure.iterfind("barline/repeat"))
    endings = list(measure.iterfind("barline/ending"))
    begun = [each for each in endings if each.get("type") == "start"]
    times = [
        min(max(int(each.get("times", "2")), 1), _MOST_TIMES)
        for each in repeats
        if each.get("direction") == "backward"
    ]
    sounds = list(measure.iterfind("sound")) + list(measure.iterfind("direction/sound"))
    return BarFacts(
        number=one_line(measure.get("number"))[:8],
        metre=metre,
        is_implicit=measure.get("implicit") == "yes",
        repeat_begins=any(each.get("direction") == "forward" for each in repeats),
        repeat_times=max(times, default=0),
        endings=_numbers(begun[0].get("number", "")) if begun else open_endings,
        ending_stops=any(each.get("type") in ("stop", "discontinue") for each in endings),
        signs=frozenset(_signs(measure, sounds)),
        jump=_jump(sounds),
        section=one_line(measure.findtext("direction/direction-type/rehearsal")),
        bpm=_bpm(measure, sounds),
    )


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(each) for each in re.findall(r"\d{1,2}", text) if int(each) > 0)


def _signs(measure: ET.Element, sounds: list[ET.Element]) -> Iterator[Sign]:
    names = {Sign.SEGNO: "segno", Sign.CODA: "coda", Sign.TO_CODA: "tocoda", Sign.FINE: "fine"}
    for sign, name in names.items():
        if any(sound.get(name) is not None for sound in sounds):
            yield sign
    if measure.find("direction/direction-type/segno") is not None:
        yield Sign.SEGNO
    says_to_coda = any(sound.get("tocoda") is not None for sound in sounds)
    if measure.find("direction/direction-type/coda") is not None and not says_to_coda:
        yield Sign.CODA


def _jump(sounds: list[ET.Element]) -> Jump | None:
    if any(sound.get("dacapo") == "yes" for sound in sounds):
        return Jump.DA_CAPO
    if any(sound.get("dalsegno") is not None for sound in sounds):
        return Jump.DAL_SEGNO
    return None


def _bpm(measure: ET.Element, sounds: list[ET.Element]) -> float | None:
    """Quarters per minute: as it is to be played, else as it is printed."""
    for sound in sounds:
        tempo = sound.get("tempo")
        if tempo is not None:
            return _sane(float(tempo))
    metronome = measure.find("direction/direction-type/metronome")
    if metronome is not None:
        per_minute = re.search(r"\d+(\.\d+)?", metronome.findtext("per-minute") or "")
        unit = _QUARTERS.get(metronome.findtext("beat-unit") or "")
        if per_minute and unit:
            dotted = 1.5 if metronome.find("beat-unit-dot") is not None else 1.0
            return _sane(float(per_minute.group()) * unit * dotted)
    return None


def _sane(bpm: float) -> float | None:
    return bpm if 10 <= bpm <= 1000 else None
