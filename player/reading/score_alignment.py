"""Where a score lies in a song: which of its bars, as they are played, begins at which frame."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# Two bar lines in one place would have nothing between them.
_LEAST_FRAMES = 1000
_MOST_PLAYED, _MOST_FRAME = 10**5, 2**40


@dataclass(frozen=True)
class Anchor:
    """A bar line that stands at a frame of the song. played: the bar that begins there, from 0, in
    the order in which they are played. frame: may lie before the song or after it.
    """

    played: int
    frame: int


@dataclass(frozen=True)
class ScoreAlignment:
    """Bar lines that are held at frames of the song; those between them follow the song's beats.

    anchors: each later in the score and in the song than the one before. Without any, the score's
    first whole bar begins with the song's.

    Raises: ValueError if they are not as said.
    """

    anchors: tuple[Anchor, ...] = ()

    def __post_init__(self) -> None:
        for one, other in pairwise(self.anchors):
            if one.played >= other.played or one.frame >= other.frame:
                raise ValueError("each anchor is later than the one before")

    @property
    def held(self) -> frozenset[int]:
        """The played bars whose beginnings are held."""
        return frozenset(anchor.played for anchor in self.anchors)

    def begins_at(self, played: int, frame: int) -> ScoreAlignment:
        """Let this bar begin here; what was held later in both stays so, what came before goes."""
        later = [each for each in self.anchors if each.played > played]
        kept = [each for each in later if each.frame >= frame + _LEAST_FRAMES]
        return ScoreAlignment((Anchor(played, frame), *kept))

    def with_anchor(self, played: int, frame: int) -> ScoreAlignment:
        """Hold the beginning of a bar at a frame; the others that are held stay where they are, and
        it cannot be moved past them.
        """
        others = [each for each in self.anchors if each.played != played]
        place = bisect_left([each.played for each in others], played)
        earliest = others[place - 1].frame + _LEAST_FRAMES if place > 0 else -_MOST_FRAME
        latest = others[place].frame - _LEAST_FRAMES if place < len(others) else _MOST_FRAME
        if earliest > latest:
            return self  # there is no room between them

        others.insert(place, Anchor(played, min(max(frame, earliest), latest)))
        return ScoreAlignment(tuple(others))

    def without_anchor(self, played: int) -> ScoreAlignment:
        """Hold the beginning of this bar no more."""
        return ScoreAlignment(tuple(each for each in self.anchors if each.played != played))

    def fields(self) -> list[list[int]]:
        """As JSON has it."""
        return [[each.played, each.frame] for each in self.anchors]

    @classmethod
    def of_fields(cls, fields: Any) -> ScoreAlignment:
        """What `fields` gave. Raises: ValueError, TypeError, if it is not that."""
        anchors = tuple(Anchor(int(played), int(frame)) for played, frame in fields)
        for each in anchors:
            if not (0 <= each.played <= _MOST_PLAYED and abs(each.frame) <= _MOST_FRAME):
                raise ValueError(f"no anchor: {each}")
        return cls(anchors)
