"""Scores made by hand, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from player.reading.score import (
    Clef,
    ClefSign,
    NoteValue,
    PartBar,
    Score,
    ScoreBar,
    ScoreEvent,
    ScoreNote,
    ScorePart,
)
from player.reading.written_pitch import spelled

BASS = (43, 38, 33, 28)


def quarters(*midis: int | None) -> tuple[ScoreEvent, ...]:
    """A voice of quarters on a bass, as near to its nut as can be; None for a rest."""
    return tuple(
        ScoreEvent(Fraction(n), Fraction(1), NoteValue(4), () if midi is None else (_note(midi),))
        for n, midi in enumerate(midis)
    )


def _note(midi: int) -> ScoreNote:
    string = min(n for n, open_midi in enumerate(BASS, start=1) if open_midi <= midi)
    return ScoreNote(spelled(midi, 0), string, midi - BASS[string - 1])


def score(
    count: int,
    voice: Sequence[ScoreEvent] = (),
    bars: dict[int, dict[str, Any]] | None = None,
    parts: Sequence[str] = ("Bass",),
) -> Score:
    """So many bars of 4/4 of a bass, with the same voice in all of them.

    bars: what else is true of some of them.
    """
    voice = voice or quarters(28, 31, 33, None)
    made = [
        replace(ScoreBar(str(n + 1), Fraction(4)), **(bars or {}).get(n, {})) for n in range(count)
    ]
    part_bars = (PartBar((tuple(voice),), 0, Clef(ClefSign.F, 4, -1)),) * count
    return Score("Made", tuple(made), tuple(ScorePart(name, part_bars, BASS) for name in parts))
