"""The little notation the demo song is written in, and what time its beats fall on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BEATS_PER_BAR = 4
BEATS_PER_MINUTE = 108.0
SWING = 0.57
"""Where in its beat the second eighth falls; 0.5 would be straight."""

_SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"": 0, "#": 1, "b": -1}
_TOKEN = re.compile(r"(?P<slide>~?)(?P<pitch>-|[A-G][#b]?\d)/(?P<beats>\d*\.?\d+)")


@dataclass(frozen=True)
class Note:
    """One note of a line; `slide` glides in from the note before, `syllable` is for singers."""

    start_beat: float
    beats: float
    pitch: int
    slide: bool = False
    syllable: str = ""

    @property
    def start_s(self) -> float:
        """Where the note begins, in seconds from the song's first beat."""
        return beat_to_s(self.start_beat)

    @property
    def duration_s(self) -> float:
        """How long the note is written, in seconds."""
        return beat_to_s(self.start_beat + self.beats) - self.start_s


def beat_to_s(beat: float) -> float:
    """Time of a beat in seconds: off-beat eighths come late by the swing."""
    whole, part = divmod(beat, 1.0)
    swung = part * SWING / 0.5 if part < 0.5 else SWING + (part - 0.5) * (1 - SWING) / 0.5
    return float((whole + swung) * 60.0 / BEATS_PER_MINUTE)


def pitch_number(name: str) -> int:
    """MIDI number of a pitch name such as "F#3" (A4 is 69)."""
    letter, accidental, octave = name[0], name[1:-1], int(name[-1])
    return 12 * (octave + 1) + _SEMITONES[letter] + _ACCIDENTALS[accidental]


def frequency_hz(pitch: float) -> float:
    """Frequency of a MIDI number, equal temperament, A4 = 440 Hz."""
    return float(440.0 * 2.0 ** ((pitch - 69) / 12))


def read_line(bars: Sequence[str], lyric: str = "") -> tuple[Note, ...]:
    """Notes of a line written as "E4/.5 -/1 ~G4/2.5": pitch/beats, - rests, ~ slides.

    bars: one string per bar. lyric: one syllable per note, in order.
    Raises: ValueError when a bar is not four beats long or the lyric does not fit.
    """
    notes: list[Note] = []
    syllables = iter(lyric.split())
    for bar, text in enumerate(bars):
        beat = float(bar * BEATS_PER_BAR)
        for token in text.split():
            match = _TOKEN.fullmatch(token)
            if match is None:
                raise ValueError(f"not a note: {token!r} in bar {bar}")
            beats = float(match["beats"])
            if match["pitch"] != "-":
                syllable = next(syllables, "") if lyric else ""
                pitch = pitch_number(match["pitch"])
                notes.append(Note(beat, beats, pitch, bool(match["slide"]), syllable))
            beat += beats
        if not np.isclose(beat, (bar + 1) * BEATS_PER_BAR):
            raise ValueError(f"bar {bar} is {beat - bar * BEATS_PER_BAR} beats long: {text!r}")
    if next(syllables, None) is not None or (lyric and not notes[-1].syllable):
        raise ValueError("the lyric and the melody do not have the same number of syllables")
    return tuple(notes)


@dataclass(frozen=True)
class Section:
    """A part of the song, all of its lines written from its own first beat.

    chords: one string per bar, one or two chord names in it. groove and fill: names in the
    drummer's book, fill "" for none. comping: how the keys play. strummed, pad, doubled: who joins.
    rings_out: everyone holds the last bar.
    """

    chords: tuple[str, ...]
    lead: tuple[Note, ...]
    bass: tuple[Note, ...]
    groove: str
    fill: str
    comping: str
    strummed: bool = False
    pad: bool = False
    doubled: bool = False
    rings_out: bool = False

    @property
    def beats(self) -> int:
        """Length in beats."""
        return len(self.chords) * BEATS_PER_BAR


@dataclass(frozen=True)
class ChordSpan:
    """A chord and the beats it holds for."""

    start_beat: float
    beats: float
    name: str


def chord_spans(section: Section) -> tuple[ChordSpan, ...]:
    """The chords of a section with their beats, from the section's first beat."""
    spans = []
    for bar, text in enumerate(section.chords):
        names = text.split()
        beats = BEATS_PER_BAR / len(names)
        for index, name in enumerate(names):
            spans.append(ChordSpan(bar * BEATS_PER_BAR + index * beats, beats, name))
    return tuple(spans)
