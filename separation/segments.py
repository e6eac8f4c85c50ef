"""The grid of overlapping segments a song is separated in: it depends on lengths alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from separation.spans import Span


@dataclass(frozen=True)
class SegmentGrid:
    """Segment i answers for its core, `step_frames` after the one before it.

    Neighbouring cores overlap by `fade_frames` and are cross-faded there. The model hears a window
    of `segment_frames`: the core and at least `context_frames` on each side, less where the song
    begins or ends. There is no fade at the song's own ends, and the last core is always longer
    than one fade, so no frame ever has more than two segments.

    Raises: ValueError if a segment has no room for its context and two fades.
    """

    frames: int
    segment_frames: int
    context_frames: int
    fade_frames: int

    def __post_init__(self) -> None:
        if self.frames < 0 or self.fade_frames < 0 or self.context_frames < 0:
            raise ValueError("lengths cannot be negative")
        if self.step_frames < max(1, self.fade_frames):
            raise ValueError("a segment must hold its context and two fades")

    @property
    def step_frames(self) -> int:
        """From the start of one core to the start of the next."""
        return self.segment_frames - 2 * self.context_frames - self.fade_frames

    @property
    def count(self) -> int:
        """How many segments there are; none for an empty song."""
        if self.frames == 0:
            return 0
        return max(1, -(-(self.frames - self.fade_frames) // self.step_frames))

    def core(self, index: int) -> Span:
        """The frames that segment `index` has a part in."""
        start_frame = index * self.step_frames
        if index == self.count - 1:
            return Span(start_frame, self.frames)
        return Span(start_frame, start_frame + self.step_frames + self.fade_frames)

    def body(self, index: int, *, before: bool, after: bool) -> Span | None:
        """The core of `index` without the fades shared with the segments `before` and `after` it.

        A side set to False is the song's end or is kept in. None if nothing is left.
        """
        core = self.core(index)
        start_frame = core.start_frame + (self.fade_frames if before else 0)
        stop_frame = core.stop_frame - (self.fade_frames if after else 0)
        return Span(start_frame, stop_frame) if start_frame < stop_frame else None

    def window_start_frame(self, index: int) -> int:
        """Where the window of `index` starts: inside the song, as real context beats silence."""
        wanted = index * self.step_frames - self.context_frames
        return max(0, min(wanted, self.frames - self.segment_frames))

    def segments_at(self, frame: int) -> tuple[int, ...]:
        """The one or two segments whose cores hold `frame`, the later one first."""
        if self.count == 0:
            return ()
        latest = min(max(frame, 0) // self.step_frames, self.count - 1)
        if latest > 0 and frame < latest * self.step_frames + self.fade_frames:
            return (latest, latest - 1)
        return (latest,)


@lru_cache(maxsize=4)
def fade_in_weights(fade_frames: int) -> NDArray[np.float32]:
    """The rising half w of a cross-fade, read-only float32 (fade_frames, 1); 1 - w is the falling.

    A raised cosine on a grid of 2**-23, on which 1 - w is exact: the two halves sum to exactly one.
    """
    phase = (np.arange(fade_frames) + 0.5) / max(1, fade_frames)
    rising = np.sin(0.5 * np.pi * phase) ** 2
    weights = (np.round(rising * 2**23) / 2**23).astype(np.float32)[:, None]
    weights.flags.writeable = False
    return weights
