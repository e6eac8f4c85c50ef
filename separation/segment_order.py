"""Which segment to separate next: what the musician is about to hear comes first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from separation.segments import SegmentGrid
from separation.spans import Span


@dataclass(frozen=True)
class Focus:
    """What the musician is at: the playhead, and the loop region if one is on."""

    playhead_frame: int = 0
    loop: Span | None = None


def next_segment(grid: SegmentGrid, unfinished: Collection[int], focus: Focus) -> int:
    """The unfinished segment to take next.

    First what lies under the playhead, then the loop region from its start, then forward from the
    playhead, then the rest from the song's start.

    Raises: ValueError if nothing is unfinished.
    """
    for index in grid.segments_at(focus.playhead_frame):
        if index in unfinished:
            return index
    if focus.loop is not None:
        in_loop = [index for index in unfinished if grid.core(index).overlaps(focus.loop)]
        if in_loop:
            return min(in_loop)
    ahead = [index for index in unfinished if grid.core(index).start_frame > focus.playhead_frame]
    return min(ahead or unfinished)
