"""The hits of a song's drums, by what is hit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Any


class Drum(StrEnum):
    """What is hit."""

    KICK = "kick"
    SNARE = "snare"
    HIHAT = "hihat"


@dataclass(frozen=True, order=True)
class DrumHit:
    """One hit at a song frame. velocity, confidence: 0 to 1."""

    frame: int
    drum: Drum
    velocity: float = 0.8
    confidence: float = 1.0


@dataclass(frozen=True)
class DrumHits:
    """Hits in the order they come; several may come at once.

    Raises: ValueError if they are not in order.
    """

    hits: tuple[DrumHit, ...] = ()

    def __post_init__(self) -> None:
        if list(self.hits) != sorted(self.hits):
            raise ValueError("hits are in order")

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"hits": [astuple(hit) for hit in self.hits]}

    @classmethod
    def of_fields(cls, fields: Mapping[str, Any]) -> DrumHits:
        """From JSON. Raises: ValueError, TypeError, KeyError if it means nothing."""
        return cls(tuple(_hit(*each) for each in fields["hits"]))


def _hit(frame: float, drum: str, velocity: float, confidence: float) -> DrumHit:
    return DrumHit(int(frame), Drum(drum), float(velocity), float(confidence))
