"""What was found in a song, kept beside it in the cache so that it is looked for once.

A part that was found in other sounds, by other beats or by another version is not used.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from app.reading.found_reading import NOTE_PARTS, FoundHarmony, FoundNotes, Part, PartValue
from player.beat_grid import BeatGrid
from player.reading.chord_chart import ChordChart
from player.reading.drum_hits import DrumHits
from player.reading.section_map import SectionMap
from player.reading.song_key import FoundKey, Key
from player.reading.song_notes import PitchTrace, SongNotes

# To be raised with every change of what is found.
_VERSION = 1


def stamp(source: str, frames: int, grid: BeatGrid | None) -> str:
    """What a song's reading depends on: the name of its mix or the key of the recipe of its stems,
    its length in frames, and its beats.
    """
    beats = None if grid is None else (grid.beats, grid.downbeats, grid.unit)
    return hashlib.sha256(json.dumps([_VERSION, source, frames, beats]).encode()).hexdigest()


@dataclass(frozen=True)
class ReadingStore:
    """A folder of one file per part: npz with a JSON of what is not an array."""

    folder: Path
    stamp: str

    def _path(self, part: Part) -> Path:
        return self.folder / f"{part}.npz"

    def read(self, part: Part) -> PartValue | None:
        """What was found before; None if that is not known."""
        try:
            with self._path(part).open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                fields = json.loads(str(file["fields"]))
                if fields["stamp"] != self.stamp:
                    return None
                return _value(part, fields, file)
        except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def write(self, part: Part, value: PartValue) -> None:
        """Keep this in place of what was there. Raises: OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(part)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            with temporary.open("wb") as file:
                _save(file, value, self.stamp)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def _save(file: BinaryIO, value: PartValue, stamp: str) -> None:
    arrays: dict[str, Any] = {}
    match value:
        case FoundHarmony(chords=chords, key=found):
            key = None if found is None else [found.key.fields(), found.confidence]
            fields: dict[str, Any] = {"chords": chords.fields(), "key": key}
        case FoundNotes(trace=trace, notes=notes):
            fields, arrays = notes.fields(), _arrays(trace)
        case _:
            fields = value.fields()
    np.savez_compressed(file, fields=np.array(json.dumps({**fields, "stamp": stamp})), **arrays)


def _arrays(trace: PitchTrace) -> dict[str, Any]:
    return {"frames": trace.frames, "midi": trace.midi, "confidence": trace.confidence}


def _value(part: Part, fields: Mapping[str, Any], arrays: Mapping[str, Any]) -> PartValue:
    """Raises: ValueError, TypeError, KeyError if it means nothing."""
    if part == Part.HARMONY:
        key = None
        if fields["key"] is not None:
            of_key, confidence = fields["key"]
            key = FoundKey(Key.of_fields(of_key), float(confidence))
        return FoundHarmony(ChordChart.of_fields(fields["chords"]), key)
    if part in NOTE_PARTS:
        frames, midi, confidence = (arrays[name] for name in ("frames", "midi", "confidence"))
        if not len(frames) == len(midi) == len(confidence):
            raise ValueError("a trace has as much of everything")
        trace = PitchTrace(
            frames.astype(np.int64), midi.astype(np.float32), confidence.astype(np.float32)
        )
        return FoundNotes(trace, SongNotes.of_fields(fields))
    if part == Part.SECTIONS:
        return SectionMap.of_fields(fields)
    return DrumHits.of_fields(fields)
