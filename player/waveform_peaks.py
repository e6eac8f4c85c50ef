"""Lowest and highest samples along a song, for drawing its waveform at any zoom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BIN_FRAMES = 256
# Each level's bins are this many of the level below.
_LEVEL_FACTOR = 16
_LEVELS = 3
# A column is drawn from bins of at most this part of its width: bins that stick out over its edges
# would draw an onset too early.
_BINS_PER_COLUMN = 4

MinMax = tuple[NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class PeakBlock:
    """Extremes of consecutive bins of `BIN_FRAMES` frames, over both channels.

    start_bin: number of the first bin; minima, maxima: float32, (bins,).
    The first and last bin may be known in part only.
    """

    start_bin: int
    minima: NDArray[np.float32]
    maxima: NDArray[np.float32]


def compute_peaks(samples: NDArray[np.float32], start_frame: int) -> PeakBlock:
    """Reduce a span of a song to its peaks.

    samples: float32, (frames, channels); start_frame: where in the song they begin, at any frame.
    """
    start_bin, offset = divmod(start_frame, BIN_FRAMES)
    head = samples[: (BIN_FRAMES - offset) % BIN_FRAMES]
    rest = samples[len(head) :]
    whole_bins = len(rest) // BIN_FRAMES
    whole = rest[: whole_bins * BIN_FRAMES].reshape(whole_bins, BIN_FRAMES * samples.shape[1])
    tail = rest[whole_bins * BIN_FRAMES :]
    return PeakBlock(
        start_bin,
        np.concatenate([_minimum(head), whole.min(axis=1), _minimum(tail)]),
        np.concatenate([_maximum(head), whole.max(axis=1), _maximum(tail)]),
    )


class WaveformPeaks:
    """What is known of one song's or stem's waveform; used from one thread at a time.

    frames: the song's length. Takes peaks of spans in any order, of any length.
    """

    def __init__(self, frames: int) -> None:
        self.frames = frames
        self._levels = [_Level(frames, BIN_FRAMES * _LEVEL_FACTOR**n) for n in range(_LEVELS)]

    def insert(self, block: PeakBlock) -> None:
        """Take a span's peaks; a bin that two spans share keeps the extremes of both."""
        minima, maxima = block.minima, block.maxima
        start_bin = block.start_bin
        for level in self._levels:
            level.merge(start_bin, minima, maxima)
            start_bin, minima, maxima = _coarser(start_bin, minima, maxima)

    def to_bytes(self) -> bytes:
        """Every level, the finest first: its minima, then its maxima, float32, little-endian."""
        return b"".join(
            extremes.astype("<f4").tobytes()
            for level in self._levels
            for extremes in level.extremes()
        )

    @classmethod
    def from_bytes(cls, frames: int, content: bytes) -> WaveformPeaks:
        """What `to_bytes` gave for a song of `frames`.

        Raises: ValueError if it is of another length.
        """
        peaks = cls(frames)
        wanted = [extremes for level in peaks._levels for extremes in level.extremes()]
        values = np.frombuffer(content, "<f4")
        if len(values) != sum(map(len, wanted)):
            raise ValueError(f"not the peaks of {frames} frames")
        for extremes in wanted:
            extremes[:], values = values[: len(extremes)], values[len(extremes) :]
        return peaks

    def min_max(self, start_frame: int, stop_frame: int, columns: int) -> MinMax:
        """Lowest and highest sample of each of `columns` equal parts of a span.

        Returns (minima, maxima), each float32 (columns,); 0 where nothing is known, before the
        song and after it. A column takes in every bin it touches; where columns are narrower than
        `BIN_FRAMES` several share one bin.
        """
        column_frames = (stop_frame - start_frame) / max(columns, 1)
        fine_enough = [
            level for level in self._levels if level.bin_frames * _BINS_PER_COLUMN <= column_frames
        ]
        level = fine_enough[-1] if fine_enough else self._levels[0]
        return level.min_max(start_frame, stop_frame, columns)


class _Level:
    """Peaks of bins of one size; an unknown bin has its minimum above its maximum."""

    def __init__(self, frames: int, bin_frames: int) -> None:
        self.bin_frames = bin_frames
        self._bins = -(-frames // bin_frames)
        # One more, for ever unknown: `reduceat` takes no index behind the last element.
        self._minima = np.full(self._bins + 1, np.inf, np.float32)
        self._maxima = np.full(self._bins + 1, -np.inf, np.float32)

    def extremes(self) -> MinMax:
        """Minima and maxima of the song's bins, as they stand here, not copied."""
        return self._minima[: self._bins], self._maxima[: self._bins]

    def merge(
        self, start_bin: int, minima: NDArray[np.float32], maxima: NDArray[np.float32]
    ) -> None:
        count = min(len(minima), self._bins - start_bin)
        if count <= 0:
            return
        known_minima = self._minima[start_bin : start_bin + count]
        known_maxima = self._maxima[start_bin : start_bin + count]
        np.minimum(known_minima, minima[:count], out=known_minima)
        np.maximum(known_maxima, maxima[:count], out=known_maxima)

    def min_max(self, start_frame: int, stop_frame: int, columns: int) -> MinMax:
        return min_max_of(
            self._minima, self._maxima, self.bin_frames, start_frame, stop_frame, columns
        )


def min_max_of(
    minima: NDArray[np.float32],
    maxima: NDArray[np.float32],
    bin_frames: int,
    start_frame: int,
    stop_frame: int,
    columns: int,
) -> MinMax:
    """Lowest and highest sample of each of `columns` equal parts of a span, from bins of one size.

    minima, maxima: float32 (bins + 1,); an unknown bin has its minimum above its maximum, and the
    last one is. Returns float32 (columns,) each; 0 where nothing is known.
    """
    if columns <= 0:
        return np.zeros(0, np.float32), np.zeros(0, np.float32)
    bins = len(minima) - 1
    edges = start_frame + np.arange(columns + 1) * ((stop_frame - start_frame) / columns)
    first = np.floor(edges[:-1] / bin_frames).astype(np.int64)
    behind_last = np.ceil(edges[1:] / bin_frames).astype(np.int64)
    behind_last = np.maximum(behind_last, first + 1)
    # A column beside the song ends up with nothing but the unknown bin.
    is_beside = (behind_last <= 0) | (first >= bins)
    bounds = np.empty(2 * columns, np.int64)
    bounds[0::2] = np.where(is_beside, bins, np.maximum(first, 0))
    bounds[1::2] = np.minimum(behind_last, bins)
    bounds[1::2][is_beside] = bins
    lowest = np.minimum.reduceat(minima, bounds)[::2]
    highest = np.maximum.reduceat(maxima, bounds)[::2]
    unknown = lowest > highest
    lowest[unknown] = 0.0
    highest[unknown] = 0.0
    return lowest, highest


def _minimum(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.array([samples.min()] if len(samples) else [], np.float32)


def _maximum(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.array([samples.max()] if len(samples) else [], np.float32)


def _coarser(
    start_bin: int, minima: NDArray[np.float32], maxima: NDArray[np.float32]
) -> tuple[int, NDArray[np.float32], NDArray[np.float32]]:
    if not len(minima):
        return start_bin // _LEVEL_FACTOR, minima, maxima
    first_edge = -start_bin % _LEVEL_FACTOR
    edges = np.arange(first_edge, len(minima), _LEVEL_FACTOR)
    if first_edge:
        edges = np.concatenate([[0], edges])
    return (
        start_bin // _LEVEL_FACTOR,
        np.minimum.reduceat(minima, edges),
        np.maximum.reduceat(maxima, edges),
    )
