"""Which score is opened beside a song, and how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from player.reading.score_alignment import ScoreAlignment


class Notation(StrEnum):
    """How a part is written."""

    TAB = "tab"
    STAFF = "staff"


@dataclass(frozen=True)
class OpenedScore:
    """path: of its file. part: index of the part that is shown. notation: as a person chose it, or
    None: tab for what has strings.
    """

    path: Path
    part: int = 0
    notation: Notation | None = None
    alignment: ScoreAlignment = field(default_factory=ScoreAlignment)

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "path": str(self.path),
            "part": self.part,
            "notation": None if self.notation is None else self.notation.value,
            "bars": self.alignment.fields(),
        }

    @classmethod
    def of_fields(cls, fields: Mapping[str, Any]) -> OpenedScore:
        """From JSON. Raises: ValueError, TypeError, KeyError if it means nothing."""
        notation = fields["notation"]
        return cls(
            Path(str(fields["path"])),
            max(0, int(fields["part"])),
            None if notation is None else Notation(notation),
            ScoreAlignment.of_fields(fields["bars"]),
        )
