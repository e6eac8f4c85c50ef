"""Which frame of a stream passes its device when: a line through many unsteady readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# A sound server tells the delay of a stream it has just opened wrong by tens of milliseconds.
_SETTLING_S = 2.0
# Within this even the clocks of cheap devices part by less than half a millisecond.
_WINDOW_S = 5.0
# A stream that is suddenly so much late for so long has lost something, whatever it says.
_STEP_S = 0.008
_STEP_LASTS_S = 1.0


class ClockReading(NamedTuple):
    """A frame, and when it passed the device, in seconds; follows_break: something was lost, or
    came in between, just before it.
    """

    frame: float
    at_s: float
    follows_break: bool = False


@dataclass(frozen=True)
class StreamGap:
    """Before this frame so many seconds are missing."""

    frame: float
    lost_s: float


class StreamClock:
    """Frames and times of one stream, as its readings tell them all together.

    What a single reading says is off by milliseconds; the median of a few seconds is not. Between
    medians it goes on in straight lines, so the clocks of two devices may part slowly. A break, one
    that was told or one that shows, begins a new line.

    readings: in order, one at least. sample_rate: what the device promises, in Hz. opened_at_s:
    when the stream was opened; what it said in the first two seconds only counts where it said
    nothing else.
    """

    def __init__(
        self, readings: Sequence[ClockReading], sample_rate: int, opened_at_s: float | None = None
    ) -> None:
        if not readings:
            raise ValueError("a clock without a reading")
        self._rate = sample_rate
        frames = np.array([reading.frame for reading in readings], np.float64)
        late_s = np.array([reading.at_s for reading in readings]) - frames / sample_rate
        settled = np.ones(len(readings), np.bool_)
        if opened_at_s is not None:
            settled = late_s + frames / sample_rate > opened_at_s + _SETTLING_S
        breaks = [i for i, each in enumerate(readings) if i and each.follows_break]
        bounds = _with_steps([0, *breaks, len(readings)], frames / sample_rate, late_s, settled)
        self._starts = frames[bounds[:-1]]
        self._lines = [
            _line(frames[a:b], late_s[a:b], settled[a:b], _WINDOW_S * sample_rate)
            for a, b in pairwise(bounds)
        ]

    @property
    def gaps(self) -> tuple[StreamGap, ...]:
        """Where something is missing, and how much."""
        gaps = []
        for index in range(1, len(self._lines)):
            start = float(self._starts[index])
            lost_s = self._late_s(index, start) - self._late_s(index - 1, start)
            gaps.append(StreamGap(start, max(0.0, lost_s)))
        return tuple(gaps)

    def time_at(self, frame: float) -> float:
        """When a frame passes the device, in seconds."""
        index = max(0, int(np.searchsorted(self._starts, frame, "right")) - 1)
        return frame / self._rate + self._late_s(index, frame)

    def frame_at(self, time_s: float) -> float:
        """The frame that passes the device then; in a gap the one behind it."""
        for index in range(len(self._lines) - 1, -1, -1):
            start = float(self._starts[index])
            if index == 0 or time_s >= start / self._rate + self._late_s(index, start):
                frame = self._frame_on(index, time_s)
                stop = self._starts[index + 1] if index + 1 < len(self._lines) else np.inf
                return min(frame, float(stop))
        raise AssertionError

    def _frame_on(self, index: int, time_s: float) -> float:
        frame = time_s * self._rate
        for _ in range(3):  # lateness changes by parts in ten thousand
            frame = (time_s - self._late_s(index, frame)) * self._rate
        return frame

    def _late_s(self, index: int, frame: float) -> float:
        at, late_s = self._lines[index]
        return float(np.interp(frame, at, late_s))


_Line = tuple[NDArray[np.float64], NDArray[np.float64]]


def _line(
    frames: NDArray[np.float64],
    late_s: NDArray[np.float64],
    settled: NDArray[np.bool_],
    window_frames: float,
) -> _Line:
    """Medians of windows: at which frames, and how late."""
    if settled.any():
        frames, late_s = frames[settled], late_s[settled]
    windows = np.floor((frames - frames[0]) / window_frames).astype(np.int64)
    # A short rest at the end would be a poor median.
    last = windows[-1]
    if last > 0 and (windows == last).sum() * 2 < (windows == 0).sum():
        windows[windows == last] = last - 1
    chosen = [windows == window for window in np.unique(windows)]
    at = np.array([np.median(frames[each]) for each in chosen])
    return at, np.array([np.median(late_s[each]) for each in chosen])


def _with_steps(
    bounds: list[int],
    at_s: NDArray[np.float64],
    late_s: NDArray[np.float64],
    settled: NDArray[np.bool_],
) -> list[int]:
    """The bounds, and between them those where the stream becomes late at once and for good."""
    found = [bounds[0]]
    for start, stop in pairwise(bounds):
        found += _steps(start, stop, at_s, late_s, settled)
        found.append(stop)
    return found


def _steps(
    start: int,
    stop: int,
    at_s: NDArray[np.float64],
    late_s: NDArray[np.float64],
    settled: NDArray[np.bool_],
) -> list[int]:
    steps: list[int] = []
    steady = late_s[start:stop][settled[start:stop]]
    if len(steady) == 0 or np.ptp(steady) < _STEP_S:
        return steps
    since = start
    index = start
    while index < stop:
        if not settled[index]:
            since = index = index + 1
            continue
        before = late_s[max(since, index - 40) : index]
        behind = int(np.searchsorted(at_s[:stop], at_s[index] + _STEP_LASTS_S))
        if len(before) >= 8 and index + 8 <= behind <= stop - 1:
            usual_s = float(np.median(before))
            if late_s[index:behind].min() > usual_s + _STEP_S:
                steps.append(index)
                since = index
                index = behind
                continue
        index += 1
    return steps
