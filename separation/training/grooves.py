"""Drums as people played them, looped to the length of a song."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from separation.training.midi_files import read_parts
from separation.training.notes import Note
from separation.training.sources import GROOVES

_NAME = re.compile(r"\d+_(?P<style>[a-z]+)[^_]*_(?P<tempo>\d+)_beat_4-4")
_STYLES = {"rock", "pop", "funk", "soul", "hiphop", "dance", "country", "blues", "punk", "reggae"}
_TEST_DRUMMERS = {"drummer5", "drummer9"}
# Pads of the electronic kit that General MIDI does not know.
_PADS = {22: 42, 26: 46, 58: 43}


@dataclass(frozen=True)
class Groove:
    """A file with drums in four-four time at a steady tempo."""

    path: Path
    beats_per_minute: float


@lru_cache(maxsize=4)
def grooves(sources: Path, test: bool) -> tuple[Groove, ...]:
    """The grooves that suit pop and rock, of the drummers who are for tests or of the others."""
    found = []
    for path in sorted((sources / GROOVES.name / "groove").rglob("*.mid")):
        match = _NAME.fullmatch(path.stem)
        drummer = next((part for part in path.parts if part.startswith("drummer")), "")
        if match and match["style"] in _STYLES and (drummer in _TEST_DRUMMERS) == test:
            found.append(Groove(path, float(match["tempo"])))
    if not found:
        raise FileNotFoundError(sources / GROOVES.name / "groove")
    return tuple(found)


def looped(groove: Groove, bars: int, rng: np.random.Generator) -> tuple[Note, ...]:
    """`bars` bars of the groove: eight bars at most from a random place, over and over."""
    bar_s = 240.0 / groove.beats_per_minute
    parts = read_parts(groove.path)
    played = [
        replace(note, pitch=_PADS.get(note.pitch, note.pitch))
        for part in parts
        for note in part.notes
    ]
    length = max(1, round(max((note.start_s for note in played), default=0.0) / bar_s))
    loop = min(length, 8)
    first = int(rng.integers(0, length - loop + 1))
    notes: list[Note] = []
    for bar in range(0, bars, loop):
        shift_s = (bar - first) * bar_s
        for note in played:
            place = (note.start_s + 0.02) / bar_s
            if first <= place < first + loop and place - first + bar < bars:
                start_s = max(0.0, note.start_s + shift_s)
                notes.append(replace(note, start_s=start_s, end_s=start_s + 0.15))
    return tuple(notes)
