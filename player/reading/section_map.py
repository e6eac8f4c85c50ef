"""The sections of a song: which parts it has, which of them are alike, and their names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Section:
    """From song frame `start_frame` until before `stop_frame`. label: A, B, C …, the same where the
    song is alike. name: what a person calls it, if one does. confidence: of its beginning, 0 to 1.
    """

    start_frame: int
    stop_frame: int
    label: str
    name: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class SectionMap:
    """Sections without gaps between them.

    Raises: ValueError where one is empty, or does not begin where the one before ends.
    """

    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        if any(each.stop_frame <= each.start_frame for each in self.sections):
            raise ValueError("a section has a length")
        if any(before.stop_frame != after.start_frame for before, after in pairwise(self.sections)):
            raise ValueError("each section begins where the one before ends")

    def index_at(self, frame: float) -> int | None:
        """Which section is there; None before the first and after the last."""
        starts = [each.start_frame for each in self.sections]
        index = bisect_right(starts, frame) - 1
        return index if index >= 0 and frame < self.sections[index].stop_frame else None

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"sections": [asdict(each) for each in self.sections]}

    @classmethod
    def of_fields(cls, fields: Mapping[str, Any]) -> SectionMap:
        """From JSON. Raises: ValueError, TypeError, KeyError if it means nothing."""
        return cls(tuple(_section(each) for each in fields["sections"]))


def _section(fields: Mapping[str, Any]) -> Section:
    return Section(
        int(fields["start_frame"]),
        int(fields["stop_frame"]),
        str(fields["label"]),
        str(fields["name"]),
        float(fields["confidence"]),
    )
