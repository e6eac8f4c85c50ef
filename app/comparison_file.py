"""A take beside a stem, kept beside the take so that it is compared once.

takes/KEY/TAKE.beside.json: {"version": 1, "stem", "is_chosen", "part", "tempo_ratio",
"start_frame", "stop_frame", "gain_db", "matched": [{"stem": note, "take": note, "late_ms", "cents",
"octaves", "louder_db"}], "missed": [note], "extra": [note]}; a note is [onset_frame, level_db,
strength_db, is_sure, [midi, voicing, aperiodicity] or null].
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.compared_take import ComparedTake
from app.kept_file import replace_text
from app.take_folder import COMPARISON_SUFFIX
from player.note_events import NoteEvent, Part
from player.note_pitch import NotePitch
from player.take_comparison import MatchedNote, TakeComparison

# To be raised with every change of what is found.
_VERSION = 1


@dataclass(frozen=True)
class ComparisonFile:
    """Where the comparison of one take lies."""

    path: Path

    @classmethod
    def of(cls, folder: Path, take_id: str) -> ComparisonFile:
        """That of a take in the folder of a song's takes."""
        return cls(folder / f"{take_id}{COMPARISON_SUFFIX}")

    def read(self) -> ComparedTake | None:
        """What is kept; None where nothing is.

        Raises: ValueError, if it is damaged or of another version: it is to be compared anew.
        """
        try:
            fields = json.loads(self.path.read_text("utf-8"))
            if fields["version"] != _VERSION:
                raise ValueError(f"version {fields['version']}")
            return _compared(fields)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
            raise ValueError(str(error)) from error

    def write(self, compared: ComparedTake) -> None:
        """Keep this in place of what was there. Raises: OSError; what was there stays then."""
        replace_text(self.path, json.dumps(_fields(compared)))


def _fields(compared: ComparedTake) -> dict[str, Any]:
    comparison = compared.comparison
    return {
        "version": _VERSION,
        "stem": compared.stem,
        "is_chosen": compared.is_chosen,
        "part": comparison.part.value,
        "tempo_ratio": comparison.tempo_ratio,
        "start_frame": comparison.start_frame,
        "stop_frame": comparison.stop_frame,
        "gain_db": comparison.gain_db,
        "matched": [
            {
                "stem": _note_fields(note.stem),
                "take": _note_fields(note.take),
                "late_ms": note.late_ms,
                "cents": note.cents,
                "octaves": note.octaves,
                "louder_db": note.louder_db,
            }
            for note in comparison.matched
        ],
        "missed": [_note_fields(note) for note in comparison.missed],
        "extra": [_note_fields(note) for note in comparison.extra],
    }


def _note_fields(note: NoteEvent) -> list[Any]:
    pitch = note.pitch
    heard = None if pitch is None else [pitch.midi, pitch.voicing, pitch.aperiodicity]
    return [note.onset_frame, note.level_db, note.strength_db, note.is_sure, heard]


def _compared(fields: Any) -> ComparedTake:
    return ComparedTake(
        str(fields["stem"]),
        bool(fields["is_chosen"]),
        TakeComparison(
            Part(fields["part"]),
            float(fields["tempo_ratio"]),
            int(fields["start_frame"]),
            int(fields["stop_frame"]),
            tuple(_matched(each) for each in fields["matched"]),
            tuple(_note(each) for each in fields["missed"]),
            tuple(_note(each) for each in fields["extra"]),
            float(fields["gain_db"]),
        ),
    )


def _matched(fields: Any) -> MatchedNote:
    cents = fields["cents"]
    return MatchedNote(
        _note(fields["stem"]),
        _note(fields["take"]),
        float(fields["late_ms"]),
        None if cents is None else float(cents),
        int(fields["octaves"]),
        float(fields["louder_db"]),
    )


def _note(fields: Any) -> NoteEvent:
    onset_frame, level_db, strength_db, is_sure, heard = fields
    pitch = None
    if heard is not None:
        midi, voicing, aperiodicity = map(float, heard)
        pitch = NotePitch(midi, voicing, aperiodicity)
    return NoteEvent(float(onset_frame), float(level_db), float(strength_db), bool(is_sure), pitch)
