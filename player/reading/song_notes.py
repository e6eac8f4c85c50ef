"""The notes of one voice of a song, and the trace of its pitch that they were found in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, order=True)
class SongNote:
    """From song frame `start_frame` until before `stop_frame`. midi: its pitch, which may lie
    between two keys, A4 is 69. velocity, confidence: 0 to 1; a confidence of 1 is what a person has
    set.

    Raises: ValueError if it has no length, or no pitch.
    """

    start_frame: int
    stop_frame: int
    midi: float
    velocity: float = 0.8
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.stop_frame <= self.start_frame:
            raise ValueError("a note has a length")
        if not math.isfinite(self.midi) or not 0 <= self.midi <= 127:
            raise ValueError(f"no pitch: {self.midi}")


@dataclass(frozen=True)
class SongNotes:
    """Notes in the order of their beginnings; they may overlap.

    Raises: ValueError if they are not in order.
    """

    notes: tuple[SongNote, ...] = ()

    def __post_init__(self) -> None:
        # While a hand drags a note this is asked for thousands of them, many times a second.
        if any(
            later.start_frame <= earlier.start_frame and later < earlier
            for earlier, later in pairwise(self.notes)
        ):
            raise ValueError("notes are in order")

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"notes": [astuple(note) for note in self.notes]}

    @classmethod
    def of_fields(cls, fields: Mapping[str, Any]) -> SongNotes:
        """From JSON. Raises: ValueError, TypeError, KeyError if it means nothing."""
        return cls(tuple(_note(*each) for each in fields["notes"]))


@dataclass(frozen=True, eq=False)
class PitchTrace:
    """What pitch a voice has when. frames: int64 (n,), rising. midi: float32 (n,), NaN where it has
    none. confidence: float32 (n,), 0 to 1.
    """

    frames: NDArray[np.int64]
    midi: NDArray[np.float32]
    confidence: NDArray[np.float32]


def _note(
    start_frame: float, stop_frame: float, midi: float, velocity: float, confidence: float
) -> SongNote:
    return SongNote(
        int(start_frame), int(stop_frame), float(midi), float(velocity), float(confidence)
    )
