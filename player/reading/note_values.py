"""How a voice is written down: note values, dots, ties, rests and triplets, bar by bar."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from player.reading.note_quantising import QuantisedNote

# In quarters: what a note is called, and its dots.
_VALUES = {
    Fraction(4): ("whole", 0),
    Fraction(3): ("half", 1),
    Fraction(2): ("half", 0),
    Fraction(3, 2): ("quarter", 1),
    Fraction(1): ("quarter", 0),
    Fraction(3, 4): ("eighth", 1),
    Fraction(1, 2): ("eighth", 0),
    Fraction(3, 8): ("16th", 1),
    Fraction(1, 4): ("16th", 0),
    Fraction(1, 8): ("32nd", 0),
}
_FLAGS = {"eighth": 1, "16th": 2, "32nd": 3}


@dataclass(frozen=True)
class ScoreBar:
    """Beats from `start` until before `stop`, 0 being the grid's first. number: 0 for a pickup."""

    number: int
    start: int
    stop: int


@dataclass(frozen=True)
class WrittenNote:
    """One note, chord or rest on paper. start, length: in beats, true ones in triplets too.

    midi: the keys that sound; none in a rest. value: what it is called, "quarter"; dots: it has.
    is_tied: to what follows; was_tied: to what came before. is_triplet: three in the time of two.
    bracket: "start" or "stop" where a triplet's group begins or ends. beams: for each of its beams
    "begin", "continue", "end", "forward hook" or "backward hook".
    """

    start: Fraction
    length: Fraction
    midi: tuple[int, ...]
    value: str
    dots: int = 0
    is_tied: bool = False
    was_tied: bool = False
    is_triplet: bool = False
    bracket: str = ""
    beams: tuple[str, ...] = ()


def written_bars(
    notes: Sequence[QuantisedNote], bars: Iterable[ScoreBar], unit: int
) -> list[list[WrittenNote]]:
    """What stands in each bar. unit: what the score calls a beat, 4 for a quarter.

    One voice: notes that begin together are a chord; a note ends where the next begins. A note is
    tied over bars, and over beats unless its value begins on one.
    """
    sounding = _one_voice(notes)
    ternary = {
        int(edge // 1) for each in sounding for edge in each[:2] if edge.denominator % 3 == 0
    }
    starts = [start for start, _, _ in sounding]
    written = []
    for bar in bars:
        # What was begun before it may still sound; nothing else that is outside is looked at.
        first = max(0, bisect_right(starts, bar.start) - 1)
        inside = sounding[first : bisect_left(starts, bar.stop)]
        written.append(_bar(bar, inside, ternary, unit))
    return written


_Sound = tuple[Fraction, Fraction, tuple[int, ...]]


def _one_voice(notes: Sequence[QuantisedNote]) -> list[_Sound]:
    begun: dict[Fraction, list[QuantisedNote]] = {}
    for note in notes:
        begun.setdefault(note.start, []).append(note)
    found: list[_Sound] = []
    for start in sorted(begun, reverse=True):
        stop = max(note.stop for note in begun[start])
        keys = tuple(sorted({note.midi for note in begun[start]}))
        found.append((start, min(stop, found[-1][0]) if found else stop, keys))
    return found[::-1]


def _bar(
    bar: ScoreBar, sounding: Sequence[_Sound], ternary: set[int], unit: int
) -> list[WrittenNote]:
    begin, end = Fraction(bar.start), Fraction(bar.stop)
    written: list[WrittenNote] = []
    at = begin
    for start, stop, keys in sounding:
        if stop <= begin or start >= end:
            continue
        first, last = max(start, begin), min(stop, end)
        if first > at:
            written += _pieces(at, first, (), ternary, unit)
        pieces = _pieces(first, last, keys, ternary, unit)
        ties = [start < begin, *([True] * (len(pieces) - 1)), stop > end]
        written += [
            replace(piece, was_tied=before, is_tied=after)
            for piece, (before, after) in zip(pieces, pairwise(ties), strict=True)
        ]
        at = last
    if at < end:
        written += _pieces(at, end, (), ternary, unit)
    return _beamed(_bracketed(written))


def _pieces(
    start: Fraction, stop: Fraction, keys: tuple[int, ...], ternary: set[int], unit: int
) -> list[WrittenNote]:
    pieces: list[WrittenNote] = []
    at = start
    while at < stop:
        beat = at.numerator // at.denominator
        if at == beat and stop - at >= 1:
            length = _on_beat(stop - at, unit, beat + 1 in ternary)
        else:
            length = min(stop, Fraction(beat + 1)) - at
        is_triplet = length.denominator % 3 == 0
        value = length * (Fraction(3, 2) if is_triplet else 1) * Fraction(4, unit)
        name, dots = _VALUES[value]
        pieces.append(WrittenNote(at, length, keys, name, dots, is_triplet=is_triplet))
        at += length
    return pieces


def _on_beat(most: Fraction, unit: int, next_is_ternary: bool) -> Fraction:
    """The longest value in beats that a note that begins on a beat can have."""
    if most == Fraction(3, 2) and not next_is_ternary:
        return most
    lengths = (value * unit / 4 for value in _VALUES)
    return next(length for length in lengths if length.denominator == 1 and length <= most)


def _bracketed(notes: Sequence[WrittenNote]) -> list[WrittenNote]:
    found = list(notes)
    for index, note in enumerate(notes):
        if note.is_triplet:
            beat = note.start // 1
            if note.start == beat:
                found[index] = replace(note, bracket="start")
            elif note.start + note.length == beat + 1:
                found[index] = replace(note, bracket="stop")
    return found


def _beamed(notes: Sequence[WrittenNote]) -> list[WrittenNote]:
    """With beams over what stands in one beat."""
    found = list(notes)
    group: list[int] = []
    for index, note in enumerate([*notes, None]):
        flags = _FLAGS.get(note.value, 0) if note is not None and note.midi else 0
        if group and (not flags or (note and note.start // 1 != found[group[0]].start // 1)):
            _beam(found, group)
            group = []
        if flags:
            group.append(index)
    return found


def _beam(notes: list[WrittenNote], group: Sequence[int]) -> None:
    if len(group) < 2:
        return
    flags = [_FLAGS[notes[index].value] for index in group]
    for place, index in enumerate(group):
        beams = []
        for level in range(1, flags[place] + 1):
            before = place > 0 and flags[place - 1] >= level
            after = place + 1 < len(group) and flags[place + 1] >= level
            hook = "backward hook" if place else "forward hook"
            beams.append(
                {(False, True): "begin", (True, True): "continue", (True, False): "end"}.get(
                    (before, after), hook
                )
            )
        notes[index] = replace(notes[index], beams=tuple(beams))
