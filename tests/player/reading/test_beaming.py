from __future__ import annotations

from fractions import Fraction

import pytest

from player.reading.beaming import beam_groups, flags, tuplet_groups
from player.reading.score import NoteValue, ScoreEvent, ScoreNote
from player.reading.written_pitch import spelled

_NOTE = (ScoreNote(spelled(60, 0)),)


def _voice(*denominators: int) -> list[ScoreEvent]:
    """Less than 0 for a rest."""
    events, start = [], Fraction(0)
    for each in denominators:
        value = NoteValue(abs(each))
        events.append(ScoreEvent(start, value.quarters, value, _NOTE if each > 0 else ()))
        start += value.quarters
    return events


@pytest.mark.parametrize(
    ("voice", "metre", "groups"),
    [
        ((8, 8, 8, 8), (4, 4), [(0, 1), (2, 3)]),
        ((8, 16, 16, 4, 8), (4, 4), [(0, 1, 2)]),
        ((8, -8, 8, 8), (4, 4), [(2, 3)]),
        ((16, -16, 16, 16), (4, 4), [(2, 3)]),
        ((8, 8, 8, 8, 8, 8), (6, 8), [(0, 1, 2), (3, 4, 5)]),
        ((8, 8, 8), (3, 8), [(0, 1)]),
        ((4, 2), (3, 4), []),
        ((), (4, 4), []),
    ],
)
def test_beams_join_what_is_within_a_beat(
    voice: tuple[int, ...], metre: tuple[int, int], groups: list[tuple[int, ...]]
) -> None:
    assert beam_groups(_voice(*voice), metre) == groups


def test_grace_notes_are_no_part_of_a_beam() -> None:
    voice = _voice(8, 8)
    voice.insert(1, ScoreEvent(Fraction(1, 2), Fraction(0), NoteValue(16), _NOTE))
    assert beam_groups(voice, (4, 4)) == [(0, 2)]


def test_flags_are_as_many_as_the_value_has() -> None:
    assert [flags(event) for event in _voice(1, 2, 4, 8, 16, 32)] == [0, 0, 0, 1, 2, 3]


def test_a_tuplet_is_what_fills_a_value_together() -> None:
    def of(denominators: tuple[int, ...], tuplets: tuple[tuple[int, int], ...]) -> list[ScoreEvent]:
        events, start = [], Fraction(0)
        for each, tuplet in zip(denominators, tuplets, strict=True):
            value = NoteValue(each, 0, tuplet)
            events.append(ScoreEvent(start, value.quarters, value, _NOTE))
            start += value.quarters
        return events

    three, none, five = (3, 2), (1, 1), (5, 4)
    assert tuplet_groups(of((8,) * 6, (three,) * 6)) == [(0, 1, 2), (3, 4, 5)]
    assert tuplet_groups(of((4, 4, 8, 4), (none, three, three, none))) == [(1, 2)]
    assert tuplet_groups(of((8, 8, 4), (three, three, none))) == [(0, 1)]
    assert tuplet_groups(of((16,) * 5, (five,) * 5)) == [(0, 1, 2, 3, 4)]
    assert tuplet_groups(_voice(8, 8)) == []
