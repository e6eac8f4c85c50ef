"""What can be made of a loop: another start, another end, twice as long, a place further on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from player.multitrack import SAMPLE_RATE
from player.transport import MINIMUM_LOOP_S, LoopRegion

SHORTEST_LOOP_FRAMES = round(MINIMUM_LOOP_S * SAMPLE_RATE)


def with_start(loop: LoopRegion, frame: int) -> LoopRegion:
    """With its start there, or as near as it gets: in the song, and not too near the end."""
    latest = max(loop.start_frame, loop.end_frame - SHORTEST_LOOP_FRAMES)
    return LoopRegion(min(max(frame, 0), latest), loop.end_frame)


def with_end(loop: LoopRegion, frame: int, song_frames: int) -> LoopRegion:
    """With its end there, or as near as it gets: in the song, and not too near the start."""
    earliest = min(loop.end_frame, loop.start_frame + SHORTEST_LOOP_FRAMES)
    return LoopRegion(loop.start_frame, max(min(frame, song_frames), earliest))


def doubled(loop: LoopRegion, song_frames: int) -> LoopRegion | None:
    """From the same start, twice as long; None if the song ends before that."""
    end_frame = loop.start_frame + 2 * loop.frames
    return LoopRegion(loop.start_frame, end_frame) if end_frame <= song_frames else None


def halved(loop: LoopRegion) -> LoopRegion | None:
    """From the same start, half as long; None if that is too short for a loop."""
    frames = loop.frames // 2
    if frames < SHORTEST_LOOP_FRAMES:
        return None
    return LoopRegion(loop.start_frame, loop.start_frame + frames)


def moved(loop: LoopRegion, by_lengths: int, song_frames: int) -> LoopRegion | None:
    """Further on by so many times its own length, back where that is negative; None if the song
    has no room there.
    """
    start_frame = loop.start_frame + by_lengths * loop.frames
    if not 0 <= start_frame <= song_frames - loop.frames:
        return None
    return LoopRegion(start_frame, start_frame + loop.frames)


def next_beat(beats: NDArray[np.int64], frame: int, direction: int) -> int | None:
    """The beat after a frame, or with direction -1 the one before; None if there is none.

    beats: frames of the song, sorted.
    """
    if direction > 0:
        index = int(np.searchsorted(beats, frame, side="right"))
    else:
        index = int(np.searchsorted(beats, frame, side="left")) - 1
    return int(beats[index]) if 0 <= index < len(beats) else None
