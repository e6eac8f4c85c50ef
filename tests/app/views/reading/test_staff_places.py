from __future__ import annotations

from fractions import Fraction

import pytest

from app.views.reading.staff_places import accidentals_of, goes_up, key_places, staff_place
from player.reading.laid_part import LaidEvent
from player.reading.score import Clef, ClefSign, NoteValue, PartBar, ScoreEvent, ScoreNote
from player.reading.written_pitch import WrittenPitch, spelled

_BASS, _ALTO = Clef(ClefSign.F, 4), Clef(ClefSign.C, 3)
_GUITAR = Clef(ClefSign.G, 2, -1)


@pytest.mark.parametrize(
    ("midi", "clef", "place"),
    [
        (64, Clef(), 0),  # E4 on the bottom line
        (77, Clef(), 8),  # F5 on the top line
        (60, Clef(), -2),  # middle C on the first ledger line
        (43, _BASS, 0),
        (60, _BASS, 10),
        (60, _ALTO, 4),
        (52, _GUITAR, 0),
    ],
)
def test_clefs_say_what_the_lines_are(midi: int, clef: Clef, place: int) -> None:
    assert staff_place(ScoreNote(spelled(midi, 0)), clef) == place


def test_drums_stand_as_in_a_treble_clef() -> None:
    snare = ScoreNote(WrittenPitch(0, 0, 5), is_unpitched=True)
    assert staff_place(snare, Clef(ClefSign.PERCUSSION, 3)) == 5


@pytest.mark.parametrize(
    ("fifths", "clef", "places"),
    [
        (3, Clef(), [(8, 1), (5, 1), (9, 1)]),
        (-2, Clef(), [(4, -1), (7, -1)]),
        (2, _BASS, [(6, 1), (3, 1)]),
        (-1, _BASS, [(2, -1)]),
        (0, Clef(), []),
        (5, Clef(ClefSign.PERCUSSION, 3), []),
    ],
)
def test_the_key_signature_stands_on_the_staff(
    fifths: int, clef: Clef, places: list[tuple[int, int]]
) -> None:
    assert key_places(PartBar((), fifths, clef)) == places


def _laid(*pitches: tuple[int, bool]) -> tuple[LaidEvent, ...]:
    """Quarters, of which each may be tied to the one before."""
    return tuple(
        LaidEvent(
            n,
            n + 1,
            0,
            0,
            ScoreEvent(
                Fraction(n),
                Fraction(1),
                NoteValue(4),
                (ScoreNote(spelled(midi, 0), is_tied=tied),),
            ),
        )
        for n, (midi, tied) in enumerate(pitches)
    )


@pytest.mark.parametrize(
    ("fifths", "pitches", "alters"),
    [
        (0, [61, 61, 60, 61], [1, None, 0, 1]),
        (2, [61, 60, 60], [None, 0, None]),  # C sharp is in the key
        (0, [61, 73], [1, 1]),  # each octave by itself
        (-1, [58, 59], [None, 0]),
    ],
)
def test_accidentals_are_written_once_a_bar(
    fifths: int, pitches: list[int], alters: list[int | None]
) -> None:
    events = _laid(*((midi, False) for midi in pitches))
    signs = accidentals_of(PartBar((), fifths), events)
    assert [signs.get((id(event), event.event.notes[0])) for event in events] == alters


def test_a_tied_note_needs_no_accidental() -> None:
    events = _laid((61, True), (61, False))
    signs = accidentals_of(PartBar(), events)
    assert list(signs) == [(id(events[1]), events[1].event.notes[0])]


def test_stems_turn_to_the_middle_line() -> None:
    assert goes_up([0], 0, 1)
    assert not goes_up([8], 0, 1)
    assert not goes_up([4], 0, 1)
    assert goes_up([-2, 5], 0, 1)
    assert goes_up([8], 0, 2)
    assert not goes_up([0], 1, 2)
