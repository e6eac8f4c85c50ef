"""How well a take fits a stem: which one was meant, where nobody says so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from player.note_events import NoteEvent
from player.take_comparison import WINDOW_MS, TakeComparison

_SAME_NOTE_CENTS = 60.0


def stem_fit(
    stem: Sequence[NoteEvent], take: Sequence[NoteEvent], comparison: TakeComparison
) -> float:
    """0 to 1: how much of both was played together, and at the same pitch.

    stem, take: the notes that were compared, with their pitches where they have one; what has
    pitches does not fit what has none.
    """
    matched = comparison.matched
    if not matched:
        return 0.0
    sure = len(matched) + len(comparison.missed) + len(matched) + len(comparison.extra)
    middle = float(np.median([note.late_ms for note in matched]))
    nearness = sum(max(0.0, 1 - abs(note.late_ms - middle) / WINDOW_MS) for note in matched)
    known = [abs(note.cents) for note in matched if note.cents is not None]
    agreement = float(np.mean([cents <= _SAME_NOTE_CENTS for cents in known])) if known else 0.5
    otherness = abs(_pitched_share(stem) - _pitched_share(take))
    return 2 * nearness / sure * (0.3 + 0.7 * agreement) * (1 - 0.7 * otherness)


def _pitched_share(notes: Sequence[NoteEvent]) -> float:
    return sum(note.pitch is not None for note in notes) / max(1, len(notes))
