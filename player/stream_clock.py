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
# A stream that is suddenly so much late for so long has lost something, whatever it says; one that
# is so much sooner has been moved to another device.
_STEP_S = 0.008
_STEP_LASTS_S = 1.0
# By how many readings it is known what is usual: at most, and at least.
_USUAL_READINGS, _FEWEST = 40, 8


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


@dataclass(frozen=True)
class StreamBreak:
    """From this frame on, which passes at `at_s`, the stream is so many seconds later than before;
    sooner, if it is less than 0.
    """

    frame: float
    at_s: float
    later_s: float


class StreamClock:
    """Frames and times of one stream, as its readings tell them all together.

    What a single reading says is off by milliseconds; the median of a few seconds is not. Between
    medians it goes on in straight lines, so the clocks of two devices may part slowly. A break, one
    that was told or one that shows, begins a new line.

    readings: in order, one at least. sample_rate: what the device promises, in Hz. opened_at_s:
    when the stream was opened; what it said in the first two seconds only counts where it said
    nothing else. gaps: where something is missing, and how much. breaks: these, and where the
    stream comes sooner at once.
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
        starts = self._starts.tolist()
        begins_s = [
            start / sample_rate + self._late_s(index, start) for index, start in enumerate(starts)
        ]
        # The last line that has begun by a time: where one comes sooner, it may be before others.
        self._begins_s = np.minimum.accumulate(begins_s[::-1])[::-1]
        self.breaks = tuple(
            StreamBreak(
                start,
                begins_s[index],
                self._late_s(index, start) - self._late_s(index - 1, start),
            )
            for index, start in enumerate(starts)
            if index
        )
        told = {frames[index] for index in breaks}
        self.gaps = tuple(
            StreamGap(each.frame, max(0.0, each.later_s))
            for each in self.breaks
            if each.later_s > 0 or each.frame in told
        )

    def time_at(self, frame: float) -> float:
        """When a frame passes the device, in seconds."""
        index = max(0, int(np.searchsorted(self._starts, frame, "right")) - 1)
        return frame / self._rate + self._late_s(index, frame)

    def frame_at(self, time_s: float) -> float:
        """The frame that passes the device then; in a gap the one behind it."""
        index = max(0, int(np.searchsorted(self._begins_s, time_s, "right")) - 1)
        frame = self._frame_on(index, time_s)
        stop = self._starts[index + 1] if index + 1 < len(self._lines) else np.inf
        return min(frame, float(stop))

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
    # Frames only grow: every window is a slice.
    starts = [0, *(np.flatnonzero(np.diff(windows)) + 1).tolist(), len(frames)]
    # A short rest at the end would be a poor median.
    if len(starts) > 2 and (starts[-1] - starts[-2]) * 2 < starts[1]:
        del starts[-2]
    at = np.array([np.median(frames[a:b]) for a, b in pairwise(starts)])
    return at, np.array([np.median(late_s[a:b]) for a, b in pairwise(starts)])


def _with_steps(
    bounds: list[int],
    at_s: NDArray[np.float64],
    late_s: NDArray[np.float64],
    settled: NDArray[np.bool_],
) -> list[int]:
    """The bounds, and between them where the stream comes later or sooner at once and for good."""
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
    at_s, late_s, settled = at_s[start:stop], late_s[start:stop], settled[start:stop]
    steady = late_s[settled]
    if len(steady) == 0 or np.ptp(steady) < _STEP_S:
        return []
    later = _later(at_s, late_s, settled)
    # What comes sooner from a reading on comes later up to it, looked at from the end.
    sooner = _later(-at_s[::-1], late_s[::-1], settled[::-1])
    found = {*later, *(len(late_s) - index for index in sooner)}
    return [start + index for index in sorted(found)]


def _later(
    at_s: NDArray[np.float64], late_s: NDArray[np.float64], settled: NDArray[np.bool_]
) -> list[int]:
    """The readings from which on everything is late."""
    count = len(late_s)
    behind = np.searchsorted(at_s, at_s + _STEP_LASTS_S)
    index = np.arange(count)
    possible = np.flatnonzero(
        settled & (index >= _FEWEST) & (index + _FEWEST <= behind) & (behind <= count - 1)
    )
    # A median is no less than the least of the same: where that is not enough, nothing is.
    least_before = _least(late_s, np.maximum(0, possible - _USUAL_READINGS), possible)
    least_behind = _least(late_s, possible, behind[possible])
    candidates = possible[least_behind > least_before + _STEP_S]
    unsettled = np.maximum.accumulate(np.where(settled, 0, index + 1))
    steps: list[int] = []
    for each in candidates.tolist():
        if steps and each < behind[steps[-1]]:
            continue
        since = max(unsettled[each], steps[-1] if steps else 0, each - _USUAL_READINGS)
        if each - since < _FEWEST:
            continue
        usual_s = float(np.median(late_s[since:each]))
        if late_s[each : behind[each]].min() > usual_s + _STEP_S:
            steps.append(each)
    return steps


def _least(
    values: NDArray[np.float64], starts: NDArray[np.int64], stops: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The least value of every span; the spans are not empty, and end before the last value."""
    if not len(starts):
        return np.zeros(0)
    least: NDArray[np.float64] = np.minimum.reduceat(values, np.stack([starts, stops], 1).ravel())
    return least[::2]
