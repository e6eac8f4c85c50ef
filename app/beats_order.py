"""What the process that looks for beats is told, and what it answers: one line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from player.beat_grid import BeatGrid
from player.tuning_estimate import Tuning


@dataclass(frozen=True)
class BeatsOrder:
    """Where the song lies. sounds: its mix, or its stems, which are added up. drums: its drums
    alone. pitched: what has pitches, added up; where there is none, the sounds are asked.
    """

    sounds: tuple[Path, ...]
    drums: Path | None = None
    pitched: tuple[Path, ...] = ()

    def encode(self) -> bytes:
        """As a line."""
        fields = {
            "sounds": list(map(str, self.sounds)),
            "drums": None if self.drums is None else str(self.drums),
            "pitched": list(map(str, self.pitched)),
        }
        return json.dumps(fields).encode() + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> BeatsOrder:
        """From a line. Raises: ValueError, KeyError."""
        fields = json.loads(line)
        drums = fields["drums"]
        return cls(
            tuple(map(Path, fields["sounds"])),
            None if drums is None else Path(drums),
            tuple(map(Path, fields["pitched"])),
        )


@dataclass(frozen=True)
class FoundBeats:
    """What was found in a song; None where there is nothing to find."""

    grid: BeatGrid | None
    tuning: Tuning | None

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "grid": None if self.grid is None else asdict(self.grid),
            "tuning": None if self.tuning is None else asdict(self.tuning),
        }

    @classmethod
    def of_fields(cls, fields: Mapping[str, Any]) -> FoundBeats:
        """From JSON. Raises: ValueError, TypeError, KeyError if it means nothing."""
        grid, tuning = fields["grid"], fields["tuning"]
        return cls(
            None
            if grid is None
            else BeatGrid(
                tuple(map(int, grid["beats"])),
                tuple(map(int, grid["downbeats"])),
                int(grid["unit"]),
                float(grid["beat_confidence"]),
                float(grid["downbeat_confidence"]),
            ),
            None if tuning is None else Tuning(float(tuning["cents"]), float(tuning["confidence"])),
        )
