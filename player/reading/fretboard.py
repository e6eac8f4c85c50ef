"""How chords are held on the neck of a fretted instrument: searched for, and the easiest taken."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from player.reading.chord_symbol import Chord
from player.reading.known_shapes import Frets, movable_shapes, open_shape

FRETS_SPANNED = 4
"""How many frets next to each other a hand reaches."""
_FINGERS = 4
_HIGHEST_FRET = 14
_FIFTH = 7
# Fewer sound thin.
_LEAST_STRINGS = 4
# How much harder each of these makes a shape. Chosen so that what players call the usual shape of a
# chord comes first: low on the neck, all strings, root below, then few fingers.
_PER_FRET, _PER_FINGER, _PER_SPANNED, _PER_BARRE = 1.0, 0.6, 0.7, 0.9
_PER_MUTED, _NO_FIFTH, _OTHER_LOWEST, _BROKEN_OPEN = 1.3, 1.5, 9.0, 0.8
# How much easier what hands know is.
_KNOWN_BY_HANDS = 4.0


@dataclass(frozen=True)
class Neck:
    """The strings of an instrument, from the one nearest to the player's chin when it is held.

    open_midi: MIDI numbers of the open strings. lowest_first: whether the first is the lowest, so
    that what sounds lowest can be told by the strings; a ukulele's high G is not.
    """

    open_midi: tuple[int, ...]
    lowest_first: bool = True


GUITAR = Neck((40, 45, 50, 55, 59, 64))
UKULELE = Neck((67, 60, 64, 69), lowest_first=False)


@dataclass(frozen=True)
class Barre:
    """The index finger laid flat on a fret, from string `first` to string `last`, from 0."""

    fret: int
    first: int
    last: int


@dataclass(frozen=True)
class Fingering:
    """A way to hold a chord.

    frets: for each string of the neck; 0 is open, None is not to sound. fingers: which finger is on
    each string, 1 for the index to 4 for the little one; 0 for none. barre: if the index finger
    holds several strings.
    """

    frets: Frets
    fingers: tuple[int, ...]
    barre: Barre | None = None

    @cached_property
    def lowest_fret(self) -> int:
        """The lowest fret that is held; 0 where all strings are open."""
        return min((fret for fret in self.frets if fret), default=0)

    @cached_property
    def highest_fret(self) -> int:
        """The highest fret that is held; 0 where all strings are open."""
        return max((fret for fret in self.frets if fret), default=0)

    def midi(self, neck: Neck) -> tuple[int, ...]:
        """What sounds, as MIDI numbers, from the first string to the last."""
        sounding = zip(neck.open_midi, self.frets, strict=True)
        return tuple(open_midi + fret for open_midi, fret in sounding if fret is not None)


@lru_cache(maxsize=512)
def fingering(chord: Chord, neck: Neck) -> Fingering | None:
    """The usual way to hold a chord, or the easiest there is; None where there is none.

    It sounds no note that is not of the chord, and all that make it what it is: the fifth may be
    missing. On a neck whose lowest string is known, its lowest note is the chord's, if a hand
    reaches that.
    """
    known = open_shape(chord, neck.open_midi)
    if known is not None:
        found = _held(known)
        assert found is not None, f"nobody holds {known}"
        return found
    best, least = None, math.inf
    for frets in movable_shapes(chord, neck.open_midi):
        way = _held(frets)
        if way is not None and _hardness(way, chord, neck) - _KNOWN_BY_HANDS < least:
            best, least = way, _hardness(way, chord, neck) - _KNOWN_BY_HANDS
    for position in range(1, _HIGHEST_FRET - FRETS_SPANNED + 2):
        if _PER_FRET * (position - 1) >= least:
            break  # from here on every shape is harder
        for frets in _shapes_at(chord, neck, position):
            way = _held(frets)
            if way is not None and _hardness(way, chord, neck) < least:
                best, least = way, _hardness(way, chord, neck)
    return best


def _shapes_at(chord: Chord, neck: Neck, position: int) -> Iterator[Frets]:
    """What sounds the chord with the index finger at a fret, whether it can be held or not; at the
    first also what needs no finger. Strings that do not sound lie at the edge, where nobody strikes
    them.
    """
    upper = _mask(chord.root + interval for interval in chord.intervals)
    needed = _mask(
        chord.root + interval
        for interval in chord.intervals
        if interval != _FIFTH or len(chord.intervals) == 2
    )
    tones = _mask(chord.pitch_classes)
    reached = (0, *range(position, position + FRETS_SPANNED))
    choices = [
        [(fret, _mask([open_midi + fret])) for fret in reached if tones & _mask([open_midi + fret])]
        for open_midi in neck.open_midi
    ]
    for muted in range(max(0, len(choices) - _LEAST_STRINGS) + 1):
        for held in product(*choices[muted:]):
            sounding = foreign = 0
            for _, tone in held:
                sounding |= tone
                foreign |= tone & ~upper
            if needed & ~sounding:
                continue
            # A bass that is not of the chord is below, and only there.
            if foreign and (
                not neck.lowest_first
                or held[0][1] != foreign
                or any(tone == foreign for _, tone in held[1:])
            ):
                continue
            frets = tuple(fret for fret, _ in held)
            if position == 1 or position in frets:
                yield (*(None for _ in range(muted)), *frets)


def _mask(notes: Iterable[int]) -> int:
    """A bit for each pitch class."""
    mask = 0
    for note in notes:
        mask |= 1 << note % 12
    return mask


def _held(frets: Frets) -> Fingering | None:
    """Which fingers hold these frets; None where they are too many, or too far apart."""
    held = sorted((fret, string) for string, fret in enumerate(frets) if fret)
    fingers = [0] * len(frets)
    if not held:
        return Fingering(tuple(frets), tuple(fingers))
    lowest = held[0][0]
    if held[-1][0] - lowest >= FRETS_SPANNED:
        return None
    barre = None
    if len(held) > _FINGERS or _is_usual_barre(frets, lowest):
        at_lowest = [string for fret, string in held if fret == lowest]
        first, last = at_lowest[0], at_lowest[-1]
        if first == last or 0 in frets[first:]:
            return None
        barre = Barre(lowest, first, last)
        for string in at_lowest:
            fingers[string] = 1
        held = [(fret, string) for fret, string in held if fret > lowest]
    free = list(range(2 if barre else 1, _FINGERS + 1))
    if len(held) > len(free):
        return None
    for place, (fret, string) in enumerate(held):
        # The next finger for each fret further up, as long as the others are enough for the rest.
        spare = len(free) - (len(held) - place)
        reach = fret - lowest + 1
        while spare > 0 and free[0] < reach:
            free.pop(0)
            spare -= 1
        fingers[string] = free.pop(0)
    return Fingering(tuple(frets), tuple(fingers), barre)


def _is_usual_barre(frets: Frets, lowest: int) -> bool:
    """Whether one finger on the lowest fret is easier than several: with no open string, and the
    outermost strings that sound both there, or three of them.
    """
    sounding = [fret for fret in frets if fret is not None]
    if 0 in sounding:
        return False
    return sounding[0] == sounding[-1] == lowest or sounding.count(lowest) > 2


def _hardness(way: Fingering, chord: Chord, neck: Neck) -> float:
    frets = way.frets
    fingers = len(set(way.fingers) - {0})
    midi = way.midi(neck)
    muted = frets.count(None)
    hard = _PER_MUTED * muted + _PER_FINGER * fingers
    if way.lowest_fret:
        hard += _PER_FRET * (way.lowest_fret - 1)
        hard += _PER_SPANNED * (way.highest_fret - way.lowest_fret)
    hard += _PER_BARRE * (way.barre is not None)
    tones = {(chord.root + interval) % 12 for interval in chord.intervals}
    hard += _NO_FIFTH * len(tones - {each % 12 for each in midi})
    if neck.lowest_first and midi[0] % 12 != chord.lowest:
        hard += _OTHER_LOWEST
    # High up the neck an open string between held ones sounds unlike them.
    if way.lowest_fret > FRETS_SPANNED:
        hard += _BROKEN_OPEN * frets.count(0)
    return hard
