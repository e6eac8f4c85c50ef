"""Where a loop's edge comes to rest while it is dragged: markers, loops, the playhead, sections,
beats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from app.bookmarks import Bookmarks


class SnapKind(Enum):
    """What an edge can come to rest at."""

    MARKER = auto()
    LOOP_START = auto()
    LOOP_END = auto()
    SONG_START = auto()
    SONG_END = auto()
    PLAYHEAD = auto()
    SECTION = auto()
    BEAT = auto()


@dataclass(frozen=True)
class SnapPoint:
    """A frame of the song that holds edges. name: the marker's, the loop's, or the section's."""

    frame: int
    kind: SnapKind
    name: str = ""


@dataclass(frozen=True, eq=False)
class SnapPoints:
    """All of one song's.

    playhead_frame: None while it moves. beats: frames of the song, sorted; empty while they are not
    known. sections: as a person calls them, by where they begin.
    """

    bookmarks: Bookmarks
    song_frames: int
    playhead_frame: int | None
    beats: NDArray[np.int64]
    sections: tuple[tuple[int, str], ...] = ()

    def nearest(self, frame: float, reach_frames: float) -> SnapPoint | None:
        """The nearest within reach; what has a name goes before a beat in the same place."""
        points = [*self._named(), *self._beats_around(frame)]
        point = min(points, key=lambda each: abs(each.frame - frame))
        return point if abs(point.frame - frame) <= reach_frames else None

    def nearest_to_span(
        self, start: int, end: int, reach_frames: float
    ) -> tuple[SnapPoint, int] | None:
        """For a loop that is moved as a whole: the point that one of its edges is nearest to, and
        by how many frames the loop has to move on to bring that edge there.
        """
        edges = (start, end)
        found = [(self.nearest(edge, reach_frames), edge) for edge in edges]
        moves = [(point, point.frame - edge) for point, edge in found if point is not None]
        return min(moves, key=lambda move: abs(move[1]), default=None)

    def _named(self) -> Iterator[SnapPoint]:
        if self.playhead_frame is not None:
            yield SnapPoint(self.playhead_frame, SnapKind.PLAYHEAD)
        for marker in self.bookmarks.markers:
            yield SnapPoint(marker.frame, SnapKind.MARKER, marker.name)
        for loop in self.bookmarks.loops:
            yield SnapPoint(loop.start_frame, SnapKind.LOOP_START, loop.name)
            yield SnapPoint(loop.end_frame, SnapKind.LOOP_END, loop.name)
        for frame, name in self.sections:
            yield SnapPoint(frame, SnapKind.SECTION, name)
        yield SnapPoint(0, SnapKind.SONG_START)
        yield SnapPoint(self.song_frames, SnapKind.SONG_END)

    def _beats_around(self, frame: float) -> Iterator[SnapPoint]:
        """The last beat before and the first after."""
        after = int(np.searchsorted(self.beats, frame))
        for beat in self.beats[max(0, after - 1) : after + 1]:
            yield SnapPoint(int(beat), SnapKind.BEAT)
