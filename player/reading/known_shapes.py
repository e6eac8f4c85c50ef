"""The shapes that players learn first: those near the nut, and those that move along the neck."""

from __future__ import annotations

from collections.abc import Iterator

from player.reading.chord_symbol import Chord, parse_chord

_GUITAR = (40, 45, 50, 55, 59, 64)
_UKULELE = (67, 60, 64, 69)
# Fret by fret, from the first string of the neck to the last; x does not sound.
_OPEN: dict[tuple[int, ...], dict[str, str]] = {
    _GUITAR: {
        "C": "x32010",
        "A": "x02220",
        "G": "320003",
        "E": "022100",
        "D": "xx0232",
        "Am": "x02210",
        "Em": "022000",
        "Dm": "xx0231",
        "C7": "x32310",
        "A7": "x02020",
        "G7": "320001",
        "E7": "020100",
        "D7": "xx0212",
        "B7": "x21202",
        "Am7": "x02010",
        "Em7": "020000",
        "Dm7": "xx0211",
        "Cmaj7": "x32000",
        "Amaj7": "x02120",
        "Gmaj7": "320002",
        "Emaj7": "021100",
        "Dmaj7": "xx0222",
        "Fmaj7": "xx3210",
        "Asus4": "x02230",
        "Esus4": "022200",
        "Dsus4": "xx0233",
        "Asus2": "x02200",
        "Dsus2": "xx0230",
        "Cadd9": "x32030",
        "Am/G": "302210",
        "D/F#": "200232",
        "C/G": "332010",
        "G/B": "x20003",
        "C/E": "032010",
    },
    _UKULELE: {
        "C": "0003",
        "A": "2100",
        "G": "0232",
        "F": "2010",
        "D": "2220",
        "E": "4442",
        "Am": "2000",
        "Dm": "2210",
        "Em": "0432",
        "Gm": "0231",
        "C7": "0001",
        "A7": "0100",
        "G7": "0212",
        "D7": "2223",
        "E7": "1202",
        "F7": "2313",
        "Am7": "0000",
        "Cmaj7": "0002",
        "Gmaj7": "0222",
        "Fmaj7": "2413",
        "Em7": "0202",
        "Dm7": "2213",
    },
}
# As low on the neck as they can be held, under the chord that they are there.
_MOVABLE: dict[tuple[int, ...], dict[str, str]] = {
    _GUITAR: {
        "F": "133211",
        "Fm": "133111",
        "F7": "131211",
        "Fmaj7": "132211",
        "Fm7": "131111",
        "Fsus4": "133311",
        "F5": "133xxx",
        "A#": "x13331",
        "A#m": "x13321",
        "A#7": "x13131",
        "A#maj7": "x13231",
        "A#m7": "x13121",
        "A#sus4": "x13341",
        "A#sus2": "x13311",
        "A#5": "x133xx",
        "F#m7b5": "2x221x",
        "F#dim7": "2x121x",
        "Bdim": "x2343x",
        "Bm7b5": "x2323x",
        "Bdim7": "x2313x",
        "B9": "x2122x",
        "Cm9": "x3133x",
        "Cmaj9": "x3243x",
        "C#add9": "x4314x",
    },
}

Frets = tuple[int | None, ...]
"""For each string; 0 is open, None does not sound."""


def _parsed(shapes: dict[str, str]) -> tuple[tuple[Chord, Frets], ...]:
    return tuple(
        (parse_chord(name), tuple(None if fret == "x" else int(fret) for fret in shape))
        for name, shape in shapes.items()
    )


_OPEN_FRETS = {strings: dict(_parsed(shapes)) for strings, shapes in _OPEN.items()}
_MOVABLE_FRETS = {strings: _parsed(shapes) for strings, shapes in _MOVABLE.items()}


def open_shape(chord: Chord, open_midi: tuple[int, ...]) -> Frets | None:
    """What everybody plays for a chord near the nut, on a neck of these open strings; None where
    there is nothing of the kind.
    """
    return _OPEN_FRETS.get(open_midi, {}).get(chord)


def movable_shapes(chord: Chord, open_midi: tuple[int, ...]) -> Iterator[Frets]:
    """The shapes for a chord that hands know from others, where they are this chord."""
    for known, frets in _MOVABLE_FRETS.get(open_midi, ()):
        by = (chord.root - known.root) % 12
        if known.transposed(by) == chord:
            yield tuple(None if fret is None else fret + by for fret in frets)
