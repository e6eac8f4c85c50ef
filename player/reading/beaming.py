"""Which notes are joined: by beams, within a beat of the metre, and by the number of a tuplet."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from player.reading.score import ScoreEvent

_SHORTEST_UNBEAMED = 4


def beam_groups(voice: Sequence[ScoreEvent], metre: tuple[int, int]) -> list[tuple[int, ...]]:
    """Indexes of the events of a voice, by beam, those with no beam left out.

    Compound metres (6/8, 9/8, 12/8) have beats of three, all others of a quarter.
    """
    beats, unit = metre
    is_compound = unit >= 8 and beats % 3 == 0 and beats > 3
    span = Fraction(12, unit) if is_compound else Fraction(1)
    groups: list[tuple[int, ...]] = []
    current: list[int] = []
    beat = -1
    for index, event in enumerate(voice):
        if event.is_grace:
            continue
        joins = bool(event.notes) and event.value.denominator > _SHORTEST_UNBEAMED
        its_beat = event.start // span
        if not joins or its_beat != beat:
            groups.append(tuple(current))
            current = []
        if joins:
            current.append(index)
            beat = its_beat
    groups.append(tuple(current))
    return [group for group in groups if len(group) > 1]


def flags(event: ScoreEvent) -> int:
    """How many flags or beams its value has: 1 for an eighth."""
    return max(0, event.value.denominator.bit_length() - 3)


def tuplet_groups(voice: Sequence[ScoreEvent]) -> list[tuple[int, ...]]:
    """Indexes of the events of a voice that are one tuplet together: as many as fill a note value
    that is none. What is left of one that is not complete is a group of its own.
    """
    groups: list[tuple[int, ...]] = []
    current: list[int] = []
    tuplet, total = (1, 1), Fraction(0)
    for index, event in enumerate(voice):
        if event.is_grace:
            continue
        if current and event.value.tuplet != tuplet:
            groups.append(tuple(current))
            current, total = [], Fraction(0)
        tuplet = event.value.tuplet
        if tuplet == (1, 1):
            continue
        current.append(index)
        total += event.value.quarters
        if total.denominator & (total.denominator - 1) == 0:
            groups.append(tuple(current))
            current, total = [], Fraction(0)
    groups.append(tuple(current))
    return [group for group in groups if group]
