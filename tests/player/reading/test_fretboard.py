"""Every chord can be held, sounds itself, and looks as players know it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.reading.chord_symbol import Chord, Quality, parse_chord
from player.reading.fretboard import (
    FRETS_SPANNED,
    GUITAR,
    UKULELE,
    Barre,
    Fingering,
    Neck,
    fingering,
)

NECKS = {"guitar": GUITAR, "ukulele": UKULELE}
DROPPED_D = Neck((38, 45, 50, 55, 59, 64))
FIFTH, THIRDS, SUSPENSIONS = 7, {3, 4}, {2, 5}


def written(name: str, neck: Neck) -> str:
    found = fingering(parse_chord(name), neck)
    assert found is not None
    return "".join("x" if fret is None else str(fret) for fret in found.frets)


def check(found: Fingering, chord: Chord, neck: Neck) -> None:
    sounding = found.midi(neck)
    above = {(midi - chord.root) % 12 for midi in sounding}
    foreign = [midi % 12 for midi in sounding if (midi - chord.root) % 12 not in chord.intervals]
    assert foreign in ([], [chord.bass])
    assert set(chord.intervals) - above <= {FIFTH}
    assert 0 in above
    assert above & (THIRDS | SUSPENSIONS) or chord.quality is Quality.POWER
    held = [fret for fret in found.frets if fret]
    assert not held or max(held) - min(held) < FRETS_SPANNED
    for fret, finger in zip(found.frets, found.fingers, strict=True):
        assert bool(fret) == bool(finger)
        assert 0 <= finger <= 4
    # A finger is in one place; only a barre holds several strings, and nothing below it is open.
    of_finger: dict[int, set[int | None]] = {}
    for fret, finger in zip(found.frets, found.fingers, strict=True):
        of_finger.setdefault(finger, set()).add(fret)
    assert all(len(frets) == 1 for finger, frets in of_finger.items() if finger)
    for finger in range(2 if found.barre else 1, 5):
        assert found.fingers.count(finger) <= 1
    if found.barre is not None:
        beneath = found.frets[found.barre.first : found.barre.last + 1]
        assert all(fret is None or fret >= found.barre.fret for fret in beneath)
        assert found.barre.fret == found.lowest_fret
    # The hand is not twisted: higher frets have higher fingers.
    by_fret = sorted((f, g) for f, g in zip(found.frets, found.fingers, strict=True) if f)
    assert [finger for _, finger in by_fret] == sorted(finger for _, finger in by_fret)


@pytest.mark.parametrize("neck", NECKS.values(), ids=NECKS)
def test_every_chord_can_be_held_and_sounds_itself(neck: Neck) -> None:
    for root, quality in product(range(12), Quality):
        chord = Chord(root, quality)
        found = fingering(chord, neck)
        assert found is not None, chord.name()
        check(found, chord, neck)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Chord,
        st.integers(0, 11),
        st.sampled_from(Quality),
        st.none(),
    ),
    st.one_of(st.none(), st.integers(0, 11)),
    st.sampled_from([GUITAR, UKULELE, DROPPED_D]),
)
def test_with_any_bass_and_neck_too(chord: Chord, bass: int | None, neck: Neck) -> None:
    if bass == chord.root:
        bass = None
    slashed = Chord(chord.root, chord.quality, bass)
    found = fingering(slashed, neck)
    assert found is not None
    check(found, slashed, neck)


@pytest.mark.parametrize("bass", range(1, 12))
@pytest.mark.parametrize("quality", [Quality.MAJOR, Quality.MINOR, Quality.SEVENTH])
def test_the_bass_of_a_slash_chord_is_the_lowest_on_a_guitar(quality: Quality, bass: int) -> None:
    for root in (0, 4, 9):
        chord = Chord(root, quality, (root + bass) % 12)
        found = fingering(chord, GUITAR)
        assert found is not None
        assert min(found.midi(GUITAR)) % 12 == chord.bass, chord.name()


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("C", "x32010"),
        ("Em7", "020000"),
        ("D/F#", "200232"),
        ("F", "133211"),
        ("F#m", "244222"),
        ("Bm", "x24432"),
        ("Bb7", "x13131"),
        ("C#m7", "x46454"),
        ("G5", "355xxx"),
        ("Bm7b5", "x2323x"),
    ],
)
def test_a_guitarist_knows_the_shapes(name: str, shape: str) -> None:
    assert written(name, GUITAR) == shape


@pytest.mark.parametrize(("name", "shape"), [("C", "0003"), ("Bb", "3211"), ("C#7", "1112")])
def test_a_ukulele_player_knows_them_too(name: str, shape: str) -> None:
    assert written(name, UKULELE) == shape


def test_a_barre_is_one_finger() -> None:
    found = fingering(parse_chord("F"), GUITAR)
    assert found is not None
    assert found.barre == Barre(1, 0, 5)
    assert found.fingers == (1, 3, 4, 2, 1, 1)
    assert found.midi(GUITAR) == (41, 48, 53, 57, 60, 65)


def test_open_strings_need_no_finger() -> None:
    found = fingering(parse_chord("Am7"), UKULELE)
    assert found == Fingering((0, 0, 0, 0), (0, 0, 0, 0))
    assert (found.lowest_fret, found.highest_fret) == (0, 0)


def test_a_lower_string_is_used() -> None:
    assert written("D", DROPPED_D) == "000232"
