"""The grid of overlapping segments a song is separated in: it depends on lengths alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from separation.spans import Span


class Windowing(Enum):
    """What a model hears around a core for which there is not enough song, as at the song's ends.

    INSIDE: the window is moved into the song, as real context beats silence.
    CENTRED: the core stays in the middle of the window, and silence is heard beyond the song.
    FITTED: the window is the core and its context, and shorter where the core is shorter.
    """

    INSIDE = "inside"
    CENTRED = "centred"
    FITTED = "fitted"


@dataclass(frozen=True)
class SegmentGrid:
    """Segment i answers for its core, `step_frames` after the one before it.

    Neighbouring cores overlap by `fade_frames` and are cross-faded there; the last core may be
    shorter than that, and so is its fade. No frame ever has more than two segments, and there is
    no fade at the song's own ends. The model hears a window of `segment_frames`: the core and
    `context_frames` on each side.

    Raises: ValueError if a segment has no room for its context and two fades.
    """

    frames: int
    segment_frames: int
    context_frames: int
    fade_frames: int
    windowing: Windowing = Windowing.INSIDE

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
        return -(-self.frames // self.step_frames)

    def core(self, index: int) -> Span:
        """The frames that segment `index` has a part in."""
        start_frame = index * self.step_frames
        stop_frame = start_frame + self.step_frames + self.fade_frames
        return Span(start_frame, min(self.frames, stop_frame))

    def fade_frames_at(self, boundary: int) -> int:
        """How long segment `boundary` and the one before it are cross-faded, from its core's start.

        None at the song's own ends; the last fade may be cut short by the song's end.
        """
        if not 0 < boundary < self.count:
            return 0
        return min(self.fade_frames, self.frames - boundary * self.step_frames)

    def body(self, index: int, *, before: bool, after: bool) -> Span | None:
        """The core of `index` without the fades shared with the segments `before` and `after` it.

        A side set to False is the song's end or is kept in. None if nothing is left.
        """
        core = self.core(index)
        start_frame = core.start_frame + (self.fade_frames_at(index) if before else 0)
        stop_frame = core.stop_frame - (self.fade_frames_at(index + 1) if after else 0)
        return Span(start_frame, stop_frame) if start_frame < stop_frame else None

    def window_start_frame(self, index: int) -> int:
        """Where the window of `index` starts; it may be before the song does."""
        core = self.core(index)
        match self.windowing:
            case Windowing.INSIDE:
                wanted = core.start_frame - self.context_frames
                return max(0, min(wanted, self.frames - self.segment_frames))
            case Windowing.CENTRED:
                return core.start_frame - (self.segment_frames - core.frames) // 2
            case Windowing.FITTED:
                return core.start_frame - self.context_frames

    def window_frames(self, index: int) -> int:
        """How long the window of `index` is."""
        if self.windowing is Windowing.FITTED:
            return self.core(index).frames + 2 * self.context_frames
        return self.segment_frames

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

    Linear, which is what triangular weights come to where two segments overlap. On a grid of
    2**-23, on which 1 - w is exact: the two halves sum to exactly one.
    """
    rising = np.arange(1, fade_frames + 1) / (fade_frames + 1)
    weights = (np.round(rising * 2**23) / 2**23).astype(np.float32)[:, None]
    weights.flags.writeable = False
    return weights
