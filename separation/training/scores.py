"""Reads compressed MusicXML scores into notes in seconds."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from separation.training.notes import Note

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_TEMPO = 84.0  # where a score gives none
_VELOCITY = 88


@dataclass(frozen=True)
class ScorePart:
    """One instrument of a score. `sound`: MusicXML's name for it, such as "voice.soprano"."""

    sound: str
    notes: tuple[Note, ...]


def read_score(path: Path) -> list[ScorePart]:
    """The parts of the score at `path`; repeats are not followed, grace notes left out.

    Raises: OSError, zipfile.BadZipFile, ElementTree.ParseError, KeyError or ValueError for what is
    no such score.
    """
    with zipfile.ZipFile(path) as archive:
        names = (name for name in archive.namelist() if not name.startswith("META-INF/"))
        name = next((name for name in names if name.endswith(".xml")), "")
        root = ElementTree.fromstring(archive.read(name))
    sounds = {
        part.attrib["id"]: part.findtext("score-instrument/instrument-sound") or ""
        for part in root.iterfind("part-list/score-part")
    }
    parts = root.findall("part")
    tempos = _tempos(parts)
    return [ScorePart(sounds[part.attrib["id"]], _notes(part, tempos)) for part in parts]


def _tempos(parts: list[ElementTree.Element]) -> list[tuple[float, float]]:
    """(quarter at which it begins, quarters per minute), in order."""
    found = {0.0: _TEMPO}
    for part in parts:
        for quarter, element in _elements(part):
            sound = element if element.tag == "sound" else element.find("sound")
            if sound is not None and "tempo" in sound.attrib:
                found[quarter] = float(sound.attrib["tempo"])
    return sorted(found.items())


def _notes(part: ElementTree.Element, tempos: list[tuple[float, float]]) -> tuple[Note, ...]:
    notes: list[Note] = []
    tied: dict[int, float] = {}
    for quarter, element in _elements(part):
        pitch = element.find("pitch")
        if element.tag != "note" or pitch is None or element.find("grace") is not None:
            continue
        key = _STEPS[pitch.findtext("step", "C")] + round(float(pitch.findtext("alter", "0")))
        key += 12 * (int(pitch.findtext("octave", "4")) + 1)
        ties = {tie.attrib["type"] for tie in element.iterfind("tie")}
        begin = tied.pop(key, quarter) if "stop" in ties else quarter
        end = quarter + float(element.attrib["quarters"])
        if "start" in ties:
            tied[key] = begin
        elif end > begin:
            notes.append(Note(_seconds(begin, tempos), _seconds(end, tempos), key, _VELOCITY))
    return tuple(sorted(notes, key=lambda note: (note.start_s, note.pitch)))


def _elements(part: ElementTree.Element) -> list[tuple[float, ElementTree.Element]]:
    """What stands in a part, with the quarter at which it does; notes get a length in quarters."""
    found: list[tuple[float, ElementTree.Element]] = []
    measure_start, divisions = 0.0, 1.0
    for measure in part.iterfind("measure"):
        now = longest = measure_start
        last_onset = now
        for element in measure:
            divisions = float(element.findtext("divisions", str(divisions)))
            length = float(element.findtext("duration", "0")) / divisions
            if element.tag == "note":
                onset = last_onset if element.find("chord") is not None else now
                element.attrib["quarters"] = str(length)
                found.append((onset, element))
                last_onset, now = onset, max(now, onset + length)
            elif element.tag == "backup":
                now -= length
            elif element.tag == "forward":
                now += length
            else:
                found.append((now, element))
            longest = max(longest, now)
        measure_start = longest
    return found


def _seconds(quarter: float, tempos: list[tuple[float, float]]) -> float:
    seconds = 0.0
    for (begin, per_minute), (end, _) in zip(tempos, [*tempos[1:], (quarter, 0.0)], strict=True):
        if begin < quarter:
            seconds += (min(end, quarter) - begin) * 60.0 / per_minute
    return seconds
