"""Notes of a song as a score in MusicXML: a part for each stem, with chords and sections."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np

from player.beat_grid import BeatGrid
from player.reading.chord_chart import ChordChart
from player.reading.chord_symbol import FLAT_NAMES, SHARP_NAMES, Chord, Quality
from player.reading.note_quantising import QuantisedNote, quantised
from player.reading.note_values import ScoreBar, WrittenNote, written_bars
from player.reading.song_key import Key
from player.reading.song_notes import SongNotes

# Of a quarter: whole for 32nds and for triplets of any of them.
_DIVISIONS = 24
_USUAL_METRE = 4
_DOCTYPE = (
    '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">'
)
# By its tonic, of the major key with the same signature.
_FIFTHS = {0: 0, 7: 1, 2: 2, 9: 3, 4: 4, 11: 5, 6: -6, 5: -1, 10: -2, 3: -3, 8: -4, 1: -5}
_TREBLE_FROM_MIDI = 57
_BASS_BELOW_MIDI = 48
_KINDS = {
    Quality.MAJOR: "major",
    Quality.MINOR: "minor",
    Quality.SEVENTH: "dominant",
    Quality.MAJOR_SEVENTH: "major-seventh",
    Quality.MINOR_SEVENTH: "minor-seventh",
    Quality.SUSPENDED: "suspended-fourth",
    Quality.DIMINISHED: "diminished",
    Quality.AUGMENTED: "augmented",
    Quality.HALF_DIMINISHED: "half-diminished",
    Quality.DIMINISHED_SEVENTH: "diminished-seventh",
    Quality.SUSPENDED_SECOND: "suspended-second",
    Quality.SIXTH: "major-sixth",
    Quality.MINOR_SIXTH: "minor-sixth",
    Quality.ADDED_NINTH: "major",
    Quality.NINTH: "dominant-ninth",
    Quality.MINOR_NINTH: "minor-ninth",
    Quality.MAJOR_NINTH: "major-ninth",
    Quality.POWER: "power",
}


@dataclass(frozen=True)
class SheetMusic:
    """What is written down. parts: notes by the name that stands before their staff. sections: song
    frames and what stands there.
    """

    title: str
    grid: BeatGrid
    parts: Mapping[str, SongNotes]
    key: Key | None = None
    chords: ChordChart | None = None
    sections: tuple[tuple[int, str], ...] = field(default=())


def write_musicxml(path: Path, sheet: SheetMusic, sample_rate: int) -> None:
    """Write it, all of it or nothing.

    Notes are quantised to the grid (`note_quantising`). A bass stands an octave above where it
    sounds, as is usual, and so does a low voice; their clefs say so. Where bars are not known they
    have four beats from the first beat on.

    Raises: OSError.
    """
    voices = {name: quantised(notes, sheet.grid) for name, notes in sheet.parts.items()}
    bars = _bars(sheet.grid, [note for notes in voices.values() for note in notes])
    score = ET.Element("score-partwise", version="4.0")
    if sheet.title:
        ET.SubElement(ET.SubElement(score, "work"), "work-title").text = sheet.title
    names = ET.SubElement(score, "part-list")
    for number, (name, notes) in enumerate(voices.items(), start=1):
        entry = ET.SubElement(names, "score-part", id=f"P{number}")
        ET.SubElement(entry, "part-name").text = name
        part = ET.SubElement(score, "part", id=f"P{number}")
        _write_part(part, sheet, notes, bars, sample_rate, is_first=number == 1)
    ET.indent(score)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{_DOCTYPE}\n'
    text += ET.tostring(score, encoding="unicode") + "\n"
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        temporary.write_text(text, "utf-8", "replace")  # names of files may be no text
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _bars(grid: BeatGrid, notes: Sequence[QuantisedNote]) -> list[ScoreBar]:
    """From the first bar with a note, or the first there is, to the last with one."""
    metre = grid.metre or _USUAL_METRE
    starts = list(grid.downbeats or range(0, len(grid.beats), metre))
    first = min((note.start for note in notes), default=Fraction(starts[0]))
    last = max((note.stop for note in notes), default=Fraction(starts[0]))
    while starts[-1] < last:
        starts.append(starts[-1] + metre)
    if len(starts) == 1:
        starts.append(starts[0] + metre)
    numbers = list(range(1, len(starts)))
    while starts[0] > first:
        # A pickup, as long as it has to be.
        starts.insert(0, max(starts[0] - metre, first.numerator // first.denominator))
        numbers.insert(0, numbers[0] - 1)
    return [
        ScoreBar(number, start, stop)
        for number, start, stop in zip(numbers, starts[:-1], starts[1:], strict=True)
        if start < last or number == 1
    ]


def _write_part(
    part: ET.Element,
    sheet: SheetMusic,
    notes: Sequence[QuantisedNote],
    bars: Sequence[ScoreBar],
    sample_rate: int,
    *,
    is_first: bool,
) -> None:
    grid = sheet.grid
    flats = sheet.key is not None and sheet.key.prefers_flats
    harmonies = _harmonies(sheet) if is_first else []
    places = [place for place, _ in harmonies]
    names = _at_bars(sheet.sections, grid, bars) if is_first else {}
    beats_before = 0
    for bar, written in zip(bars, written_bars(notes, bars, grid.unit), strict=True):
        measure = ET.SubElement(part, "measure", number=str(bar.number))
        if bar.number < 1:
            measure.set("implicit", "yes")
        beats = bar.stop - bar.start
        if bar is bars[0] or beats != beats_before:
            _write_attributes(measure, sheet, notes, beats, is_begin=bar is bars[0])
        beats_before = beats
        if bar is bars[0] and is_first:
            _write_tempo(measure, grid, sample_rate)
        if bar.start in names:
            direction = ET.SubElement(measure, "direction", placement="above")
            words = ET.SubElement(ET.SubElement(direction, "direction-type"), "rehearsal")
            words.text = names[bar.start]
        for each in written:
            begins = bisect_left(places, each.start)
            for place, chord in harmonies[begins : bisect_left(places, each.start + each.length)]:
                _write_harmony(measure, chord, (place - each.start) * 4 / grid.unit, flats)
            for index, key in enumerate(each.midi or (None,)):
                _write_note(measure, each, key, grid.unit, flats=flats, in_chord=index > 0)


def _write_attributes(
    measure: ET.Element,
    sheet: SheetMusic,
    notes: Sequence[QuantisedNote],
    beats: int,
    *,
    is_begin: bool,
) -> None:
    attributes = ET.SubElement(measure, "attributes")
    if is_begin:
        _text(attributes, "divisions", _DIVISIONS)
        if sheet.key is not None:
            key = ET.SubElement(attributes, "key")
            _text(key, "fifths", _FIFTHS[sheet.key.signature_tonic])
            _text(key, "mode", "minor" if sheet.key.is_minor else "major")
    time = ET.SubElement(attributes, "time")
    _text(time, "beats", beats)
    _text(time, "beat-type", sheet.grid.unit)
    if is_begin:
        middle = float(np.median([note.midi for note in notes])) if notes else 60.0
        is_low, is_treble = middle < _BASS_BELOW_MIDI, middle >= _TREBLE_FROM_MIDI
        clef = ET.SubElement(attributes, "clef")
        _text(clef, "sign", "F" if is_low else "G")
        _text(clef, "line", 4 if is_low else 2)
        if not is_treble:
            _text(clef, "clef-octave-change", -1)


def _write_tempo(measure: ET.Element, grid: BeatGrid, sample_rate: int) -> None:
    beat_s = (grid.beats[-1] - grid.beats[0]) / (len(grid.beats) - 1) / sample_rate
    direction = ET.SubElement(measure, "direction", placement="above")
    metronome = ET.SubElement(ET.SubElement(direction, "direction-type"), "metronome")
    _text(metronome, "beat-unit", "eighth" if grid.unit == 8 else "quarter")
    _text(metronome, "per-minute", round(60 / beat_s))
    ET.SubElement(direction, "sound", tempo=f"{60 / beat_s * 4 / grid.unit:.2f}")


def _harmonies(sheet: SheetMusic) -> list[tuple[Fraction, Chord]]:
    """Places in half beats, and what begins there."""
    spans = sheet.chords.spans if sheet.chords is not None else ()
    found: dict[Fraction, Chord] = {}
    for span in spans:
        if span.chord is not None:
            place = Fraction(round(2 * sheet.grid.position(span.start_frame)), 2)
            found[place] = span.chord
    return sorted(found.items(), key=lambda each: each[0])


def _at_bars(
    sections: Sequence[tuple[int, str]], grid: BeatGrid, bars: Sequence[ScoreBar]
) -> dict[int, str]:
    """By the beat of the bar that each begins nearest to."""
    starts = np.array([bar.start for bar in bars])
    named: dict[int, str] = {}
    for frame, name in sections:
        nearest = int(np.abs(starts - grid.position(frame)).argmin())
        named.setdefault(int(starts[nearest]), name)
    return named


def _write_harmony(measure: ET.Element, chord: Chord, offset: Fraction, flats: bool) -> None:
    harmony = ET.SubElement(measure, "harmony")
    _write_pitch_class(harmony, "root", chord.root, flats)
    suffix = Chord(0, chord.quality).name()[1:]
    _text(harmony, "kind", _KINDS[chord.quality]).set("text", suffix)
    if chord.bass is not None:
        _write_pitch_class(harmony, "bass", chord.bass, flats)
    if chord.quality is Quality.ADDED_NINTH:
        degree = ET.SubElement(harmony, "degree")
        _text(degree, "degree-value", 9)
        _text(degree, "degree-alter", 0)
        _text(degree, "degree-type", "add")
    if offset:
        _text(harmony, "offset", int(offset * _DIVISIONS))


def _write_pitch_class(harmony: ET.Element, name: str, pitch_class: int, flats: bool) -> None:
    step, alter = _spelled(pitch_class, flats)
    element = ET.SubElement(harmony, name)
    _text(element, f"{name}-step", step)
    if alter:
        _text(element, f"{name}-alter", alter)


def _write_note(
    measure: ET.Element,
    written: WrittenNote,
    key: int | None,
    unit: int,
    *,
    flats: bool,
    in_chord: bool,
) -> None:
    note = ET.SubElement(measure, "note")
    if in_chord:
        ET.SubElement(note, "chord")
    if key is None:
        ET.SubElement(note, "rest")
    else:
        step, alter = _spelled(key % 12, flats)
        pitch = ET.SubElement(note, "pitch")
        _text(pitch, "step", step)
        if alter:
            _text(pitch, "alter", alter)
        _text(pitch, "octave", key // 12 - 1)
    _text(note, "duration", int(written.length * 4 / unit * _DIVISIONS))
    ties = [kind for kind, is_so in _ties(written) if is_so]
    for kind in ties:
        ET.SubElement(note, "tie", type=kind)
    _text(note, "voice", 1)
    _text(note, "type", written.value)
    for _ in range(written.dots):
        ET.SubElement(note, "dot")
    if written.is_triplet:
        modified = ET.SubElement(note, "time-modification")
        _text(modified, "actual-notes", 3)
        _text(modified, "normal-notes", 2)
    for number, beam in enumerate(() if in_chord else written.beams, start=1):
        _text(note, "beam", beam).set("number", str(number))
    bracket = "" if in_chord else written.bracket
    if ties or bracket:
        notations = ET.SubElement(note, "notations")
        for kind in ties:
            ET.SubElement(notations, "tied", type=kind)
        if bracket:
            ET.SubElement(notations, "tuplet", type=bracket)


def _ties(written: WrittenNote) -> tuple[tuple[str, bool], ...]:
    return (("stop", written.was_tied), ("start", written.is_tied))


def _spelled(pitch_class: int, flats: bool) -> tuple[str, int]:
    """The step and how many semitones it is altered."""
    name = (FLAT_NAMES if flats else SHARP_NAMES)[pitch_class]
    return name[0], (0, -1 if flats else 1)[len(name) > 1]


def _text(parent: ET.Element, tag: str, value: object) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = str(value)
    return element
